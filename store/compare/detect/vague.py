"""Vague amounts: *dozens*, *tens of thousands*, where the other article has a number."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import product
from typing import Final, NamedTuple

from store.compare.found import Discrepancy, Grade, discrepancy
from store.compare.quantities import Quantity, quantities
from store.compare.reading import FAR, Reading, Two, Word, content
from store.compare.stems import weight

_RANGES: Final = {
    "dozens": (20, 150),
    "scores": (40, 150),
    "hundreds": (150, 1_500),
    "thousands": (1_500, 100_000),
    "tens of thousands": (15_000, 150_000),
    "hundreds of thousands": (150_000, 1_500_000),
    "millions": (1_500_000, 1_000_000_000),
}
"""What a reader takes each to be, from and up to."""
_amount: Final = re.compile(
    r"\b(?:(?:[Tt]en|[Hh]undred)s of thousands|[Dd]ozens|[Ss]cores|[Hh]undreds|[Tt]housands"
    r"|[Mm]illions)(?: of)?(?: more)?(?= [a-z])"
)
_REACH: Final = 3
_TOLD: Final = 2.0
"""What the words around both must tell for them to be of one thing."""


class _Amount(NamedTuple):
    """An amount from ``least`` up to ``most`` of what ``of`` is the stem of."""

    start: int
    end: int
    least: float
    most: float
    of: str
    around: frozenset[str]


def find(two: Two) -> Iterator[Discrepancy]:
    """Numbers that the other article tells vaguely: soft, hard where they cannot be meant."""
    if two.is_one_event:
        yield from _told_vaguely(two.a, two.b)
        yield from _told_vaguely(two.b, two.a)


def _told_vaguely(exact: Reading, vague: Reading) -> Iterator[Discrepancy]:
    known = {(one.value, one.of) for one in quantities(vague)}
    pairs = [
        (weight((one.around & other.around) | {one.of}), one, other)
        for one, other in product(quantities(exact), _amounts(vague))
        if one.of == other.of and (one.value, one.of) not in known and not one.is_unit
    ]
    done: set[int] = set()
    for told, one, other in sorted(pairs, key=lambda pair: -pair[0]):
        if told >= _TOLD and not done & {one.start, -other.start}:
            done |= {one.start, -other.start}
            yield _report(exact, vague, one, other)


def _report(exact: Reading, vague: Reading, one: Quantity, other: _Amount) -> Discrepancy:
    words = exact.text[one.start : one.end], vague.text[other.start : other.end]
    grade: Grade = "soft" if other.least / 2 <= one.value <= other.most * 2 else "hard"
    return discrepancy(
        "number",
        grade,
        f"“{words[0]}” or “{words[1]}”",
        {exact.id: [(one.start, one.end)], vague.id: [(other.start, other.end)]},
        words,
    )


@lru_cache(maxsize=64)
def _amounts(reading: Reading) -> list[_Amount]:
    """The vague amounts of an article."""
    found = []
    for match in _amount.finditer(reading.text):
        index = reading.sentence_at(match.start())
        words = reading.words[index] if index is not None else []
        after = [word for word in words if word.start >= match.end()]
        if not after:
            continue
        noun = _counted(after[:_REACH])
        before = [word for word in words if word.end <= match.start()][-FAR:]
        behind = [word for word in after if word.start > noun.start][:FAR]
        least, most = _RANGES[match[0].lower().removesuffix(" more").removesuffix(" of")]
        around = frozenset(content(before + behind))
        found.append(_Amount(match.start(), noun.end, least, most, noun.stem, around))
    return found


def _counted(words: list[Word]) -> Word:
    """What is counted, of the words behind an amount: *people*, a plural, or the first."""
    plural = next((word for word in words if word.text.endswith("s")), words[0])
    return next((word for word in words if word.stem == "person"), plural)
