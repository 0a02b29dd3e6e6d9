"""spaCy's DocBin: a Doc an article, every mention in ``spans["sc"]``, those that fit in ``ents``.

Tokens are cut where mentions begin and end, so that a span is exact; one that begins or ends in a
run of spaces is told. ``ents`` cannot overlap or begin with a space: the outermost stand there.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from store.formats.huggingface import split_of
from store.formats.library import library
from store.formats.outgoing import Outgoing
from store.formats.seam import Format
from store.model import (
    Annotator,
    Article,
    Assertion,
    Claim,
    Entity,
    Link,
    Match,
    Mention,
    Silence,
    Story,
    Topic,
    Verdict,
)
from store.text import Tokens

KEY: Final = "sc"
"""The group of spans that spaCy's span categoriser reads."""
_HELD: Final = ("id", "article", "fragments", "quotes", "label", "entity")
_REASON: Final = "a Doc has no place for it"
_PARTS: Final = {"train": "train", "validation": "dev", "test": "test"}


def write(outgoing: Outgoing, place: Path) -> None:
    """Write one file, or with ``split`` a folder of three. Raises NoLibrary."""
    spacy = library("spacy", "spacy")
    binary = library("spacy.tokens", "spacy").DocBin
    vocab = spacy.blank("xx").vocab
    bins: dict[str, Any] = {}
    for article in outgoing.articles():
        part = _PARTS[split_of(article.story)] if outgoing.choice.split else ""
        if part not in bins:
            bins[part] = binary(store_user_data=True)
        bins[part].add(_doc(outgoing, vocab, article))
        outgoing.leave_fields(article, ("id", "title", "text", "story"), _REASON)
    kinds = (Annotator, Assertion, Claim, Entity, Link, Match, Silence, Story, Topic, Verdict)
    for kind in kinds:
        outgoing.leave(kind, _REASON)
    if outgoing.choice.split:
        place.mkdir()
        for part, docs in sorted(bins.items()):
            docs.to_disk(place / f"{part}.spacy")
    else:
        bins.get("", binary()).to_disk(place)


def _doc(outgoing: Outgoing, vocab: Any, article: Article) -> Any:
    doc_of = library("spacy.tokens", "spacy").Doc
    span_of = library("spacy.tokens", "spacy").Span
    mentions = outgoing.spans(Mention, article)
    text = article.text
    cuts = [fragment for mention in mentions for fragment in mention.fragments]
    pieces = list(_pieces(text, Tokens(text, cuts)))
    words = [text[start:end] for start, end, _ in pieces]
    doc = doc_of(vocab, words=words, spaces=[is_spaced for *_, is_spaced in pieces])
    doc.user_data.update(article=article.id, title=article.title, story=article.story)
    starts = {start: number for number, (start, _, _) in enumerate(pieces)}
    ends = {end: number + 1 for number, (_, end, _) in enumerate(pieces)}
    spans = []
    for mention in mentions:
        outgoing.leave_fields(mention, _HELD, _REASON)
        placed = [(starts.get(start), ends.get(end)) for start, end in mention.fragments]
        if any(start is None or end is None for start, end in placed):
            outgoing.losses.add(
                Mention.TABLE, mention.id, "it begins or ends inside a run of spaces",
                article=article.id,
            )  # fmt: skip
            outgoing.carried[Mention.TABLE] -= 1
            continue
        if len(placed) > 1:
            outgoing.losses.add(
                Mention.TABLE, mention.id, "each fragment is a span of its own, under one id",
                field="fragments", article=article.id,
            )  # fmt: skip
        spans += [
            span_of(
                doc, start, end, label=mention.label, kb_id=mention.entity or "",
                span_id=mention.id,
            )
            for start, end in placed
        ]  # fmt: skip
    doc.spans[KEY] = spans
    doc.set_ents(_outermost(spans))
    return doc


def _outermost(spans: list[Any]) -> list[Any]:
    """Those that can stand beside each other, the longest first, none edged with spaces."""
    taken: set[int] = set()
    found = []
    for span in sorted(spans, key=lambda one: (one.start - one.end, one.start, one.id_)):
        tokens = range(span.start, span.end)
        if span.text == span.text.strip() and taken.isdisjoint(tokens):
            taken.update(tokens)
            found.append(span)
    return found


def _pieces(text: str, tokens: Tokens) -> Iterator[tuple[int, int, bool]]:
    """Every token, and whether a space follows that is no token; other spaces are tokens."""
    at = 0
    held: tuple[int, int] | None = None
    for start, end in (*tokens.spans, (len(text), len(text))):
        is_spaced = held is not None and text[at:start].startswith(" ")
        if held is not None:
            yield (*held, is_spaced)
        at += is_spaced
        if at < start:
            yield at, start, False
        held, at = (start, end), end


SPACY: Final = Format(
    name="spacy",
    suffix=".spacy",
    description="spaCy's DocBin: all mentions as spans, those that fit as ents",
    holds=("text", "mentions", "nested"),
    units="tokens",
    options=("split",),
    writes=write,
)
