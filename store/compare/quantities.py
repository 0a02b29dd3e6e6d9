"""Numbers that count or measure, with what they count; not those in dates and names."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import takewhile
from typing import Final, NamedTuple

from store.compare.numerals import MAGNITUDES, MORE_OR_LESS, value_of
from store.compare.reading import FAR, Reading, Word, content
from store.compare.stems import is_function_word, listed, stem
from store.compare.units import KINDS, SHORT, SIGNS, unit_of

_ABOUT: Final = [
    [word]
    for word in listed(
        "about almost nearly around roughly approximately over some circa estimated least most"
    )
]
_LABELS: Final = frozenset(
    listed("resolution article section chapter no number page room route flight act law")
)
_OVER: Final = (["more", "than"], ["less", "than"], ["fewer", "than"], ["as", "many"])
_age: Final = re.compile(r", \d{1,2},(?!\d)")
"""“Ann Berg, 44, said”"""
_LEVEL: Final = (["to"], ["at"], ["reached"], ["totalled"], ["totaled"])
_MORE: Final = ("more", "other", "others")
_LEAD: Final = 8
"""Words around a number in which it is said what it is of."""


class Quantity(NamedTuple):
    """A number with its unit, or the stem of the noun that it counts.

    ``around`` are the stems that say something not far from it; ``said`` those of what is said of
    what it counts, as *injured* in “12 people were injured”; before a number that stands alone,
    of whatever stands there.
    """

    start: int
    end: int
    value: float
    of: str
    said: frozenset[str]
    around: frozenset[str]
    is_unit: bool
    is_about: bool
    is_more: bool
    is_level: bool
    sentence: int

    @property
    def is_count(self) -> bool:
        """Whether it counts things that could be named."""
        return not self.is_unit


@lru_cache(maxsize=64)
def quantities(one: Reading) -> tuple[Quantity, ...]:
    """The quantities of an article's sentences, in order."""
    dated = [(found.start, found.end) for found in one.dates]
    dated += [(hour.start, hour.end) for hour in one.hours]
    found: list[Quantity] = []
    for index, words in enumerate(one.words):
        if words and "http" in _line(one.text, words[0].start):
            continue
        at = 0
        named: set[int] = set()
        while at < len(words):
            value = value_of(words[at].text)
            if value is None or _is_name(one, words, at, dated, named):
                if value is not None:
                    named.add(at)
                at += 1
                continue
            quantity, at = _read(one, words, at, index)
            if found and found[-1].sentence == index:
                quantity = _of_one_money(quantity, found[-1])
            found.append(quantity)
    return tuple(found)


def _of_one_money(one: Quantity, last: Quantity) -> Quantity:
    """Of “6 million euros in cash and 2 million in gold” the second, too, is of euros."""
    if one.of or last.of not in SIGNS.values() or one.value < MAGNITUDES["million"]:
        return one
    return one._replace(of=last.of, is_unit=True)


def _line(text: str, at: int) -> str:
    end = text.find("\n", at)
    return text[text.rfind("\n", 0, at) + 1 : end if end >= 0 else len(text)]


def _is_name(
    one: Reading, words: list[Word], at: int, dated: list[tuple[int, int]], named: set[int]
) -> bool:
    """Whether the number is part of a date, a time or a name: ``Silo 7``, ``resolution 2270``."""
    word = words[at]
    if any(low <= word.start < high for low, high in dated) or _is_one(words, at):
        return True
    before = one.text[max(0, word.start - 1) : word.start]
    after = one.text[word.end : word.end + 3]
    if at and words[at - 1].text[0].isupper() and _age.match(one.text, words[at - 1].end):
        return True
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


def _is_one(words: list[Word], at: int) -> bool:
    """Whether it is the *one* of “one of them”, and not of “one hundred”."""
    after = words[at + 1].text.lower() if at + 1 < len(words) else ""
    return words[at].text.lower() == "one" and after not in MAGNITUDES


class _Counted(NamedTuple):
    """What is counted: a unit or the stem of a noun; where that ends, and the word after it."""

    of: str
    is_unit: bool
    is_more: bool
    end: int
    after: int


