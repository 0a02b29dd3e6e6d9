"""Reading W3C annotations, our own or anyone's, onto the articles of a desk."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final, NamedTuple

import msgspec

from store.edits import Reading
from store.formats.json_lines import objects
from store.formats.losses import LossReport
from store.formats.seam import Arrived, BadFile, digest
from store.formats.w3c_passages import Articles, Passage
from store.formats.w3c_terms import ARTICLES, RECORD, RECORDS_OF
from store.model import (
    RECORDS,
    Assertion,
    BadSpan,
    Entity,
    Link,
    Match,
    Mention,
    Place,
    Record,
    Silence,
    SpanRecord,
    Story,
    decode,
    quotes,
    span,
)
from store.references import readdressed

_TAGS: Final = ("tagging", "classifying")
_KINDS: Final[tuple[type[Record], ...]] = (Mention, Assertion, Silence, Match, Link)
_READ: Final = frozenset(
    ("@context", "id", "type", "motivation", "creator", "created", "modified", "body", "bodyValue",
     "target", RECORD)
)  # fmt: skip
_NO_ARTICLE: Final = "its article is not on this desk"
_NOWHERE: Final = "its passage is in no article of this desk"


def read(path: Path, desk: Reading, losses: LossReport) -> Iterator[Arrived]:
    """Every annotation whose passage the desk has. Raises BadFile."""
    is_empty = True
    for where, one in objects(path, losses):
        is_empty = False
        articles = Articles(desk, _listed(where, one))
        yield from _beside(where, one, articles)
        reader = _Annotations(where, articles, losses)
        for number, annotation in enumerate(_annotations(where, one, losses), 1):
            yield from reader.records(f"{where}#{number}", annotation)
        yield from reader.links()
    if is_empty:
        raise BadFile(f"{path}: empty: there is no annotation in it")


def _listed(where: str, one: dict[str, Any]) -> list[Any]:
    found = one.get(ARTICLES, [])
    if not isinstance(found, list):
        raise BadFile(f"{where}: {ARTICLES} is no list")
    return found


def _annotations(where: str, one: dict[str, Any], losses: LossReport) -> Iterator[dict[str, Any]]:
    """Those of a collection, a page, or one that stands alone."""
    types = _many(one.get("type", one.get("@type")))
    if "Annotation" in types:
        yield one
        return
    is_found = False
    for name in ("first", "items", "@graph"):
        for inner in _many(one.get(name)):
            is_found = True
            if isinstance(inner, dict):
                yield from _annotations(where, inner, losses)
            else:
                losses.add("annotations", f"{where}: {inner}", "not in this file")
    if "next" in one:
        losses.add("annotations", f"{where}: {one['next']}", "a page that is not in this file")
    if not is_found and not {"AnnotationCollection", "AnnotationPage"} & set(map(str, types)):
        losses.add("annotations", where, "no annotation")


def _beside(where: str, one: dict[str, Any], articles: Articles) -> Iterator[Arrived]:
    """The records beside the annotations, in the stories that their articles are found in."""
    found = one.get(RECORDS_OF, {})
    try:
        for table, raw in found.items():
            for fields in raw:
                record = _decoded(RECORDS[table], fields)
                if not isinstance(record, Story) or record.id not in articles.stories:
                    yield Arrived(where, readdressed(record, articles.found, articles.stories))
    except (AttributeError, KeyError, TypeError, ValueError, RecursionError) as error:
        raise BadFile(f"{where}: {RECORDS_OF}: {_said(error)}: mend it or take it away") from error


def _decoded(kind: type[Any], fields: Any) -> Any:
    if not isinstance(fields, dict):
        raise TypeError("not an object")
    return decode(kind, msgspec.json.encode(fields))


def _said(error: BaseException) -> str:
    return str(error).replace("\n", " ")[:120]


class _Said(NamedTuple):
    """What an annotation says besides where it stands."""

    labels: list[str]
    entity: str
    note: str
    linked: list[str]


class _Annotations:
    """The annotations of one file, on their way to records."""

    def __init__(self, where: str, articles: Articles, losses: LossReport) -> None:
        self._where = where
        self._articles = articles
        self._losses = losses
        self._made: dict[str, str] = {}
        self._links: list[tuple[str, dict[str, Any], _Said]] = []

    def records(self, where: str, one: dict[str, Any]) -> Iterator[Arrived]:
        """The records of one annotation; what is linked waits until all have been read."""
        for field in sorted(one.keys() - _READ):
            self._losses.add("annotations", where, "a field that is not read", field=field)
        if RECORD in one:
            yield from self._own(where, one)
            return
        said = self._heard(where, one)
        if said.linked:
            self._links.append((where, one, said))
            return
        yield from self._mentions(where, one, said)

    def _own(self, where: str, one: dict[str, Any]) -> Iterator[Arrived]:
        """Our record behind an annotation, where the annotation now says that it stands."""
        try:
            table = str(one.get("id", "")).split(":")[2]
            kind = next(kind for kind in _KINDS if table == kind.TABLE)
            record: Record = _decoded(kind, one[RECORD])
        except (IndexError, StopIteration, TypeError, ValueError, RecursionError) as error:
            said = f"{where}: {RECORD}: {_said(error)}: mend it or take it away"
            raise BadFile(said) from error
        said_now = self._heard(where, one)
        record = msgspec.structs.replace(record, note=said_now.note)
        if isinstance(record, Silence) and not self._articles.has(record.article):
            self._losses.add(record.TABLE, record.id, _NO_ARTICLE)
            return
        record = readdressed(record, self._articles.found, self._articles.stories)
        if isinstance(record, Link):
            types = said_now.labels or [record.type]
            yield Arrived(where, msgspec.structs.replace(record, type=types[0]))
            return
        passages = self._articles.passages(one.get("target"))
        if isinstance(record, Silence):
            yield Arrived(where, record)
        elif passages is None or not all(passages):
            self._losses.add(record.TABLE, record.id, _NOWHERE)
        elif isinstance(record, Match):
            if len(passages) == 2:
                a, b = (_place(one) for (one,) in passages)
                yield Arrived(where, msgspec.structs.replace(record, a=a, b=b))
        elif isinstance(record, SpanRecord):
            # The fragments of one record are as many targets.
            whole = [part for passage in passages for part in passage]
            yield from self._standing(where, record, whole, said_now)

    def _standing(
        self, where: str, record: Any, passage: list[Passage], said: _Said
    ) -> Iterator[Arrived]:
        moved = _stand(record, passage)
        if moved is None:
            self._losses.add(record.TABLE, record.id, _NOWHERE)
            return
        if isinstance(moved, Mention) and said.labels:
            moved = msgspec.structs.replace(moved, label=said.labels[0])
        if isinstance(moved, Assertion) and moved.fragments != record.fragments:
            # Its source and cue were measured in a text that is another one here.
            moved = msgspec.structs.replace(moved, attribution=())
            self._losses.add(
                record.TABLE, record.id, "its text is another here", field="attribution"
            )
        self._made[f"{record.TABLE}:{record.id}"] = record.id
        yield Arrived(where, moved)

    def _heard(self, where: str, one: dict[str, Any]) -> _Said:
        """What the bodies say; what is not read of them is told."""
        usual = [str(purpose) for purpose in _many(one.get("motivation"))]
        said = _Said([], "", "", [])
        if isinstance(one.get("bodyValue"), str):
            said = said._replace(note=one["bodyValue"])
        for body in _many(one.get("body")):
            if isinstance(body, dict) and body.get("type") == "Choice":
                self._losses.add("annotations", where, "of a choice the first is read")
                body = next(iter(_many(body.get("items"))), None)
            said = self._with_body(where, said, body, usual)
        return said

    def _with_body(self, where: str, said: _Said, body: Any, usual: list[str]) -> _Said:
        fields = body if isinstance(body, dict) else {"id": body}
        purposes = [str(one) for one in _many(fields.get("purpose"))] or usual
        value = fields.get("value")
        source = fields.get("source", fields.get("id"))
        source = source.get("id") if isinstance(source, dict) else source
        is_tag = any(one in _TAGS for one in purposes)
        if isinstance(value, str):
            if is_tag and value:
                return said._replace(labels=[*said.labels, value])
            if "assessing" in purposes or ("describing" in purposes and "assessing" in usual):
                return said
            return said._replace(note=f"{said.note}\n{value}" if said.note else value)
        if isinstance(source, str) and "linking" in purposes:
            return said._replace(linked=[*said.linked, source])
        if isinstance(source, str) and "identifying" in purposes:
            return said._replace(entity=source)
        if isinstance(source, str) and is_tag:
            return said._replace(labels=[*said.labels, source])
        if isinstance(source, str):
            return said._replace(note=f"{said.note}\n{source}" if said.note else source)
        self._losses.add("annotations", where, "a body that is not read")
        return said

    def _mentions(self, where: str, one: dict[str, Any], said: _Said) -> Iterator[Arrived]:
        """Someone else's annotation: a mention for each target and tag."""
        passages = self._articles.passages(one.get("target"))
        name = str(one.get("id", where))
        if passages is None:
            self._losses.add("annotations", name, "its target is no passage of a text")
            return
        entity: Entity | None = None
        labels = said.labels or [str(next(iter(_many(one.get("motivation"))), "annotation"))]
        for number, passage in enumerate(passages):
            for label in labels:
                made = _stand(
                    Mention(
                        id="m" + digest(name, number, label),
                        article="",
                        fragments=(),
                        quotes=(),
                        label=label,
                        note=said.note,
                        by=_name(one.get("creator")),
                        at=_time(one),
                    ),
                    passage,
                )
                if made is None:
                    self._losses.add("annotations", name, _NOWHERE)
                    continue
                if said.entity:
                    entity = entity or _entity(said.entity, made)
                    yield Arrived(where, entity)
                    made = msgspec.structs.replace(made, entity=entity.id)
                self._made.setdefault(name, made.id)
                yield Arrived(where, made)

    def links(self) -> Iterator[Arrived]:
        """Someone else's links, between annotations that were read."""
        for where, one, said in self._links:
            ends = [end for end in _many(one.get("target")) if isinstance(end, str)]
            pairs = [
                (self._made.get(source), self._made.get(target))
                for source in ends
                for target in said.linked
            ]
            for source, target in pairs:
                if source is None or target is None:
                    break
                type = next(iter(said.labels), "linking")
                yield Arrived(
                    where,
                    Link(
                        id="l" + digest(str(one.get("id", where)), source, target),
                        type=type,
                        source=source,
                        target=target,
                        note=said.note,
                        by=_name(one.get("creator")),
                        at=_time(one),
                    ),
                )
            if not pairs or any(None in pair for pair in pairs):
                told = "it links what is no annotation of this file"
                self._losses.add("annotations", str(one.get("id", where)), told)


