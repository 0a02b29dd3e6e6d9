"""Jumping over what the status line names, and searching."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING, Final

from store.model import Assertion, Mention
from store.positions import Placed
from store.text.paragraph_spans import next_paragraph, previous_paragraph
from store.text.word_spans import word_near
from tui.commands import suggesting
from tui.commands.finding import to_hit, to_name
from tui.commands.judging import walk
from tui.commands.moving import go
from tui.hints import KINDS
from tui.selection import picked

if TYPE_CHECKING:
    from tui.screens.reading import ReadingScreen
    from tui.widgets.pane import Pane

_TABLES: Final = {"annotation": Mention.TABLE, "claim": Assertion.TABLE}


def pick(pane: Pane, place: Placed) -> None:
    """Stand on an annotation with all its fragments."""
    fragments = pane.positions.of(place.table, place.id)
    pane.select(picked(place.table, place.id, tuple((one.start, one.end) for one in fragments)))
    pane.keep_column()


def _choose(screen: ReadingScreen, kind: str) -> None:
    screen.jump_kind = kind
    _jump(screen, forward=True)


def _jump(screen: ReadingScreen, *, forward: bool) -> None:
    kind = screen.jump_kind
    if kind == "suggestion":
        suggesting.walk(screen, forward=forward)
    elif kind in _TABLES:
        _to_annotation(screen, _TABLES[kind], forward=forward)
    elif kind == "hit":
        to_hit(screen, forward=forward)
    elif kind == "name":
        to_name(screen, forward=forward)
    elif kind == "discrepancy":
        walk(screen, 1 if forward else -1)
    else:
        _to_paragraph(screen, forward=forward)


def _to_annotation(screen: ReadingScreen, table: str, *, forward: bool) -> None:
    pane = screen.pane
    found = (place for place in _beyond(pane, table, forward=forward) if screen.wants(place))
    place = next(found, None)
    if place is not None:
        pick(pane, place)
        return
    where = "after" if forward else "before"
    screen.warn(f"no {KINDS[screen.jump_kind]} {where} here in this article")


def _beyond(pane: Pane, table: str, *, forward: bool) -> Iterator[Placed]:
    """The annotations after or before the one stood on, or the cursor."""
    positions, selection = pane.positions, pane.selection
    here = positions.of(*selection.picked)[:1] if selection.picked else ()
    start = selection.head[0]
    if not here or here[0].table != table:
        yield from positions.after(table, start) if forward else positions.before(table, start)
        return
    found = positions.after(table, start) if forward else positions.before(table, start + 1)
    for place in found:
        if (place > here[0]) if forward else (place < here[0]):
            yield place


def _to_paragraph(screen: ReadingScreen, *, forward: bool) -> None:
    pane = screen.pane
    find = next_paragraph if forward else previous_paragraph
    found = find(pane.text, pane.selection.head[0])
    while found is not None and pane.is_furniture(*found):
        found = find(pane.text, found[0])
    if found is None:
        screen.warn(f"no paragraph {'after' if forward else 'before'} here in this article")
        return
    go(screen, word_near(pane.text, found[0]))
    pane.keep_column()


COMMANDS: dict[str, Callable[[ReadingScreen], None]] = {
    "jump.next": partial(_jump, forward=True),
    "jump.back": partial(_jump, forward=False),
    "jump.suggestion": partial(_choose, kind="suggestion"),
    "jump.annotation": partial(_choose, kind="annotation"),
    "jump.claim": partial(_choose, kind="claim"),
    "jump.discrepancy": partial(_choose, kind="discrepancy"),
    "jump.paragraph": partial(_choose, kind="paragraph"),
    "jump.name": partial(_choose, kind="name"),
    "jump.hit": partial(_choose, kind="hit"),
}
