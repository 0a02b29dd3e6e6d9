"""Edits of stories, articles and the label set."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

import msgspec

from store.edits.edit import Reading, RecordPut, Refused, found
from store.model import METADATA, Article, LabelSet, Mention, Story, changed


class AlreadyThere(Refused):
    """The article stands on the desk already."""


class AddArticle(msgspec.Struct, frozen=True):
    """Lay an article beside the others of its story; the story is made where it is new.

    An article of the same bytes already in the story is AlreadyThere, unless ``force``.
    """

    article: Article
    force: bool = False
    verb: ClassVar[str] = "add article"

    def puts(self, desk: Reading) -> Iterable[RecordPut]:
        """The article, and its story when that is new."""
        article = self.article
        for other in desk.by(Article, "story", article.story):
            same = other.sha256 == article.sha256 if article.sha256 else other.text == article.text
            if same and not self.force:
                raise AlreadyThere(
                    f"{article.file or article.title}: already on this desk as "
                    f"{other.title!r} (--force adds it again)"
                )
        if desk.get(Story, article.story) is None:
            yield Story(id=article.story)
        yield article


class SetMetadata(msgspec.Struct, frozen=True):
    """Correct what is known of an article; the fields named are no guesses any more."""

    article: str
    fields: dict[str, str]
    verb: ClassVar[str] = "correct metadata"

    def puts(self, desk: Reading) -> Iterable[RecordPut]:
        """The article with its other metadata."""
        for name in self.fields:
            if name not in METADATA:
                raise Refused(f"{name!r} is not metadata: use one of {', '.join(METADATA)}")
        article = found(desk, Article, self.article)
        guessed = tuple(name for name in article.guessed if name not in self.fields)
        yield changed(article, guessed=guessed, **self.fields)


class ReplaceLabels(msgspec.Struct, frozen=True):
    """Use another label set; a label in use cannot vanish."""

    labels: LabelSet
    verb: ClassVar[str] = "replace the label set"

    def puts(self, desk: Reading) -> Iterable[RecordPut]:
        """The desk's one label set record."""
        gone = {label.name for label in desk.labels.labels} - {
            label.name for label in self.labels.labels
        }
        if gone:
            used = sorted({m.label for m in desk.all(Mention) if m.label in gone})
            if used:
                raise Refused(
                    f"the new label set has no {', '.join(used)}, which mentions on this desk use:"
                    " keep the label or retag them first"
                )
        yield changed(self.labels, id="labels", by="")
