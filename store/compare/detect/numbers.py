"""Numbers: one thing counted or measured with two results, or in two units."""

from __future__ import annotations

from collections.abc import Iterator

from store.compare.found import Discrepancy, Kind, discrepancy
from store.compare.quantities import Quantity, quantities
from store.compare.reading import Two

_ROUND = 0.1
"""How far a number said to be about another may be from it."""
_COMPANY = 2
"""Words that both must have near a count for it to be of one thing; a measure needs but one."""


def find(two: Two) -> Iterator[Discrepancy]:
    """Numbers of matched sentences that do not agree."""
    mine, others = quantities(two.a), quantities(two.b)
    done: set[tuple[int, int]] = set()
    for i, j, _ in sorted(two.matched, key=lambda pair: -pair[2]):
        here = [one for one in mine if one.sentence == i and not _is_among(one, others)]
        there = [one for one in others if one.sentence == j and not _is_among(one, mine)]
        for one in here:
            rest = [x for x in there if (0, one.start) not in done and (1, x.start) not in done]
            for other in rest:
                kind = _kind(one, other)
                if kind and (0, one.start) not in done and _are_of_one_thing(two, one, other):
                    done |= {(0, one.start), (1, other.start)}
                    yield _report(two, kind, one, other)


def _is_among(one: Quantity, others: tuple[Quantity, ...]) -> bool:
    return any(
        one.value == other.value and (one.of == other.of or not (one.of and other.of))
        for other in others
    )


def _are_of_one_thing(two: Two, one: Quantity, other: Quantity) -> bool:
    at = one.sentence, other.sentence
    spans = (one.start, one.end), (other.start, other.end)
    return two.are_of_one_thing(at, *spans, wanted=1 if one.is_unit else _COMPANY)


def _kind(one: Quantity, other: Quantity) -> Kind | None:
    if one.value == other.value:
        return "unit" if one.of != other.of and one.is_unit and other.is_unit else None
    if one.of and one.of == other.of:
        return "number"
    return None


def _report(two: Two, kind: Kind, one: Quantity, other: Quantity) -> Discrepancy:
    words = two.a.text[one.start : one.end], two.b.text[other.start : other.end]
    near = abs(one.value - other.value) <= _ROUND * max(abs(one.value), abs(other.value))
    is_soft = kind == "number" and near and (one.is_about or other.is_about)
    return discrepancy(
        kind,
        "soft" if is_soft else "hard",
        f"“{words[0]}” or “{words[1]}”" + (": one is rounded" if is_soft else ""),
        {two.a.id: [(one.start, one.end)], two.b.id: [(other.start, other.end)]},
        words,
    )
