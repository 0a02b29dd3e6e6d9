"""What an Edit is: one reversible change, a pure function from the desk to record puts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple, Protocol, TypeVar

from store.db.seam import Index
from store.errors import VariorumError
from store.model import LabelSet, Link, Record

R = TypeVar("R", bound=Record)


class Removal(NamedTuple):
    """The put that takes a record away."""

    table: str
    id: str


RecordPut = Record | Removal


class Refused(VariorumError):
    """An Edit that cannot be made on this desk, with the reason."""


class Reading(Protocol):
    """What an Edit may see of the desk."""

    @property
    def labels(self) -> LabelSet:
        """The label set in use."""

    def get(self, kind: type[R], id: str) -> R | None:
        """The record of that id, or None."""

    def all(self, kind: type[R]) -> Iterator[R]:
        """Every record of a kind."""

    def by(self, kind: type[R], index: Index, key: str) -> Iterator[R]:
        """The records that name ``key`` as their article, claim, entity or story."""

    def links(self, id: str) -> Iterator[Link]:
        """The links that have a record for an end."""

    def new_id(self, kind: type[Record]) -> str:
        """A fresh id for a record of that kind."""


class Edit(Protocol):
    """One change. ``verb`` is what the history says was done.

    A record whose ``by`` or ``at`` is empty is stamped with the annotator and the time.
    """

    @property
    def verb(self) -> str:
        """What the history says was done."""

    def puts(self, desk: Reading) -> Iterable[RecordPut]:
        """The records to write. Raises Refused; changes nothing itself."""


def found(desk: Reading, kind: type[R], id: str) -> R:
    """The record, or Refused with a line saying it is gone."""
    record = desk.get(kind, id)
    if record is None:
        raise Refused(f"{kind.__name__.lower()} {id} is no longer on this desk")
    return record
