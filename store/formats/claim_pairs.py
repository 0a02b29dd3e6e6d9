"""Pairs of texts and how they stand to each other, a line each, as inference models are taught.

``same``, ``contradicts``, ``partly`` or ``none``: of a claim and what an article says of it, of
what two articles say of one claim, and of the sentences that were matched or that were not the
same. Two assertions whose relation nobody stated make no pair. It is only written.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations
from pathlib import Path
from typing import Final

import msgspec

from store.formats.outgoing import Outgoing
from store.formats.seam import Format
from store.formats.stated import Said, Stated
from store.model import (
    Annotator,
    Article,
    Claim,
    Entity,
    Link,
    Match,
    Mention,
    Place,
    Record,
    Silence,
    Story,
    Topic,
    Verdict,
)

_STANCE: Final = {"supports": "same", "contradicts": "contradicts", "partly": "partly"}
_VERDICT: Final = {"confirmed": "same", "rejected": "none"}
_GAP: Final = " … "
_ASSERTION: Final = ("id", "article", "claim", "quotes", "stance")
_MATCH: Final = ("id", "verdict")
_NO_PLACE: Final = "a pair has no place for it"
_LEFT: Final[tuple[type[Record], ...]] = (
    Annotator, Story, Topic, Mention, Entity, Silence, Link, Verdict,
)  # fmt: skip


class Pair(msgspec.Struct, frozen=True):
    """One line. ``kind`` is ``claim``, ``assertions`` or ``match``; an article is empty where its
    text is a claim's wording.
    """

    id: str
    kind: str
    text_a: str
    text_b: str
    label: str
    article_a: str
    article_b: str


def write(outgoing: Outgoing, place: Path) -> None:
    """Write the pairs of each claim, then those of matches."""
    found = Stated(outgoing)
    encode = msgspec.json.Encoder().encode
    cited: set[str] = set()
    with place.open("wb") as file:
        for claim in found.claims:
            said = found.of(claim)
            cited.update(article.id for _, article in said)
            for pair in _of_claim(claim, said):
                file.write(encode(pair) + b"\n")
            _leave(outgoing, claim, said)
        for match in _matches(outgoing):
            cited.update((match.a.article, match.b.article))
            file.write(encode(_of_match(outgoing, match)) + b"\n")
            outgoing.leave_fields(match, _MATCH, _NO_PLACE)
    found.leave_articles(cited, ("id",), _NO_PLACE, "nothing in it is one of a pair")
    for kind in _LEFT:
        outgoing.leave(kind, "a pair of texts holds none")


def _leave(outgoing: Outgoing, claim: Claim, said: Sequence[Said]) -> None:
    if not said:
        outgoing.losses.add(Claim.TABLE, claim.id, "no article here states it: it makes no pair")
        outgoing.carried[Claim.TABLE] -= 1
        return
    outgoing.leave_fields(claim, ("id", "text"), _NO_PLACE)
    for one, _ in said:
        outgoing.leave_fields(one, _ASSERTION, _NO_PLACE)


def _of_claim(claim: Claim, said: Sequence[Said]) -> Iterator[Pair]:
    for one, article in said:
        yield Pair(
            id=f"{claim.id}:{one.id}",
            kind="claim",
            text_a=claim.text,
            text_b=_GAP.join(one.quotes),
            label=_STANCE[one.stance],
            article_a="",
            article_b=article.id,
        )
    for (one, a), (other, b) in combinations(said, 2):
        label = _between(one.stance, other.stance)
        if a.id != b.id and label:
            yield Pair(
                id=f"{one.id}:{other.id}",
                kind="assertions",
                text_a=_GAP.join(one.quotes),
                text_b=_GAP.join(other.quotes),
                label=label,
                article_a=a.id,
                article_b=b.id,
            )


def _between(one: str, other: str) -> str:
    """How two assertions stand to each other; empty where their stances do not tell: two that
    contradict a claim may contradict each other.
    """
    if "supports" not in (one, other):
        return ""
    return _STANCE[other if one == "supports" else one]


def _matches(outgoing: Outgoing) -> Iterator[Match]:
    """The matches asked for whose both sides are, each once."""
    found: dict[str, Match] = {}
    for ids in outgoing.stories.values():
        for id in ids:
            article = outgoing.record(Article, id)
            if article is not None:
                found.update((match.id, match) for match in outgoing.matches(article))
    yield from (found[id] for id in sorted(found))


def _of_match(outgoing: Outgoing, match: Match) -> Pair:
    return Pair(
        id=match.id,
        kind="match",
        text_a=_words(outgoing, match.a),
        text_b=_words(outgoing, match.b),
        label=_VERDICT[match.verdict],
        article_a=match.a.article,
        article_b=match.b.article,
    )


def _words(outgoing: Outgoing, place: Place) -> str:
    article = outgoing.record(Article, place.article)
    return article.text[place.start : place.end] if article is not None else ""


CLAIM_PAIRS: Final = Format(
    name="claimpairs",
    suffix=".pairs.jsonl",
    description="two texts a line and how the second stands to the first, from claims, assertions"
    " and matches",
    holds=("claims",),
    writes=write,
)
