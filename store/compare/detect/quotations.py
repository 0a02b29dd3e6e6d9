"""Quotations: other words between the same marks, words cut off, or the marks taken away."""

from __future__ import annotations

from collections.abc import Iterator

from store.compare.found import Discrepancy, Grade, discrepancy, shortened
from store.compare.quoted import Quote, is_cut, paired, quotes, spoken
from store.compare.reading import Reading, Two, content
from store.compare.stems import weight

_COVERED = 0.55
_SHARED = 2
_TOLD_BESIDE = 0.5
"""The share of what is cut off a quotation that a reader is told all the same."""


def find(two: Two) -> Iterator[Discrepancy]:
    """Quotations altered, cut short, or told without marks."""
    pairs = paired(two)
    for one, other in pairs:
        grade = _grade(one, other)
        if grade == "hard" or (grade == "soft" and _is_left_out(two, one, other)):
            yield _altered(two, one, other, grade)
    mine, taken = {one.start for one, _ in pairs}, {other.start for _, other in pairs}
    yield from _unmarked(two.a, two.b, [one for one in quotes(two.a) if one.start not in mine])
    yield from _unmarked(two.b, two.a, [one for one in quotes(two.b) if one.start not in taken])


def _grade(one: Quote, other: Quote) -> Grade | None:
    a, b = spoken(one), spoken(other)
    if a == b:
        return None
    return "soft" if is_cut(a, b) or is_cut(b, a) else "hard"


def _is_left_out(two: Two, one: Quote, other: Quote) -> bool:
    """Whether what is cut off a quotation is left out, and not told beside it without marks."""
    (short, reading), (long, _) = sorted(
        ((one, two.a), (other, two.b)), key=lambda side: len(side[0].words)
    )
    cut = content(long.words) - content(short.words)
    at = reading.sentence_at(short.start)
    beside = set().union(*reading.contents[max(0, at - 1) : at + 2]) if at is not None else set()
    # Small words tell nothing elsewhere: “but only just”.
    return not cut or weight(cut & beside) < _TOLD_BESIDE * weight(cut)


def _altered(two: Two, one: Quote, other: Quote, grade: Grade) -> Discrepancy:
    words = two.a.text[one.start : one.end], two.b.text[other.start : other.end]
    return discrepancy(
        "quotation",
        grade,
        f"quoted as “{shortened(words[0])}” and “{shortened(words[1])}”",
        {two.a.id: [(one.start, one.end)], two.b.id: [(other.start, other.end)]},
        words,
    )


def _unmarked(one: Reading, other: Reading, lone: list[Quote]) -> Iterator[Discrepancy]:
    """Quotations that the other article tells in its own words."""
    for quote in lone:
        mine = content(quote.words)
        whole = weight(mine)
        best, at = 0.0, -1
        for index, words in enumerate(other.words):
            if not words or other.is_quoted(words[0].start, words[-1].end):
                continue
            shared = weight(mine & other.contents[index])
            if shared >= _SHARED and shared / whole > best:
                best, at = shared / whole, index
        if best >= _COVERED:
            yield discrepancy(
                "quotation",
                "soft",
                f"quoted “{shortened(one.text[quote.start : quote.end])}”, told without marks",
                {one.id: [(quote.start, quote.end)], other.id: [other.sentences[at]]},
                (one.text[quote.start : quote.end],),
            )
