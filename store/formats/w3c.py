"""W3C Web Annotation, JSON-LD both ways: a collection of annotations, and no text.

Each names its passage by position and by its words with what is around them, so that it finds its
place in the same text anywhere. Our whole record stands in each under ``variorum:record``, what
annotations name (claims, entities) in the collection under ``variorum:records``.
"""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any, Final, cast
from urllib.parse import quote

import msgspec

from store.formats.outgoing import Outgoing
from store.formats.seam import Format
from store.formats.w3c_reading import read
from store.formats.w3c_terms import (
    AROUND,
    ARTICLES,
    CONTEXT,
    PREFIX,
    RECORD,
    RECORDS_OF,
    instant,
)
from store.model import (
    Annotator,
    Article,
    Assertion,
    Claim,
    Entity,
    Fragment,
    Link,
    Match,
    Mention,
    Record,
    Silence,
    Story,
    Topic,
    Verdict,
    encode,
)
from store.references import references

_NOT_TEXT: Final = "an annotation names its text and does not bring it"
_APART: Final = "each fragment is a target of its own for others"
_BESIDE: Final[tuple[type[Record], ...]] = (Verdict, Claim, Topic, Entity, Story, Annotator)
"""Those that others among them name come after these."""


def write(outgoing: Outgoing, place: Path) -> None:
    """Write one collection with one page."""
    out = _Collection(outgoing)
    with place.open("wb") as file:
        head = {"@context": CONTEXT, "id": f"{PREFIX}collection", "type": "AnnotationCollection"}
        file.write(_json(head)[:-1] + b',"first":{"id":"%b' % f"{PREFIX}page".encode())
        file.write(b'","type":"AnnotationPage","startIndex":0,"items":[')
        count = 0
        for count, one in enumerate(out.annotations(), 1):
            file.write((b",\n" if count > 1 else b"\n") + _json(one))
        file.write(b']},\n"total":%d' % count)
        rest = {ARTICLES: out.articles, RECORDS_OF: out.beside()}
        file.write(b"," + _json(rest)[1:] + b"\n")


_json = msgspec.json.Encoder().encode


class _Collection:
    """What goes into one file; what annotations name is gathered on the way."""

    def __init__(self, outgoing: Outgoing) -> None:
        self._out = outgoing
        self._named: dict[type[Record], dict[str, None]] = {kind: {} for kind in _BESIDE}
        self._ends: set[str] = set()
        self.articles: list[dict[str, str]] = []

    def annotations(self) -> Iterator[dict[str, Any]]:
        """Article by article, then what stands between articles."""
        matches: dict[str, Match] = {}
        for article in self._out.articles():
            self._lay(article)
            for mention in self._out.spans(Mention, article):
                yield self._annotation(mention, _mention_bodies(mention), article)
            for assertion in self._out.spans(Assertion, article):
                yield self._annotation(assertion, self._assertion_bodies(assertion), article)
            yield from self._silences(article)
            matches.update((one.id, one) for one in self._out.matches(article))
        for match in matches.values():
            yield self._annotation(match, [_textual("assessing", match.verdict)])
        for kind in (Claim, Topic, Entity):
            self._ends.update(one.id for one in self._out.all(kind) if self._is_asked_for(one))
        for link in self._out.links(self._ends):
            self._take(link)
            linked = {
                "type": "SpecificResource",
                "purpose": "linking",
                "source": self._iri(link.target),
            }
            yield self._annotation(link, [_textual("tagging", link.type), linked])

    def _lay(self, article: Article) -> None:
        self._named[Story][article.story] = None
        self._named[Annotator][article.by] = None
        self._ends.add(article.id)
        digest = sha256(article.text.encode("utf-8", "surrogatepass")).hexdigest()
        self.articles.append({"id": article.id, "story": article.story, "sha256": digest})
        self._out.leave_fields(article, ("id", "story"), _NOT_TEXT)

    def _silences(self, article: Article) -> Iterator[dict[str, Any]]:
        count = 0
        for silence in sorted(self._out.by(Silence, "article", article.id), key=lambda one: one.id):
            if not self._out.choice.has(silence):
                continue
            if self._out.desk.store.get(Claim.TABLE, silence.claim) is None:
                self._out.lose(silence, "claim")
                continue
            count += 1
            yield self._annotation(silence, [self._claim_body(silence.claim)])
        self._out.carried[Silence.TABLE] += count

    def _annotation(
        self, record: Record, bodies: list[dict[str, Any]], article: Article | None = None
    ) -> dict[str, Any]:
        self._take(record)
        if record.note:
            bodies.append(_textual("commenting", record.note))
        made: dict[str, Any] = {
            "id": _iri_of(record.TABLE, record.id),
            "type": "Annotation",
            "motivation": _MOTIVATION[record.TABLE],
        }
        if record.by:
            made["creator"] = {"nickname": record.by}
        if instant(record.at):
            made["modified"] = record.at
        made["body"] = bodies
        made["target"] = self._target(record, article)
        made[RECORD] = msgspec.Raw(encode(record))
        return made

    def _take(self, record: Record) -> None:
        """Note what an annotation names, to go beside it."""
        self._ends.add(record.id)
        self._named[Annotator][record.by] = None
        for one in references(record):
            for kind in (Claim, Entity, Topic):
                if one.tables[0] == kind.TABLE or (
                    isinstance(record, Link) and self._out.desk.store.get(kind.TABLE, one.id)
                ):
                    self._named[kind][one.id] = None

    def _target(self, record: Record, article: Article | None) -> Any:
        if isinstance(record, Mention | Assertion) and article is not None:
            parts = [_passage(article, fragment) for fragment in record.fragments]
            if len(parts) == 1:
                return parts[0]
            self._out.losses.add(
                record.TABLE, record.id, _APART, field="fragments", article=article.id
            )
            return parts
        if isinstance(record, Match):
            sides = [
                (side, self._out.record(Article, side.article)) for side in (record.a, record.b)
            ]
            return [_passage(cast(Article, found), (side.start, side.end)) for side, found in sides]
        if isinstance(record, Silence):
            return _iri_of(Article.TABLE, record.article)
        return self._iri(cast(Link, record).source)

    def _iri(self, id: str) -> str:
        """The name of what a link names, by the table it is in."""
        for table in _LINKED:
            if self._out.desk.store.get(table, id) is not None:
                return _iri_of(table, id)
        return _iri_of(Article.TABLE, id)

    def _assertion_bodies(self, assertion: Assertion) -> list[dict[str, Any]]:
        return [_textual("assessing", assertion.stance), self._claim_body(assertion.claim)]

    def _claim_body(self, id: str) -> dict[str, Any]:
        claim = self._out.record(Claim, id)
        return _textual("describing", claim.text if claim is not None else "")

    def beside(self) -> dict[str, list[msgspec.Raw]]:
        """By table and id the records that annotations name, and those asked for as well."""
        tables: dict[str, list[msgspec.Raw]] = {}
        for kind in _BESIDE:
            named = self._named[kind]
            found = {
                one.id: self._whole(one)
                for one in self._out.all(kind)
                if one.id in named or self._is_asked_for(one)
            }
            if kind is Story:
                found.update((id, Story(id=id)) for id in named if id not in found)
            for one in found.values():
                self._name(one)
            tables[kind.TABLE] = [msgspec.Raw(encode(found[id])) for id in sorted(found)]
            if kind is not Annotator:
                self._out.carry(kind.TABLE, found)
        return {table: raw for table, raw in tables.items() if raw}

    def _is_asked_for(self, record: Record) -> bool:
        choice = self._out.choice
        if isinstance(record, Story | Entity | Annotator):
            return choice.is_whole or record.id in self._out.stories
        if isinstance(record, Verdict):
            return choice.has(record) and self._out.is_asked_for(record)
        return choice.has_all_annotations and self._out.is_asked_for(record)

    def _name(self, record: Record) -> None:
        self._named[Annotator][record.by] = None
        if isinstance(record, Verdict | Claim | Topic):
            self._named[Story][record.story] = None
        if isinstance(record, Claim) and record.topic is not None:
            self._named[Topic][record.topic] = None

    def _whole(self, record: Record) -> Record:
        """The record without a topic that is gone."""
        if not isinstance(record, Claim) or record.topic is None:
            return record
        if self._out.desk.store.get(Topic.TABLE, record.topic) is not None:
            return record
        self._out.lose(record, "topic")
        return msgspec.structs.replace(record, topic=None)


