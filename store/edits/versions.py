"""Laying down a corrected text, with the annotations of the one it corrects."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

import msgspec

from store.edits.articles import AddArticle
from store.edits.edit import Reading, RecordPut, Refused, found
from store.model import Article
from store.versions import carry_over


class AddVersion(msgspec.Struct, frozen=True):
    """An article that is the corrected text of another, in its story, annotations carried over."""

    article: Article
    of: str
    verb: ClassVar[str] = "add version"

    def puts(self, desk: Reading) -> Iterable[RecordPut]:
        """The article and the annotations that stand in it too."""
        old = found(desk, Article, self.of)
        if old.text == self.article.text:
            raise Refused(f"{self.article.file or self.article.title}: the same text as {old.id}")
        new = msgspec.structs.replace(self.article, story=old.story, version_of=old.id)
        yield from AddArticle(new).puts(desk)
        yield from carry_over(desk, old, new).records
