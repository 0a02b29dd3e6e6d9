"""How alike sentences of two articles are, and which of them say the same.

Three cosines: of stems, of runs of three to five letters, and of names and numbers. News of one
event is told in any order and at any length, so a pair is kept by how it stands in its row and
its column, never by where it stands on the page.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from math import log, sqrt
from typing import Final, NamedTuple

from store.compare.folding import folded
from store.compare.numerals import plainly, value_of
from store.compare.stems import FILLER, is_function_word, rarity, stem

Pair = tuple[int, int, float]
"""A sentence of the one article, one of the other, by index, and a score in (0, 1]."""

WORDS: Final = 0.45
LETTERS: Final = 0.35
NAMES: Final = 0.20
DOUBT: Final = 12.0
"""As many shared words, weighed by how much they tell, halve the likeness."""
BACKGROUND: Final = 150
"""Sentences of other articles in which a word is taken not to stand."""
THRESHOLD: Final = 0.09
_ROUNDED: Final = 1e-6
NEAR_BEST: Final = 0.75

_token: Final = re.compile(r"[^\W_]+(?:[.,'’-][^\W_]+)*")
_SIZES: Final = (3, 4, 5)
_LETTERS: Final = 1


class Features(NamedTuple):
    """What of a sentence is compared."""

    words: frozenset[str]
    letters: frozenset[str]
    names: frozenset[str]


@lru_cache(maxsize=4096)
def features(sentence: str) -> Features:
    """What of a sentence is compared. Remembered, as a story compares each article with all."""
    words: set[str] = set()
    names: set[str] = set()
    plain = folded(sentence, seats=True)
    for at, match in enumerate(_token.finditer(plain)):
        word = match[0]
        for part in word.split("-"):
            number = value_of(part)
            key = plainly(number) if number is not None else stem(part)
            words.add(key)
            is_name = part[:1].isupper() and (at > 0 or part[1:].isupper())
            if (is_name and not is_function_word(part.lower())) or number is not None:
                names.add(key)
    letters = frozenset().union(*map(_runs, set(_token.findall(plain.lower()))))
    return Features(frozenset(words), letters, frozenset(names))


@lru_cache(maxsize=16384)
def _runs(word: str) -> frozenset[str]:
    """The runs of letters of a word between spaces; none of a word that says nothing."""
    if is_function_word(word):
        return frozenset()
    line = f" {word} "
    return frozenset(line[at : at + n] for n in _SIZES for at in range(len(line) - n + 1))


class Side(NamedTuple):
    """The sentences of one article as they are compared; in how many of them each feature is.

    ``telling`` are the words of each sentence that say something, and ``filled`` how many others
    it has; ``where`` and ``named`` say which sentences have a word that tells, and a name.
    """

    sentences: tuple[Features, ...]
    counts: tuple[Counter[str], Counter[str], Counter[str]]
    telling: tuple[tuple[str, ...], ...]
    filled: tuple[int, ...]
    where: dict[str, list[int]]
    named: dict[str, list[int]]


@lru_cache(maxsize=64)
def _side(sentences: tuple[str, ...]) -> Side:
    """Remembered by the texts, which no edit changes: a story compares each article with all."""
    found = tuple(map(features, sentences))
    counts = Counter[str](), Counter[str](), Counter[str]()
    for one in found:
        for count, those in zip(counts, one, strict=True):
            count.update(those)
    telling = tuple(
        tuple(word for word in one.words if not is_function_word(word)) for one in found
    )
    filled = tuple(len(one.words) - len(words) for one, words in zip(found, telling, strict=True))
    return Side(found, counts, telling, filled, _where(telling), _where([x.names for x in found]))


def _where(sentences: Iterable[Iterable[str]]) -> dict[str, list[int]]:
    """The sentences that have a feature."""
    found: dict[str, list[int]] = {}
    for at, features in enumerate(sentences):
        for feature in features:
            found.setdefault(feature, []).append(at)
    return found


def align(a: Sequence[str], b: Sequence[str], least: float = 0.0) -> list[Pair]:
    """Every pair of a sentence of ``a`` and one of ``b`` that is alike, at least so, in order.

    Sentences that share no word but *the* and its like are not alike at all.
    """
    one, other = _side(tuple(a)), _side(tuple(b))
    words, letters, names = cosines = tuple(_Cosines(one, other, kind) for kind in (0, 1, 2))
    found = []
    for i, j in _near(one, other, cosines, least):
        mine, theirs = one.sentences[i], other.sentences[j]
        shared = mine.words & theirs.words
        score = WORDS * words.of(i, j, shared)
        if named := mine.names & theirs.names:
            score += NAMES * names.of(i, j, named)
        if runs := mine.letters & theirs.letters:
            score += LETTERS * letters.of(i, j, runs)
        # Two short sentences with three words in common are less alike than their angle says.
        evidence = sum(map(rarity, shared))
        score = round(score * (evidence / (evidence + DOUBT)), 6)
        if score > 0 and score >= least:
            found.append((i, j, score))
    return found


def _near(
    one: Side, other: Side, cosines: tuple[_Cosines, ...], least: float
) -> Iterator[tuple[int, int]]:
    """The pairs that share a word that says something and may reach ``least``.

    What their words and names tell is added up word by word, over the sentences that have it;
    only the letters of a pair that could bring it there need be looked at.
    """
    words, _, names = cosines
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


class _Squares(dict[str, float]):
    """The squared weight of each feature, as each set holds it once; reckoned when asked for."""

    def __init__(self, here: Counter[str], there: Counter[str], total: int, *, is_told: bool):
        super().__init__()
        self._here, self._there, self._is_told = here.get, there.get, is_told
        self._of = [(1.0 + log((total + BACKGROUND) / (n + 0.5))) ** 2 for n in range(total + 1)]
        self.most = self._of[0]

    def __missing__(self, key: str) -> float:
        square = self._of[self._here(key, 0) + self._there(key, 0)]
        self[key] = found = square * rarity(key) ** 2 if self._is_told else square
        return found


class _Cosines:
    """The cosine of two weighted sets of one kind of feature, each length reckoned once.

    ``square`` is the squared weight of a feature, ``filler`` the most that of a word can be that
    says nothing.
    """

    def __init__(self, one: Side, other: Side, kind: int) -> None:
        self._sets = (
            [each[kind] for each in one.sentences],
            [each[kind] for each in other.sentences],
        )
        total = len(one.sentences) + len(other.sentences)
        weight = _Squares(one.counts[kind], other.counts[kind], total, is_told=kind != _LETTERS)
        self.square = weight.__getitem__
        self.filler = weight.most * FILLER**2
        self._lengths: tuple[dict[int, float], dict[int, float]] = {}, {}

    def of(self, i: int, j: int, both: frozenset[str]) -> float:
        """The cosine of two sentences that have ``both`` in common."""
        return sum(map(self.square, both)) / (self.length(0, i) * self.length(1, j))

    def length(self, side: int, at: int) -> float:
        """The length of a sentence of the one side (0) or the other (1)."""
        known = self._lengths[side]
        if at not in known:
            known[at] = sqrt(sum(map(self.square, self._sets[side][at])))
        return known[at]
