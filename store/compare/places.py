"""Sentences that say the same, by where they stand; what the analyst judged outranks the scores."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import combinations
from typing import NamedTuple

from store.aliases import Same
from store.compare.reading import reading
from store.model import Article, Match, Place
from store.versions import of_one_text


class Matched(NamedTuple):
    """Two sentences of different articles; ``score`` in (0, 1], 1 where the analyst says so."""

    a: Place
    b: Place
    score: float


def match_two(a: Article, b: Article, same: Same = ()) -> None:
    """Match two articles; what is found is remembered, for ``matched`` of more of them."""
    reading(a, same).aligned(reading(b, same))


def matched(
    articles: Sequence[Article], judged: Iterable[Match] = (), same: Same = ()
) -> list[Matched]:
    """The sentences of a story's articles that say the same, in the order of the articles.

    Names said to be the ``same`` are one name.
    """
    found: dict[tuple[Place, Place], Matched] = {}
    for a_page, b_page in combinations(articles, 2):
        if of_one_text(a_page, b_page):
            continue
        one, other = reading(a_page, same), reading(b_page, same)
        for i, j, score in one.same(other):
            a = Place(article=one.id, start=one.sentences[i][0], end=one.sentences[i][1])
            b = Place(article=other.id, start=other.sentences[j][0], end=other.sentences[j][1])
            found[a, b] = Matched(a, b, score)
    order = {article.id: place for place, article in enumerate(articles)}
    for match in judged:
        if match.a.article not in order or match.b.article not in order:
            continue
        a, b = sorted((match.a, match.b), key=lambda place: order[place.article])
        for pair in [pair for pair in found if _touch(pair[0], a) and _touch(pair[1], b)]:
            del found[pair]
        if match.verdict == "confirmed":
            found[a, b] = Matched(a, b, 1.0)
    return sorted(found.values(), key=lambda one: [*_at(one.a, order), *_at(one.b, order)])


class Shared(NamedTuple):
    """A sentence, ``[start, end)`` of its article, and in how many others it has a counterpart."""

    start: int
    end: int
    others: int


def shared(
    articles: Sequence[Article], pairs: Iterable[Matched], same: Same = ()
) -> dict[str, list[Shared]]:
    """For each article, its sentences in order, page furniture apart; for pairs so matched."""
    beside: dict[tuple[str, int], set[str]] = {}
    for pair in pairs:
        for one, other in ((pair.a, pair.b), (pair.b, pair.a)):
            beside.setdefault((one.article, one.start), set()).add(other.article)
    return {
        read.id: [
            Shared(start, end, len(beside.get((read.id, start), ())))
            for start, end in read.sentences
        ]
        for read in (reading(article, same) for article in articles)
    }


def _touch(one: Place, other: Place) -> bool:
    return one.article == other.article and one.start < other.end and other.start < one.end


def _at(place: Place, order: dict[str, int]) -> tuple[int, int]:
    return order[place.article], place.start
