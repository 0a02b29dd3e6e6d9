"""What the detail strip and the status line say."""

from __future__ import annotations

from collections.abc import Callable

from rich.style import Style

from store.desk import Desk
from store.model import RECORDS, Assertion, Claim, Label, Mention, Record
from store.positions import Placed
from tui.widgets.palette import Palette
from tui.widgets.row import Part


def detail(
    desk: Desk,
    places: list[Placed],
    palette: Palette,
    spell: Callable[[str], str],
    height: int,
) -> list[list[Part]]:
    """One line for each annotation under the cursor, the innermost first."""
    inner_first = sorted(places, key=lambda place: place.end - place.start)
    lines = []
    for place in inner_first[:height]:
        record = desk.get(RECORDS[place.table], place.id)
        if record is not None:
            lines.append(_annotation(desk, record, palette))
    more = len(inner_first) - height
    if more > 0 and lines:
        hint = spell(f"  and {more} more here ({{annotation.pick}} picks)")
        lines[-1].append((hint, palette.dim))
    if not lines:
        hint = spell(" nothing tagged here: a capital tags, {label.menu} shows the labels")
        lines.append([(hint, palette.dim)])
    return lines


def suggested(desk: Desk, place: Placed, words: str, palette: Palette) -> list[Part]:
    """The line of a suggestion: what it would be, and what its label is for."""
    label = desk.labels.named(place.label) or Label(name=place.label)
    return [
        (f" {label.letter.lower()} {label.name}? ", palette.title),
        (f" {' '.join(words.split())}", palette.base),
        (f"  {label.guideline}", palette.dim),
    ]


def _annotation(desk: Desk, record: Record, palette: Palette) -> list[Part]:
    base, dim = palette.base, palette.dim
    parts: list[Part] = []
    if isinstance(record, Mention):
        label = desk.labels.named(record.label) or Label(name=record.label)
        parts = [
            (f" {label.letter} {label.name} ", palette.chip(record.label)),
            (f" {' … '.join(record.quotes)}", base),
            (f"  {label.guideline}", dim),
        ]
    elif isinstance(record, Assertion):
        claim = desk.get(Claim, record.claim)
        parts = [
            (f" C {record.stance} ", palette.claim),
            (f" {claim.text if claim else record.claim}", base),
        ]
    parts[1:1] = _marks(record, base)
    parts.append((f"  {record.by}", dim))
    return parts


def _marks(record: Record, style: Style) -> list[Part]:
    marks: list[Part] = []
    if record.unsure:
        marks.append((" unsure", style))
    if record.note:
        marks.append((f" note: {record.note} ", style))
    return marks