def _stand(record: Any, passage: list[Passage]) -> Any:
    """The record on a passage; None where that is nowhere, or in several articles."""
    if not passage or any(one.article != passage[0].article for one in passage):
        return None
    article = passage[0].article
    try:
        fragments = span((one.start, one.end) for one in passage)
        words = quotes(article.text, fragments)
    except BadSpan:
        return None
    return msgspec.structs.replace(record, article=article.id, fragments=fragments, quotes=words)


def _place(passage: Passage) -> Place:
    return Place(article=passage.article.id, start=passage.start, end=passage.end)


def _entity(source: str, mention: Mention) -> Entity:
    return Entity(
        id="e" + digest(source), name=" ".join(mention.quotes), identifiers={"iri": source}
    )


def _many(found: Any) -> list[Any]:
    """One or several, as JSON-LD has them."""
    return found if isinstance(found, list) else [] if found is None else [found]


def _name(creator: Any) -> str:
    first = next(iter(_many(creator)), None)
    if isinstance(first, Mapping):
        names = (first.get(key) for key in ("nickname", "name", "email", "id"))
        first = next((name for name in names if name), None)
    return str(next(iter(_many(first)), ""))


def _time(one: dict[str, Any]) -> str:
    try:
        found = datetime.fromisoformat(str(one.get("modified") or one.get("created")))
    except ValueError:
        return ""
    utc = found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)
    return utc.strftime("%Y-%m-%dT%H:%M:%SZ")
