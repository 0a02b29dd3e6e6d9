"""Edits of claims as rows of the matrix: wording, order, topic, merging, splitting, silence."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

import msgspec

from store.edits.assertions import Fields
from store.edits.claims import claim_removed, new_assertion, new_claim
from store.edits.edit import Reading, RecordPut, Refused, Removal, found
from store.edits.links import links_of, moved_links
from store.edits.matching import moved_silences
from store.model import Article, Assertion, Claim, Fragment, Silence, Topic, changed


class RenameClaim(msgspec.Struct, frozen=True):
    """Give a claim its canonical wording."""

    claim: str
    text: str
    verb: ClassVar[str] = "reword claim"

    def puts(self, desk: Reading) -> Iterable[RecordPut]:
        """The claim."""
        claim = found(desk, Claim, self.claim)
        text = " ".join(self.text.split())
        if not text:
            raise Refused("a claim needs words")
        if text != claim.text:
            yield changed(claim, text=text)


class MoveClaim(msgspec.Struct, frozen=True):
    """Put a claim before another of its story, or after all for None; it takes its topic."""

    claim: str
    before: str | None
    verb: ClassVar[str] = "move claim"

    def puts(self, desk: Reading) -> Iterable[RecordPut]:
        """The claims whose order changes."""
        claim = found(desk, Claim, self.claim)
        others = [one for one in in_order(desk, claim.story) if one.id != claim.id]
        at = len(others)
        if self.before is not None:
            before = found(desk, Claim, self.before)
            at = next((n for n, one in enumerate(others) if one.id == before.id), at)
            claim = msgspec.structs.replace(claim, topic=before.topic)
        for order, one in enumerate((*others[:at], claim, *others[at:]), 1):
            was = found(desk, Claim, one.id)
            if (was.order, was.topic) != (order, one.topic):
                yield changed(was, order=order, topic=one.topic)


class SetTopic(msgspec.Struct, frozen=True):
    """Put a claim under the topic of that title, made where there is none; none for no title."""

    claim: str
    title: str
    verb: ClassVar[str] = "set topic"

    def puts(self, desk: Reading) -> Iterable[RecordPut]:
        """The claim, after the topic where that is new; a topic that is left empty goes."""
        claim = found(desk, Claim, self.claim)
        title = " ".join(self.title.split())
        topics = [one for one in desk.all(Topic) if one.story == claim.story]
        topic = next((one for one in topics if one.title == title), None)
        if title and topic is None:
            order = 1 + max((one.order for one in topics), default=0)
            topic = Topic(id=desk.new_id(Topic), story=claim.story, title=title, order=order)
            yield topic
        id = topic.id if topic else None
        if claim.topic == id:
            return
        yield changed(claim, topic=id)
        left = [one for one in desk.by(Claim, "story", claim.story) if one.topic == claim.topic]
        if claim.topic is not None and [one.id for one in left] == [claim.id]:
            yield Removal(Topic.TABLE, claim.topic)
            yield from links_of(desk, claim.topic)


class MergeClaims(msgspec.Struct, frozen=True):
    """Make two claims one: what is said of ``gone`` is said of ``kept``."""

    kept: str
    gone: str
    verb: ClassVar[str] = "merge claims"

    def puts(self, desk: Reading) -> Iterable[RecordPut]:
        """The assertions under the claim kept, its silences where nothing speaks, and what goes."""
        kept, gone = found(desk, Claim, self.kept), found(desk, Claim, self.gone)
        if kept.id == gone.id:
            raise Refused("this is one claim: choose another to merge it with")
        if kept.story != gone.story:
            raise Refused("the two claims are of different stories")
        come = list(desk.by(Assertion, "claim", gone.id))
        yield from (changed(one, claim=kept.id) for one in come)
        speaking = {one.article for one in come}
        for silence in desk.by(Silence, "claim", kept.id):
            if silence.article in speaking:
                yield Removal(Silence.TABLE, silence.id)
        links = list(moved_links(desk, gone.id, kept.id))
        silences = list(moved_silences(desk, gone.id, kept.id, speaking))
        yield from (*links, *silences)
        stay = {one.id for one in (*links, *silences)}
        yield from (put for put in claim_removed(desk, gone.id) if put.id not in stay)


class SplitClaim(msgspec.Struct, frozen=True):
    """Let some assertions of a claim speak of a new one, which comes right after it."""

    claim: str
    assertions: tuple[str, ...]
    verb: ClassVar[str] = "split claim"

    def puts(self, desk: Reading) -> Iterable[RecordPut]:
        """The new claim, worded as the first of them, and the assertions."""
        claim = found(desk, Claim, self.claim)
        all_of_it = {one.id: one for one in desk.by(Assertion, "claim", claim.id)}
        moved = [all_of_it[id] for id in self.assertions if id in all_of_it]
        if not moved or len(moved) == len(all_of_it):
            raise Refused("choose some of the claim's assertions, not none and not all")
        text = " ".join(" ".join(moved[0].quotes).split())
        new = msgspec.structs.replace(
            new_claim(desk, claim.story, text), topic=claim.topic, order=claim.order + 1
        )
        yield new
        yield from (changed(one, claim=new.id) for one in moved)
        for one in in_order(desk, claim.story):
            if one.id != claim.id and (one.order, one.id) > (claim.order, claim.id):
                yield changed(one, order=one.order + 1)


class AddAssertion(msgspec.Struct, frozen=True):
    """Say that an article states a claim there is, at a span, with a stance towards it."""

    claim: str
    article: str
    fragments: tuple[Fragment, ...]
    fields: Fields
    verb: ClassVar[str] = "add assertion"

    def puts(self, desk: Reading) -> Iterable[RecordPut]:
        """The assertion; a silence of that article goes."""
        claim, article = found(desk, Claim, self.claim), found(desk, Article, self.article)
        yield new_assertion(desk, article, self.fragments, claim, self.fields)
        for silence in desk.by(Silence, "claim", claim.id):
            if silence.article == article.id:
                yield Removal(Silence.TABLE, silence.id)


class MarkSilence(msgspec.Struct, frozen=True):
    """Looked, and this article does not say it; where this annotator said so already, not so."""

    claim: str
    article: str
    annotator: str
    verb: ClassVar[str] = "mark silence"

    def puts(self, desk: Reading) -> Iterable[RecordPut]:
        """The silence, or the removal of those there are."""
        claim, article = found(desk, Claim, self.claim), found(desk, Article, self.article)
        if any(one.article == article.id for one in desk.by(Assertion, "claim", claim.id)):
            raise Refused("this article states the claim: it is not silent on it")
        marked = [
            one
            for one in desk.by(Silence, "claim", claim.id)
            if (one.article, one.by) == (article.id, self.annotator)
        ]
        if marked:
            yield from (Removal(Silence.TABLE, one.id) for one in marked)
        else:
            yield Silence(id=desk.new_id(Silence), claim=claim.id, article=article.id)


def in_order(desk: Reading, story: str) -> list[Claim]:
    """The claims of a story, topic by topic, as the matrix has them."""
    topics = {one.id: one.order for one in desk.all(Topic) if one.story == story}

    def place(claim: Claim) -> tuple[int, str, int, str]:
        topic = claim.topic if claim.topic in topics else None
        return (topics[topic] if topic else 0, topic or "", claim.order, claim.id)

    return sorted(desk.by(Claim, "story", story), key=place)
