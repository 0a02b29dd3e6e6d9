"""Looking the records of an open desk over: what is wrong, where, and what to do."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

import msgspec

from store.desk import Desk
from store.model import RECORDS, Article, Link, Mention, Record, Rejection, decode
from store.references import faults, passages, references

_ADVICE: Final = {
    "links": "remove the link",
    "matches": "judge the pair again",
    "rejections": "it does no harm: the suggestion may come again",
}


class Finding(NamedTuple):
    """One thing wrong with a record: what, where it is, and what to do."""

    what: str
    where: str
    do: str

    def __str__(self) -> str:
        return f"{self.where}: {self.what}; {self.do}"


def check_desk(desk: Desk) -> list[Finding]:
    """Everything wrong with the records of a desk, in the order of its tables; changes nothing.

    Types, offsets within the text, quotes equal to it, the order of fragments, the records that
    others name, labels and relation types in the label set.
    """
    return list(_Round(desk).findings())


class _Round:
    """One look over a desk; keeps the text of the article it last looked at."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._ids = {table: frozenset(desk.store.ids(table)) for table in RECORDS}
        self._labels: frozenset[str] = frozenset()
        self._relations: frozenset[str] = frozenset()
        self._text: tuple[str, str | None] = ("", None)

    def findings(self) -> Iterator[Finding]:
        try:
            self._labels = frozenset(label.name for label in self._desk.labels.labels)
            self._relations = frozenset(one.name for one in self._desk.labels.relations)
        except (msgspec.ValidationError, TypeError):
            pass  # told below, where the table of labels is looked over
        for table, kind in RECORDS.items():
            for id in self._desk.store.ids(table):
                yield from self._record(table, kind, id)

    def _record(self, table: str, kind: type[Record], id: str) -> Iterator[Finding]:
        raw = self._desk.store.get(table, id)
        if raw is None:
            return
        where = f"{table} {id}"
        try:
            record = decode(kind, raw)
        except (ValueError, TypeError, RecursionError) as error:
            yield Finding(str(error), where, "mend the record or take it away")
            return
        yield from self._names(where, table, record)
        yield from self._stands(where, record)
        if isinstance(record, Mention | Rejection) and record.label not in self._labels:
            yield Finding(
                f"label {record.label!r} is not in the label set", where, "add the label or retag"
            )
        if isinstance(record, Link) and record.type not in self._relations:
            yield Finding(
                f"relation {record.type!r} is not in the label set", where, "add the relation"
            )

    def _names(self, where: str, table: str, record: Record) -> Iterator[Finding]:
        for field, tables, id in references(record):
            if any(id in self._ids[name] for name in tables):
                continue
            what = tables[0] if len(tables) == 1 else "any table"
            advice = _ADVICE.get(table, "add what is missing or take the record away")
            yield Finding(f"{field} {id} is not in {what}", where, advice)

    def _stands(self, where: str, record: Record) -> Iterator[Finding]:
        for passage in passages(record):
            text = self._text_of(passage.article)
            if text is None:
                continue
            for fault in faults(passage, text):
                yield Finding(f"{passage.field}: {fault}", where, "set the span again")
        if isinstance(record, Article):
            for start, end, _ in record.furniture:
                if not 0 <= start < end <= len(record.text):
                    yield Finding(
                        f"furniture {start}-{end} lies outside the text", where, "add the file anew"
                    )

    def _text_of(self, article: str) -> str | None:
        if self._text[0] != article:
            raw = self._desk.store.get(Article.TABLE, article)
            try:
                text = None if raw is None else decode(Article, raw).text
            except (ValueError, TypeError):
                text = None
            self._text = article, text
        return self._text[1]
