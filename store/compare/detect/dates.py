"""Dates and hours: one thing said to be at two times. Dates that agree where both are exact are
one; the less exact of two that agree is soft."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import chain
from typing import Final, NamedTuple

from store.compare.found import Discrepancy, Grade, discrepancy
from store.compare.reading import Reading, Two
from store.compare.stems import weight
from store.text import numeric_readings

_ANY_YEAR: Final = "????"


_TOLD: Final = 1.5
"""What the words near two moments must tell for them to be of one thing, sentences apart."""
_ONLY: Final = 0.5
"""What it tells that each article has one such moment that the other has not."""
_LIKE: Final = 1.0
"""What it tells that two dates differ in one part alone."""


class _Moment(NamedTuple):
    start: int
    end: int
    value: str
    is_hour: bool
    readings: tuple[str, ...]


_Differing = tuple[_Moment, _Moment, Grade]


def find(two: Two) -> Iterator[Discrepancy]:
    """Dates and hours of one thing that do not agree, wherever the two articles tell it."""
    mine, others = _moments(two.a), _moments(two.b)
    done: set[int] = set()
    for one, other, grade in chain(_matched(two, mine, others), _elsewhere(two, mine, others)):
        if (one.start in done) or (-other.start in done):
            continue
        done |= {one.start, -other.start}
        yield _report(two, grade, one, other)


def _matched(two: Two, all_a: list[_Moment], all_b: list[_Moment]) -> Iterator[_Differing]:
    """Of matched sentences, the likeliest first."""
    for i, j, _ in sorted(two.matched, key=lambda pair: -pair[2]):
        for is_hour in (False, True):
            mine = [one for one in _inside(two.a, i, all_a) if one.is_hour == is_hour]
            others = [one for one in _inside(two.b, j, all_b) if one.is_hour == is_hour]
            lone = [one for one in mine if not _has(one, all_b)]
            alone = [one for one in others if not _has(one, all_a)]
            if len(lone) != len(alone):
                lone, alone = lone or mine[:1], alone or others[:1]
            for one, other in zip(lone, alone, strict=False):
                grade = _grade(one, other, [_has(one, all_b), _has(other, all_a)])
                spans = (one.start, one.end), (other.start, other.end)
                if grade and two.are_of_one_thing((i, j), *spans, wanted=1):
                    yield one, other, grade


def _elsewhere(two: Two, all_a: list[_Moment], all_b: list[_Moment]) -> Iterator[_Differing]:
    """Of other sentences: moments that the other article does not have, told in the same words."""
    if not two.is_one_event:
        return
    lone = [one for one in all_a if not _has(one, all_b)]
    alone = [one for one in all_b if not _has(one, all_a)]
    found = []
    for one in lone:
        for other in alone:
            grade = _grade(one, other, [False, False]) if one.is_hour == other.is_hour else None
            i, j = two.a.sentence_at(one.start), two.b.sentence_at(other.start)
            if grade == "hard" and i is not None and j is not None:
                near = two.near_both((i, j), (one.start, one.end), (other.start, other.end))
                told = weight(near)
                told += _LIKE if _is_like(one, other) else 0.0
                told += _ONLY if _is_only(one, lone) and _is_only(other, alone) else 0.0
                if told >= _wanted(one, other):
                    found.append((-told, one, other))
    for _, one, other in sorted(found):
        yield one, other, "hard"


def _wanted(one: _Moment, other: _Moment) -> float:
    """What must be told near both; more of a year, or of moments not equally exact."""
    if len(one.value) != len(other.value):
        return 2 * _TOLD
    return _TOLD + 1.0 if len(one.value) == len("2024") else _TOLD


def _is_only(one: _Moment, lone: list[_Moment]) -> bool:
    """Whether it is the one day of those."""
    return _is_day(one) and sum(map(_is_day, lone)) == 1


def _is_day(one: _Moment) -> bool:
    return len(one.value) == len("2024-01-09")


def _is_like(one: _Moment, other: _Moment) -> bool:
    """Whether they differ in one part alone; hours, not in the minutes."""
    if one.is_hour:
        return one.value[2:] == other.value[2:] != ":00"
    a, b = (moment.value.split("-") for moment in (one, other))
    if len(a) == len(b) == len(("year", "month", "day")):
        return a[0] == b[0] and (a[1] == b[1] or a[2] == b[2])
    return a[1:2] == b[1:2] != []


def _grade(one: _Moment, other: _Moment, is_said: list[bool]) -> Grade | None:
    """How much two moments differ; ``is_said``: whether each is somewhere in the other article."""
    a, b = _comparable(one, other)
    if _agree(one, other) or not a or not b:  # a day of some year and a year are not compared
        return None
    if a.startswith(b) or b.startswith(a):
        return None if all(is_said) else "soft"
    return None if any(is_said) else "hard"


def _report(two: Two, grade: Grade, one: _Moment, other: _Moment) -> Discrepancy:
    words = two.a.text[one.start : one.end], two.b.text[other.start : other.end]
    why = ": one is more exact" if grade == "soft" else _doubt(one, other)
    return discrepancy(
        "date",
        grade,
        f"“{words[0]}” or “{words[1]}”{why}",
        {two.a.id: [(one.start, one.end)], two.b.id: [(other.start, other.end)]},
        (one.value, other.value),
    )


def _doubt(one: _Moment, other: _Moment) -> str:
    if len(one.readings) > 1 or len(other.readings) > 1:
        return ": a date in numbers may be read with the month first or the day first"
    return ""


@lru_cache(maxsize=64)
def _moments(reading: Reading) -> list[_Moment]:
    found = []
    for start, end, iso, precision, is_year_inferred in reading.dates:
        readings = numeric_readings(reading.text[start:end])
        value = iso[:10]
        if value.startswith("--"):
            value = _ANY_YEAR + value[1:]
        elif is_year_inferred:
            value = _ANY_YEAR + value[4:]
        found.append(_Moment(start, end, value, False, readings))
        if precision == "minute":
            found.append(_Moment(start, end, iso[11:16], True, ()))
    found += [_Moment(one.start, one.end, one.value, True, ()) for one in reading.hours]
    return found


def _inside(reading: Reading, index: int, moments: list[_Moment]) -> list[_Moment]:
    start, end = reading.sentences[index]
    return [one for one in moments if start <= one.start < end]


def _has(one: _Moment, others: list[_Moment]) -> bool:
    return any(other.is_hour == one.is_hour and _agree(one, other) for other in others)


def _comparable(one: _Moment, other: _Moment) -> tuple[str, str]:
    """Their values, without years where either has none."""
    if one.value.startswith(_ANY_YEAR) or other.value.startswith(_ANY_YEAR):
        return one.value[4:], other.value[4:]
    return one.value, other.value


def _agree(one: _Moment, other: _Moment) -> bool:
    """Whether two moments may be the same; a date without a year is of any year."""
    a, b = _comparable(one, other)
    if a != one.value:
        return a == b
    return not {one.value, *one.readings}.isdisjoint({other.value, *other.readings})
