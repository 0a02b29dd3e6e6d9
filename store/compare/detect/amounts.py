"""Amounts: all of some things in one article, some or none of them in the other."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import islice, product
from typing import Final, NamedTuple

from store.compare.found import Discrepancy, discrepancy, shortened
from store.compare.numerals import value_of
from store.compare.reading import Reading, Two, Word
from store.compare.stems import listed, weight

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
_THINGS: Final = 3
"""Those of them among which is the thing itself."""
_COMPARED: Final = frozenset(listed("more less longer fewer"))
_TIMES: Final = frozenset(listed("year month week day time hour night"))
_NOT: Final = frozenset(listed("not never"))
_BY: Final = 8
"""Words before it that say what is done to them: *repaid all of them*."""
_TOLD: Final = 2.5


class _Amount(NamedTuple):
    """*All*, *some* or *none* of some ``things``; ``stems`` are all that is said near."""

    amount: str
    start: int
    end: int
    things: frozenset[str]
    stems: frozenset[str]


def find(two: Two) -> Iterator[Discrepancy]:
    """What is said of all, of some or of none of the same things."""
    if not two.is_one_event:
        return
    for one, other in product(_amounts(two.a), _amounts(two.b)):
        if one.amount == other.amount or not one.things & other.things:
            continue
        if weight(one.stems & other.stems) < _TOLD:
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
    found = [
        _amount(words, at)
        for words in reading.words
        for at, word in enumerate(words, 1)
        if word.text.lower() in _AMOUNTS
    ]
    return list({(one.amount, one.stems): one for one in found[::-1] if one}.values())[::-1]


def _amount(words: list[Word], at: int) -> _Amount | None:
    """The amount that the word before ``at`` says, of what stands behind it."""
    behind = list(islice((each for each in words[at:] if each.tells), _OF))
    if not behind or words[at].text.lower() in _COMPARED or behind[0].stem in _TIMES:
        return None
    before = [each for each in words[max(0, at - 1 - _BY) : at - 1] if each.tells]
    low = [word.text.lower() for word in words[at : at + _OF]]
    amount = _AMOUNTS[words[at - 1].text.lower()]
    return _Amount(
        # “all said that they would not”
        "none" if amount == "all" and not _NOT.isdisjoint(low) else amount,
        words[at - 1].start,
        behind[-1].end,
        frozenset(each.stem for each in behind[:_THINGS] if value_of(each.text) is None),
        frozenset(each.stem for each in before + behind),
    )
