"""What a change would leave naming a record that is not there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress

import msgspec

from store.db.seam import Index, Put, Store
from store.model import (
    RECORDS,
    Article,
    Assertion,
    Claim,
    Entity,
    Link,
    Match,
    Record,
    Story,
    Topic,
    decode,
)
from store.references import LINKED, references

_INDEXED: dict[str, Index] = {
    Article.TABLE: "article",
    Claim.TABLE: "claim",
    Entity.TABLE: "entity",
    Story.TABLE: "story",
}
_SCANNED = {
    Article.TABLE: (Match.TABLE,),
    Entity.TABLE: (Assertion.TABLE,),
    Topic.TABLE: (Claim.TABLE,),
}


def dangling(store: Store, puts: Sequence[Put]) -> Iterator[Record]:
    """The records that would name something missing once ``puts`` are written."""
    written = {(put.table, put.id): put.record for put in puts}
    for put in puts:
        if put.record is None:
            for record in _naming(store, put.table, put.id):
                if (record.TABLE, record.id) not in written:
                    yield record
        elif put.table in RECORDS:
            record = decode(RECORDS[put.table], put.record)
            if not all(_is_there(store, written, one.tables, one.id) for one in references(record)):
                yield record


def _is_there(
    store: Store, written: dict[tuple[str, str], bytes | None], tables: Sequence[str], id: str
) -> bool:
    return any(
        (written[table, id] if (table, id) in written else store.get(table, id)) is not None
        for table in tables
    )


def _naming(store: Store, table: str, id: str) -> Iterator[Record]:
    """The records on the desk that name one of a table."""
    index = _INDEXED.get(table)
    if index is not None:
        for name, kind in RECORDS.items():
            if index in kind.__struct_fields__:
                yield from _named_in(store, name, store.by(name, index, id), table, id)
    tables = (*_SCANNED.get(table, ()), *([Link.TABLE] if table in LINKED else []))
    for name in tables:
        yield from _named_in(store, name, store.ids(name), table, id)


def _named_in(store: Store, name: str, ids: Sequence[str], table: str, id: str) -> Iterator[Record]:
    for each in ids:
        raw = store.get(name, each)
        if raw is None:
            continue
        with suppress(msgspec.ValidationError):  # a damaged record is what check tells of
            record = decode(RECORDS[name], raw)
            if any(one.id == id and table in one.tables for one in references(record)):
                yield record
