"""Edits of what an assertion says of itself: who says it, how, of when."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import ClassVar, TypedDict, get_args

import msgspec

from store.edits.edit import Reading, RecordPut, Refused, found
from store.model import (
    Article,
    Assertion,
    Attribution,
    Entity,
    Fragment,
    StatedDate,
    changed,
    quotes,
    span,
)
from store.model.claim import CERTAINTIES, QUOTATIONS, Polarity, Stance


class Fields(TypedDict, total=False):
    """What an assertion says of itself, beside its place and its claim; see ``Assertion``."""

    attribution: tuple[Attribution, ...]
    stance: Stance
    polarity: Polarity
    modality: str
    certainty: str
    date: StatedDate | None
    quotation: str
    origin: str | None


class SetAssertion(msgspec.Struct, frozen=True):
    """Give some fields of an assertion other values; what is as it was puts nothing."""

    assertion: str
    fields: Fields
    verb: ClassVar[str] = "describe assertion"

    def puts(self, desk: Reading) -> Iterable[RecordPut]:
        """The assertion with its other fields."""
        assertion = found(desk, Assertion, self.assertion)
        check(desk, found(desk, Article, assertion.article), self.fields)
        if any(getattr(assertion, name) != value for name, value in self.fields.items()):
            yield changed(assertion, **self.fields)


class SetOrigin(msgspec.Struct, frozen=True):
    """Name the entity whose one statement an assertion repeats.

    The entity of that name, or known by it, is taken; where there is none it is made.
    """

    assertion: str
    name: str
    verb: ClassVar[str] = "set origin"

    def puts(self, desk: Reading) -> Iterable[RecordPut]:
        """The assertion, after the entity where that is new."""
        assertion = found(desk, Assertion, self.assertion)
        name = " ".join(self.name.split())
        if not name:
            raise Refused("an origin needs a name")
        entity = entity_named(desk, name)
        if entity is None:
            entity = Entity(id=desk.new_id(Entity), name=name)
            yield entity
        if assertion.origin != entity.id:
            yield changed(assertion, origin=entity.id)


def entity_named(desk: Reading, name: str) -> Entity | None:
    """The entity that goes by a name, in any letter case."""
    key = name.casefold()
    for entity in desk.all(Entity):
        if key in (entity.name.casefold(), *(alias.casefold() for alias in entity.aliases)):
            return entity
    return None


def check(desk: Reading, article: Article, fields: Fields) -> None:
    """Raise Refused, or BadSpan, where an assertion of an article cannot have these fields."""
    for name in fields:
        if name not in Fields.__annotations__:
            raise Refused(f"an assertion has no field {name!r}")
    choices = {
        "stance": get_args(Stance),
        "polarity": get_args(Polarity),
        "modality": ("", *desk.labels.modalities),
        "certainty": ("", *CERTAINTIES),
        "quotation": ("", *QUOTATIONS),
    }
    for name, allowed in choices.items():
        value = fields.get(name, allowed[0])
        if value not in allowed:
            raise Refused(f"{name} {value!r} is unknown: use one of {', '.join(allowed)}")
    for fragments in _spans(fields.get("attribution", ())):
        quotes(article.text, fragments)
        if fragments != span(fragments):
            raise Refused("the words of an attribution must be in order and apart")
    entities = [step.source.entity for step in fields.get("attribution", ())]
    for id in (*entities, fields.get("origin")):
        if id is not None:
            found(desk, Entity, id)


def _spans(attribution: Iterable[Attribution]) -> Iterator[tuple[Fragment, ...]]:
    for step in attribution:
        yield from (words for words in (step.source.span, step.cue) if words)
