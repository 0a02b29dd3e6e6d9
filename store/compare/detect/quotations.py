"""Quotations: other words between the same marks, words cut off, or the marks taken away."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher
from functools import lru_cache
from typing import NamedTuple

from store.compare.found import Discrepancy, Grade, discrepancy, shortened
from store.compare.reading import Reading, Two, Word, content
from store.compare.stems import rarity

_LEAST = 5
"""Words, below which a quotation is a phrase."""
_ALIKE = 0.6
_COVERED = 0.55
_SHARED = 2


class _Quote(NamedTuple):
    start: int
    end: int
    words: list[Word]


def find(two: Two) -> Iterator[Discrepancy]:
    """Quotations altered, cut short, or told without marks."""
    mine, others = _quotes(two.a), _quotes(two.b)
    taken: set[int] = set()
    lone: list[_Quote] = []
    for one in mine:
        best = max(others, key=lambda other: _ratio(one, other), default=None)
        if best is None or _ratio(one, best) < _ALIKE:
            lone.append(one)
            continue
        taken.add(best.start)
        if (grade := _grade(one, best)) is not None:
            yield _altered(two, one, best, grade)
    yield from _unmarked(two.a, two.b, lone)
    yield from _unmarked(two.b, two.a, [other for other in others if other.start not in taken])


@lru_cache(maxsize=64)
def _quotes(reading: Reading) -> list[_Quote]:
    """The quotations, sentence by sentence."""
    found = []
    for low, high in reading.quotes:
        for index, (start, end) in enumerate(reading.sentences):
            words = [
                word for word in reading.words[index] if low <= word.start and word.end <= high
            ]
            if start < high and low < end and len(words) >= _LEAST:
                found.append(_Quote(words[0].start, words[-1].end, words))
    return found


def _ratio(one: _Quote, other: _Quote) -> float:
    a, b = [word.text.lower() for word in one.words], [word.text.lower() for word in other.words]
    if _is_cut(a, b) or _is_cut(b, a):
        return 1.0
    return SequenceMatcher(None, a, b, autojunk=False).ratio()


def _is_cut(small: list[str], large: list[str]) -> bool:
    size = len(small)
    return any(large[at : at + size] == small for at in range(len(large) - size + 1))


def _grade(one: _Quote, other: _Quote) -> Grade | None:
    a, b = [word.text.lower() for word in one.words], [word.text.lower() for word in other.words]
    if a == b:
        return None
    return "soft" if _is_cut(a, b) or _is_cut(b, a) else "hard"


def _altered(two: Two, one: _Quote, other: _Quote, grade: Grade) -> Discrepancy:
    words = two.a.text[one.start : one.end], two.b.text[other.start : other.end]
    return discrepancy(
        "quotation",
        grade,
        f"quoted as “{shortened(words[0])}” and “{shortened(words[1])}”",
        {two.a.id: [(one.start, one.end)], two.b.id: [(other.start, other.end)]},
        words,
    )


def _unmarked(one: Reading, other: Reading, quotes: list[_Quote]) -> Iterator[Discrepancy]:
    """Quotations that the other article tells in its own words."""
    for quote in quotes:
        mine = content(quote.words)
        weight = sum(map(rarity, mine))
        best, at = 0.0, -1
        for index, words in enumerate(other.words):
            if not words or other.is_quoted(words[0].start, words[-1].end):
                continue
            shared = sum(map(rarity, mine & other.contents[index]))
            if shared >= _SHARED and shared / weight > best:
                best, at = shared / weight, index
        if best >= _COVERED:
            yield discrepancy(
                "quotation",
                "soft",
                f"quoted “{shortened(one.text[quote.start : quote.end])}”, told without marks",
                {one.id: [(quote.start, quote.end)], other.id: [other.sentences[at]]},
                (one.text[quote.start : quote.end],),
            )
