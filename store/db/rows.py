"""The records of a desk in memory: their JSON as bytes, and which record names which.

A record's bytes never change; a change puts other bytes in their place. So a copy of the tables
is a copy of references, and another thread may write it to disk meanwhile.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterator, Mapping, Sequence
from itertools import repeat
from typing import Any, Final

import msgspec

from store.db.seam import Change, Index

INDEXES: Final[tuple[Index, ...]] = ("article", "claim", "entity", "story")


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


def unstamped(record: bytes) -> bytes:
    """The record without its ``rev``, where that is its last key."""
    head, _, tail = record.rpartition(_REV)
    return head + b"}" if head and tail[:-1].isdigit() else record


def rev_of(record: bytes) -> int:
    """The sequence that last wrote a record; 0 where it has none."""
    head, _, tail = record.rpartition(b'"rev":')
    digits = tail[:-1]
    if head and digits.isdigit():
        return int(digits)
    return keys_of(record).rev or 0


class Records(Mapping[str, bytes]):
    """A table's records by id, in the order first written; each is put together when asked for."""

    def __init__(self, rows: dict[str, bytes]) -> None:
        self._rows = rows

    def __getitem__(self, id: str) -> bytes:
        return _record(id, self._rows[id])

    def __iter__(self) -> Iterator[str]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)


Tables = Mapping[str, Mapping[str, bytes]]
# Who names a key, in the order first written: one id, a few, or many.
_Ids = str | tuple[str, ...] | list[str]
_FEW: Final = 16
_ORDER: Final = 4
_BEGINNING: Final = b'{"id":"%b"'
_REV: Final = b',"rev":'
_COMMA: Final = ord(",")
_OPENING: Final = b',{"id":"'


class Rows:
    """Records by table and id, and by what they name."""

    def __init__(self) -> None:
        self._tables: dict[str, _Table] = {}

    @property
    def tables(self) -> Tables:
        """Every table's records as they are now and as they change."""
        return {name: Records(table.rows) for name, table in self._tables.items()}

    def copy(self) -> Tables:
        """The tables as they are now, for another thread to read."""
        return {name: Records(dict(table.rows)) for name, table in self._tables.items()}

    def get(self, table: str, id: str) -> bytes | None:
        """The record, or None."""
        found = self._tables.get(table)
        row = None if found is None else found.rows.get(id)
        return None if row is None else _record(id, row)

    def listed(self, table: str, ids: Sequence[str]) -> bytes:
        """A JSON list of those records that are there, in that order, each without its ``rev``."""
        found = self._tables.get(table)
        rows = {} if found is None else found.rows
        parts: list[bytes] = []
        for id in ids:
            row = rows.get(id)
            if row is None:
                continue
            end = row.rfind(_REV)
            if row[_ORDER] == _COMMA and row[end + len(_REV) : -1].isdigit():
                # As nearly all are, and an export asks for all there are: no record is made.
                parts += _OPENING, id.encode(), b'"', row[_ORDER:end], b"}"
            else:
                parts += b",", unstamped(_record(id, row))
        return b"[%b]" % b"".join(parts)[1:]

    def ids(self, table: str) -> Sequence[str]:
        """The ids of a table in the order first written."""
        found = self._tables.get(table)
        return () if found is None else tuple(found.rows)

    def by(self, table: str, index: Index, key: str) -> Sequence[str]:
        """The ids in a table whose record names ``key``, in the order first written."""
        found = self._tables.get(table)
        return () if found is None else tuple(_each(found.named[index].get(key, ())))

    def apply(self, changes: Sequence[Change], keys: Sequence[Keys | None] = ()) -> None:
        """Put the after images; what was there before is looked up, not believed.

        ``keys``: those of the after images, where they are known already.
        """
        known = iter(keys) if keys else repeat(None)
        for change, named in zip(changes, known, strict=False):
            id, after = change.id, change.after
            table = self._table(change.table)
            row = table.rows.get(id)
            if row is None:
                if after is not None:
                    table.add(after, named or keys_of(after))
            elif after is None:
                table.remove(id, row)
            else:
                table.replace(id, row, after)

    def load(self, table: str, record: bytes) -> None:
        """Take in a record whose id is new. Raises ValueError where it is none, or not new."""
        found = self._table(table)
        keys = keys_of(record)
        if keys.id in found.rows:
            raise ValueError(f"two records {keys.id} in {table}")
        found.add(record, keys)

    def _table(self, name: str) -> _Table:
        found = self._tables.get(name)
        if found is None:
            found = self._tables[name] = _Table(name)
        return found


