"""A quotation with its citation. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from store.model import Article, Fragment, quotes, span


def quotation(article: Article, fragments: Sequence[Fragment]) -> str:
    """``“words” (publisher, title, date, offsets)``; offsets are ``start-end`` in code points."""
    fragments = span(fragments)
    words = " … ".join(" ".join(quote.split()) for quote in quotes(article.text, fragments))
    places = ", ".join(f"{start}-{end}" for start, end in fragments)
    where = (article.publisher or article.author, article.title, article.published[:10], places)
    return f"“{words}” ({', '.join(part for part in where if part)})"
