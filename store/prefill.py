"""What can be read off the text for an assertion: proposals that the analyst takes or leaves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Final, NamedTuple

from store.attributions import source_name
from store.compare.reading import reading
from store.compare.stems import stem
from store.edits.assertions import Fields
from store.edits.edit import Reading
from store.model import (
    Article,
    Assertion,
    Attribution,
    Entity,
    Fragment,
    Mention,
    Source,
    StatedDate,
)
from store.text.sentence_split import sentence_at

_NEAR: Final = 400
"""Code points before a sentence in which its source may have been named."""
_FEW: Final = 4
"""Names before the sentence that come before the sources of other claims."""
_MOST: Final = 14


class SourceChoice(NamedTuple):
    """One who may say it, and why it is proposed."""

    name: str
    why: str
    source: Source


class DateChoice(NamedTuple):
    """A date the article states, and the words that state it."""

    date: StatedDate
    words: str


def prefilled(
    desk: Reading, article: Article, fragments: tuple[Fragment, ...], *, is_given: bool
) -> tuple[tuple[Fragment, ...], Fields]:
    """The words that state the claim, and what they say of themselves.

    ``is_given``: the words were selected, and stay as they are; else who says it is left out.
    """
    from store.suggest import attribution_at, content_at

    start, end = fragments[0][0], max(end for _, end in fragments)
    steps = [pair for pair in attribution_at(article.text, start, end) if any(pair)]
    if not is_given:
        fragments = (content_at(article.text, start, end),)
    fields: Fields = {}
    if steps:
        fields["attribution"] = tuple(_step(desk, article, *pair) for pair in steps)
    if reading(article).is_quoted(fragments[0][0], fragments[-1][1]):
        fields["quotation"] = "direct"
    elif steps:
        fields["quotation"] = "indirect"
    modality = next(
        (name for _, cue in reversed(steps) if (name := _modality(desk, article, cue))), ""
    )
    if modality:
        fields["modality"] = modality
    return fragments, fields


def _step(
    desk: Reading, article: Article, source: Fragment | None, cue: Fragment | None
) -> Attribution:
    """One step of who says it, with the entity of the mention that is the source."""
    spans = (source,) if source else ()
    mentions = (one for one in desk.by(Mention, "article", article.id) if one.fragments == spans)
    entity = next((one.entity for one in mentions if one.entity), None)
    return Attribution(source=Source(span=spans, entity=entity), cue=(cue,) if cue else ())


def _modality(desk: Reading, article: Article, cue: Fragment | None) -> str:
    """The modality that a cue is a form of: *alleges* and *alleged* are *alleged*."""
    words = article.text[slice(*cue)].split() if cue else []
    stems = {stem(word.lower()) for word in words}
    return next((name for name in desk.labels.modalities if stem(name) in stems), "")


def date_choices(article: Article, fragments: Sequence[Fragment]) -> list[DateChoice]:
    """The dates an article states: in these words, then in their sentence, then by distance.

    The day it was published is among them. Each moment once.
    """
    start, end = fragments[0][0], fragments[-1][1]
    sentence = sentence_at(article.text, start) or (start, end)

    def rank(low: int, high: int) -> tuple[int, int]:
        inside = any(a <= low and high <= b for a, b in fragments)
        near = sentence[0] <= low < sentence[1]
        return (0 if inside else 1 if near else 2), abs(low - start)

    found = sorted(reading(article).dates, key=lambda one: rank(one.start, one.end))
    choices = {
        one.iso: DateChoice(
            StatedDate(iso=one.iso, precision=one.precision, inferred=one.inferred),
            article.text[one.start : one.end],
        )
        for one in reversed(found)
    }
    ordered = [choices[iso] for iso in dict.fromkeys(one.iso for one in found)]
    published = _day(article.published)
    if published and published.isoformat() not in choices:
        day = StatedDate(iso=published.isoformat(), precision="day", inferred=True)
        ordered.append(DateChoice(day, "when it was published"))
    return ordered[:_MOST]


def read_date(typed: str, article: Article) -> StatedDate | None:
    """A date as an analyst types it: as articles write it, or the beginning of an ISO date."""
    from store.text.date_find import find_dates

    typed = typed.strip()
    parts = typed.split("-")
    if all(part.isdigit() for part in parts) and [len(part) for part in parts] in ([4], [4, 2]):
        if len(parts) == 1 or 1 <= int(parts[1]) <= 12:
            return StatedDate(iso=typed, precision="year" if len(parts) == 1 else "month")
        return None
    found = find_dates(typed, _day(article.published))
    if len(found) != 1 or (found[0].start, found[0].end) != (0, len(typed)):
        return None
    one = found[0]
    return StatedDate(iso=one.iso, precision=one.precision, inferred=one.inferred)


def _day(published: str) -> date | None:
    try:
        return date.fromisoformat(published[:10])
    except ValueError:
        return None


def source_choices(desk: Reading, article: Article, assertion: Assertion) -> list[SourceChoice]:
    """Who may say it: named in the sentence or shortly before, or said to say other things."""
    start = assertion.fragments[0][0]
    sentence = sentence_at(article.text, start) or assertion.fragments[0]
    named = list(_named(desk, article, sentence, assertion.fragments))
    found: dict[str, SourceChoice] = {}
    for choice in (
        *(one for one in named if one.why == _BESIDE),
        *[one for one in named if one.why == _BEFORE][:_FEW],
        *_sources(desk, article, assertion.id),
        *(one for one in named if one.why == _IN_WORDS),
    ):
        found.setdefault(choice.name.casefold(), choice)
    return list(found.values())[:_MOST]


def _named(
    desk: Reading, article: Article, sentence: Fragment, content: Sequence[Fragment]
) -> Iterator[SourceChoice]:
    """Mentions, and names nobody has tagged yet: of the sentence beside the content, before the
    sentence, and in the content."""
    from store.suggest import suggest_mentions

    begin = max(0, sentence[0] - _NEAR)
    passage = article.text[begin : sentence[1]]
    named: dict[tuple[Fragment, ...], str | None] = {
        ((begin + one.start, begin + one.end),): None
        for one in suggest_mentions(passage)
        if one.label in _SPEAKERS
    }
    named |= {
        one.fragments: one.entity
        for one in desk.by(Mention, "article", article.id)
        if begin <= one.fragments[0][0] < sentence[1]
    }

    def where(fragments: tuple[Fragment, ...]) -> str:
        at = fragments[0][0]
        if at < sentence[0]:
            return _BEFORE
        return _IN_WORDS if any(a <= at < b for a, b in content) else _BESIDE

    def rank(fragments: tuple[Fragment, ...]) -> tuple[int, int]:
        at = fragments[0][0]
        return (_BESIDE, _BEFORE, _IN_WORDS).index(where(fragments)), abs(at - sentence[0])

    for fragments in sorted(named, key=rank):
        source = Source(span=fragments, entity=named[fragments])
        yield SourceChoice(source_name(desk, article, source), where(fragments), source)


_BESIDE: Final = "in the sentence"
_BEFORE: Final = "before"
_IN_WORDS: Final = "in the words"
_SPEAKERS: Final = frozenset({"PERSON", "ORG", "GPE", "NORP"})


def _sources(desk: Reading, article: Article, but: str) -> Iterator[SourceChoice]:
    """The sources of the article's other assertions, the newest first, then entities."""
    others = [one for one in desk.by(Assertion, "article", article.id) if one.id != but]
    for other in sorted(others, key=lambda one: one.at, reverse=True):
        for step in other.attribution:
            name = source_name(desk, article, step.source)
            if name:
                yield SourceChoice(name, "of another claim", step.source)
    for entity in desk.all(Entity):
        yield SourceChoice(entity.name, "entity", Source(entity=entity.id))


def origin_names(desk: Reading, assertion: Assertion) -> list[str]:
    """Names of whom an assertion may repeat: origins of others, its own sources, entities."""
    article = desk.get(Article, assertion.article)
    names: list[str] = []
    if article is not None:
        origins = [one.origin for one in _of_story(desk, article.story) if one.origin]
        names += [one.name for one in (desk.get(Entity, each) for each in origins) if one]
        names += [source_name(desk, article, step.source) for step in assertion.attribution]
    names += [entity.name for entity in desk.all(Entity)]
    unique = {name.casefold(): name for name in reversed(names) if name}
    return list(reversed(unique.values()))[:_MOST]


def _of_story(desk: Reading, story: str) -> Iterable[Assertion]:
    for article in desk.by(Article, "story", story):
        yield from desk.by(Assertion, "article", article.id)
