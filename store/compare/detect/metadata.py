"""Metadata: when an article says that it was published, and updated later."""

from __future__ import annotations

from collections.abc import Iterator

from store.compare.found import Discrepancy, Span, discrepancy
from store.compare.reading import Reading, Two


def find(two: Two) -> Iterator[Discrepancy]:
    """An article updated where the other says nothing of it, or at another time."""
    a, b = two.a.article, two.b.article
    if a.updated == b.updated:
        return
    for one in (two.a, two.b):
        if one.article.updated:
            published = one.article.published
            text = f"updated on {one.article.updated}"
            if published:
                text = f"published on {published}, {text}"
            yield discrepancy(
                "metadata",
                "soft",
                f"one was {text}",
                {one.id: _page_dates(one)},
                (published, one.article.updated, one.article.title),
            )


def _page_dates(one: Reading) -> list[Span]:
    """The dates on the lines of the page that tell when it was made."""
    days = {one.article.published[:10], one.article.updated[:10]}
    bars = [(start, end) for start, end, _ in one.article.furniture]
    return [
        (found.start, found.end)
        for found in one.dates
        if found.iso[:10] in days and any(low <= found.start < high for low, high in bars)
    ]
