"""An article as it came, made a record that a desk can take."""

from __future__ import annotations

from typing import TYPE_CHECKING

from store.ids import random_id
from store.ingest.reading import read_file
from store.model import Article
from store.text import NOT_HELD

if TYPE_CHECKING:
    import os
    from collections.abc import Callable, Sequence

    from store.ids import IdMaker
    from store.text import Replaced


def read_article(
    path: str | os.PathLike[str],
    *,
    story: str,
    encoding: str | None = None,
    make_id: IdMaker = random_id,
    tell: Callable[[str], object] | None = None,
) -> Article:
    """The article of a file, for a story; fails as ``read_file`` does.

    ``tell`` is called with a line on what its text could not hold, if there is any.
    """
    incoming = read_file(path, encoding)
    if tell is not None and incoming.replaced:
        tell(_replaced_line(incoming.name, incoming.replaced))
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


def _replaced_line(name: str, replaced: Sequence[Replaced]) -> str:
    many = f"{len(replaced):,} characters, {replaced[0]} first" if replaced[1:] else replaced[0]
    return f"{name}: {many}: {NOT_HELD}"
