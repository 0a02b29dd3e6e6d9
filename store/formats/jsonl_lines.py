"""The lines of our JSONL: what of a desk goes into each, so that it stands alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Final

import msgspec

from store.formats.outgoing import Outgoing
from store.model import (
    RECORDS,
    Annotator,
    Article,
    Assertion,
    Claim,
    Entity,
    LabelSet,
    Match,
    Mention,
    Record,
    Rejection,
    Silence,
    Story,
    Topic,
    Verdict,
    encode,
    encode_all,
)
from store.model.label_file import default_labels
from store.references import LINKED, references

SCHEMA: Final = 1
TABLES: Final = (
    "stories",
    "topics",
    "claims",
    "entities",
    "annotators",
    "mentions",
    "assertions",
    "silences",
    "matches",
    "links",
    "verdicts",
)
"""The lists of a line, in their order."""
OWN: Final = ("schema", "furniture", *TABLES)
"""The keys of a line that are no plain fields of an article."""


Parts = dict[str, dict[str, Record]]
"""The records of one line, by table and id."""


class Furniture(msgspec.Struct, frozen=True):
    """A span that belongs to the page; an object, as columns of mixed type load nowhere."""

    start: int
    end: int
    kind: str


class Lines:
    """The lines of an export. Nothing is held but which ids were written."""

    def __init__(self, outgoing: Outgoing) -> None:
        self._out = outgoing
        self._written: dict[str, set[str]] = {
            kind.TABLE: set() for kind in (Claim, Topic, Entity, Annotator)
        }
        self._stories = {story: ids[-1] for story, ids in outgoing.stories.items() if ids}

    def __iter__(self) -> Iterator[bytes]:
        last = next(reversed(self._stories.values()), None)
        for article in self._out.articles():
            parts = self._parts(article)
            if self._out.choice.has_all_annotations and self._stories[article.story] == article.id:
                self._rest_of_story(parts, article.story)
            if self._out.choice.is_whole and article.id == last:
                self._rest_of_desk(parts)
            yield self._line(article, parts)
        self._left_behind()

    def _parts(self, article: Article) -> Parts:
        """By table and id: what stands in an article."""
        out = self._out
        silences = sorted(out.by(Silence, "article", article.id), key=_by_id)
        verdicts = sorted(out.by(Verdict, "story", article.story), key=_by_id)
        stand: dict[type[Record], Iterable[Record]] = {
            Mention: out.spans(Mention, article),
            Assertion: out.spans(Assertion, article),
            Silence: [one for one in silences if self._is_silence(one)],
            Match: out.matches(article),
            Verdict: [one for one in verdicts if out.choice.has(one)],
        }
        parts: Parts = {table: {} for table in TABLES}
        for kind, records in stand.items():
            parts[kind.TABLE] = {record.id: record for record in records}
        return parts

    def _is_silence(self, silence: Silence) -> bool:
        if not self._out.choice.has(silence):
            return False
        if self._out.desk.store.get(Claim.TABLE, silence.claim) is None:
            self._out.lose(silence, "claim")
            return False
        return True

    def _rest_of_story(self, parts: Parts, story: str) -> None:
        """With a story's last article goes what no article of it names."""
        for kind in (Claim, Topic):
            for record in self._out.by(kind, "story", story):
                if record.id not in self._written[kind.TABLE]:
                    parts[kind.TABLE][record.id] = record

    def _rest_of_desk(self, parts: Parts) -> None:
        """With the last article of all goes what no article names."""
        for kind in (Entity, Annotator):
            for record in self._out.all(kind):
                if record.id not in self._written[kind.TABLE]:
                    parts[kind.TABLE][record.id] = record

    def _line(self, article: Article, parts: Parts) -> bytes:
        self._close(article, parts)
        for table, written in self._written.items():
            written.update(parts[table])
        for table in _COUNTED:
            self._out.carry(table, parts[table])
        lists = []
        for table in TABLES:
            records = parts[table].values()
            if table in _SORTED:
                records = sorted(records, key=_SORTED[table])  # type: ignore[assignment]
            lists.append(b'"%b":%b' % (table.encode(), encode_all(list(records))))
        page = b",".join(
            _encode(Furniture(start, end, kind)) for start, end, kind in article.furniture
        )
        known = self._plain(article)
        return b'{"schema":%d,%b,"furniture":[%b],%b}\n' % (
            SCHEMA,
            encode(known)[1:-1],
            page,
            b",".join(lists),
        )

    def _plain(self, article: Article) -> Article:
        """The article less what stands in the line's own lists."""
        for name in article.unknown:
            if name in OWN:
                self._out.losses.add(
                    Article.TABLE,
                    article.id,
                    "the line uses this name itself",
                    field=name,
                    article=article.id,
                )
        unknown = {name: value for name, value in article.unknown.items() if name not in OWN}
        return msgspec.structs.replace(article, furniture=(), unknown=unknown)

    def _close(self, article: Article, parts: Parts) -> None:
        """Add whatever the records of a line name, until it stands alone."""
        self._name(parts, Story, article.story)
        for kind, id in _named(parts):
            self._name(parts, kind, id)
        seen: set[str] = set()
        # What a link names may be the end of another.
        while new := {article.id}.union(*(parts[table] for table in _LINKED)) - seen:
            seen |= new
            links = self._out.links(new)
            for link in links:
                parts[link.TABLE][link.id] = link
                for end in (link.source, link.target):
                    for kind in (Claim, Entity, Topic):
                        if self._out.desk.store.get(kind.TABLE, end) is not None:
                            self._name(parts, kind, end)
            if not links:
                break
        by = {record.by for table in TABLES for record in parts[table].values()} | {article.by}
        for name in by:
            if self._out.desk.store.get(Annotator.TABLE, name) is not None:
                self._name(parts, Annotator, name)

    def _name(self, parts: Parts, kind: type[Record], id: str) -> None:
        """Add the record of that id, and what it names in turn."""
        if id in parts[kind.TABLE]:
            return
        record = self._out.record(kind, id)
        if record is None and kind is Story:
            record = Story(id=id)
        if record is None:
            return
        if isinstance(record, Claim) and not self._has_topic(record):
            self._out.lose(record, "topic")
            record = msgspec.structs.replace(record, topic=None)
        parts[kind.TABLE][id] = record
        for reference in references(record):
            self._name(parts, RECORDS[reference.tables[0]], reference.id)

    def _has_topic(self, claim: Claim) -> bool:
        topic = claim.topic
        return topic is None or self._out.desk.store.get(Topic.TABLE, topic) is not None

    def _left_behind(self) -> None:
        """Tell what of the whole desk no line has."""
        out = self._out
        if not out.choice.is_whole:
            return
        for story in out.desk.store.ids(Story.TABLE):
            if story not in out.stories:
                out.losses.add(Story.TABLE, story, "it has no article to go with")
                for kind in (Claim, Topic, Verdict):
                    for id in out.desk.store.by(kind.TABLE, "story", story):
                        if id not in self._written.get(kind.TABLE, ()):
                            out.losses.add(kind.TABLE, id, "its story has no article to go with")
        for rejection in out.desk.store.ids(Rejection.TABLE):
            out.losses.add(Rejection.TABLE, rejection, "refused suggestions stay on the desk")
        labels, usual = out.desk.labels, default_labels()
        if any(getattr(labels, name) != getattr(usual, name) for name in _LABEL_FIELDS):
            out.losses.add(
                LabelSet.TABLE, labels.id, "the label set stays on the desk, as do keys and colours"
            )


_encode = msgspec.json.Encoder().encode
_LABEL_FIELDS: Final = ("labels", "relations", "modalities")
_COUNTED: Final = ("stories", "topics", "claims", "entities", "silences", "verdicts")
_LINKED: Final = tuple(table for table in TABLES if table in LINKED)


def _named(parts: Parts) -> list[tuple[type[Record], str]]:
    """The claims, topics and entities that the records of a line name."""
    found: dict[tuple[type[Record], str], None] = {}
    for record in parts["mentions"].values():
        if isinstance(record, Mention) and record.entity is not None:  # by far the most there are
            found[Entity, record.entity] = None
    for table in ("assertions", "silences", "claims", "topics"):
        for record in parts[table].values():
            for reference in references(record):
                if reference.field != "article":
                    found[RECORDS[reference.tables[0]], reference.id] = None
    return list(found)


def _by_id(record: Record) -> tuple[int, str]:
    return 0, record.id


def _by_order(record: Any) -> tuple[int, str]:
    return record.order, record.id


_SORTED: Final = {
    "stories": _by_id,
    "topics": _by_order,
    "claims": _by_order,
    "entities": _by_id,
    "annotators": _by_id,
}
