"""Presence: passages that one article alone has."""

from __future__ import annotations

from collections.abc import Iterator

from store.compare.found import Discrepancy, discrepancy, shortened
from store.compare.reading import Reading, Two
from store.compare.stems import rarity

_LEAST = 5
"""Words that say something, below which a line is no passage."""
_COVERED = 0.6


def find(two: Two) -> Iterator[Discrepancy]:
    """Runs of sentences without a counterpart, of the one article and of the other."""
    yield from _alone(two.a, two.b, set(two.of_a))
    yield from _alone(two.b, two.a, set(two.of_b))


def _alone(one: Reading, other: Reading, matched: set[int]) -> Iterator[Discrepancy]:
    run: list[int] = []
    there = other.contents
    for index, (start, _) in enumerate(one.sentences):
        mine = one.contents[index]
        is_alone = index not in matched and len(mine) >= _LEAST and not _is_covered(mine, there)
        if run and (not is_alone or "\n" in one.text[one.sentences[run[-1]][1] : start]):
            yield _passage(one, run)
            run = []
        if is_alone:
            run.append(index)
    if run:
        yield _passage(one, run)


def _is_covered(mine: set[str], there: list[set[str]]) -> bool:
    """Whether a sentence of the other article, or two in a row, have most of its words."""
    weight = sum(map(rarity, mine))
    return any(
        sum(map(rarity, mine & (first | second))) >= _COVERED * weight
        for first, second in zip(there, [*there[1:], set[str]()], strict=True)
    )


def _passage(one: Reading, run: list[int]) -> Discrepancy:
    start, end = one.sentences[run[0]][0], one.sentences[run[-1]][1]
    words = one.text[start:end]
    return discrepancy(
        "presence", "soft", f"only one has “{shortened(words)}”", {one.id: [(start, end)]}, [words]
    )
