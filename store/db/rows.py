"""The records of a desk in memory: their JSON as bytes, and which record names which.

A record's bytes never change; a change puts other bytes in their place. So a copy of the tables
is a copy of references, and another thread may write it to disk meanwhile.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final

import msgspec

from store.db.seam import Change, Index

INDEXES: Final[tuple[Index, ...]] = ("article", "claim", "entity", "story")
Tables = dict[str, dict[str, bytes]]


class Keys(msgspec.Struct, gc=False):
    """As much of a record as the store looks at."""

    id: str
    article: str | None = None
    claim: str | None = None
    entity: str | None = None
    story: str | None = None
    rev: int | None = None


class _Side(msgspec.Struct, gc=False):
    article: str | None = None


class _Sides(msgspec.Struct, gc=False):
    a: _Side | None = None
    b: _Side | None = None


_keys = msgspec.json.Decoder(Keys)
_sides = msgspec.json.Decoder(_Sides)


def keys_of(record: bytes) -> Keys:
    """The indexed fields of a record. Raises ValueError where it is no object with an id."""
    try:
        return _keys.decode(record)
    except msgspec.ValidationError:
        # A field of that name holds something else than a string: it is not indexed.
        return _loose_keys(msgspec.json.decode(record))
    except RecursionError as error:
        raise ValueError("nested too deep") from error


def _loose_keys(found: Any) -> Keys:
    if not isinstance(found, dict) or not isinstance(found.get("id"), str):
        raise ValueError("a record without an id")  # noqa: TRY004 - wrong bytes, not a wrong call
    named = {name: found[name] for name in INDEXES if isinstance(found.get(name), str)}
    rev = found.get("rev")
    return Keys(found["id"], rev=rev if isinstance(rev, int) else None, **named)


def _sides_of(record: bytes, seen: str | None) -> Iterator[str]:
    """The articles of a match's two sides, each once and not the one ``seen`` already."""
    try:
        found = _sides.decode(record)
    except msgspec.ValidationError:
        return
    named = {seen}
    for side in (found.a, found.b):
        if side is not None and side.article is not None and side.article not in named:
            named.add(side.article)
            yield side.article


def stamped(record: bytes, rev: int) -> bytes:
    """The record with ``rev`` as its last key."""
    return b'%b,"rev":%d}' % (record[:-1], rev)


def rev_of(record: bytes) -> int:
    """The sequence that last wrote a record; 0 where it has none."""
    head, _, tail = record.rpartition(b'"rev":')
    digits = tail[:-1]
    if head and digits.isdigit():
        return int(digits)
    return keys_of(record).rev or 0


# Who names a key: ids in the order written, a dict once one of them has left.
_Postings = dict[str, "list[str] | dict[str, None]"]


class Rows:
    """Records by table and id, and by what they name."""

    def __init__(self) -> None:
        self.tables: Tables = {}
        self._named: dict[tuple[str, str], _Postings] = {}

    def get(self, table: str, id: str) -> bytes | None:
        """The record, or None."""
        rows = self.tables.get(table)
        return None if rows is None else rows.get(id)

    def ids(self, table: str) -> Sequence[str]:
        """The ids of a table in the order first written."""
        return tuple(self.tables.get(table, ()))

    def by(self, table: str, index: Index, key: str) -> Sequence[str]:
        """The ids in a table whose record names ``key``."""
        return tuple(self._named.get((table, index), {}).get(key, ()))

    def apply(self, changes: Sequence[Change], keys: Sequence[Keys | None] = ()) -> None:
        """Put the after images; what was there before is looked up, not believed.

        ``keys``: those of the after images, where they are known already.
        """
        for number, (table, id, _, after) in enumerate(changes):
            before = self.get(table, id)
            if after is None:
                if before is not None:
                    del self.tables[table][id]
                    self._forget(table, id, before)
            elif before is None:
                self.load(table, after, keys[number] if keys else None)
            else:
                self.tables[table][id] = after
                self._rename(table, id, before, after)

    def load(self, table: str, record: bytes, keys: Keys | None = None) -> None:
        """Take in a record whose id is new. Raises ValueError where it is none, or not new."""
        if keys is None:
            keys = keys_of(record)
        rows = self.tables.get(table)
        if rows is None:
            rows = self.tables[table] = {}
        elif keys.id in rows:
            raise ValueError(f"two records {keys.id} in {table}")
        rows[keys.id] = record
        if keys.article is not None:
            self._name(table, "article", keys.article, keys.id)
        if keys.claim is not None:
            self._name(table, "claim", keys.claim, keys.id)
        if keys.entity is not None:
            self._name(table, "entity", keys.entity, keys.id)
        if keys.story is not None:
            self._name(table, "story", keys.story, keys.id)
        if table == "matches":
            for article in _sides_of(record, keys.article):
                self._name(table, "article", article, keys.id)

    def copy(self) -> Tables:
        """The tables as they are now, for another thread to read."""
        return {table: dict(rows) for table, rows in self.tables.items()}

    def _name(self, table: str, index: str, key: str, id: str) -> None:
        postings = self._named.get((table, index))
        if postings is None:
            postings = self._named[table, index] = {}
        ids = postings.get(key)
        if ids is None:
            postings[key] = [id]
        elif isinstance(ids, list):
            ids.append(id)
        else:
            ids[id] = None

    def _forget(self, table: str, id: str, record: bytes) -> None:
        for index, key in _names(table, record):
            self._unname(table, index, key, id)

    def _rename(self, table: str, id: str, before: bytes, after: bytes) -> None:
        old, new = _names(table, before), _names(table, after)
        if old == new:
            return
        for index, key in old:
            if (index, key) not in new:
                self._unname(table, index, key, id)
        for index, key in new:
            if (index, key) not in old:
                self._name(table, index, key, id)

    def _unname(self, table: str, index: str, key: str, id: str) -> None:
        postings = self._named[table, index]
        ids = postings[key]
        if isinstance(ids, list):
            # Taking one out of a long list costs its length, so it becomes a dict, once.
            ids = postings[key] = dict.fromkeys(ids)
        del ids[id]
        if not ids:
            del postings[key]


def _names(table: str, record: bytes) -> list[tuple[str, str]]:
    keys = keys_of(record)
    found: list[tuple[str, str]] = [
        (name, key)
        for name, key in zip(
            INDEXES, (keys.article, keys.claim, keys.entity, keys.story), strict=True
        )
        if key is not None
    ]
    if table == "matches":
        found += [("article", article) for article in _sides_of(record, keys.article)]
    return found
