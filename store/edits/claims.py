"""Edits of claims and the assertions that state them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

import msgspec

from store.edits.edit import Reading, RecordPut, Removal, found
from store.model import Article, Assertion, Claim, Fragment, Silence, quotes, span


class AddClaim(msgspec.Struct, frozen=True):
    """Mark a span as a claim: the claim, worded as the article words it, and one assertion."""

    article: str
    fragments: tuple[Fragment, ...]
    verb: ClassVar[str] = "claim"

    def puts(self, desk: Reading) -> Iterable[RecordPut]:
        """The claim and its assertion."""
        article = found(desk, Article, self.article)
        fragments = span(self.fragments)
        words = quotes(article.text, fragments)
        order = 1 + max((c.order for c in desk.by(Claim, "story", article.story)), default=0)
        claim = Claim(
            id=desk.new_id(Claim),
            story=article.story,
            text=" ".join(" ".join(words).split()),
            order=order,
        )
        yield claim
        yield Assertion(
            id=desk.new_id(Assertion),
            article=article.id,
            fragments=fragments,
            quotes=words,
            claim=claim.id,
        )


class RemoveAssertion(msgspec.Struct, frozen=True):
    """Take an assertion away, and its claim where nothing else speaks of that."""

    assertion: str
    verb: ClassVar[str] = "remove claim"

    def puts(self, desk: Reading) -> Iterable[RecordPut]:
        """The removals: the assertion; with its last assertion, the claim and its silences."""
        assertion = found(desk, Assertion, self.assertion)
        yield Removal(Assertion.TABLE, assertion.id)
        others = [a for a in desk.by(Assertion, "claim", assertion.claim) if a.id != assertion.id]
        if others:
            return
        for silence in desk.by(Silence, "claim", assertion.claim):
            yield Removal(Silence.TABLE, silence.id)
        if desk.get(Claim, assertion.claim) is not None:
            yield Removal(Claim.TABLE, assertion.claim)