class _Table:
    """One table. A row is four bytes that count the records as they came, then the record less
    its beginning, which the id tells.
    """

    __slots__ = ("_came", "_has_sides", "named", "rows")

    def __init__(self, name: str) -> None:
        self.rows: dict[str, bytes] = {}
        self.named: dict[str, dict[str, _Ids]] = {index: {} for index in INDEXES}
        self._came = 0
        self._has_sides = name == "matches"

    def add(self, record: bytes, keys: Keys) -> None:
        """Take in a record that is new."""
        id = keys.id
        self._came += 1
        beginning = _BEGINNING % id.encode()
        if record.startswith(beginning):
            record = record[len(beginning) :]
        self.rows[id] = self._came.to_bytes(_ORDER) + record
        named = self.named
        if keys.article is not None:
            _append(named["article"], keys.article, id)
        if keys.claim is not None:
            _append(named["claim"], keys.claim, id)
        if keys.entity is not None:
            _append(named["entity"], keys.entity, id)
        if keys.story is not None:
            _append(named["story"], keys.story, id)
        if self._has_sides:
            for article in _sides_of(_record(id, self.rows[id]), keys.article):
                _append(named["article"], article, id)

    def remove(self, id: str, row: bytes) -> None:
        """Take a record away, and from all it named."""
        for index, key in self._names(_record(id, row)):
            self._unname(index, key, id)
        del self.rows[id]

    def replace(self, id: str, row: bytes, after: bytes) -> None:
        """Put other bytes in a record's place; it keeps its place among the others."""
        beginning = _BEGINNING % id.encode()
        rest = after[len(beginning) :] if after.startswith(beginning) else after
        self.rows[id] = row[:_ORDER] + rest
        old, new = self._names(_record(id, row)), self._names(after)
        if old == new:
            return
        for index, key in old:
            if (index, key) not in new:
                self._unname(index, key, id)
        for index, key in new:
            if (index, key) not in old:
                ids = self.named[index][key] = _many(self.named[index].get(key, ()))
                insort(ids, id, key=self._order)

    def _unname(self, index: str, key: str, id: str) -> None:
        ids = self.named[index][key] = _many(self.named[index][key])
        del ids[bisect_left(ids, self._order(id), key=self._order)]
        if not ids:
            del self.named[index][key]

    def _order(self, id: str) -> bytes:
        return self.rows[id][:_ORDER]

    def _names(self, record: bytes) -> list[tuple[str, str]]:
        keys = keys_of(record)
        named = zip(INDEXES, (keys.article, keys.claim, keys.entity, keys.story), strict=True)
        found: list[tuple[str, str]] = [(name, key) for name, key in named if key is not None]
        if self._has_sides:
            found += [("article", article) for article in _sides_of(record, keys.article)]
        return found


def _append(named: dict[str, _Ids], key: str, id: str) -> None:
    """Put the newest record under a key: behind all others there."""
    ids = named.get(key)
    if ids is None:
        named[key] = id
    elif isinstance(ids, list):
        ids.append(id)
    elif isinstance(ids, tuple):
        named[key] = (*ids, id) if len(ids) < _FEW else [*ids, id]
    else:
        named[key] = (ids, id)


def _record(id: str, row: bytes) -> bytes:
    rest = row[_ORDER:]
    return rest if rest[:1] == b"{" else b'{"id":"%b"%b' % (id.encode(), rest)


def _each(ids: _Ids) -> Sequence[str]:
    return (ids,) if isinstance(ids, str) else ids


def _many(ids: _Ids) -> list[str]:
    return ids if isinstance(ids, list) else list(_each(ids))
