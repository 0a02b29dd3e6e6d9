"""Places: one thing told of two of them, each named in one article alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import product
from typing import Final, NamedTuple

from store.compare.folding import fold
from store.compare.found import Discrepancy, discrepancy
from store.compare.reading import Reading, Two
from store.compare.stems import is_function_word, listed, rarity

_place: Final = re.compile(
    r"(?<![\w-])(in|at|from|near|to|into|outside|towards?|across)"
    r" ((?:the|an?) )?((?:[^\W\d_a-zà-öø-ÿ][\w’'-]*\w ?)+?)(?![\w’'])(?! [^\W\d_a-zà-öø-ÿ])"
)
_NO_PLACES: Final = frozenset(
    listed(
        "Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May"
        " June July August September October November December English French German Spanish"
    )
)
_TOLD: Final = 2.0
"""What the words near two places must tell for them to be of one thing."""


class _Placed(NamedTuple):
    start: int
    end: int
    name: str
    sentence: int


def find(two: Two) -> Iterator[Discrepancy]:
    """Places of which the other article has nothing, where it names another."""
    if not two.is_one_event:
        return
    lone = [one for one in _places(two.a) if not _is_named(one, two.b)]
    alone = [one for one in _places(two.b) if not _is_named(one, two.a)]
    found = []
    for one, other in product(lone, alone):
        near = two.near_both(
            (one.sentence, other.sentence), (one.start, one.end), (other.start, other.end)
        )
        told = sum(map(rarity, near)) + two.scores.get((one.sentence, other.sentence), 0.0)
        if told >= _TOLD:
            found.append((-told, one, other))
    done: set[str] = set()
    for _, one, other in sorted(found):
        if not done & {one.name, other.name}:
            done |= {one.name, other.name}
            yield discrepancy(
                "name",
                "hard",
                f"{one.name} or {other.name}",
                {two.a.id: [(one.start, one.end)], two.b.id: [(other.start, other.end)]},
                (one.name, other.name),
                (one.name, other.name),
            )


@lru_cache(maxsize=64)
def _places(reading: Reading) -> list[_Placed]:
    dated = [(found.start, found.end) for found in reading.dates]
    found = []
    for index, (start, end) in enumerate(reading.sentences):
        for match in _place.finditer(reading.text, start, end):
            low, high = match.span(3)
            name = match[3].rstrip(" ").removesuffix("'s").removesuffix("’s")
            if any(first < high and low < last for first, last in dated) or name in _NO_PLACES:
                continue
            found.append(_Placed(low, low + len(name), fold(name, reading.learnt), index))
    return found


def _is_named(one: _Placed, other: Reading) -> bool:
    """Whether an article has any word of a place's name that says something."""
    words = [word for word in one.name.split() if not is_function_word(word.lower())]
    return any(word in other.text for word in words)
