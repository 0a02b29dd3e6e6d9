"""What a record names: other records by their ids, and passages of articles."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final, NamedTuple, TypeVar

import msgspec

from store.model import (
    Article,
    Assertion,
    Attribution,
    Claim,
    Entity,
    Fragment,
    Link,
    Match,
    Mention,
    Record,
    Rejection,
    Silence,
    SpanRecord,
    Story,
    Topic,
    Verdict,
)

E = TypeVar("E", Mention, Assertion)
LINKED: Final = (
    Mention.TABLE,
    Assertion.TABLE,
    Claim.TABLE,
    Entity.TABLE,
    Match.TABLE,
    Silence.TABLE,
    Topic.TABLE,
    Article.TABLE,
)
"""The tables that the ends of a link may stand in."""


class Reference(NamedTuple):
    """A record that another names: in which field, of which tables it may be, its id."""

    field: str
    tables: tuple[str, ...]
    id: str


class Passage(NamedTuple):
    """Where a record stands in an article; ``quotes`` are empty where it keeps none."""

    field: str
    article: str
    fragments: tuple[Fragment, ...]
    quotes: tuple[str, ...] = ()


def references(record: Record) -> Iterator[Reference]:
    """Every record that has to be there for this one to make sense.

    ``version_of`` is not among them: the older text may be on another desk.
    """
    if isinstance(record, Article | Claim | Topic | Verdict):
        yield Reference("story", (Story.TABLE,), record.story)
    if isinstance(record, Mention | Assertion | Silence | Rejection):
        yield Reference("article", (Article.TABLE,), record.article)
    if isinstance(record, Assertion | Silence):
        yield Reference("claim", (Claim.TABLE,), record.claim)
    if isinstance(record, Claim) and record.topic is not None:
        yield Reference("topic", (Topic.TABLE,), record.topic)
    if isinstance(record, Match):
        yield Reference("a", (Article.TABLE,), record.a.article)
        yield Reference("b", (Article.TABLE,), record.b.article)
    if isinstance(record, Link):
        yield Reference("source", LINKED, record.source)
        yield Reference("target", LINKED, record.target)
    for field, id in _entities(record):
        yield Reference(field, (Entity.TABLE,), id)


def _entities(record: Record) -> Iterator[tuple[str, str]]:
    if isinstance(record, Mention) and record.entity is not None:
        yield "entity", record.entity
    if isinstance(record, Assertion):
        if record.origin is not None:
            yield "origin", record.origin
        for step in record.attribution:
            if step.source.entity is not None:
                yield "attribution", step.source.entity


def repointed(record: E, to: Callable[[str], str | None]) -> E:
    """The record with each entity it names exchanged for the one that ``to`` gives, or for none."""
    if isinstance(record, Mention):
        entity = to(record.entity) if record.entity is not None else None
        return msgspec.structs.replace(record, entity=entity)
    origin = to(record.origin) if record.origin is not None else None
    steps = tuple(_step(step, to) for step in record.attribution)
    return msgspec.structs.replace(record, origin=origin, attribution=steps)


def _step(step: Attribution, to: Callable[[str], str | None]) -> Attribution:
    source = step.source
    if source.entity is None or to(source.entity) == source.entity:
        return step
    return msgspec.structs.replace(
        step, source=msgspec.structs.replace(source, entity=to(source.entity))
    )


def passages(record: Record) -> Iterator[Passage]:
    """Every place where a record stands in a text."""
    if isinstance(record, SpanRecord):
        yield Passage("fragments", record.article, record.fragments, record.quotes)
    if isinstance(record, Assertion):
        for step in record.attribution:
            for part in (step.source.span, step.cue):
                if part:
                    yield Passage("attribution", record.article, part)
    if isinstance(record, Match):
        for name, side in (("a", record.a), ("b", record.b)):
            yield Passage(name, side.article, ((side.start, side.end),))


def faults(passage: Passage, text: str) -> Iterator[str]:
    """What is wrong with a passage of a text: out of it, out of order, or quoted wrongly."""
    before = -1
    for start, end in passage.fragments:
        if not 0 <= start < end <= len(text):
            yield f"{start}-{end} lies outside the text of {len(text)} code points"
            return
        if start <= before:
            yield f"{start}-{end} is not after the fragment before it, or touches that"
        before = end
    if passage.field != "fragments":
        return
    if not passage.fragments:
        yield "it stands on no text"
    if len(passage.quotes) != len(passage.fragments):
        yield f"{len(passage.quotes)} quotes for {len(passage.fragments)} fragments"
        return
    for quote, (start, end) in zip(passage.quotes, passage.fragments, strict=True):
        if text[start:end] != quote:
            yield f"quote {brief(quote)!r} is not what stands at {start}-{end}"


def brief(text: str) -> str:
    """The beginning of a text, for a line that names it."""
    return text if len(text) <= 40 else text[:39] + "…"


def readdressed(record: Record, articles: Mapping[str, str], stories: Mapping[str, str]) -> Record:
    """The record as it stands when articles and stories go by other ids."""
    new: dict[str, Any] = {}
    if isinstance(record, Article | Claim | Topic | Verdict) and record.story in stories:
        new["story"] = stories[record.story]
    if isinstance(record, Mention | Assertion | Silence | Rejection) and record.article in articles:
        new["article"] = articles[record.article]
    if isinstance(record, Match):
        for name, side in (("a", record.a), ("b", record.b)):
            if side.article in articles:
                new[name] = msgspec.structs.replace(side, article=articles[side.article])
    if isinstance(record, Link):
        for name, end in (("source", record.source), ("target", record.target)):
            if end in articles:
                new[name] = articles[end]
    older = record.version_of if isinstance(record, Article) else None
    if older is not None and older in articles:
        new["version_of"] = articles[older]
    return msgspec.structs.replace(record, **new) if new else record
