"""What one article says with a reserve and the other outright: *initially supported*, *partly*."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Final, NamedTuple

from store.compare.found import Discrepancy, discrepancy
from store.compare.reading import NEAR, Reading, Two, Word, content
from store.compare.stems import listed, weight

_RESERVES: Final = frozenset(
    listed(
        "initially originally formerly provisionally provisional temporarily temporary partly"
        " partially partial conditionally conditional reluctantly grudgingly"
        " cautiously cautious tentatively tentative informally informal unofficially briefly"
        " immediate limited"
    )
)
_REACH: Final = 2
"""Words behind a reserve among which is what it is of."""
_BESIDE: Final = 3
_TOLD: Final = 2.0
"""What the words around both must tell for them to be of one thing."""


class _Said(NamedTuple):
    """A word, from ``start`` with the reserve before it, and the stems near it."""

    start: int
    word: Word
    has_reserve: bool
    near: frozenset[str]


def find(two: Two) -> Iterator[Discrepancy]:
    """Words that stand behind a reserve in one article and nowhere in the other."""
    if two.is_one_event:
        yield from _outright(two.a, two.b)
        yield from _outright(two.b, two.a)


def _outright(reserved: Reading, other: Reading) -> Iterator[Discrepancy]:
    for one in _reserved(reserved):
        plain = _with(other, one.word.stem)
        told = [(weight(one.near & each.near), each) for each in plain]
        if not told or any(each.has_reserve for each in plain):
            continue
        most, best = max(told, key=lambda each: each[0])
        said_too = [each for each in _with(reserved, one.word.stem) if not each.has_reserve]
        if most >= _TOLD and not any(weight(best.near & each.near) >= most for each in said_too):
            words = reserved.text[one.start : one.word.end], best.word.text
            yield discrepancy(
                "scope",
                "soft",
                f"“{words[0]}” or “{words[1]}”",
                {
                    reserved.id: [(one.start, one.word.end)],
                    other.id: [(best.start, best.word.end)],
                },
                words,
            )


@lru_cache(maxsize=64)
def _reserved(reading: Reading) -> tuple[_Said, ...]:
    """What an article says with a reserve."""
    return tuple(
        _Said(word.start, head, has_reserve=True, near=_near(words, words.index(head)))
        for words in reading.words
        for at, word in enumerate(words, 1)
        if word.text in _RESERVES
        for head in [next((each for each in words[at : at + _REACH] if each.tells), None)]
        if head is not None
    )


def _with(reading: Reading, stem: str) -> list[_Said]:
    """Every place where an article has a word of that stem."""
    if stem not in reading.stems:
        return []
    return [
        _Said(word.start, word, _has_reserve(words, at), _near(words, at))
        for words in reading.words
        for at, word in enumerate(words)
        if word.stem == stem
    ]


def _has_reserve(words: list[Word], at: int) -> bool:
    return any(word.text in _RESERVES for word in words[max(0, at - _BESIDE) : at + 1 + _BESIDE])


def _near(words: list[Word], at: int) -> frozenset[str]:
    near = words[max(0, at - NEAR) : at] + words[at + 1 : at + 1 + NEAR]
    return frozenset(content([word for word in near if word.text not in _RESERVES]))
