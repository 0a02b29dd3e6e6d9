"""Numbers: one thing counted or measured with two results, or in two units."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import Final, NamedTuple

from store.compare.found import Discrepancy, Kind, Span, discrepancy
from store.compare.numerals import plainly
from store.compare.quantities import Quantity, quantities
from store.compare.reading import Reading, Two
from store.compare.stems import listed, stem, weight
from store.compare.units import LOOSE, is_converted

_ROUND: Final = 0.1
"""How far a number said to be about another may be from it."""
_COMPANY: Final = 2
"""Words that both must have near a count for it to be of one thing; a measure needs but one."""
_ELSEWHERE: Final = 2.0
"""What the words near both must tell where their sentences are not alike."""
_LEVEL: Final = 1.0
"""What it tells that both are where something stands: “rose to 12”, “stood at 13”."""
_FIGURES: Final = 1.0
"""What it tells that both have the same figures: 2,300 and 3,200, but for a slip of the pen."""
_BESIDE: Final = 1.0
"""What it tells that one other number stands in the sentences of both."""
_ONLY: Final = 1.0
"""What it tells that each article has one measure of that unit."""
_ROUNDED: Final = 0.5
"""What it tells that the one is the other, rounded."""
_FAR: Final = 2.5
"""As many times the other, a number told elsewhere is of something else."""
_TELLING: Final = 13
_LARGE: Final = 100
"""From here on a number is seldom, and from here on hardly ever, said of two things."""
_PERSON: Final = "person"
_PERSONS: Final = frozenset(map(stem, listed("person man woman child resident inhabitant")))
_HOUSEHOLDS: Final = frozenset(map(stem, listed("family household")))


class _Pair(NamedTuple):
    """Two numbers that may be of one thing, the likelier ones before the others."""

    unlikeness: float
    one: Quantity
    other: Quantity
    kind: Kind


def find(two: Two) -> Iterator[Discrepancy]:
    """Numbers of one thing that do not agree, wherever the two articles tell it."""
    mine, others = quantities(two.a), quantities(two.b)
    lone = [one for one in mine if not _is_among(one, others)]
    alone = [other for other in others if not _is_among(other, mine)]
    matched = {(i, j): score for i, j, score in two.matched}
    pairs = []
    for one, other in product(lone, alone):
        if kind := _kind(one, other):
            score = matched.get((one.sentence, other.sentence))
            likeness = _likeness(two, one, other, score)
            if likeness is not None:
                pairs.append(_Pair(-likeness, one, other, kind))
    done: set[tuple[int, int]] = set()
    for pair in sorted(pairs):
        ends = {(0, pair.one.start), (1, pair.other.start)}
        if not done & ends:
            done |= ends
            yield _report(two, pair.kind, pair.one, pair.other)


def _is_among(one: Quantity, others: tuple[Quantity, ...]) -> bool:
    """Whether the other article has the number, of the same thing as far as can be told."""
    same = [other for other in others if one.value == other.value and one.is_unit == other.is_unit]
    if any(one.of == other.of for other in same):
        return True
    if one.is_unit or any(_are_heads(one, other) or _are_heads(other, one) for other in same):
        return False
    if any(not (one.of and other.of) for other in same):
        return True
    return one.value >= _TELLING and bool(same) and all(one.of != other.of for other in others)


def _kind(one: Quantity, other: Quantity) -> Kind | None:
    if one.is_unit and other.is_unit and one.of != other.of:
        converted = is_converted(one.value, one.of, other.value, other.of)
        if converted is not None:
            return None if converted else "unit"
    if one.value == other.value:
        is_unit = one.is_unit and other.is_unit and one.of != other.of
        return "unit" if is_unit or _are_heads(one, other) or _are_heads(other, one) else None
    if one.is_unit or other.is_unit:
        return "number" if one.of == other.of else None
    return "number" if _topics(one) & _topics(other) else None


def _are_heads(one: Quantity, other: Quantity) -> bool:
    """Whether the one counts persons and the other their households."""
    return one.of in _PERSONS and other.of in _HOUSEHOLDS


def _topics(one: Quantity) -> frozenset[str]:
    """What a count may be of: persons are told apart by what is said of them where that helps."""
    return one.said | {one.of} - {""} if one.of in ("", _PERSON) else frozenset({one.of})


def _likeness(two: Two, one: Quantity, other: Quantity, alike: float | None) -> float | None:
    """How likely two numbers are to be of one thing, None where that is not taken to be so."""
    at, spans = (one.sentence, other.sentence), ((one.start, one.end), (other.start, other.end))
    topics = frozenset() if one.is_unit else _topics(one) & _topics(other)
    told = weight((one.around & other.around) | topics) + (alike or 0.0)
    told += _LEVEL if one.is_level and other.is_level else 0.0
    told += _FIGURES if _have_same_figures(one.value, other.value) else 0.0
    told += _BESIDE if _beside(two.a, one) & _beside(two.b, other) else 0.0
    told += _ONLY if _is_only(two.a, one) and _is_only(two.b, other) else 0.0
    told += _ROUNDED if _is_rounded(one, other) or _is_rounded(other, one) else 0.0
    small, large = sorted((abs(one.value), abs(other.value)))
    is_far = large > _FAR * small and not (one.is_unit and one.of != other.of)
    company = 1 if one.is_unit else _COMPANY
    is_one = (
        alike is not None
        and (one.of == other.of != "" or one.value == other.value)
        and two.are_of_one_thing(at, *spans, wanted=company)
    )
    is_elsewhere = two.is_one_event and not is_far and told >= _wanted(one, other)
    return told + is_one - is_far if is_one or is_elsewhere else None


def _beside(reading: Reading, one: Quantity) -> set[float]:
    """The numbers in the sentence of another."""
    return {each.value for each in quantities(reading) if each.sentence == one.sentence} - {
        one.value
    }


def _is_only(reading: Reading, one: Quantity) -> bool:
    """Whether it is all that an article measures in its unit, one of those much is told in."""
    return one.of in LOOSE and sum(each.of == one.of for each in quantities(reading)) == 1


def _is_rounded(one: Quantity, other: Quantity) -> bool:
    """Whether the one is the other to the next whole number, and said to be about so."""
    return one.is_about and one.value == round(other.value) != other.value


def _have_same_figures(one: float, other: float) -> bool:
    """Whether two numbers have the same figures, in another order or, if large, in the same one."""
    a, b = plainly(one), plainly(other)
    return sorted(a) == sorted(b) and (a != b or one >= _LARGE)


def _wanted(one: Quantity, other: Quantity) -> float:
    """What the words near two numbers must tell where their sentences are not alike."""
    small = min(abs(one.value), abs(other.value))
    if one.is_unit:
        return _ELSEWHERE if one.of in LOOSE else _ELSEWHERE / 2
    if not one.of and not other.of and not (one.is_level and other.is_level):
        return 2 * _ELSEWHERE
    if small >= _LARGE:
        return _ELSEWHERE / 2
    return _ELSEWHERE - 0.5 if small >= _TELLING else _ELSEWHERE


def _report(two: Two, kind: Kind, one: Quantity, other: Quantity) -> Discrepancy:
    words = two.a.text[one.start : one.end], two.b.text[other.start : other.end]
    near = abs(one.value - other.value) <= _ROUND * max(abs(one.value), abs(other.value))
    is_soft = kind == "number" and near and (one.is_about or other.is_about)
    return discrepancy(
        kind,
        "soft" if is_soft else "hard",
        f"“{words[0]}” or “{words[1]}”" + (": one is rounded" if is_soft else ""),
        {two.a.id: _places(two.a, one), two.b.id: _places(two.b, other)},
        words,
    )


def _places(reading: Reading, one: Quantity) -> list[Span]:
    """Where an article has that number of the same thing, as far as can be told."""
    return [
        (each.start, each.end)
        for each in quantities(reading)
        if each.value == one.value
        and each.is_unit == one.is_unit
        and (each.of == one.of or (each.value >= _TELLING and not (each.of and one.of)))
    ]
