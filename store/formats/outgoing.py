"""What leaves a desk: the records asked for, in one order, each sound on its own.

A record that the desk holds damaged, or that names what is not there, is left behind and told:
whatever is exported can be read back.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Sequence
from functools import cache, cached_property
from typing import Any, Final, TypeVar

import msgspec

from store.db.seam import Index
from store.desk import Desk
from store.formats.choice import Choice
from store.formats.losses import LossReport
from store.formats.seam import Told
from store.model import (
    RECORDS,
    Annotator,
    Article,
    Assertion,
    Claim,
    Entity,
    Link,
    Match,
    Mention,
    Record,
    Silence,
    SpanRecord,
    Story,
    Topic,
    Verdict,
    decode,
    decode_all,
)
from store.references import LINKED, faults, passages, references, repointed

R = TypeVar("R", bound=Record)
S = TypeVar("S", Mention, Assertion)

GONE = "names what is not on the desk"
LEFT = "names what is not in this export"
_AT_ONCE: Final = 1000


class Outgoing:
    """A view of a desk for a writer. ``carried`` counts what was given out, by table."""

    def __init__(self, desk: Desk, choice: Choice | None = None, told: Told | None = None) -> None:
        self.desk = desk
        self.choice = choice or Choice()
        self.losses = LossReport()
        self.carried: Counter[str] = Counter()
        self._told = told
        self._ids = self._article_ids()
        self._in = {id for ids in self._ids.values() for id in ids}
        self._carried_ids: dict[str, set[str]] = defaultdict(set)
        self._matches: dict[str, list[Match]] | None = None
        self._links: dict[str, list[Link]] | None = None

    def _article_ids(self) -> dict[str, list[str]]:
        """The articles asked for by story, stories in the order of their first article."""
        found: dict[str, list[str]] = {}
        for id in self.desk.store.ids(Article.TABLE):
            article = self.record(Article, id)
            if article is not None and self.choice.has_article(article):
                found.setdefault(article.story, []).append(id)
        return found

    @property
    def stories(self) -> dict[str, list[str]]:
        """The ids of the articles asked for, by story."""
        return self._ids

    def articles(self) -> Iterator[Article]:
        """The articles asked for, story by story, in the order they were laid down."""
        done = 0
        for ids in self._ids.values():
            for id in ids:
                article = self.record(Article, id)
                if article is not None:
                    self.carried[Article.TABLE] += 1
                    yield article
                done += 1
                if self._told is not None:
                    self._told(done, len(self._in))

    def record(self, kind: type[R], id: str) -> R | None:
        """A record by its id; None, and told, where it is not as its kind has to be."""
        raw = self.desk.store.get(kind.TABLE, id)
        if raw is None:
            return None
        try:
            return decode(kind, raw)
        except (ValueError, TypeError, RecursionError):
            self.losses.add(kind.TABLE, id, "is damaged: see variorum check")
            return None

    def by(self, kind: type[R], index: Index, key: str) -> Iterable[R]:
        """The sound records of a kind that name ``key``."""
        return self._records(kind, self.desk.store.by(kind.TABLE, index, key))

    def all(self, kind: type[R]) -> Iterator[R]:
        """The sound records of a kind."""
        ids = self.desk.store.ids(kind.TABLE)
        for start in range(0, len(ids), _AT_ONCE):
            yield from self._records(kind, ids[start : start + _AT_ONCE])

    def _records(self, kind: type[R], ids: Sequence[str]) -> Iterable[R]:
        try:
            # Without the rev: no writer says which change wrote a record.
            return decode_all(kind, self.desk.store.listed(kind.TABLE, ids))
        except (ValueError, TypeError, RecursionError):
            return [one for id in ids if (one := self.record(kind, id)) is not None]

    def spans(self, kind: type[S], article: Article) -> list[S]:
        """An article's mentions or assertions asked for, in reading order."""
        records = self.by(kind, "article", article.id)
        if not self.choice.has_all_annotations:
            records = filter(self.choice.has, records)
        found: list[S] = []
        text, entities = article.text, self._entities
        for record in records:
            quotes = record.quotes
            if len(quotes) == len(record.fragments) == 1 and type(record) is Mention:
                # Nearly all are so, and nothing more is to be looked at.
                ((start, end),) = record.fragments
                is_quoted = 0 <= start < end <= len(text) and text[start:end] == quotes[0]
                if is_quoted and (record.entity is None or record.entity in entities):
                    found.append(record)
                    continue
            sound = self._sound(record, article)
            if sound is not None:
                found.append(sound)
        found.sort(key=reading_order)
        self.carried[kind.TABLE] += len(found)
        return found

    def _sound(self, record: S, article: Article) -> S | None:
        for passage in passages(record):
            for fault in faults(passage, article.text):
                self.losses.add(record.TABLE, record.id, fault, article=article.id)
                return None
        return self._closed(record)

    @cached_property
    def _entities(self) -> frozenset[str]:
        return frozenset(self.desk.store.ids(Entity.TABLE))

    def _closed(self, record: S) -> S | None:
        """The record with all it names on the desk; without an entity that is gone."""
        gone = [one for one in references(record) if not self._is_there(one.tables, one.id)]
        if not gone:
            return record
        for one in gone:
            self.lose(record, one.field)
        if any(one.field == "claim" for one in gone):
            return None
        missing = {one.id for one in gone}
        return repointed(record, lambda one: None if one in missing else one)

    def lose(self, record: Record, field: str) -> None:
        """Tell that a field, or the record for its sake, is left behind: what it names is gone."""
        self.losses.add(
            record.TABLE, record.id, GONE, field=field, article=getattr(record, "article", "")
        )

    def _is_there(self, tables: Sequence[str], id: str) -> bool:
        return any(self.desk.store.get(table, id) is not None for table in tables)

    def matches(self, article: Article) -> list[Match]:
        """The matches asked for with one side in an article, by id."""
        if self._matches is None:
            self._matches = self._matches_by_article()
        found = self._matches.get(article.id, [])
        self.carry(Match.TABLE, (match.id for match in found))
        return found

    def _matches_by_article(self) -> dict[str, list[Match]]:
        found: dict[str, list[Match]] = defaultdict(list)
        for match in sorted(self.all(Match), key=lambda one: one.id):
            sides = {match.a.article, match.b.article}
            if not sides & self._in or not self.choice.has(match):
                continue
            reason = self._why_left(match, sides)
            if reason:
                self.losses.add(Match.TABLE, match.id, reason)
                continue
            for side in sides:
                found[side].append(match)
        return found

    def _why_left(self, match: Match, sides: set[str]) -> str:
        if not sides <= self._in:
            is_there = all(self._is_there((Article.TABLE,), side) for side in sides)
            return LEFT if is_there else GONE
        for passage in passages(match):
            article = self.record(Article, passage.article)
            for fault in faults(passage, article.text if article else ""):
                return fault
        return ""

    def links(self, ends: set[str]) -> list[Link]:
        """The links asked for with an end among some ids, by id."""
        if self._links is None:
            self._links = self._links_by_end()
        by_end = self._links
        if not by_end:
            return []
        found = {link.id: link for end in ends if end in by_end for link in by_end[end]}
        self.carry(Link.TABLE, found)
        return [found[id] for id in sorted(found)]

    def _links_by_end(self) -> dict[str, list[Link]]:
        found: dict[str, list[Link]] = defaultdict(list)
        for link in self.all(Link):
            if not self.choice.has(link):
                continue
            reasons = {self._why_no_end(link.source), self._why_no_end(link.target)}
            if reasons == {""}:
                for end in (link.source, link.target):
                    found[end].append(link)
            elif "" in reasons or self.choice.is_whole:
                # What has neither end in this export was not asked for.
                self.losses.add(Link.TABLE, link.id, GONE if GONE in reasons else LEFT)
        return found

    def leave(self, kind: type[Record], reason: str, *, but: Container[str] = ()) -> None:
        """Tell that a format holds nothing of a kind, for each record asked for.

        ``but`` are the ids of those it does hold.
        """
        for record in self.all(kind):
            if record.id not in but and self.is_asked_for(record):
                article = getattr(record, "article", "")
                self.losses.add(kind.TABLE, record.id, reason, article=article)

    def leave_fields(self, record: Record, held: Container[str], reason: str) -> None:
        """Tell each field of a record that says something and is not among those held."""
        article = record.id if isinstance(record, Article) else getattr(record, "article", "")
        for name, usual in _usual(type(record)):
            if name not in held and getattr(record, name) != usual:
                for field in record.unknown if name == "unknown" else (name,):
                    self.losses.add(record.TABLE, record.id, reason, field=field, article=article)

    def is_asked_for(self, record: Record) -> bool:
        """Whether a claim, or an annotation, is part of what was asked for."""
        if isinstance(record, Story):
            return record.id in self._ids
        if isinstance(record, Entity | Annotator):
            return self.choice.is_whole
        if isinstance(record, Claim | Topic | Verdict):
            return self.choice.is_whole or record.story in self._ids
        if not self.choice.has(record):
            return False
        if isinstance(record, Link):
            ends = (record.source, record.target)
            return self.choice.is_whole or any(not self._why_no_end(end) for end in ends)
        named = [one.id for one in references(record) if one.field in ("article", "a", "b")]
        return any(id in self._in for id in named)

    def carry(self, table: str, ids: Iterable[str]) -> None:
        """Count records that go into more than one article's part, once each."""
        carried = self._carried_ids[table]
        carried.update(ids)
        self.carried[table] = len(carried)

    def carried_ids(self, table: str) -> Container[str]:
        """The ids counted by ``carry``."""
        return self._carried_ids[table]

    def _why_no_end(self, id: str) -> str:
        """Why an annotation that a link names is not in this export; empty where it is."""
        for table in LINKED:
            if self.desk.store.get(table, id) is None:
                continue
            record = self.record(RECORDS[table], id)
            return "" if record is not None and self._goes_out(record) else LEFT
        return GONE

    def _goes_out(self, record: Record) -> bool:
        if isinstance(record, Article):
            return record.id in self._in
        if isinstance(record, SpanRecord | Match | Silence) and not self.choice.has(record):
            return False
        named = [one for one in references(record) if one.field in ("article", "a", "b", "claim")]
        return all(self._is_there(one.tables, one.id) for one in named) and all(
            passage.article in self._in and not any(faults(passage, self._text(passage.article)))
            for passage in passages(record)
        )

    def _text(self, article: str) -> str:
        found = self.record(Article, article)
        return found.text if found is not None else ""


@cache
def _usual(kind: type[Record]) -> tuple[tuple[str, Any], ...]:
    """The fields of a kind of record, each with what it says where nothing was said."""
    return tuple(
        (
            field.name,
            field.default
            if field.default_factory is msgspec.NODEFAULT
            else field.default_factory(),
        )
        for field in msgspec.structs.fields(kind)
        if field.name != "rev"
    )


def reading_order(record: SpanRecord) -> tuple[int, int, str]:
    """Sorts span records by where they begin, where they end, and id."""
    if not record.fragments:
        return -1, -1, record.id
    return record.fragments[0][0], record.fragments[-1][1], record.id
