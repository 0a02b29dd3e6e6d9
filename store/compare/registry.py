"""All detectors over all pairs of a story's articles, what is one difference told once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import combinations
from typing import Final

from store.aliases import Same
from store.compare.detect import (
    amounts,
    attributions,
    dates,
    lists,
    metadata,
    modality,
    names,
    negations,
    numbers,
    opposites,
    places,
    presence,
    qualified,
    quotations,
    scopes,
    speakers,
    vague,
)
from store.compare.found import Discrepancy, Span
from store.compare.reading import Reading, Two, reading
from store.model import Article
from store.versions import latest

Detector = Callable[[Two], Iterator[Discrepancy]]

DETECTORS: Final[tuple[Detector, ...]] = (
    numbers.find,
    lists.find,
    dates.find,
    names.find,
    places.find,
    scopes.find,
    amounts.find,
    qualified.find,
    speakers.find,
    attributions.find,
    quotations.find,
    modality.find,
    negations.find,
    opposites.find,
    vague.find,
    presence.find,
    metadata.find,
)


def discrepancies(articles: Sequence[Article], same: Same = ()) -> list[Discrepancy]:
    """Where articles of one story part, hard before soft, in the order of the text.

    A difference found between several pairs is one, with the spans of them all. A passage is
    reported as present in one article alone only where no other article has it. Of the versions of
    one text the latest is compared: they are one account. Names said to be the ``same`` make no
    difference.
    """
    found: dict[str, Discrepancy] = {}
    met: dict[str, int] = {}
    articles = latest(articles)
    for a, b in combinations(articles, 2):
        for one in _of_two(reading(a, same), reading(b, same)):
            found[one.signature] = (
                _joined(found[one.signature], one) if one.signature in found else one
            )
            met[one.signature] = met.get(one.signature, 0) + 1
    lone = len(articles) - 1
    kept = [
        one
        for one in found.values()
        if one.kind != "presence" or (len(one.spans) == 1 and met[one.signature] >= lone)
    ]
    order = {article.id: place for place, article in enumerate(articles)}
    return sorted(kept, key=lambda one: (one.grade != "hard", _place(one, order), one.signature))


def compare_two(a: Article, b: Article, same: Same = ()) -> None:
    """Compare two articles; what is found is remembered, for ``discrepancies`` of more of them."""
    _of_two(reading(a, same), reading(b, same))


@lru_cache(maxsize=512)
def _of_two(a: Reading, b: Reading) -> tuple[Discrepancy, ...]:
    """Where two articles part. Remembered, so that an edit costs only what it touched."""
    if a.text == b.text:
        return tuple(metadata.find(Two(a, b)))
    two = Two(a, b)
    unique = {one.signature: one for detector in reversed(DETECTORS) for one in detector(two)}
    return tuple(_told_once(unique.values()))


def _told_once(found: Iterable[Discrepancy]) -> Iterator[Discrepancy]:
    """Those that no other of their kind tells too, with more to show of it."""
    shown: dict[tuple[str, str, Span], list[Discrepancy]] = {}
    for one in found:
        for id, spans in one.spans.items():
            for span in spans:
                shown.setdefault((one.kind, id, span), []).append(one)
    for one in found:
        first = next(((one.kind, id, spans[0]) for id, spans in one.spans.items()), None)
        near = shown[first] if first else []
        if not any(_has_more(other, one) for other in near):
            yield one


def _has_more(other: Discrepancy, one: Discrepancy) -> bool:
    """Whether a report has the passages of another and more."""
    return (
        other.spans != one.spans
        and other.spans.keys() == one.spans.keys()
        and all(set(spans) <= set(other.spans[id]) for id, spans in one.spans.items())
    )


def _joined(one: Discrepancy, other: Discrepancy) -> Discrepancy:
    spans: dict[str, tuple[Span, ...]] = dict(one.spans)
    for id, those in other.spans.items():
        spans[id] = tuple(sorted({*spans.get(id, ()), *those}))
    return Discrepancy(
        kind=one.kind,
        grade=one.grade,
        explanation=one.explanation,
        spans=spans,
        signature=one.signature,
        names=one.names,
    )


def _place(one: Discrepancy, order: dict[str, int]) -> tuple[int, int]:
    return min(((order[id], spans[0][0]) for id, spans in one.spans.items()), default=(0, 0))
