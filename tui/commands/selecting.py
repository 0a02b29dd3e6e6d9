"""Growing, shrinking and adjusting the selection."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from store.edits import MoveSpan
from store.text.word_spans import word_near
from tui.commands.jumping import pick
from tui.modes import Adjusting
from tui.selection import Selection, collapsed, contracted, expanded, extended, kept_aside

if TYPE_CHECKING:
    from tui.screens.reading import ReadingScreen


def _expand(screen: ReadingScreen) -> None:
    # Names and dates are known by patterns that a start would wait for.
    from store.text.growing import expansions

    pane = screen.pane
    span = pane.selection.span
    grown = next(
        (
            one
            for one in expansions(pane.text, span)
            if one[0] <= span[0] and span[1] <= one[1] and one != span
        ),
        None,
    )
    if grown is None:
        screen.warn("nothing larger to select than this paragraph")
    else:
        pane.select(expanded(pane.selection, grown))


def _contract(screen: ReadingScreen) -> None:
    screen.pane.select(contracted(screen.pane.selection))


def _extend(screen: ReadingScreen) -> None:
    screen.pane.select(extended(screen.pane.selection))


def _collapse(screen: ReadingScreen) -> None:
    pane = screen.pane
    selection = pane.selection
    if not selection.is_wide and screen.search.words:
        screen.search.words = ""
        screen.mark_hits()
        return
    word = word_near(pane.text, selection.head[0])
    pane.select(collapsed(selection, word or selection.head))


def _fragment(screen: ReadingScreen) -> None:
    pane = screen.pane
    pane.select(kept_aside(pane.selection))
    count = len(pane.selection.kept)
    screen.say(f"{count} fragment{'s' * (count > 1)} kept: select the next, then a capital")


def _pick(screen: ReadingScreen) -> None:
    pane = screen.pane
    start, end = pane.selection.span
    here = [place for place in pane.positions.covering(start, end) if not place.part]
    if not here:
        screen.warn("no annotation here to pick")
        return
    ids = [(place.table, place.id) for place in here]
    now = pane.selection.picked
    at = ids.index(now) + 1 if now in ids else 0
    pick(pane, here[at % len(here)])


def _adjust(screen: ReadingScreen) -> None:
    screen.mode = Adjusting(screen.pane.selection, screen.mode)


def _edge(screen: ReadingScreen, start_by: int, end_by: int) -> None:
    """Move an edge of the last stretch, a character at a time, never onto nothing."""
    pane = screen.pane
    start, end = pane.selection.span
    limit = len(pane.text)
    start, end = max(0, start + start_by), min(limit, end + end_by)
    start, end = min(start, limit - 1), max(end, 1)
    if start_by < 0 or end_by > 0:
        start, end = pane.page.layout.snap(start, end)
    while start < end and pane.page.layout.snap(start, end) != (start, end):
        start, end = start + (start_by > 0), end - (end_by < 0)
    if start < end:
        pane.select(
            Selection(
                (start, end),
                (start, end),
                kept=pane.selection.kept,
                picked=pane.selection.picked,
                trail=((start, end),),
            )
        )


def _done(screen: ReadingScreen) -> None:
    pane = screen.pane
    selection = pane.selection
    _go_back(screen)
    if selection.picked is not None:
        table, id = selection.picked
        screen.apply(MoveSpan(table, id, selection.fragments))


def _leave(screen: ReadingScreen) -> None:
    mode = screen.mode
    _go_back(screen)
    if isinstance(mode, Adjusting):
        screen.pane.select(mode.before)


def _go_back(screen: ReadingScreen) -> None:
    screen.mode = screen.mode.beneath if isinstance(screen.mode, Adjusting) else None


COMMANDS: dict[str, Callable[[ReadingScreen], None]] = {
    "selection.expand": _expand,
    "selection.contract": _contract,
    "selection.extend": _extend,
    "selection.collapse": _collapse,
    "selection.adjust": _adjust,
    "selection.fragment": _fragment,
    "annotation.pick": _pick,
    "edge.end_right": partial(_edge, start_by=0, end_by=1),
    "edge.end_left": partial(_edge, start_by=0, end_by=-1),
    "edge.start_right": partial(_edge, start_by=1, end_by=0),
    "edge.start_left": partial(_edge, start_by=-1, end_by=0),
    "edge.done": _done,
    "edge.leave": _leave,
}
