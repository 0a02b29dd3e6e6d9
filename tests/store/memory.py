"""A store without a file, for tests of what stands above the seam."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

import msgspec

from store.db.rows import unstamped
from store.db.seam import Change, Conflict, Index, Put, Resync, Transaction

_REV = re.compile(rb'"rev":(\d+)}$')


class MemoryStore:
    """Keeps the promises of ``store.db.seam.Store`` but those about disks."""

    def __init__(self) -> None:
        self._rows: dict[str, dict[str, bytes]] = {}
        self._log: list[Transaction] = []
        self.is_closed = False

    @property
    def sequence(self) -> int:
        return len(self._log)

    def get(self, table: str, id: str) -> bytes | None:
        return self._rows.get(table, {}).get(id)

    def listed(self, table: str, ids: Sequence[str]) -> bytes:
        found = (self.get(table, id) for id in ids)
        return b"[%b]" % b",".join(unstamped(raw) for raw in found if raw is not None)

    def ids(self, table: str) -> Sequence[str]:
        return list(self._rows.get(table, {}))

    def by(self, table: str, index: Index, key: str) -> Sequence[str]:
        rows = self._rows.get(table, {})
        return [id for id, raw in rows.items() if msgspec.json.decode(raw).get(index) == key]

    def commit(
        self,
        puts: Sequence[Put],
        *,
        by: str,
        at: str,
        verb: str,
        expected: Mapping[tuple[str, str], int | None] | None = None,
        undoes: int | None = None,
        redoes: int | None = None,
    ) -> Transaction:
        for (table, id), rev in (expected or {}).items():
            raw = self.get(table, id)
            found = None if raw is None else int(_REV.search(raw)[1])  # type: ignore[index]
            if found != rev:
                raise Conflict(f"{table} {id} was written by someone else")
        sequence = self.sequence + 1
        changes = []
        for put in puts:
            table, id, record = put.table, put.id, put.record
            rows = self._rows.setdefault(table, {})
            before = rows.get(id)
            after = None if record is None else record[:-1] + b',"rev":%d}' % sequence
            if after is None:
                rows.pop(id, None)
            else:
                rows[id] = after
            changes.append(Change(table, id, before, after))
        done = Transaction(
            sequence=sequence,
            by=by,
            at=at,
            verb=verb,
            changes=tuple(changes),
            undoes=undoes,
            redoes=redoes,
        )
        self._log.append(done)
        return done

    def transactions(self) -> Iterator[Transaction]:
        return reversed(self._log)

    def watch(self, since: int) -> Sequence[Transaction] | Resync:
        return self._log[since:]

    reading: str | None = None

    @property
    def notes(self) -> list[str]:
        return []

    def wants_fold(self, idle: float) -> bool:
        return False

    def fold_in_background(self) -> object:
        return None

    def copy_to(self, path: Path, changes: Sequence[Change] = ()) -> None:
        raise NotImplementedError

    def snapshot(self, progress: Callable[[float], None] | None = None) -> None:
        pass

    def close(self) -> None:
        self.is_closed = True
