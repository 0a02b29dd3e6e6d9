"""Edits of what mentions refer to: made of mentions, named, merged, split."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import ClassVar

import msgspec

from store.edits.edit import Reading, RecordPut, Refused, Removal, found
from store.edits.links import moved_links
from store.model import Assertion, Entity, Mention, changed
from store.references import repointed


class GroupMentions(msgspec.Struct, frozen=True):
    """Let mentions, in whatever articles, be of one entity.

    It is the entity of the first of them that has one, else the one on the desk that goes by the
    same name, else a new one named like the longest of them.
    """

    mentions: tuple[str, ...]
    verb: ClassVar[str] = "group"

    def puts(self, desk: Reading) -> Iterable[RecordPut]:
        """The entity where it is new, and the mentions that were not of it."""
        mentions = [found(desk, Mention, id) for id in self.mentions]
        if not mentions:
            raise Refused("a group needs a mention")
        entity = _entity_of(desk, mentions)
        if entity is None:
            entity = _new(desk, mentions)
            yield entity
        for mention in mentions:
            if mention.entity != entity.id:
                yield changed(mention, entity=entity.id)


class RenameEntity(msgspec.Struct, frozen=True):
    """Give an entity another canonical name, or identifiers such as ``{"iso": "PRK"}``.

    The name it had stays one of its aliases.
    """

    entity: str
    name: str
    identifiers: Mapping[str, str] | None = None
    verb: ClassVar[str] = "rename"

    def puts(self, desk: Reading) -> Iterable[RecordPut]:
        """The entity under its name."""
        entity = found(desk, Entity, self.entity)
        name = " ".join(self.name.split())
        if not name:
            raise Refused("an entity needs a name")
        identifiers = entity.identifiers if self.identifiers is None else dict(self.identifiers)
        aliases = _without(name, (*entity.aliases, entity.name))
        new = changed(entity, name=name, aliases=aliases, identifiers=identifiers)
        if msgspec.structs.replace(new, at=entity.at) != entity:
            yield new


class MergeEntities(msgspec.Struct, frozen=True):
    """Let two entities be one: what names the other names this one, by whose name it goes."""

    entity: str
    other: str
    verb: ClassVar[str] = "merge"

    def puts(self, desk: Reading) -> Iterable[RecordPut]:
        """The entity with the other's names and identifiers, what named that, and its removal."""
        entity, other = found(desk, Entity, self.entity), found(desk, Entity, self.other)
        if entity.id == other.id:
            raise Refused("an entity is merged with another one")
        aliases = _without(entity.name, (*entity.aliases, other.name, *other.aliases))
        identifiers = {**other.identifiers, **entity.identifiers}
        yield changed(
            entity, aliases=aliases, identifiers=identifiers, label=entity.label or other.label
        )
        for mention in desk.by(Mention, "entity", other.id):
            yield changed(mention, entity=entity.id)
        for assertion in desk.all(Assertion):
            new = repointed(assertion, lambda one: entity.id if one == other.id else one)
            if new != assertion:
                yield changed(new)
        yield from moved_links(desk, other.id, entity.id)
        yield Removal(Entity.TABLE, other.id)


class SplitMention(msgspec.Struct, frozen=True):
    """Let a mention be of an entity of its own; of none, where it was the last of its entity."""

    mention: str
    verb: ClassVar[str] = "split"

    def puts(self, desk: Reading) -> Iterable[RecordPut]:
        """The new entity and the mention."""
        mention = found(desk, Mention, self.mention)
        if mention.entity is None:
            raise Refused("this mention is of no entity yet")
        if sum(1 for _ in desk.by(Mention, "entity", mention.entity)) == 1:
            yield changed(mention, entity=None)
            return
        entity = _new(desk, [mention])
        yield entity
        yield changed(mention, entity=entity.id)


def _entity_of(desk: Reading, mentions: Iterable[Mention]) -> Entity | None:
    from store.suggest.same_thing import propose_entity

    mentions = list(mentions)
    for mention in mentions:
        if mention.entity is not None:
            return found(desk, Entity, mention.entity)
    return next(filter(None, (propose_entity(desk, mention) for mention in mentions)), None)


def _new(desk: Reading, mentions: Iterable[Mention]) -> Entity:
    """An entity named by the alias table where that knows the mentions, with its ISO code."""
    from store.aliases import aliases

    forms = sorted({" ".join(mention.quotes) for mention in mentions}, key=len, reverse=True)
    known = next(filter(None, map(aliases().known, forms)), None)
    label = next(iter(mentions)).label
    if known is None or known.kind in ("place", "capital"):
        return Entity(id=desk.new_id(Entity), name=forms[0], label=label, aliases=tuple(forms[1:]))
    identifiers = {"iso": known.key} if known.kind in ("country", "demonym") else {}
    return Entity(
        id=desk.new_id(Entity),
        name=known.name,
        label=label,
        aliases=_without(known.name, forms),
        identifiers={k: v for k, v in identifiers.items() if len(v) == 3},
    )


def _without(name: str, names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one for one in names if one != name))
