"""Where a passage stands that another program gives by offsets, by its words, or by both."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import takewhile
from typing import NamedTuple

from store.model import Fragment
from store.text.offsets import OffsetError, Offsets


class Sought(NamedTuple):
    """A passage as it is given: ``start`` and ``end`` are None, or ``exact`` is empty, where
    they are not; ``prefix`` and ``suffix`` are the words around it.
    """

    start: int | None = None
    end: int | None = None
    exact: str = ""
    prefix: str = ""
    suffix: str = ""


def find_passage(text: str, units: Offsets, sought: Sought) -> Fragment | None:
    """The place in code points; None where it is nowhere, or in no one place.

    Offsets are taken in code points, or in UTF-16 units where only so the words stand there. With
    words and without offsets that fit, it is where the words around fit best, then the nearest.
    """
    places = list(_by_offsets(text, units, sought))
    if not sought.exact:
        return places[0] if places else None
    for start, end in places:
        if text[start:end] == sought.exact:
            return start, end
    start_best = _by_words(text, sought)
    return None if start_best is None else (start_best, start_best + len(sought.exact))


def _by_offsets(text: str, units: Offsets, sought: Sought) -> Iterator[Fragment]:
    start, end = sought.start, sought.end
    if start is None or end is None:
        return
    if 0 <= start < end <= len(text):
        yield start, end
    try:
        start, end = units.from_utf16(start), units.from_utf16(end)
    except OffsetError:
        return
    if start < end and sought.exact:
        yield start, end


def _by_words(text: str, sought: Sought) -> int | None:
    ranked = sorted(
        (-_around(text, at, sought), abs(at - (sought.start or 0)), at)
        for at in _occurrences(text, sought.exact)
    )
    if not ranked:
        return None
    is_unsure = sought.start is None and len(ranked) > 1 and ranked[0][0] == ranked[1][0]
    return None if is_unsure else ranked[0][2]


def _occurrences(text: str, words: str) -> Iterator[int]:
    at = text.find(words)
    while at >= 0:
        yield at
        at = text.find(words, at + 1)


def _around(text: str, at: int, sought: Sought) -> int:
    """How many characters around an occurrence are as they are given."""
    before = text[max(0, at - len(sought.prefix)) : at]
    end = at + len(sought.exact)
    after = text[end : end + len(sought.suffix)]
    return _common(reversed(before), reversed(sought.prefix)) + _common(after, sought.suffix)


def _common(one: Iterable[str], other: Iterable[str]) -> int:
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
