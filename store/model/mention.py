"""Mentions and the entities they refer to."""

from __future__ import annotations

from typing import ClassVar

import msgspec

from store.model.record import Record, SpanRecord


class Mention(
    SpanRecord, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True
):
    """A span tagged with a label, optionally of an entity."""

    TABLE: ClassVar[str] = "mentions"
    PREFIX: ClassVar[str] = "m"

    label: str
    entity: str | None = None
    attributes: dict[str, str] = msgspec.field(default_factory=dict)


class Entity(Record, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """What mentions in any article refer to; ``identifiers`` such as ``{"iso": "PRK"}``."""

    TABLE: ClassVar[str] = "entities"
    PREFIX: ClassVar[str] = "e"

    name: str
    label: str = ""
    aliases: tuple[str, ...] = ()
    identifiers: dict[str, str] = msgspec.field(default_factory=dict)
