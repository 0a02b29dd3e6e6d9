"""Edits of claims and the assertions that state them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
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
        words = quotes(article.text, span(self.fragments))
        claim = _claim(desk, article.story, " ".join(" ".join(words).split()))
        yield claim
        yield _assertion(desk, article, self.fragments, claim)


class AddClaimAcross(msgspec.Struct, frozen=True):
    """A claim with an assertion in each of several articles, at spans by article id."""

    story: str
    text: str
    spans: Mapping[str, tuple[Fragment, ...]]
    verb: ClassVar[str] = "claim across articles"

    def puts(self, desk: Reading) -> Iterable[RecordPut]:
        """The claim and its assertions."""
        claim = _claim(desk, self.story, self.text)
        yield claim
        for id, spans in self.spans.items():
            yield _assertion(desk, found(desk, Article, id), spans, claim)


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


def _claim(desk: Reading, story: str, text: str) -> Claim:
    """A new claim, after those the story has."""
    order = 1 + max((claim.order for claim in desk.by(Claim, "story", story)), default=0)
    return Claim(id=desk.new_id(Claim), story=story, text=text, order=order)


def _assertion(
    desk: Reading, article: Article, spans: Iterable[Fragment], claim: Claim
) -> Assertion:
    """A new assertion of a claim in an article's own words."""
    fragments = span(spans)
    return Assertion(
        id=desk.new_id(Assertion),
        article=article.id,
        fragments=fragments,
        quotes=quotes(article.text, fragments),
        claim=claim.id,
    )
