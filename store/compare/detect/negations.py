"""Negation of things: no sign of something in one article, signs of it in the other."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Final, NamedTuple

from store.compare.found import Discrepancy, discrepancy
from store.compare.reading import Reading, Two, Word, around
from store.compare.stems import listed, weight

_NO: Final = frozenset(listed("no without"))
_NOT: Final = _NO | frozenset(listed("not never nor neither none nobody any"))
_REACH: Final = 2
"""Words behind *no* in which the thing stands."""
_BESIDE: Final = 3
"""Words on either side of a thing in which it is negated otherwise."""
_TOLD: Final = 2.5
"""What the words around both must tell for them to be of one thing."""


class _Thing(NamedTuple):
    """A thing that is said to be, or not to be: its first word with any *no*, its own, its stem,
    and the stems around it that say something.
    """

    first: Word
    word: Word
    is_not: bool
    around: frozenset[str]


def find(two: Two) -> Iterator[Discrepancy]:
    """Things of which one article says that there are none and the other that there are."""
    if not two.is_one_event:
        return
    stems = _denied(two.a) | _denied(two.b)
    mine, others = _things(two.a, stems), _things(two.b, stems)
    for stem in mine.keys() & others.keys():
        for one in mine[stem]:
            for other in others[stem]:
                if one.is_not != other.is_not and _are_one(one, other, mine[stem], others[stem]):
                    yield _report(two, one, other)


def _are_one(one: _Thing, other: _Thing, mine: list[_Thing], others: list[_Thing]) -> bool:
    """Whether both are of one thing, of which neither article says the other's too."""
    told = _told(one, other)
    words = one.word.text.lower(), other.word.text.lower()
    return (
        told >= _TOLD
        and words[0].removesuffix("s") == words[1].removesuffix("s")
        and not any(each.is_not == other.is_not and _told(each, other) >= told - 1 for each in mine)
        and not any(each.is_not == one.is_not and _told(each, one) >= told - 1 for each in others)
    )


def _told(one: _Thing, other: _Thing) -> float:
    return weight(one.around & other.around)


def _report(two: Two, one: _Thing, other: _Thing) -> Discrepancy:
    words = (
        two.a.text[one.first.start : one.word.end],
        two.b.text[other.first.start : other.word.end],
    )
    return discrepancy(
        "modality",
        "hard",
        f"“{words[0]}” or “{words[1]}”",
        {
            two.a.id: [(one.first.start, one.word.end)],
            two.b.id: [(other.first.start, other.word.end)],
        },
        (*words, *sorted(one.around & other.around)),
    )


def _things(reading: Reading, stems: frozenset[str]) -> dict[str, list[_Thing]]:
    """Where an article names the things of those stems, or says that there are none."""
    found: dict[str, list[_Thing]] = {}
    for words in reading.words:
        for at, word in enumerate(words):
            if word.stem not in stems or word.text[0].isupper():
                continue
            no = _no(words, at)
            near = {each.text.lower() for each in words[max(0, at - _BESIDE) : at + _BESIDE + 1]}
            if no is not None or not near & _NOT:  # “admitting no guilt” is no admitting
                thing = _Thing(no or word, word, no is not None, frozenset(around(words, at)))
                found.setdefault(word.stem, []).append(thing)
    return found


@lru_cache(maxsize=64)
def _denied(reading: Reading) -> frozenset[str]:
    """The stems of what an article says that there is none of."""
    return frozenset(
        thing.stem
        for words in reading.words
        for at, word in enumerate(words)
        if word.text.lower() in _NO
        for thing in words[at + 1 : at + 1 + _REACH]
        if thing.tells
    )


def _no(words: list[Word], at: int) -> Word | None:
    """The *no* that a thing stands behind."""
    near = words[max(0, at - _REACH) : at]
    return next((word for word in near if word.text.lower() in _NO), None)
