"""How alike sentences of two articles are, and which of them say the same.

Three cosines: of stems, of runs of three to five letters, and of names and numbers. News of one
event is told in any order and at any length, so a pair is kept by how it stands in its row and
its column, never by where it stands on the page.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from math import log, sqrt
from typing import Final, NamedTuple

from store.compare.folding import folded
from store.compare.numerals import plainly, value_of
from store.compare.stems import is_function_word, rarity, stem

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
NEAR_BEST: Final = 0.75

_token: Final = re.compile(r"[^\W_]+(?:[.,'’-][^\W_]+)*")
_SIZES: Final = (3, 4, 5)


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
    plain = folded(sentence)
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


def align(a: Sequence[str], b: Sequence[str]) -> list[Pair]:
    """Every pair of a sentence of ``a`` and one of ``b`` whose likeness is above 0, in order.

    Sentences that share no word but *the* and its like are not alike at all.
    """
    ones, others = [features(one) for one in a], [features(one) for one in b]
    shared = _shared(ones, others)
    scores = dict.fromkeys(shared, 0.0)
    for at, share in enumerate((WORDS, LETTERS, NAMES)):
        _add_cosines(scores, share, [x[at] for x in ones], [x[at] for x in others], at != 1)
    found = []
    for (i, j), words in shared.items():
        # Two short sentences with three words in common are less alike than their angle says.
        evidence = sum(map(rarity, words))
        found.append((i, j, round(scores[i, j] * evidence / (evidence + DOUBT), 6)))
    return [pair for pair in found if pair[2] > 0]


def _shared(
    ones: Sequence[Features], others: Sequence[Features]
) -> dict[tuple[int, int], frozenset[str]]:
    """The words that two sentences share, by the pairs that share one that says something."""
    where: dict[str, list[int]] = {}
    for j, other in enumerate(others):
        for word in other.words:
            if not is_function_word(word):
                where.setdefault(word, []).append(j)
    found = {}
    for i, one in enumerate(ones):
        near = {j for word in one.words if word in where for j in where[word]}
        found.update({(i, j): one.words & others[j].words for j in sorted(near)})
    return found


def matches(a: Sequence[str], b: Sequence[str]) -> list[Pair]:
    """The pairs that say the same: over a threshold, and near the best of their row or column."""
    return kept(align(a, b))


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


def _add_cosines(
    scores: dict[tuple[int, int], float],
    share: float,
    ones: Sequence[frozenset[str]],
    others: Sequence[frozenset[str]],
    is_words: bool,
) -> None:
    """Add to the score of each pair at hand ``share`` of the cosine of its weighted sets."""
    df = Counter[str]()
    for each in (*ones, *others):
        df.update(each)
    total = len(ones) + len(others)
    # A weight is squared once here, as each set holds a feature once.
    squares = [(1.0 + log((total + BACKGROUND) / (n + 0.5))) ** 2 for n in range(total + 1)]
    weight = {key: squares[count] for key, count in df.items()}
    if is_words:
        weight = {key: square * rarity(key) ** 2 for key, square in weight.items()}
    value = weight.__getitem__
    lengths = [sqrt(sum(map(value, one))) for one in ones]
    widths = [sqrt(sum(map(value, one))) for one in others]
    shared = frozenset().union(*ones) & frozenset().union(*others)
    rows = [one & shared for one in ones]
    columns = [one & shared for one in others]
    for pair in scores:
        if both := rows[pair[0]] & columns[pair[1]]:
            cosine = sum(map(value, both)) / (lengths[pair[0]] * widths[pair[1]])
            scores[pair] += share * cosine
