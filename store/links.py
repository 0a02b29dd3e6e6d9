"""The links of an annotation, seen from it. Pure."""

from __future__ import annotations

from typing import NamedTuple

from store.edits.edit import Reading, Refused
from store.edits.links import end_of
from store.model import Assertion, Claim, Entity, Link, Record, SpanRecord


class End(NamedTuple):
    """The other end of a link, and the link as a line: ``→ refines: words``."""

    link: Link
    record: Record
    line: str


def other_ends(desk: Reading, record: Record) -> list[End]:
    """Where the links of an annotation lead; those of an assertion's claim among them."""
    own = {record.id, record.claim} if isinstance(record, Assertion) else {record.id}
    links = {link.id: link for id in sorted(own) for link in desk.links(id)}
    found = []
    for link in links.values():
        is_source = link.source in own
        try:
            other = end_of(desk, link.target if is_source else link.source)
        except Refused:  # an end that check tells of
            continue
        sign = "→" if is_source else "←"
        found.append(End(link, other, f"{sign} {link.type}: {words_of(other)}"))
    return found


def words_of(record: Record) -> str:
    """A record in the words it stands on, or in its own."""
    if isinstance(record, SpanRecord):
        words = " … ".join(record.quotes)
    elif isinstance(record, Claim):
        words = record.text
    elif isinstance(record, Entity):
        words = record.name
    else:
        words = getattr(record, "title", "") or record.id
    return " ".join(words.split())
