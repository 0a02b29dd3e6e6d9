"""Spans that may be mentions: remembered forms, dates, known names, runs of capitals."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from store.aliases import aliases
from store.text import find_dates, words
from store.text.lexicon import OPENERS, STARTERS

_ORG: Final = frozenset(
    {"agency", "bank", "bureau", "committee", "council", "court", "department", "ministry"}
    | {"organization", "union", "university", "inc", "corp", "ltd", "party", "police"}
)
_LAW: Final = re.compile(r"\b[Rr]esolution\s+\d{1,5}\b(?:\s*\([12]\d{3}\))?")
_OPENING: Final = re.compile(r"(?:[.!?:\n][\"”’)]?\s|\n)[\"“‘]?$")
_KIND: Final = {"demonym": "NORP", "capital": "GPE", "country": "GPE", "body": "ORG"}


class Suggestion(NamedTuple):
    """``[start, end)`` in code points, a label, a score in (0, 1], and what suggested it."""

    start: int
    end: int
    label: str
    score: float
    suggester: str


def suggest_mentions(text: str, memory: Iterable[tuple[str, str | None]] = ()) -> list[Suggestion]:
    """Suggestions in order, none overlapping; ``memory`` is forms tagged, or rejected (None)."""
    kept = dict(memory)
    rejected = {form for form, label in kept.items() if label is None}
    taken = bytearray(len(text))
    found: list[Suggestion] = []
    for one in (*_remembered(text, kept), *_laws(text), *_dates(text), *_names(text)):
        if not any(taken[one.start : one.end]) and text[one.start : one.end] not in rejected:
            taken[one.start : one.end] = b"\x01" * (one.end - one.start)
            found.append(one)
    return sorted(found)


def _remembered(text: str, kept: dict[str, str | None]) -> Iterator[Suggestion]:
    for form in sorted(filter(None, kept), key=len, reverse=True):
        if (label := kept[form]) is not None:
            for match in re.finditer(rf"(?<!\w){re.escape(form)}(?!\w)", text):
                yield Suggestion(match.start(), match.end(), label, 1.0, "memory")


def _laws(text: str) -> Iterator[Suggestion]:
    for match in _LAW.finditer(text):
        yield Suggestion(match.start(), match.end(), "LAW", 0.9, "laws")


def _dates(text: str) -> Iterator[Suggestion]:
    for one in find_dates(text):
        yield Suggestion(one.start, one.end, "DATE", 0.9, "dates")


def _names(text: str) -> Iterator[Suggestion]:
    table = aliases().with_text(text)
    for start, end in _runs(text):
        known = table.known(text[start:end])
        if known is not None:
            yield Suggestion(start, end, _KIND[known.kind], 0.9, "aliases")
            continue
        parts = text[start:end].split()
        if len(parts) == 1 and parts[0].casefold() in STARTERS | OPENERS | {"i"}:
            continue
        if len(parts) == 1 and _OPENING.search(
            text[max(0, start - 4) : start] if start > 4 else "\n" + text[:start]
        ):
            continue  # the capital may be the sentence's
        label = "ORG" if parts[-1].casefold() in _ORG or parts[0].isupper() else "PERSON"
        yield Suggestion(start, end, label, 0.5 if len(parts) > 1 else 0.3, "capitals")


def _runs(text: str) -> Iterator[tuple[int, int]]:
    """Words with a capital that only a blank parts, or “of (the)” before another capital."""
    run: tuple[int, int] | None = None
    for start, end in words(text):
        if not text[start].isupper():
            continue
        if run is not None and text[run[1] : start] in {" ", " of ", " of the "}:
            first = text[run[0] : run[1]].casefold()
            run = (start if first in STARTERS | OPENERS else run[0], end)
            continue
        if run is not None:
            yield run
        run = start, end
    if run is not None:
        yield run