_LINKED: Final = (
    Mention.TABLE,
    Assertion.TABLE,
    Claim.TABLE,
    Entity.TABLE,
    Match.TABLE,
    Silence.TABLE,
    Topic.TABLE,
)
_MOTIVATION: Final = {
    Mention.TABLE: "classifying",
    Assertion.TABLE: "assessing",
    Silence.TABLE: "assessing",
    Match.TABLE: "linking",
    Link.TABLE: "linking",
}


def _iri_of(table: str, id: str) -> str:
    return f"{PREFIX}{table}:{quote(id, safe='')}"


def _mention_bodies(mention: Mention) -> list[dict[str, Any]]:
    bodies = [_textual("classifying", mention.label)]
    if mention.entity is not None:
        bodies.append(_specific("identifying", _iri_of(Entity.TABLE, mention.entity)))
    return bodies


def _textual(purpose: str, value: str) -> dict[str, Any]:
    return {"type": "TextualBody", "purpose": purpose, "value": value}


def _specific(purpose: str, source: str) -> dict[str, Any]:
    return {"type": "SpecificResource", "purpose": purpose, "source": source}


def _passage(article: Article, fragment: Fragment) -> dict[str, Any]:
    start, end = fragment
    text = article.text
    found: dict[str, Any] = {
        "type": "SpecificResource",
        "source": _iri_of(Article.TABLE, article.id),
        "selector": [
            {"type": "TextPositionSelector", "start": start, "end": end},
            {
                "type": "TextQuoteSelector",
                "exact": text[start:end],
                "prefix": text[max(0, start - AROUND) : start],
                "suffix": text[end : end + AROUND],
            },
        ],
    }
    return {**found, "scope": article.url} if _is_uri(article.url) else found


def _is_uri(text: str) -> bool:
    return text.startswith(("http://", "https://")) and text.isascii() and " " not in text


W3C: Final = Format(
    name="w3c",
    suffix=".jsonld",
    description="Web Annotation JSON-LD: passages by position and quotation, links across articles;"
    " lands on articles there are",
    holds=(
        "mentions", "nested", "discontinuous", "attributes", "entities", "claims", "links",
        "verdicts", "notes", "unknown",
    ),
    writes=write,
    reads=read,
)  # fmt: skip
