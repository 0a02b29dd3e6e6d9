"""Edits that set what two articles assert against each other: one claim, or a link."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import ClassVar, Literal

import msgspec

from store.edits.assertions import Fields
from store.edits.claims import claim_removed, worded
from store.edits.edit import Reading, RecordPut, Refused, Removal, found
from store.edits.links import moved_links, new_link
from store.model import Assertion, Claim, Fragment, Silence, changed
from store.model.claim import Stance

How = Literal["same", "contradicts", "partly"]


class Stated(msgspec.Struct, frozen=True):
    """An assertion by its id; or a passage, with what is known of it, that is to become one."""

    article: str
    fragments: tuple[Fragment, ...]
    assertion: str = ""
    fields: Fields = {}


class MatchAssertions(msgspec.Struct, frozen=True):
    """Say of what ``other`` states that it is, contradicts, or is partly, what ``one`` states.

    Both come to speak of one claim, that of ``one``. Where that makes the two claims the same
    they are merged; else those come along that speak of the other claim as ``other`` does.
    """

    one: Stated
    other: Stated
    how: How
    verb: ClassVar[str] = "match"

    def puts(self, desk: Reading) -> Iterable[RecordPut]:
        """What is made on the way, the assertions under their claim, what is gone with that."""
        _refuse_one_place(self.one, self.other)
        made, here = _standing(desk, self.one)
        yield from made
        stance = _STANCES[here.stance, self.how]
        if not self.other.assertion:
            _, new = worded(desk, self.other.article, self.other.fragments, self.other.fields)
            come = [msgspec.structs.replace(new, claim=here.claim, stance=stance)]
            yield from come
        else:
            there = found(desk, Assertion, self.other.assertion)
            come = list(_come_along(desk, there, here.claim, stance))
            yield from come
            if there.claim != here.claim:
                is_same = stance == there.stance
                yield from _left(desk, there.claim, here, come, is_same=is_same)
        yield from _spoken(desk, here.claim, come)


class LinkAssertions(msgspec.Struct, frozen=True):
    """Link what ``one`` states to what ``other`` states."""

    type: str
    one: Stated
    other: Stated
    verb: ClassVar[str] = "link"

    def puts(self, desk: Reading) -> Iterable[RecordPut]:
        """What is made on the way, and the link."""
        _refuse_one_place(self.one, self.other)
        made, here = _standing(desk, self.one)
        made_there, there = _standing(desk, self.other)
        if made and made_there:
            claim = made_there[0]
            assert isinstance(claim, Claim)
            made_there[0] = msgspec.structs.replace(claim, order=claim.order + 1)
        return [*made, *made_there, new_link(desk, self.type, here, there)]


_STANCES: dict[tuple[Stance, How], Stance] = {
    ("supports", "same"): "supports",
    ("contradicts", "same"): "contradicts",
    ("partly", "same"): "partly",
    ("supports", "contradicts"): "contradicts",
    ("contradicts", "contradicts"): "supports",
    ("partly", "contradicts"): "contradicts",
    ("supports", "partly"): "partly",
    ("contradicts", "partly"): "partly",
    ("partly", "partly"): "partly",
}
"""The other's stance towards the claim, from this one's and what is said of the two."""


def _refuse_one_place(one: Stated, other: Stated) -> None:
    if (one.assertion and one.assertion == other.assertion) or (
        (one.article, one.fragments) == (other.article, other.fragments)
    ):
        raise Refused("this is one passage: choose another to match it with")


def _standing(desk: Reading, stated: Stated) -> tuple[list[RecordPut], Assertion]:
    """The assertion meant, and what has to be put for it to be there."""
    if stated.assertion:
        return [], found(desk, Assertion, stated.assertion)
    claim, assertion = worded(desk, stated.article, stated.fragments, stated.fields)
    return [claim, assertion], assertion


def _come_along(desk: Reading, there: Assertion, claim: str, stance: Stance) -> Iterator[Assertion]:
    """The assertions that come under the claim, in their new stance."""
    if there.claim == claim:
        yield changed(there, stance=stance)
        return
    for each in desk.by(Assertion, "claim", there.claim):
        if each.stance == there.stance:
            yield changed(each, claim=claim, stance=stance)
        elif stance == there.stance:
            yield changed(each, claim=claim)


def _left(
    desk: Reading, old: str, here: Assertion, come: list[Assertion], *, is_same: bool
) -> Iterator[RecordPut]:
    """The end of a claim whose assertions, ``come``, all went to that of ``here``.

    Where the two claims are the same, its silences and links are the other's from now on.
    """
    gone = {each.id for each in come}
    if any(each.id not in gone for each in desk.by(Assertion, "claim", old)):
        return
    kept: set[str] = set()
    if is_same:
        silences = moved_silences(desk, old, here.claim, {here.article})
        moved = [*moved_links(desk, old, here.claim), *silences]
        kept = {each.id for each in moved}
        yield from moved
    yield from (put for put in claim_removed(desk, old) if put.id not in kept)


def moved_silences(desk: Reading, old: str, new: str, speaking: Iterable[str]) -> Iterator[Silence]:
    """The silences on a claim as silences on another, where nothing speaks of that: neither what
    is there nor the articles that are ``speaking`` of it from now on."""
    spoken = {*speaking, *(each.article for each in desk.by(Assertion, "claim", new))}
    spoken |= {each.article for each in desk.by(Assertion, "claim", old)}
    silent = {(each.article, each.by) for each in desk.by(Silence, "claim", new)}
    for silence in desk.by(Silence, "claim", old):
        if silence.article not in spoken and (silence.article, silence.by) not in silent:
            yield changed(silence, claim=new)


def _spoken(desk: Reading, claim: str, come: list[Assertion]) -> Iterator[Removal]:
    """The silences on a claim that assertions now speak against."""
    articles = {each.article for each in come}
    for silence in desk.by(Silence, "claim", claim):
        if silence.article in articles:
            yield Removal(Silence.TABLE, silence.id)
