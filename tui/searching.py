"""What is searched for, and where it stands in the articles of the story."""

from __future__ import annotations

from collections.abc import Sequence

from store.model import Article
from tui.selection import Span


class Search:
    """The words last searched for; empty for none."""

    def __init__(self) -> None:
        self.words = ""

    def hits(self, article: Article) -> list[tuple[int, int]]:
        """Where the words stand in an article."""
        if not self.words:
            return []
        from store.text.search import find_all

        return find_all(article.text, self.words)

    def beyond(
        self, articles: Sequence[Article], here: str, offset: int, *, forward: bool
    ) -> tuple[str, Span] | None:
        """The next hit after an offset of an article, or the last before it, through them all."""
        ids = [article.id for article in articles]
        at = ids.index(here)
        order = [*articles[at:], *articles[: at + 1]]
        if not forward:
            order = [*articles[at::-1], *articles[: max(at - 1, 0) : -1], articles[at]]
        for number, article in enumerate(order):
            hits = self.hits(article)
            if number == 0:
                hits = [hit for hit in hits if (hit[0] > offset if forward else hit[0] < offset)]
            if hits:
                return article.id, hits[0 if forward else -1]
        return None

    def elsewhere(self, here: Article, articles: Sequence[Article]) -> str:
        """How often they stand in the other articles, for a message."""
        counts = [
            f"{len(self.hits(article))} in {number}"
            for number, article in enumerate(articles, 1)
            if article.id != here.id
        ]
        return f"  ({', '.join(counts)})" if counts else ""
