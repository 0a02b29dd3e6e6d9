"""What a commit will do, worked out before anything is written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, Protocol

import msgspec

from store.db.rows import Keys, keys_of, rev_of, stamped
from store.db.seam import Change, Conflict, Put, Transaction

_OPEN: Final = ord("{")
_CLOSE: Final = ord("}")


class Readable(Protocol):
    """Whatever gives a record's bytes."""

    def get(self, table: str, id: str) -> bytes | None:
        """The record, or None."""


def check_expected(rows: Readable, expected: Mapping[tuple[str, str], int | None]) -> None:
    """Raise Conflict, naming who, where a record is not at the ``rev`` its writer saw."""
    for (table, id), rev in expected.items():
        record = rows.get(table, id)
        if record is None and rev is None:
            continue
        if record is None or rev_of(record) != rev:
            raise Conflict(_moved(table, id, record))


def _moved(table: str, id: str, record: bytes | None) -> str:
    if record is None:
        return f"{table} {id} was removed by someone else since; look again, then repeat"
    by = msgspec.json.decode(record).get("by") or "someone else"
    return f"{table} {id} was changed by {by} since; look again, then repeat"


def made(
    rows: Readable,
    sequence: int,
    puts: Sequence[Put],
    *,
    by: str,
    at: str,
    verb: str,
    undoes: int | None,
    redoes: int | None,
) -> tuple[Transaction, list[Keys | None]]:
    """The transaction of these puts and what its records name.

    Raises ValueError where one is no record of that id.
    """
    changes = []
    named: list[Keys | None] = []
    put: dict[tuple[str, str], bytes | None] = {}
    for one in puts:
        table, id = one.table, one.id
        key = table, id
        before = put[key] if key in put else rows.get(table, id)
        after, keys = None, None
        if one.record is not None:
            after, keys = _record(table, id, one.record, sequence)
        changes.append(Change(table, id, before, after))
        named.append(keys)
        put[key] = after
    transaction = Transaction(
        sequence=sequence,
        by=by,
        at=at,
        verb=verb,
        changes=tuple(changes),
        undoes=undoes,
        redoes=redoes,
    )
    return transaction, named


def _record(table: str, id: str, record: bytes, sequence: int) -> tuple[bytes, Keys]:
    keys = keys_of(record)
    if keys.id != id or not table:
        raise ValueError(f"{table} {id}: the record names itself {keys.id}")
    if keys.rev is not None or record[0] != _OPEN or record[-1] != _CLOSE or b"\n" in record:
        # Not as our own encoder leaves it: one line, no rev, nothing around it.
        fields = msgspec.json.decode(record)
        fields.pop("rev", None)
        record = msgspec.json.encode(fields)
    return stamped(record, sequence), keys
