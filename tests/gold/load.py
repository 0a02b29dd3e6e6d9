"""The gold as typed records, read from the JSON Lines beside this file."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Literal, TypeVar

import msgspec

HERE = Path(__file__).parent
ROOT = HERE.parents[1]

Precision = Literal["year", "month", "day", "minute"]
Need = Literal["must", "may", "never"]


class Gold(
    msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True
):
    """What all gold records share: frozen, and no field that is not written down."""


class Words(Gold, frozen=True):
    """``[start, end)`` in code points of an article's text, and the text there."""

    start: int
    end: int
    quote: str


class Article(Gold, frozen=True):
    """A text and what it states of itself. ``path`` is from the repository's root."""

    id: str
    story: str
    path: str
    title: str
    published: str = ""
    updated: str = ""
    author: str = ""
    publisher: str = ""
    matrix: bool = False

    @property
    def text(self) -> str:
        """The canonical text that every offset counts in."""
        return (ROOT / self.path).read_bytes().decode("utf-8").replace("\r\n", "\n")


class Entity(Gold, frozen=True):
    """What mentions refer to. ``aliases`` are the words they use, in order of first use."""

    id: str
    name: str
    label: str = ""
    iso: str = ""
    aliases: tuple[str, ...] = ()


class Mention(Words, frozen=True):
    """A labelled span. ``optional``: neither asked for nor wrong. ``about``: its entity."""

    article: str
    label: str
    about: str | None = None
    optional: bool = False


class Date(Words, frozen=True):
    """A date as the text has it, and what it means. ``inferred``: a part was not stated."""

    article: str
    iso: str
    precision: Precision
    inferred: bool = False
    optional: bool = False


class Quantity(Words, frozen=True):
    """A number, its value, and the unit or the thing that it counts."""

    article: str
    value: str
    of: str


class Sentence(Words, frozen=True):
    """A sentence or a line of the page. ``role`` says which; furniture is no text."""

    article: str
    index: int
    role: str
    furniture: bool = False


class NameList(Gold, frozen=True):
    """Names that an article enumerates, in order."""

    id: str
    article: str
    what: str
    members: tuple[Words, ...]
    entities: tuple[str, ...]


class Match(Gold, frozen=True):
    """Two sentences, by index, that say the same; an ``overlap`` is neither asked for nor wrong."""

    story: str
    a: str
    b: str
    i: int
    j: int
    grade: Literal["same", "overlap"]
    why: str


class Discrepancy(Gold, frozen=True):
    """A difference, or what must never be reported as one.

    ``kinds`` are all the kinds under which a report of it counts as this one. ``spans`` has an
    entry for each of the two articles; an empty one where that article has nothing to show.
    """

    id: str
    story: str
    kind: str
    kinds: tuple[str, ...]
    grade: Literal["hard", "soft"]
    verdict: Need
    why: str
    spans: dict[str, tuple[Words, ...]]
    difference: tuple[str, ...] = ()


class Claim(Gold, frozen=True):
    """A row of the golden matrix. ``extra``: beside the claims asked for by name."""

    id: str
    story: str
    text: str
    extra: bool = False


class Step(Gold, frozen=True):
    """One step of who said it; outermost first. No span: not named where it is said."""

    source: tuple[Words, ...] = ()
    entity: str | None = None
    cue: tuple[Words, ...] = ()


class StatedDate(Gold, frozen=True):
    """When the asserted thing is said to be."""

    iso: str
    precision: Precision
    inferred: bool = False


class Assertion(Gold, frozen=True):
    """Where an article states a claim. The first of a cell is the fullest."""

    claim: str
    article: str
    content: tuple[Words, ...]
    by: tuple[Step, ...] = ()
    stance: Literal["supports", "contradicts", "partly"] = "supports"
    polarity: Literal["positive", "negative"] = "positive"
    modality: str = "stated"
    quotation: Literal["", "direct", "indirect"] = ""
    dates: tuple[StatedDate, ...] = ()
    origin: str | None = None


class Silence(Gold, frozen=True):
    """A claim that an article does not state."""

    claim: str
    article: str


class Attribution(Gold, frozen=True):
    """Who says what, by which words. ``never``: the cue is none, and ``why``."""

    article: str
    verdict: Need
    cue: tuple[Words, ...] = ()
    source: tuple[Words, ...] = ()
    content: tuple[Words, ...] = ()
    why: str = ""


T = TypeVar("T", bound=Gold)


@cache
def _read(name: str, kind: type[T]) -> tuple[T, ...]:
    lines = (HERE / f"{name}.jsonl").read_bytes().splitlines()
    return tuple(msgspec.json.decode(line, type=kind) for line in lines)


def load_articles(story: str | None = None) -> tuple[Article, ...]:
    """All articles, or those of one story, in order."""
    return tuple(a for a in _read("articles", Article) if story in (None, a.story))


def load_article(id: str) -> Article:
    """One article by its id; KeyError where there is none."""
    return {a.id: a for a in load_articles()}[id]


def load_entities() -> dict[str, Entity]:
    """Every entity by its id."""
    return {e.id: e for e in _read("entities", Entity)}


def load_mentions(article: str) -> tuple[Mention, ...]:
    """The mentions of one article, in order."""
    return tuple(m for m in _read("mentions", Mention) if m.article == article)


def load_dates(article: str) -> tuple[Date, ...]:
    """The dates of one article, in order."""
    return tuple(d for d in _read("dates", Date) if d.article == article)


def load_quantities(article: str) -> tuple[Quantity, ...]:
    """The numbers that count or measure in one article, in order."""
    return tuple(q for q in _read("quantities", Quantity) if q.article == article)


def load_sentences(article: str) -> tuple[Sentence, ...]:
    """The sentences and furniture of one article, in order."""
    return tuple(s for s in _read("sentences", Sentence) if s.article == article)


def load_lists(article: str) -> tuple[NameList, ...]:
    """The enumerations of one article."""
    return tuple(x for x in _read("lists", NameList) if x.article == article)


def load_matches(story: str) -> tuple[Match, ...]:
    """The matched sentences of a story's two articles."""
    return tuple(m for m in _read("matches", Match) if m.story == story)


def load_discrepancies(story: str) -> tuple[Discrepancy, ...]:
    """The differences of a story's two articles, and what must not be reported."""
    return tuple(d for d in _read("discrepancies", Discrepancy) if d.story == story)


def load_claims(story: str) -> tuple[Claim, ...]:
    """The rows of a story's golden matrix, in order."""
    return tuple(c for c in _read("claims", Claim) if c.story == story)


def load_assertions(claim: str) -> tuple[Assertion, ...]:
    """Where a claim is stated."""
    return tuple(a for a in _read("assertions", Assertion) if a.claim == claim)


def load_silences(claim: str) -> tuple[Silence, ...]:
    """Which articles do not state a claim."""
    return tuple(s for s in _read("silences", Silence) if s.claim == claim)


def load_attributions(article: str) -> tuple[Attribution, ...]:
    """Who says what in one article, in order of writing."""
    return tuple(a for a in _read("attributions", Attribution) if a.article == article)
