"""Places: the same words lead to one place in one article and to another in the other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final, NamedTuple

from store.compare.folding import fold
from store.compare.found import Discrepancy, discrepancy
from store.compare.reading import Reading, Two
from store.compare.stems import is_function_word, rarity, stem

_NAME: Final = r"[^\W\d_a-zà-öø-ÿ][\w’-]*\w(?: [^\W\d_a-zà-öø-ÿ][\w’-]*\w)*"
_place: Final = re.compile(
    rf"(?<![\w-])([a-z][\w-]+) (in|at|from|near|outside|off) (?:the )?({_NAME})"
)


class _Placed(NamedTuple):
    """A place, with the word and the preposition that lead to it: *camp near Oslo*."""

    start: int
    end: int
    name: str
    lead: tuple[str, str]


def find(two: Two) -> Iterator[Discrepancy]:
    """Places of which the other article has nothing, where it names another."""
    if not two.is_one_event:
        return
    done: set[str] = set()
    alone = [one for one in _places(two.b) if not _is_named(one.name, two.a)]
    for one in _places(two.a):
        if one.name in done or _is_named(one.name, two.b):
            continue
        other = next((other for other in alone if other.lead == one.lead), None)
        if other is None or other.name in done:
            continue
        done |= {one.name, other.name}
        words = two.a.text[one.start : one.end], two.b.text[other.start : other.end]
        yield discrepancy(
            "name",
            "hard",
            f"“{words[0]}” or “{words[1]}”",
            {two.a.id: [(one.start, one.end)], two.b.id: [(other.start, other.end)]},
            words,
            (one.name, other.name),
        )


@lru_cache(maxsize=64)
def _places(reading: Reading) -> list[_Placed]:
    dated = [(found.start, found.end) for found in reading.dates]
    found = []
    for match in _place.finditer(reading.text):
        lead = stem(match[1])
        is_empty = is_function_word(match[1]) or rarity(lead) < 1.0
        if is_empty or any(low < match.end() and match.start(3) < high for low, high in dated):
            continue
        name = re.sub(r"['’]s?$", "", match[3])
        found.append(
            _Placed(match.start(), match.end(), fold(name, reading.learnt), (lead, match[2]))
        )
    return found


def _is_named(name: str, other: Reading) -> bool:
    """Whether an article has any word of a place's name."""
    return any(word in other.text for word in name.split())
