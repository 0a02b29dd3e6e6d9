"""Claims above the articles, and where each article states, or does not state, them."""

from __future__ import annotations

from typing import ClassVar, Final, Literal

import msgspec

from store.model.record import Fragment, Record, SpanRecord

Stance = Literal["supports", "contradicts", "partly"]
Polarity = Literal["positive", "negative"]
CERTAINTIES: Final = ("certain", "probable", "possible", "doubtful")
"""How sure the article's own words are; an assertion may say nothing of it."""
QUOTATIONS: Final = ("direct", "indirect", "partial")
"""Whose words an assertion is in: the source's, the article's, or the article's with some of the
source's between marks."""


class Topic(Record, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """A heading under which claims are grouped."""

    TABLE: ClassVar[str] = "topics"
    PREFIX: ClassVar[str] = "t"

    story: str
    title: str
    order: int = 0


class Claim(Record, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """A proposition: a row of the claim matrix, in its canonical wording."""

    TABLE: ClassVar[str] = "claims"
    PREFIX: ClassVar[str] = "c"

    story: str
    text: str
    topic: str | None = None
    order: int = 0


class Source(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Who says it: a span of the article, an entity, or words of the analyst."""

    span: tuple[Fragment, ...] = ()
    entity: str | None = None
    text: str = ""


class Attribution(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One step of who said it, with the words that say so (``cue``)."""

    source: Source
    cue: tuple[Fragment, ...] = ()


class StatedDate(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """When the asserted thing is said to be, as exact as it is said."""

    iso: str
    precision: Literal["year", "month", "day", "minute"] = "day"
    inferred: bool = False


class Assertion(
    SpanRecord, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True
):
    """Where one article states a claim.

    ``attribution`` is outermost first; empty is the article's own voice. ``stance`` is towards
    the claim's wording; polarity, modality, certainty and date are of the article's own words.
    """

    TABLE: ClassVar[str] = "assertions"
    PREFIX: ClassVar[str] = "x"

    claim: str
    attribution: tuple[Attribution, ...] = ()
    stance: Stance = "supports"
    polarity: Polarity = "positive"
    modality: str = ""
    certainty: str = ""
    date: StatedDate | None = None
    quotation: str = ""
    origin: str | None = None


class Silence(Record, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """Looked, and this article does not say it."""

    TABLE: ClassVar[str] = "silences"
    PREFIX: ClassVar[str] = "o"

    claim: str
    article: str
