"""What is searched for, and where it stands in the articles of the story."""

from __future__ import annotations

from collections.abc import Sequence

from store.model import Article


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

    def elsewhere(self, here: Article, articles: Sequence[Article]) -> str:
        """How often they stand in the other articles, for a message."""
        counts = [
            f"{len(self.hits(article))} in {number}"
            for number, article in enumerate(articles, 1)
            if article.id != here.id
        ]
        return f"  ({', '.join(counts)})" if counts else ""
