"""What stands between articles: matches, links and verdicts; and what was refused."""

from __future__ import annotations

from typing import ClassVar, Literal

import msgspec

from store.model.record import Record, SpanRecord


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """One passage of one article, ``[start, end)`` in code points."""

    article: str
    start: int
    end: int


class Match(Record, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """Two sentences of different articles that the analyst says do, or do not, say the same."""

    TABLE: ClassVar[str] = "matches"
    PREFIX: ClassVar[str] = "h"

    a: Place
    b: Place
    verdict: Literal["confirmed", "rejected"] = "confirmed"


class Link(Record, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """A typed relation from one annotation to another, by their ids."""

    TABLE: ClassVar[str] = "links"
    PREFIX: ClassVar[str] = "l"

    type: str
    source: str
    target: str


class Verdict(Record, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """What the analyst says of a discrepancy, known by its ``signature``."""

    TABLE: ClassVar[str] = "verdicts"
    PREFIX: ClassVar[str] = "v"

    story: str
    signature: str
    real: bool
    reason: str = ""
    names: tuple[str, ...] = ()
    """Of one dismissed: the names that are one thing's, and fold everywhere from then on."""


class Rejection(
    SpanRecord, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True
):
    """A suggestion the analyst refused."""

    TABLE: ClassVar[str] = "rejections"
    PREFIX: ClassVar[str] = "r"

    label: str
    suggester: str = ""


class Annotator(Record, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """Whose work an annotation is; ``id`` is the name that records carry in ``by``."""

    TABLE: ClassVar[str] = "annotators"
    PREFIX: ClassVar[str] = "n"

    name: str = ""
