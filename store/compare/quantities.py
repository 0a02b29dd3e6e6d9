"""Numbers that count or measure, with what they count; not those in dates and names."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, NamedTuple

from store.compare.numerals import MAGNITUDES, MORE_OR_LESS, value_of
from store.compare.reading import Reading, Word
from store.compare.stems import is_function_word, listed, stem

_UNITS: Final = {
    form: unit
    for unit, forms in {
        "m": "m metre metres meter meters",
        "km": "km kilometre kilometres kilometer kilometers",
        "mile": "mile miles mi",
        "foot": "foot feet ft",
        "inch": "inch inches",
        "cm": "cm centimetre centimetres",
        "mm": "mm millimetre millimetres",
        "tonne": "tonne tonnes",
        "ton": "ton tons",
        "kg": "kg kilo kilos kilogram kilograms",
        "pound": "lb lbs pound pounds",
        "litre": "litre litres liter liters",
        "gallon": "gallon gallons",
        "barrel": "barrel barrels",
        "hectare": "hectare hectares",
        "acre": "acre acres",
        "percent": "percent % pct",
        "second": "second seconds",
        "minute": "minute minutes",
        "hour": "hour hours",
        "day": "day days",
        "week": "week weeks",
        "month": "month months",
        "year": "year years",
        "dollar": "dollar dollars",
        "euro": "euro euros",
    }.items()
    for form in forms.split()
}
_BEFORE: Final = frozenset(listed("short long metric square cubic nautical troy gross net"))
_ABOUT: Final = frozenset(
    listed("about almost nearly around roughly approximately over some circa estimated least most")
)
_LABELS: Final = frozenset(
    listed("resolution article section chapter no number page room route flight act law")
)
_tail: Final = re.compile(r"[ \u00a0]?(?:%)")


class Quantity(NamedTuple):
    """A number with its unit, or the stem of the noun that it counts."""

    start: int
    end: int
    value: float
    of: str
    is_unit: bool
    is_about: bool
    is_more: bool
    sentence: int

    @property
    def is_count(self) -> bool:
        """Whether it counts things that could be named."""
        return not self.is_unit


@lru_cache(maxsize=64)
def quantities(one: Reading) -> tuple[Quantity, ...]:
    """The quantities of an article's sentences, in order."""
    dated = [(found.start, found.end) for found in one.dates]
    found: list[Quantity] = []
    for index, words in enumerate(one.words):
        at = 0
        named: set[int] = set()
        while at < len(words):
            value = value_of(words[at].text)
            if value is None or _is_name(one, words, at, dated, named):
                if value is not None:
                    named.add(at)
                at += 1
                continue
            quantity, at = _read(one, words, at, value, index)
            found.append(quantity)
    return tuple(found)


def _is_name(
    one: Reading, words: list[Word], at: int, dated: list[tuple[int, int]], named: set[int]
) -> bool:
    """Whether the number is part of a date, a time or a name: ``Silo 7``, ``resolution 2270``."""
    word = words[at]
    if any(low <= word.start < high for low, high in dated) or word.text.lower() == "one":
        return True
    before, after = one.text[: word.start][-1:], one.text[word.end :][:3]
    if (before and before in "(-:/") or re.match(r":\d", after) or after[:1] == "(":
        return True
    if at and word.text[:1].isdigit():
        previous = words[at - 1]
        is_near = one.text[previous.end : word.start] in (" ", "\u00a0")
        if is_near and (previous.text.lower() in _LABELS or stem(previous.text) in _LABELS):
            return True
        if is_near and previous.text[0].isupper() and at > 1 and not previous.text.isupper():
            return True
        # “Silos 5, 6 and 7”
        if at > 1 and previous.text[:1].isdigit() and at - 1 in named:
            return True
        joined = one.text[previous.end : word.start].strip() == "" and previous.text in (
            "and",
            "or",
        )
        if joined and words[at - 2].text[:1].isdigit() and at - 2 in named:
            return True
    return False


def _read(
    one: Reading, words: list[Word], at: int, value: float, index: int
) -> tuple[Quantity, int]:
    first, end, next_at = words[at], words[at].end, at + 1
    is_about = first.text.lower().endswith(MORE_OR_LESS)
    is_about = is_about or (at > 0 and words[at - 1].text.lower() in _ABOUT)
    if at > 1 and [word.text.lower() for word in words[at - 2 : at]] == ["more", "than"]:
        is_about = True
    while next_at < len(words) and words[next_at].text.lower() in MAGNITUDES:
        value *= MAGNITUDES[words[next_at].text.lower()]
        end, next_at = words[next_at].end, next_at + 1
    if one.text[end : end + 1] == "%":
        return Quantity(
            first.start, end + 1, value, "percent", True, is_about, False, index
        ), next_at
    of, is_unit, end, is_more = _counted(one, words, next_at, end)
    return Quantity(first.start, end, value, of, is_unit, is_about, is_more, index), next_at


def _counted(one: Reading, words: list[Word], at: int, end: int) -> tuple[str, bool, int, bool]:
    """The unit after a number, or what it counts; whether a unit; its end; whether *more*."""
    modifiers: list[str] = []
    of, is_more = "", False
    for step in range(at, min(at + 3, len(words))):
        word, low = words[step], words[step].text.lower()
        if one.text[words[step - 1].end : word.start] not in (" ", "\u00a0", "-"):
            break
        if low in _UNITS or low == "cent":
            return " ".join([*modifiers, _UNITS.get(low, "percent")]), True, word.end, is_more
        if low in ("more", "other", "others"):
            is_more = True
        elif low in _BEFORE:
            modifiers.append(low)
        elif is_function_word(low):
            break
        elif low != "per":
            of, end = word.stem, word.end
            if low.endswith("s") or of in ("person", "man", "woman", "child"):
                break
    return of, False, end, is_more
