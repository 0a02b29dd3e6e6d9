"""What of a sentence is compared with others: its stems, its runs of letters, its names."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from itertools import chain
from typing import Final, Literal, NamedTuple

from store.compare.folding import folded
from store.compare.numerals import WORD, plainly, value_of
from store.compare.stems import is_function_word, stem

_token: Final = re.compile(WORD)
_SIZES: Final = (3, 4, 5)


class Features(NamedTuple):
    """What of a sentence is compared."""

    words: frozenset[str]
    letters: frozenset[str]
    names: frozenset[str]


Kind = Literal["words", "names"]
"""The features that are weighed by how rare they are."""


@lru_cache(maxsize=4096)
def features(sentence: str) -> Features:
    """What of a sentence is compared. Remembered, as a story compares each article with all."""
    tokens = _token.findall(folded(sentence, seats=True))
    parts = list(chain.from_iterable(map(_parts, tokens)))
    # A capital that a sentence begins with is of no name.
    first = len(_parts(tokens[0])) if tokens else 0
    names = [one.key for one in parts[:first] if one.is_name_anywhere]
    names += [one.key for one in parts[first:] if one.is_name]
    letters = frozenset().union(*map(_runs, {token.lower() for token in tokens}))
    return Features(frozenset([one.key for one in parts]), letters, frozenset(names))


class _Part(NamedTuple):
    """What a word, or a part of one with hyphens, is compared by, and whether it is a name."""

    key: str
    is_name: bool
    is_name_anywhere: bool


@lru_cache(maxsize=16384)
def _parts(token: str) -> tuple[_Part, ...]:
    return tuple(map(_part, token.split("-")))


def _part(part: str) -> _Part:
    number = value_of(part)
    if number is not None:
        return _Part(plainly(number), is_name=True, is_name_anywhere=True)
    is_name = part[:1].isupper() and not is_function_word(part.lower())
    return _Part(stem(part), is_name, is_name and part[1:].isupper())


@lru_cache(maxsize=16384)
def _runs(word: str) -> frozenset[str]:
    """The runs of letters of a word between spaces; none of a word that says nothing."""
    if is_function_word(word):
        return frozenset()
    line = f" {word} "
    return frozenset(line[at : at + n] for n in _SIZES for at in range(len(line) - n + 1))


class Side(NamedTuple):
    """The sentences of one article as they are compared; in how many each word and name is.

    ``telling`` are the words of each sentence that say something, and ``filled`` how many others
    it has; ``where`` and ``named`` say which sentences have a word that tells, and a name.
    """

    sentences: tuple[Features, ...]
    counts: dict[Kind, Counter[str]]
    telling: tuple[tuple[str, ...], ...]
    filled: tuple[int, ...]
    where: dict[str, list[int]]
    named: dict[str, list[int]]


@lru_cache(maxsize=64)
def side(sentences: tuple[str, ...]) -> Side:
    """Remembered by the texts, which no edit changes: a story compares each article with all."""
    found = tuple(map(features, sentences))
    counts: dict[Kind, Counter[str]] = {
        "words": Counter(chain.from_iterable(one.words for one in found)),
        "names": Counter(chain.from_iterable(one.names for one in found)),
    }
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
