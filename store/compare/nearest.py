"""What the other articles say that is most like some words of one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from store.compare.likeness import align
from store.compare.reading import reading
from store.model import Article, Assertion, Fragment


class Target(NamedTuple):
    """A passage of another article: an assertion by its id, or a sentence that is none yet."""

    article: str
    fragments: tuple[Fragment, ...]
    assertion: str
    score: float


def nearest(
    words: str, articles: Sequence[Article], assertions: Iterable[Assertion], most: int
) -> list[Target]:
    """The assertions and sentences of ``articles`` most like ``words``, the best first.

    A sentence in which something is asserted gives way to what is asserted there. ``score`` is a
    likeness in (0, 1]; what shares no word that says something is left out.
    """
    asserted: dict[str, list[Assertion]] = {}
    for one in assertions:
        asserted.setdefault(one.article, []).append(one)
    found = [
        target
        for article in articles
        for target in _in(words, article, asserted.get(article.id, []))
    ]
    found.sort(key=lambda one: -one.score)
    return found[:most]


def _in(words: str, article: Article, asserted: Sequence[Assertion]) -> Iterator[Target]:
    read = reading(article)
    here = [*read.texts, *(" ".join(one.quotes) for one in asserted)]
    scores = {j: score for _, j, score in align([words], here)}
    for j, span in enumerate(read.sentences):
        inside = [
            (place, one)
            for place, one in enumerate(asserted, len(read.sentences))
            if any(a < span[1] and span[0] < b for a, b in one.fragments)
        ]
        if not inside and j in scores:
            yield Target(article.id, (span,), "", scores[j])
        for place, one in inside:
            best = max(scores.get(place, 0.0), scores.get(j, 0.0) / 2)
            if best and one.fragments[0][0] >= span[0]:
                yield Target(article.id, one.fragments, one.id, best)
