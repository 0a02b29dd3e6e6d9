"""What the detail strip says."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Final, NamedTuple

from rich.style import Style

from store.attributions import chain_line
from store.desk import Desk
from store.links import other_ends
from store.model import RECORDS, Article, Assertion, Claim, Entity, Label, Mention, Record
from store.positions import Placed
from tui.widgets.row import Part

if TYPE_CHECKING:
    from tui.widgets.palette import Palette

SIGNS: Final = {"supports": "●", "contradicts": "≠", "partly": "~"}
"""A stance in one sign."""
_BRIEF: Final = 40
"""Code points of a claim on the one line a small screen has for it and the others' words."""


class Here(NamedTuple):
    """What the strip reads from: the desk, the article, the number of each by its id."""

    desk: Desk
    article: Article
    numbers: Mapping[str, int]
    palette: Palette
    spell: Callable[[str], str]


def detail(here: Here, places: list[Placed], height: int) -> list[list[Part]]:
    """The annotations under the cursor, the innermost first, on at most ``height`` lines."""
    inner_first = sorted(places, key=lambda place: place.end - place.start)
    lines: list[list[Part]] = []
    told = 0
    for place in inner_first:
        room = height - len(lines)
        record = here.desk.get(RECORDS[place.table], place.id)
        if room > 0 and record is not None:
            lines += list(_annotation(here, record, room))[:room]
            told += 1
    more = len(inner_first) - told
    if more > 0 and lines:
        hint = here.spell(f"  and {more} more here ({{annotation.pick}} picks)")
        lines[-1].append((hint, here.palette.dim))
    if not lines:
        hint = here.spell(" nothing tagged here: a capital tags, {label.menu} shows the labels")
        lines.append([(hint, here.palette.dim)])
    return lines


def suggested(desk: Desk, place: Placed, words: str, palette: Palette) -> list[Part]:
    """The line of a suggestion: what it would be, and what its label is for."""
    label = desk.labels.named(place.label) or Label(name=place.label)
    return [
        (f" {label.letter.lower()} {label.name}? ", palette.title),
        (f" {' '.join(words.split())}", palette.base),
        (f"  {label.guideline}", palette.dim),
    ]


def _annotation(here: Here, record: Record, room: int) -> Iterator[list[Part]]:
    if isinstance(record, Assertion):
        yield from _assertion(here, record, room)
        return
    parts = _mention(here, record) if isinstance(record, Mention) else []
    parts[1:1] = _marks(record, here.palette.base)
    yield [*parts, *_links(here, record), (f"  {record.by}", here.palette.dim)]


def _mention(here: Here, mention: Mention) -> list[Part]:
    desk, palette = here.desk, here.palette
    label = desk.labels.named(mention.label) or Label(name=mention.label)
    parts = [
        (f" {label.letter} {label.name} ", palette.chip(mention.label)),
        (f" {' … '.join(mention.quotes)}", palette.base),
    ]
    entity = desk.get(Entity, mention.entity) if mention.entity else None
    if entity is not None:
        parts.append((f"  = {entity.name}", palette.base))
    parts += [(f"  {name}: {value}", palette.base) for name, value in mention.attributes.items()]
    return [*parts, (f"  {label.guideline}", palette.dim)]


def _assertion(here: Here, assertion: Assertion, room: int) -> Iterator[list[Part]]:
    """Its claim and how it is stated; then what the other articles say of that."""
    desk, base, dim = here.desk, here.palette.base, here.palette.dim
    claim = desk.get(Claim, assertion.claim)
    text = claim.text if claim else assertion.claim
    parts = [(f" C {assertion.stance} ", here.palette.claim), *_marks(assertion, base)]
    others = [*_elsewhere(here, assertion), *_links(here, assertion)]
    if room == 1:
        brief = text if len(text) <= _BRIEF or not others else f"{text[: _BRIEF - 1]}…"
        yield [*parts, (f" {brief}", base), *others]
        return
    said = chain_line(desk, here.article, assertion.attribution)
    date = assertion.date.iso if assertion.date else ""
    how = "".join(f" {part} " for part in (said, assertion.modality, date) if part)
    yield [*parts, (how, dim), (f" {text}", base), (f"  {assertion.by}", dim)]
    yield others or [(here.spell("  said here alone: {match.show} matches it"), dim)]


def _elsewhere(here: Here, assertion: Assertion) -> Iterator[Part]:
    """Every other article's words for the claim, each after its number and a stance's sign."""
    found = [
        one
        for one in here.desk.by(Assertion, "claim", assertion.claim)
        if one.article != assertion.article
    ]
    for one in sorted(found, key=lambda one: (here.numbers.get(one.article, 0), one.fragments)):
        number, sign = here.numbers.get(one.article, "?"), SIGNS[one.stance]
        # In brackets, what the article does not say in its own voice.
        yield f"  {number} {f'({sign})' if one.attribution else sign} ", here.palette.claim
        yield " ".join(" … ".join(one.quotes).split()), here.palette.base


def _links(here: Here, record: Record) -> Iterator[Part]:
    for end in other_ends(here.desk, record):
        yield f"  {end.line}", here.palette.dim


def _marks(record: Record, style: Style) -> list[Part]:
    marks: list[Part] = []
    if record.unsure:
        marks.append((" unsure", style))
    if isinstance(record, Mention) and record.attributes:
        said = "  ".join(f"{name} {value}" for name, value in record.attributes.items())
        marks.append((f" {said} ", style))
    if record.note:
        marks.append((f" note: {record.note} ", style))
    return marks
