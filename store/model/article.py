"""Stories and the articles that tell them."""

from __future__ import annotations

from typing import ClassVar

from store.model.record import Record


class Story(Record, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """Articles about one event, laid side by side."""

    TABLE: ClassVar[str] = "stories"
    PREFIX: ClassVar[str] = "s"

    title: str = ""


class Article(Record, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """An immutable text and what is known of it.

    ``published`` and ``updated`` are ISO 8601, as exact as stated. ``guessed`` names the fields
    read off the text that nobody has confirmed. ``furniture`` is ``(start, end, kind)`` of what
    belongs to the page and not to the text. ``sha256`` is of the original bytes.
    """

    TABLE: ClassVar[str] = "articles"
    PREFIX: ClassVar[str] = "a"

    story: str
    title: str
    text: str
    publisher: str = ""
    author: str = ""
    published: str = ""
    updated: str = ""
    url: str = ""
    version_of: str | None = None
    file: str = ""
    encoding: str = ""
    sha256: str = ""
    guessed: tuple[str, ...] = ()
    furniture: tuple[tuple[int, int, str], ...] = ()


METADATA = ("title", "publisher", "author", "published", "updated", "url")
"""The fields of an article that a user may correct."""
