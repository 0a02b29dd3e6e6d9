"""ClaimReview JSON-LD, as schema.org has it: each claim with the articles that state it.

It says how the articles stand to the claim, never whether the claim is true: the rating has words
and no value. It is only written.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

from store.formats.outgoing import Outgoing
from store.formats.seam import Format
from store.formats.stated import Said, Stated
from store.model import (
    Annotator,
    Article,
    Assertion,
    Claim,
    Entity,
    Link,
    Match,
    Mention,
    Record,
    Silence,
    Story,
    Topic,
    Verdict,
)
from store.model.claim import Stance

_ARTICLE: Final = ("id", "title", "publisher", "author", "published", "url")
_CLAIM: Final = ("id", "text", "by", "at")
_ASSERTION: Final = ("id", "article", "claim", "quotes", "stance")
_NO_PLACE: Final = "a claim review has no place for it"
_LEFT: Final[tuple[type[Record], ...]] = (
    Annotator, Story, Topic, Mention, Entity, Match, Link, Verdict,
)  # fmt: skip


def write(outgoing: Outgoing, place: Path) -> None:
    """Write one graph with a review a claim."""
    found = Stated(outgoing)
    silences = _silences(outgoing)
    cited: set[str] = set()
    with place.open("w", encoding="utf-8", newline="\n") as file:
        file.write('{"@context":"https://schema.org","@graph":[')
        for number, claim in enumerate(found.claims):
            said = found.of(claim)
            cited.update(article.id for _, article in said)
            file.write(",\n" if number else "\n")
            file.write(_json(_review(claim, said, silences[claim.id])))
            outgoing.leave_fields(claim, _CLAIM, _NO_PLACE)
            for one, _ in said:
                outgoing.leave_fields(one, _ASSERTION, _NO_PLACE)
        file.write("\n]}\n")
    found.leave_articles(cited, _ARTICLE, _NO_PLACE, "no assertion stands in it")
    outgoing.leave(Silence, "it is only counted")
    for kind in _LEFT:
        outgoing.leave(kind, "a claim review holds none")


def _silences(outgoing: Outgoing) -> Counter[str]:
    """How many articles asked for are silent, by claim."""
    return Counter(one.claim for one in outgoing.all(Silence) if outgoing.is_asked_for(one))


def _json(found: Any) -> str:
    return json.dumps(found, ensure_ascii=False, separators=(",", ":"))


def _review(claim: Claim, said: Sequence[Said], silent: int) -> dict[str, Any]:
    count = Counter(stance for stance, _ in {(one.stance, article.id) for one, article in said})
    item: dict[str, Any] = {"@type": "Claim", "@id": _iri(claim), "text": claim.text}
    appears = [_quotation(*one) for one in said if one[0].stance != "contradicts"]
    against = [_quotation(*one) for one in said if one[0].stance == "contradicts"]
    review: dict[str, Any] = {"@type": "ClaimReview", "claimReviewed": claim.text}
    if claim.by:
        review["author"] = {"@type": "Person", "name": claim.by}
    if claim.at:
        review["dateModified"] = claim.at
    review["itemReviewed"] = {**item, "appearance": appears} if appears else item
    if against:
        review["isBasedOn"] = against
    review["reviewRating"] = {"@type": "Rating", "alternateName": _rating(count, silent)}
    return review


def _rating(count: Counter[Stance], silent: int) -> str:
    """How many articles stand how to a claim."""
    parts = (
        ("stated by", count["supports"]),
        ("stated in part by", count["partly"]),
        ("contradicted by", count["contradicts"]),
        ("not in", silent),
    )
    return ", ".join(f"{words} {number}" for words, number in parts if number) or "stated by none"


def _iri(record: Claim | Assertion) -> str:
    return f"urn:variorum:{record.TABLE}:{quote(record.id, safe='')}"


def _quotation(one: Assertion, article: Article) -> dict[str, Any]:
    return {
        "@type": "Quotation",
        "@id": _iri(one),
        "text": " … ".join(one.quotes),
        "disambiguatingDescription": one.stance,
        "isPartOf": dict(_article(article)),
    }


def _article(article: Article) -> Iterator[tuple[str, Any]]:
    yield "@type", "NewsArticle"
    yield "@id", f"urn:variorum:{article.TABLE}:{quote(article.id, safe='')}"
    if article.title:
        yield "headline", article.title
    if article.publisher:
        yield "publisher", {"@type": "Organization", "name": article.publisher}
    if article.author:
        yield "author", {"@type": "Person", "name": article.author}
    if article.published:
        yield "datePublished", article.published
    if article.url:
        yield "url", article.url


CLAIM_REVIEW: Final = Format(
    name="claimreview",
    suffix=".claims.jsonld",
    description="schema.org ClaimReview: each claim, the words that state or contradict it, and"
    " where they stand",
    holds=("metadata", "claims"),
    writes=write,
)