def _read(one: Reading, words: list[Word], at: int, index: int) -> tuple[Quantity, int]:
    first = words[at]
    before = [word.text.lower() for word in words[max(0, at - 2) : at]]
    value, last = _number(one, words, at)
    money = SIGNS.get(one.text[first.start - 1 : first.start], "")
    if money and last + 1 < len(words) and _is_glued(one, words, last):
        times = SHORT.get(words[last + 1].text.lower())
        value, last = (value * times, last + 1) if times else (value, last)
    counted = _counted(one, words, last, money)
    found = Quantity(
        start=first.start,
        end=counted.end,
        value=value,
        of=counted.of,
        said=frozenset(_said(words, at, counted)),
        around=frozenset(
            content(words[max(0, at - FAR) : at] + words[counted.after : counted.after + FAR])
        ),
        is_unit=counted.is_unit,
        is_about=first.text.lower().endswith(MORE_OR_LESS)
        or before[-1:] in _ABOUT
        or before in _OVER,
        is_more=counted.is_more,
        is_level=before[-1:] in _LEVEL,
        sentence=index,
    )
    return found, last + 1


def _is_glued(one: Reading, words: list[Word], at: int) -> bool:
    return one.text[words[at].end : words[at + 1].start].strip() == ""


def _number(one: Reading, words: list[Word], at: int) -> tuple[float, int]:
    """The value of a number, and its last word: ``two hundred and ten``, ``2.4 million``."""
    total, value, last = 0.0, value_of(words[at].text) or 0.0, at
    is_spelt = words[at].text[:1].isalpha()
    while last + 1 < len(words) and one.text[words[last].end : words[last + 1].start] in " -":
        low = words[last + 1].text.lower()
        if low in MAGNITUDES:
            value, last = value * MAGNITUDES[low], last + 1
            if MAGNITUDES[low] >= MAGNITUDES["thousand"]:
                total, value = total + value, 0.0
            continue
        step = 2 if low == "and" and last + 2 < len(words) else 1
        more = value_of(words[last + step].text)
        above = value or total
        is_part = is_spelt and above >= MAGNITUDES["hundred"] and more is not None
        if more is None or not is_part or words[last + step].text[:1].isdigit() or more >= above:
            break
        value, last = value + more, last + step
    return total + value, last


def _said(words: list[Word], at: int, counted: _Counted) -> set[str]:
    """What is said of the things counted: the nearest words that say something."""
    before, after = words[:at][::-1], words[counted.after : counted.after + _LEAD]
    if not counted.of:
        return content(_up_to_number(before) + _up_to_number(after))
    return {*_telling(before[:2])[:1], *_telling(after)[:2]}


def _up_to_number(words: list[Word]) -> list[Word]:
    return list(takewhile(lambda word: value_of(word.text) is None, words))


def _telling(words: list[Word]) -> list[str]:
    return [word.stem for word in words if value_of(word.text) is None and word.tells]


def _counted(one: Reading, words: list[Word], last: int, money: str) -> _Counted:
    """What a number counts whose last word is at ``last``."""
    end = words[last].end
    is_share = one.text[end : end + 1] == "%"
    if is_share or money:
        return _Counted("percent" if is_share else money, True, False, end + is_share, last + 1)
    kinds: list[str] = []
    of, is_more, after = "", False, last + 1
    for step in range(last + 1, min(last + 4, len(words))):
        word, low = words[step], words[step].text.lower()
        if one.text[words[step - 1].end : word.start] not in (" ", "\u00a0", "-", "", " °", "°"):
            break
        if (unit := unit_of(low, kinds)) is not None:
            scale = words[step + 1].text.lower() if step + 1 < len(words) else ""
            if unit == "degree" and (degrees := unit_of(scale, ())) in ("celsius", "fahrenheit"):
                return _Counted(degrees, True, is_more, words[step + 1].end, step + 2)
            return _Counted(unit, True, is_more, word.end, step + 1)
        is_more = is_more or low in _MORE
        if low in KINDS:
            kinds.append(low)
        elif is_function_word(low) and low not in _MORE:
            break
        elif low != "per" and low not in _MORE:
            of, end, after = word.stem, word.end, step + 1
            if low.endswith("s") or of in ("person", "man", "woman", "child"):
                break
    return _Counted(of, False, is_more, end, after)
