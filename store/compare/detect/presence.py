"""Presence: passages that one article alone has."""

from __future__ import annotations

from collections.abc import Container, Iterator
from heapq import nlargest

from store.compare.found import Discrepancy, discrepancy, shortened
from store.compare.reading import Reading, Two
from store.compare.stems import rarity

_LEAST = 5
"""Words that say something, below which a line is no passage."""
_COVERED = 0.6
_LOOKED_AT = 4
"""How many of the likest sentences of the other article are looked at."""


def find(two: Two) -> Iterator[Discrepancy]:
    """Runs of sentences without a counterpart, of the one article and of the other."""
    rows, columns = _passages(two.a, two.of_a), _passages(two.b, two.of_b)
    for (i, j), score in two.scores.items():
        if i in rows:
            rows[i].append((score, j))
        if j in columns:
            columns[j].append((score, i))
    for one, other, likest in ((two.a, two.b, rows), (two.b, two.a, columns)):
        near = {
            index: [place for _, place in nlargest(_LOOKED_AT, those)]
            for index, those in likest.items()
        }
        yield from _alone(one, other, near)


def _passages(one: Reading, matched: Container[int]) -> dict[int, list[tuple[float, int]]]:
    """The sentences that say enough to be missed and have no counterpart."""
    return {
        index: []
        for index, mine in enumerate(one.contents)
        if len(mine) >= _LEAST and index not in matched
    }


def _alone(one: Reading, other: Reading, near: dict[int, list[int]]) -> Iterator[Discrepancy]:
    run: list[int] = []
    for index, (start, _) in enumerate(one.sentences):
        mine = one.contents[index]
        is_alone = index in near and not _is_covered(mine, other, near[index])
        if run and (not is_alone or "\n" in one.text[one.sentences[run[-1]][1] : start]):
            yield _passage(one, run)
            run = []
        if is_alone:
            run.append(index)
    if run:
        yield _passage(one, run)


def _is_covered(mine: set[str], other: Reading, near: list[int]) -> bool:
    """Whether one of the likest sentences, with the next or the one before, has most words."""
    wanted = _COVERED * sum(map(rarity, mine))
    places = {place for at in near for place in (max(0, at - 1), at)}
    return any(sum(map(rarity, mine & other.doubled[place])) >= wanted for place in places)


def _passage(one: Reading, run: list[int]) -> Discrepancy:
    start, end = one.sentences[run[0]][0], one.sentences[run[-1]][1]
    words = one.text[start:end]
    return discrepancy(
        "presence", "soft", f"only one has “{shortened(words)}”", {one.id: [(start, end)]}, [words]
    )
