"""Edits of claims and the assertions that state them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import ClassVar

import msgspec

from store.edits.assertions import Fields, check
from store.edits.edit import Reading, RecordPut, Removal, found
from store.edits.links import links_of
from store.model import Article, Assertion, Claim, Fragment, Silence, quotes, span


class AddClaim(msgspec.Struct, frozen=True):
    """Mark a span as a claim: the claim, worded as the article words it, and one assertion."""

    article: str
    fragments: tuple[Fragment, ...]
    fields: Fields = {}
    verb: ClassVar[str] = "claim"

    def puts(self, desk: Reading) -> Iterable[RecordPut]:
        """The claim and its assertion."""
        return worded(desk, self.article, self.fragments, self.fields)


class AddClaimAcross(msgspec.Struct, frozen=True):
    """A claim with an assertion in each of several articles, at spans by article id."""

    story: str
    text: str
    spans: Mapping[str, tuple[Fragment, ...]]
    verb: ClassVar[str] = "claim across articles"

    def puts(self, desk: Reading) -> Iterable[RecordPut]:
        """The claim and its assertions."""
        claim = new_claim(desk, self.story, self.text)
        yield claim
        for id, spans in self.spans.items():
            yield new_assertion(desk, found(desk, Article, id), spans, claim)


class RemoveAssertion(msgspec.Struct, frozen=True):
    """Take an assertion away with its links, and its claim where nothing else speaks of that."""

    assertion: str
    verb: ClassVar[str] = "remove claim"

    def puts(self, desk: Reading) -> Iterable[RecordPut]:
        """The removals: the assertion; with its last assertion, the claim and its silences."""
        assertion = found(desk, Assertion, self.assertion)
        yield Removal(Assertion.TABLE, assertion.id)
        yield from links_of(desk, assertion.id)
        others = [a for a in desk.by(Assertion, "claim", assertion.claim) if a.id != assertion.id]
        if others:
            return
        yield from claim_removed(desk, assertion.claim)


def claim_removed(desk: Reading, id: str) -> Iterator[Removal]:
    """The removal of a claim that nothing asserts any more, with its silences and links."""
    for silence in desk.by(Silence, "claim", id):
        yield Removal(Silence.TABLE, silence.id)
    if desk.get(Claim, id) is not None:
        yield Removal(Claim.TABLE, id)
        yield from links_of(desk, id)


def worded(
    desk: Reading, article: str, fragments: Iterable[Fragment], fields: Fields
) -> tuple[Claim, Assertion]:
    """A new claim in an article's own words, and the assertion that states it there."""
    page = found(desk, Article, article)
    words = quotes(page.text, span(fragments))
    claim = new_claim(desk, page.story, " ".join(" ".join(words).split()))
    return claim, new_assertion(desk, page, fragments, claim, fields)


def new_claim(desk: Reading, story: str, text: str) -> Claim:
    """A new claim, after those the story has."""
    order = 1 + max((claim.order for claim in desk.by(Claim, "story", story)), default=0)
    return Claim(id=desk.new_id(Claim), story=story, text=text, order=order)


def new_assertion(
    desk: Reading,
    article: Article,
    spans: Iterable[Fragment],
    claim: Claim,
    fields: Fields | None = None,
) -> Assertion:
    """A new assertion of a claim in an article's own words."""
    check(desk, article, fields or {})
    fragments = span(spans)
    return Assertion(
        id=desk.new_id(Assertion),
        article=article.id,
        fragments=fragments,
        quotes=quotes(article.text, fragments),
        claim=claim.id,
        **(fields or {}),
    )
