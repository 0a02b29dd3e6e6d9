"""Edits of links: typed relations from one annotation to another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import ClassVar

import msgspec

from store.edits.edit import Reading, RecordPut, Refused, Removal, found
from store.model import RECORDS, Link, Record, RelationType, changed
from store.references import LINKED


class AddLink(msgspec.Struct, frozen=True):
    """Relate two annotations by a relation type of the label set."""

    type: str
    source: str
    target: str
    verb: ClassVar[str] = "link"

    def puts(self, desk: Reading) -> Iterable[RecordPut]:
        """The link. One that stands already, or an end that the type does not allow, is refused."""
        source, target = end_of(desk, self.source), end_of(desk, self.target)
        return [new_link(desk, self.type, source, target)]


class RemoveLink(msgspec.Struct, frozen=True):
    """Take a link away."""

    link: str
    verb: ClassVar[str] = "remove link"

    def puts(self, desk: Reading) -> Iterable[RecordPut]:
        """The removal."""
        yield Removal(Link.TABLE, found(desk, Link, self.link).id)


def links_of(desk: Reading, id: str) -> Iterator[Removal]:
    """The removal of every link that has a record for an end: it goes with the record."""
    for link in desk.links(id):
        yield Removal(Link.TABLE, link.id)


def moved_links(desk: Reading, old: str, new: str) -> Iterator[RecordPut]:
    """The links of a record as another's; one that stands there already, or would be of that
    other to itself, is removed."""
    stand = {(link.type, link.source, link.target) for link in desk.links(new)}
    for link in desk.links(old):
        source, target = (new if end == old else end for end in (link.source, link.target))
        if source == target or (link.type, source, target) in stand:
            yield Removal(Link.TABLE, link.id)
        else:
            stand.add((link.type, source, target))
            yield changed(link, source=source, target=target)


def new_link(desk: Reading, type: str, source: Record, target: Record) -> Link:
    """A new link between two records, which need not be on the desk yet."""
    if type not in (one.name for one in relations_between(desk, source.TABLE, target.TABLE)):
        raise Refused(
            f"the label set lets nothing of {source.TABLE} be linked as {type!r} to {target.TABLE}"
        )
    if source.id == target.id:
        raise Refused("nothing can be linked to itself: go to another annotation first")
    for link in desk.links(source.id):
        if (link.type, link.source, link.target) == (type, source.id, target.id):
            raise Refused(f"linked as {type!r} already")
    return Link(id=desk.new_id(Link), type=type, source=source.id, target=target.id)


def relations_between(desk: Reading, source: str, target: str) -> list[RelationType]:
    """The relation types that the label set allows from one table to another."""
    return [
        one
        for one in desk.labels.relations
        if (not one.source or source in one.source) and (not one.target or target in one.target)
    ]


def end_of(desk: Reading, id: str) -> Record:
    """The record that a link names. Raises Refused where it is gone."""
    for table in LINKED:
        record = desk.get(RECORDS[table], id)
        if record is not None:
            return record
    raise Refused(f"{id} is no longer on this desk")
