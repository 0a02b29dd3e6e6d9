"""An article as it came, made a record that a desk can take."""

from __future__ import annotations

from typing import TYPE_CHECKING

from store.ids import random_id
from store.ingest.reading import read_file
from store.model import Article

if TYPE_CHECKING:
    import os

    from store.ids import IdMaker


def read_article(
    path: str | os.PathLike[str],
    *,
    story: str,
    encoding: str | None = None,
    make_id: IdMaker = random_id,
) -> Article:
    """The article of a file, for a story; fails as ``read_file`` does."""
    incoming = read_file(path, encoding)
    return Article(
        id=make_id(Article.PREFIX),
        story=story,
        title=incoming.title,
        text=incoming.text,
        author=incoming.author,
        published=incoming.published,
        updated=incoming.updated,
        file=incoming.name,
        encoding=incoming.encoding,
        sha256=incoming.sha256,
        guessed=incoming.guessed,
        furniture=incoming.furniture,
    )
