"""Amounts: all of some things in one article, some or none of them in the other."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import islice, product
from typing import Final, NamedTuple

from store.compare.found import Discrepancy, discrepancy, shortened
from store.compare.reading import Reading, Two
from store.compare.stems import weight

_AMOUNTS: Final = {
    form: amount
    for amount, forms in {
        "all": "all every each both entire whole",
        "some": "some several few half many most part",
        "none": "none neither no",
    }.items()
    for form in forms.split()
}
_OF: Final = 6
"""Words behind *all* or *some* that say of what."""
_TOLD: Final = 2.5


class _Amount(NamedTuple):
    """*All*, *some* or *none* of something, ``stems``."""

    amount: str
    start: int
    end: int
    stems: frozenset[str]


def find(two: Two) -> Iterator[Discrepancy]:
    """What is said of all, of some or of none of the same things."""
    if not two.is_one_event:
        return
    for one, other in product(_amounts(two.a), _amounts(two.b)):
        shared = one.stems & other.stems if one.amount != other.amount else frozenset()
        if len(shared) < _TOLD or weight(shared) < _TOLD:
            continue
        words = two.a.text[one.start : one.end], two.b.text[other.start : other.end]
        yield discrepancy(
            "scope",
            "hard",
            f"“{shortened(words[0])}” or “{shortened(words[1])}”",
            {two.a.id: [(one.start, one.end)], two.b.id: [(other.start, other.end)]},
            words,
        )


@lru_cache(maxsize=64)
def _amounts(reading: Reading) -> list[_Amount]:
    found: dict[tuple[str, frozenset[str]], _Amount] = {}
    for words in reading.words:
        for at, word in enumerate(words, 1):
            if (amount := _AMOUNTS.get(word.text.lower())) is None:
                continue
            if behind := list(islice((each for each in words[at:] if each.tells), _OF)):
                stems = frozenset(each.stem for each in behind)
                said = _Amount(amount, word.start, behind[-1].end, stems)
                found.setdefault((amount, stems), said)
    return list(found.values())
