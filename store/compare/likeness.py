"""How alike sentences of two articles are, and which of them say the same.

Three cosines: of stems and of names and numbers, weighed by how rare they are, and of plain runs
of three to five letters. News of one event is told in any order and at any length, so a pair is
kept by how it stands in its row and its column, never by where it stands on the page.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from math import log, sqrt
from typing import Final

from store.compare.features import Kind, Side, side
from store.compare.stems import FILLER, rarity, weight

Pair = tuple[int, int, float]
"""A sentence of the one article, one of the other, by index, and a score in (0, 1]."""

WORDS: Final = 0.48
LETTERS: Final = 0.31
NAMES: Final = 0.21
DOUBT: Final = 12.0
"""As many shared words, weighed by how much they tell, halve the likeness."""
BACKGROUND: Final = 150
"""Sentences of other articles in which a word is taken not to stand."""
THRESHOLD: Final = 0.095
NEAR_BEST: Final = 0.75
_ROUNDED: Final = 1e-6


def align(a: Sequence[str], b: Sequence[str], least: float = 0.0) -> list[Pair]:
    """Every pair of a sentence of ``a`` and one of ``b`` that is alike, at least so, in order.

    Sentences that share no word but *the* and its like are not alike at all.
    """
    one, other = side(tuple(a)), side(tuple(b))
    words, names = _Cosines(one, other, "words"), _Cosines(one, other, "names")
    found = []
    for i, j in _near(one, other, words, names, least):
        mine, theirs = one.sentences[i], other.sentences[j]
        shared = mine.words & theirs.words
        score = WORDS * words.of(i, j, shared)
        if named := mine.names & theirs.names:
            score += NAMES * names.of(i, j, named)
        if runs := mine.letters & theirs.letters:
            score += LETTERS * len(runs) / sqrt(len(mine.letters) * len(theirs.letters))
        # Two short sentences with three words in common are less alike than their angle says.
        evidence = weight(shared)
        score = round(score * (evidence / (evidence + DOUBT)), 6)
        if score > 0 and score >= least:
            found.append((i, j, score))
    return found


def _near(
    one: Side, other: Side, words: _Cosines, names: _Cosines, least: float
) -> Iterator[tuple[int, int]]:
    """The pairs that share a word that says something and may reach ``least``.

    What their words and names tell is added up word by word, over the sentences that have it;
    only the letters of a pair that could bring it there need be looked at.
    """
    long = [words.length(1, j) for j in range(len(other.sentences))]
    known = [names.length(1, j) for j in range(len(other.sentences))]
    for i, (telling, mine) in enumerate(zip(one.telling, one.sentences, strict=True)):
        evidence = _added(telling, other.where, rarity)
        told = _added(telling, other.where, words.square)
        named = _added(mine.names, other.named, names.square)
        worth = WORDS / words.length(0, i) if evidence else 0.0
        renown = NAMES / names.length(0, i) if named else 0.0
        filled = one.filled[i]
        for j in sorted(evidence):
            idle = min(filled, other.filled[j])
            seen = evidence[j] + idle * FILLER
            trust = seen / (seen + DOUBT)
            if trust < least:
                continue
            most = LETTERS + worth * (told[j] + idle * words.filler) / long[j]
            if j in named:
                most += renown * named[j] / known[j]
            if most * trust >= least - _ROUNDED:
                yield i, j


def _added(
    features: Iterable[str], where: dict[str, list[int]], worth: Callable[[str], float]
) -> dict[int, float]:
    """What the features tell that each sentence of the other article has."""
    found: dict[int, float] = {}
    for feature in features:
        if feature in where:
            more = worth(feature)
            for j in where[feature]:
                found[j] = found.get(j, 0.0) + more
    return found


def matches(a: Sequence[str], b: Sequence[str]) -> list[Pair]:
    """The pairs that say the same: over a threshold, and near the best of their row or column."""
    return kept(align(a, b, THRESHOLD))


def kept(pairs: Iterable[Pair], threshold: float = THRESHOLD) -> list[Pair]:
    """Those of aligned pairs that say the same; many-to-many and in any order."""
    pairs = [pair for pair in pairs if pair[2] >= threshold]
    rows: dict[int, float] = {}
    columns: dict[int, float] = {}
    for i, j, score in pairs:
        rows[i] = max(rows.get(i, 0.0), score)
        columns[j] = max(columns.get(j, 0.0), score)
    return [
        (i, j, score)
        for i, j, score in pairs
        if score >= NEAR_BEST * rows[i] or score >= NEAR_BEST * columns[j]
    ]


class _Cosines:
    """The cosine of two weighted sets of one kind of feature, each length reckoned once.

    ``square`` is the squared weight of a feature, as each set holds it once, and ``filler`` the
    most that of a word can be that says nothing.
    """

    def __init__(self, one: Side, other: Side, kind: Kind) -> None:
        self._sets: tuple[list[frozenset[str]], list[frozenset[str]]] = (
            [getattr(each, kind) for each in one.sentences],
            [getattr(each, kind) for each in other.sentences],
        )
        self._lengths: tuple[dict[int, float], dict[int, float]] = {}, {}
        here, there = one.counts[kind], other.counts[kind]
        total = len(one.sentences) + len(other.sentences)
        of = [(1.0 + log((total + BACKGROUND) / (n + 0.5))) ** 2 for n in range(total + 1)]
        self.square = {
            key: of[here[key] + there[key]] * rarity(key) ** 2 for key in here.keys() | there.keys()
        }.__getitem__
        self.filler = of[0] * FILLER**2

    def of(self, i: int, j: int, both: frozenset[str]) -> float:
        """The cosine of two sentences that have ``both`` in common."""
        return sum(map(self.square, both)) / (self.length(0, i) * self.length(1, j))

    def length(self, side: int, at: int) -> float:
        """The length of a sentence of the one side (0) or the other (1)."""
        known = self._lengths[side]
        if at not in known:
            known[at] = sqrt(sum(map(self.square, self._sets[side][at])))
        return known[at]
