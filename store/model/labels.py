"""The label set: what an annotation may be called, by which key and in which colour."""

from __future__ import annotations

from typing import ClassVar, Final

import msgspec

from store.model.record import Record

RESERVED_KEYS: Final = frozenset("C")
"""Capitals that no label may claim: C marks a claim."""


class Label(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One label. ``key`` is a capital or empty; ``colour`` is ``#rrggbb``."""

    name: str
    key: str = ""
    colour: str = "#999999"
    guideline: str = ""
    attributes: dict[str, tuple[str, ...]] = {}

    @property
    def letter(self) -> str:
        """What the label's chip shows."""
        return self.key or self.name[:1].lower()


class RelationType(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A kind of link and the tables its ends may come from; empty allows any."""

    name: str
    source: tuple[str, ...] = ()
    target: tuple[str, ...] = ()
    guideline: str = ""


class LabelSet(Record, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """The desk's copy of its label set: one record, replaced as a whole."""

    TABLE: ClassVar[str] = "labels"
    PREFIX: ClassVar[str] = "labels"

    labels: tuple[Label, ...] = ()
    relations: tuple[RelationType, ...] = ()
    modalities: tuple[str, ...] = ()

    def named(self, name: str) -> Label | None:
        """The label of that name."""
        return next((label for label in self.labels if label.name == name), None)

    def keyed(self, key: str) -> Label | None:
        """The label that a capital key tags with."""
        return next((label for label in self.labels if key and label.key == key), None)
