"""The edit that says whether two sentences of different articles say the same."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar, Literal

import msgspec

from store.edits.edit import Reading, RecordPut, Refused
from store.model import Article, Match, Place, changed


class SetMatch(msgspec.Struct, frozen=True):
    """Say of two places that they tell the same, or that they do not, whatever the words say."""

    a: Place
    b: Place
    verdict: Literal["confirmed", "rejected"]
    verb: ClassVar[str] = "judge match"

    def puts(self, desk: Reading) -> Iterable[RecordPut]:
        """The one Match of the two places, in either order, made or changed.

        Raises Refused where both are in one article, or where one is not in its text.
        """
        if self.a.article == self.b.article:
            raise Refused("both are in one article: a match is between two")
        for place in (self.a, self.b):
            article = desk.get(Article, place.article)
            if article is None or not 0 <= place.start < place.end <= len(article.text):
                raise Refused(f"article {place.article} has no such passage: go to it again")
        for match in desk.all(Match):
            if (match.a, match.b) in ((self.a, self.b), (self.b, self.a)):
                yield changed(match, verdict=self.verdict)
                return
        yield Match(id=desk.new_id(Match), a=self.a, b=self.b, verdict=self.verdict)
