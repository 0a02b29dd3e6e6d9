"""Which part of a desk to export."""

from __future__ import annotations

from datetime import UTC, datetime

import msgspec

from store.errors import VariorumError
from store.model import Article, Record


class Choice(msgspec.Struct, frozen=True, kw_only=True):
    """What is asked for; an empty field asks for all.

    ``since`` is UTC as in ``at``. The four about annotations go for every kind of them: one that
    has no label does not pass where labels are asked for. ``split`` lays the stories out for
    training, validation and testing, in the formats that have parts; ``excel`` guards cells that a
    spreadsheet would compute.
    """

    stories: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    annotators: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    since: str = ""
    split: bool = False
    excel: bool = False

    @property
    def is_whole(self) -> bool:
        """Whether all of the desk is asked for."""
        return self == Choice(split=self.split, excel=self.excel)

    @property
    def has_all_annotations(self) -> bool:
        """Whether every annotation of the chosen articles is asked for."""
        return not (self.labels or self.annotators or self.statuses or self.since)

    def has_article(self, article: Article) -> bool:
        """Whether an article is asked for."""
        return (not self.stories or article.story in self.stories) and (
            not self.articles or article.id in self.articles
        )

    def has(self, annotation: Record) -> bool:
        """Whether an annotation is asked for."""
        return (
            (not self.labels or getattr(annotation, "label", None) in self.labels)
            and (not self.annotators or annotation.by in self.annotators)
            and (not self.statuses or annotation.status in self.statuses)
            and (not self.since or annotation.at >= self.since)
        )


def read_since(text: str) -> str:
    """A date or time as a user types it, as ``at`` has it. Raises VariorumError."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        raise VariorumError(
            f"{text!r} is no date: write it as 2024-01-31 or 2024-01-31T12:00"
        ) from None
    utc = found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)
    return utc.strftime("%Y-%m-%dT%H:%M:%SZ")
