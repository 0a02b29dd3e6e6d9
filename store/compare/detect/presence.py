"""Presence: passages that one article alone has."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence

from store.compare.found import Discrepancy, discrepancy, shortened
from store.compare.reading import Reading, Two
from store.compare.stems import rarity

_LEAST = 5
"""Words that say something, below which a line is no passage."""
_COVERED = 0.6


def find(two: Two) -> Iterator[Discrepancy]:
    """Runs of sentences without a counterpart, of the one article and of the other."""
    yield from _alone(two.a, two.b, two.of_a)
    yield from _alone(two.b, two.a, two.of_b)


def _alone(one: Reading, other: Reading, matched: Container[int]) -> Iterator[Discrepancy]:
    run: list[int] = []
    for index, (start, _) in enumerate(one.sentences):
        mine = one.contents[index]
        # What says too little is not missed.
        is_alone = (
            len(mine) >= _LEAST and index not in matched and not _is_covered(mine, other.beside)
        )
        if run and (not is_alone or "\n" in one.text[one.sentences[run[-1]][1] : start]):
            yield _passage(one, run)
            run = []
        if is_alone:
            run.append(index)
    if run:
        yield _passage(one, run)


def _is_covered(mine: set[str], beside: Mapping[str, Sequence[int]]) -> bool:
    """Whether some two sentences in a row of the other article have most of the words."""
    wanted = _COVERED * sum(map(rarity, mine))
    found: dict[int, float] = {}
    for word in mine:
        tells = rarity(word)
        for place in beside.get(word, ()):
            found[place] = has = found.get(place, 0.0) + tells
            if has >= wanted:
                return True
    return False


def _passage(one: Reading, run: list[int]) -> Discrepancy:
    start, end = one.sentences[run[0]][0], one.sentences[run[-1]][1]
    words = one.text[start:end]
    return discrepancy(
        "presence", "soft", f"only one has “{shortened(words)}”", {one.id: [(start, end)]}, [words]
    )
