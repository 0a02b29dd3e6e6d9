"""Edits of mentions, and of what every annotation has: note, doubt, span."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import ClassVar

import msgspec

from store.edits.edit import Reading, RecordPut, Refused, Removal, found
from store.edits.links import links_of
from store.model import (
    RECORDS,
    Article,
    Entity,
    Fragment,
    Mention,
    Record,
    SpanRecord,
    changed,
    quotes,
    span,
)
from store.text.search import find_form


class AddMention(msgspec.Struct, frozen=True):
    """Tag a span with a label."""

    article: str
    fragments: tuple[Fragment, ...]
    label: str
    verb: ClassVar[str] = "tag"

    def puts(self, desk: Reading) -> Iterable[RecordPut]:
        """The new mention. The same span twice under one label is refused."""
        _known_label(desk, self.label)
        article = found(desk, Article, self.article)
        fragments = span(self.fragments)
        words = quotes(article.text, fragments)
        mention = Mention(
            id=desk.new_id(Mention),
            article=article.id,
            fragments=fragments,
            quotes=words,
            label=self.label,
        )
        yield _joined(desk, mention)


class TagEverywhere(msgspec.Struct, frozen=True):
    """Tag a form, and its aliases, wherever they stand in some articles, as one change.

    The longest first. A place inside a longer mention, or inside one of the ``pending`` (article,
    start, end), or tagged under that label already, is passed over.
    """

    form: str
    label: str
    articles: tuple[str, ...]
    aliases: tuple[str, ...] = ()
    pending: tuple[tuple[str, int, int], ...] = ()
    verb: ClassVar[str] = "tag everywhere"

    def puts(self, desk: Reading) -> Iterable[RecordPut]:
        """A mention for each place of ``places``."""
        _known_label(desk, self.label)
        for article, spans in self.places(desk):
            for start, end in spans:
                mention = Mention(
                    id=desk.new_id(Mention),
                    article=article.id,
                    fragments=((start, end),),
                    quotes=(article.text[start:end],),
                    label=self.label,
                )
                yield _joined(desk, mention)

    def places(self, desk: Reading) -> Iterator[tuple[Article, list[Fragment]]]:
        """What would be tagged, article by article."""
        for id in self.articles:
            article = found(desk, Article, id)
            taken = [
                (start, end, mention.label)
                for mention in desk.by(Mention, "article", id)
                for start, end in mention.fragments
            ]
            taken += [(start, end, "") for other, start, end in self.pending if other == id]
            spans: list[Fragment] = []
            for form in sorted({self.form, *self.aliases}, key=len, reverse=True):
                for place in find_form(article.text, form):
                    if not _is_taken(place, self.label, taken):
                        taken.append((*place, self.label))
                        spans.append(place)
            yield article, sorted(spans)


def _is_taken(span: Fragment, label: str, taken: Iterable[tuple[int, int, str]]) -> bool:
    """Whether a longer mention holds the span, or one of that label stands on just it."""
    start, end = span
    return any(
        (a <= start and end <= b and b - a > end - start) or (a, b, other) == (start, end, label)
        for a, b, other in taken
    )


class Retag(msgspec.Struct, frozen=True):
    """Give a mention another label."""

    mention: str
    label: str
    verb: ClassVar[str] = "retag"

    def puts(self, desk: Reading) -> Iterable[RecordPut]:
        """The mention under its new label."""
        _known_label(desk, self.label)
        yield changed(found(desk, Mention, self.mention), label=self.label)


class MoveSpan(msgspec.Struct, frozen=True):
    """Let an annotation stand on other fragments of the same article."""

    table: str
    id: str
    fragments: tuple[Fragment, ...]
    verb: ClassVar[str] = "adjust"

    def puts(self, desk: Reading) -> Iterable[RecordPut]:
        """The annotation with its fragments and quotes."""
        record = annotation(desk, self.table, self.id)
        if not isinstance(record, SpanRecord):
            raise Refused(f"a record of {self.table} stands on no text")
        article = found(desk, Article, record.article)
        fragments = span(self.fragments)
        yield changed(record, fragments=fragments, quotes=quotes(article.text, fragments))


class SetUnsure(msgspec.Struct, frozen=True):
    """Mark an annotation as unsure, or as sure again."""

    table: str
    id: str
    unsure: bool
    verb: ClassVar[str] = "mark unsure"

    def puts(self, desk: Reading) -> Iterable[RecordPut]:
        """The annotation with its mark."""
        yield changed(annotation(desk, self.table, self.id), unsure=self.unsure)


class SetNote(msgspec.Struct, frozen=True):
    """Write, change or clear the note of an annotation."""

    table: str
    id: str
    note: str
    verb: ClassVar[str] = "note"

    def puts(self, desk: Reading) -> Iterable[RecordPut]:
        """The annotation with its note."""
        yield changed(annotation(desk, self.table, self.id), note=self.note)


class SetAttribute(msgspec.Struct, frozen=True):
    """Give a mention an attribute, or take it away with an empty value."""

    mention: str
    name: str
    value: str
    verb: ClassVar[str] = "attribute"

    def puts(self, desk: Reading) -> Iterable[RecordPut]:
        """The mention; a value that its label does not allow is refused."""
        mention = found(desk, Mention, self.mention)
        label = desk.labels.named(mention.label)
        allowed = label.attributes.get(self.name, ()) if label else ()
        if allowed and self.value and self.value not in allowed:
            raise Refused(f"{self.name} {self.value!r}: use one of {', '.join(allowed)}")
        attributes = {**mention.attributes, self.name: self.value}
        attributes = {name: value for name, value in attributes.items() if value}
        if attributes != mention.attributes:
            yield changed(mention, attributes=attributes)


class RemoveMention(msgspec.Struct, frozen=True):
    """Take a mention away, with its links."""

    mention: str
    verb: ClassVar[str] = "remove"

    def puts(self, desk: Reading) -> Iterable[RecordPut]:
        """The removals."""
        yield Removal(Mention.TABLE, found(desk, Mention, self.mention).id)
        yield from links_of(desk, self.mention)


def annotation(desk: Reading, table: str, id: str) -> Record:
    """The record of a table by its id. Raises Refused where there is none."""
    kind = RECORDS.get(table)
    if kind is None:
        raise Refused(f"there is no table {table!r} on a desk")
    return found(desk, kind, id)


def _joined(desk: Reading, mention: Mention) -> Mention:
    """The mention, of the entity that the desk has of the same thing; an analyst may split it."""
    if next(desk.all(Entity), None) is None:
        return mention
    from store.suggest.same_thing import propose_entity

    entity = propose_entity(desk, mention)
    return mention if entity is None else changed(mention, entity=entity.id)


def _known_label(desk: Reading, name: str) -> None:
    if desk.labels.named(name) is None:
        names = ", ".join(label.name for label in desk.labels.labels)
        raise Refused(f"label {name!r} is not in the label set: use one of {names}")
