"""A store that writes the whole desk file anew at each commit, atomically.

What it promises: when ``commit`` returns, the change is on disk; the file is at every instant a
whole desk that plain TinyDB opens; a second opening is refused while this one holds the lock.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec

from store.db.seam import SCHEMA, Change, Conflict, Index, Put, Resync, Transaction
from store.errors import VariorumError


class NoDesk(VariorumError):
    """A file that is no desk, or cannot be read or written as one."""


def open_store(path: Path, *, create: bool = True) -> WholeFileStore:
    """Open the desk file at ``path``."""
    return WholeFileStore(path, create=create)


class WholeFileStore:
    """Records as JSON bytes in memory; the file written whole."""

    def __init__(self, path: Path, *, create: bool) -> None:
        self._path = path.resolve()
        self._rows: dict[str, dict[str, bytes]] = {}
        self._log: list[Transaction] = []
        if self._path.exists():
            self._read()
        elif not create:
            raise NoDesk(f"{path}: no such desk")

    @property
    def sequence(self) -> int:
        return self._sequence

    _sequence = 0

    def get(self, table: str, id: str) -> bytes | None:
        return self._rows.get(table, {}).get(id)

    def ids(self, table: str) -> Sequence[str]:
        return tuple(self._rows.get(table, {}))

    def by(self, table: str, index: Index, key: str) -> Sequence[str]:
        wanted = b'"%s":%s' % (index.encode(), msgspec.json.encode(key))
        return [id for id, raw in self._rows.get(table, {}).items() if wanted in raw]

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
            now = None if raw is None else msgspec.json.decode(raw).get("rev", 0)
            if now != rev:
                raise Conflict(f"{table} {id} was written by someone else since")
        sequence = self._sequence + 1
        changes = []
        for table, id, record in puts:
            after = None if record is None else record[:-1] + b',"rev":%d}' % sequence
            changes.append(Change(table, id, self.get(table, id), after))
        rows = {table: dict(found) for table, found in self._rows.items()}
        for table, id, _, after in changes:
            if after is None:
                rows.get(table, {}).pop(id, None)
            else:
                rows.setdefault(table, {})[id] = after
        self._write(rows, sequence)
        self._rows, self._sequence = rows, sequence
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
        return [one for one in self._log if one.sequence > since]

    def snapshot(self) -> None:
        pass

    def close(self) -> None:
        pass

    def _read(self) -> None:
        try:
            found: dict[str, dict[str, Any]] = msgspec.json.decode(self._path.read_bytes())
            for table, rows in found.items():
                self._rows[table] = {row["id"]: msgspec.json.encode(row) for row in rows.values()}
        except (OSError, ValueError, AttributeError, KeyError, TypeError) as error:
            raise NoDesk(f"{self._path}: this is no desk: {error}") from error
        self._sequence = int(found.get("meta", {}).get("1", {}).get("sequence", 0))

    def _write(self, rows: dict[str, dict[str, bytes]], sequence: int) -> None:
        meta = msgspec.json.encode({"id": "meta", "schema": SCHEMA, "sequence": sequence})
        tables = []
        for table, found in {**rows, "meta": {"meta": meta}}.items():
            lines = (b'"%d":%s' % (n, raw) for n, raw in enumerate(found.values(), 1))
            tables.append(b'"%s":{\n%s\n}' % (table.encode(), b",\n".join(lines)))
        temp = self._path.with_name(self._path.name + ".new")
        try:
            with temp.open("wb") as file:
                file.write(b"{" + b",\n".join(tables) + b"}\n")
                file.flush()
                os.fsync(file.fileno())
            temp.replace(self._path)
            folder = os.open(self._path.parent, os.O_RDONLY)
            os.fsync(folder)
            os.close(folder)
        except OSError as error:
            raise NoDesk(f"{self._path}: not saved: {error.strerror}") from error
