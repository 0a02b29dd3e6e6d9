"""Presence: passages that one article alone has."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from math import sqrt

from store.compare.found import Discrepancy, discrepancy, shortened
from store.compare.reading import Reading, Two
from store.compare.stems import rarity

_LEAST = 5
"""Words that say something, below which a line is no passage."""
_COVERED = 0.44
"""The share of what a sentence says, above which the other article says it too somewhere."""
_ENDS = tuple(".!?…\"'”’»)")
"""What a sentence ends with and a heading does not."""


def find(two: Two) -> Iterator[Discrepancy]:
    """Runs of sentences without a counterpart, of the one article and of the other."""
    yield from _alone(two.a, two.b, two.of_a)
    yield from _alone(two.b, two.a, two.of_b)


def _alone(one: Reading, other: Reading, matched: Container[int]) -> Iterator[Discrepancy]:
    run: list[int] = []
    for index, (start, _) in enumerate(one.sentences):
        mine = one.contents[index]
        # What says too little is not missed.
        is_alone = len(mine) >= _LEAST and index not in matched
        is_alone = is_alone and one.texts[index].endswith(_ENDS) and not _is_told(mine, other.stems)
        if run and (not is_alone or "\n" in one.text[one.sentences[run[-1]][1] : start]):
            yield _passage(one, run)
            run = []
        if is_alone:
            run.append(index)
    if run:
        yield _passage(one, run)


def _is_told(mine: set[str], stems: Mapping[str, int]) -> bool:
    """Whether the other article has so many of the words, however it puts them.

    A word tells the less the more of its sentences have it.
    """
    told = {stem: rarity(stem) / sqrt(stems.get(stem, 1)) for stem in mine}
    return sum(told[stem] for stem in mine if stem in stems) >= _COVERED * sum(told.values())


def _passage(one: Reading, run: list[int]) -> Discrepancy:
    start, end = one.sentences[run[0]][0], one.sentences[run[-1]][1]
    words = one.text[start:end]
    return discrepancy(
        "presence", "soft", f"only one has “{shortened(words)}”", {one.id: [(start, end)]}, [words]
    )
