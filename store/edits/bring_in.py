"""Edits that bring much in at once: the articles of a command, the records of an import."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

import msgspec

from store.edits.articles import AddArticle
from store.edits.edit import Reading, RecordPut, Removal
from store.model import Article, Record


class BringIn(msgspec.Struct, frozen=True):
    """Write records as they came: annotator, time and status are theirs."""

    records: tuple[Record, ...]
    verb: ClassVar[str] = "import"

    def puts(self, _: Reading) -> Iterable[RecordPut]:
        """The records."""
        return self.records


class AddArticles(msgspec.Struct, frozen=True):
    """Lay several articles on the desk, all or none; fails as ``AddArticle`` does."""

    articles: tuple[Article, ...]
    force: bool = False
    verb: ClassVar[str] = "add articles"

    def puts(self, desk: Reading) -> Iterable[RecordPut]:
        """The articles, each after its story where that is new."""
        seen: set[tuple[str, str]] = set()
        for article in self.articles:
            for put in AddArticle(article, self.force).puts(desk):
                key = put.table if isinstance(put, Removal) else put.TABLE, put.id
                if key not in seen:
                    seen.add(key)
                    yield put


def stands(desk: Reading, record: Record) -> bool:
    """Whether the desk has the record so; where it names no annotator or time, any will do."""
    here = desk.get(type(record), record.id)
    if here is None:
        return False
    known = {"rev": 0}
    blank = {name: "" for name in ("by", "at") if not getattr(record, name)}
    return msgspec.structs.replace(here, **known, **blank) == msgspec.structs.replace(
        record, **known
    )
