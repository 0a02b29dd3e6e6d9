"""Links between any two annotations: making one, following one, and copying a quotation."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from store.edits import AddLink
from store.edits.links import end_of, relations_between
from store.errors import VariorumError
from store.links import other_ends
from store.model import Assertion, Claim, Record, SpanRecord
from tui.bar import Linking
from tui.commands.annotating import here
from tui.lettering import by_name, in_order
from tui.selection import picked
from tui.widgets.listing import Choice, Panel

if TYPE_CHECKING:
    from tui.screens.reading import ReadingScreen


def _begin(screen: ReadingScreen) -> None:
    record = here(screen)
    if record is None:
        screen.warn("no annotation here to link: a capital tags, {claim.add} makes a claim")
        return
    screen.mode = Linking(
        record.id, " … ".join(record.quotes) if isinstance(record, SpanRecord) else ""
    )
    screen.say("go to the other annotation, then {link.end}")


def _end(screen: ReadingScreen) -> None:
    """Link to the annotation here, by the one type that fits, or one chosen of several."""
    mode, target = screen.mode, here(screen)
    if not isinstance(mode, Linking):
        return
    if target is None:
        screen.warn("no annotation here to link to")
        return
    try:
        source = end_of(screen.desk, mode.source)
    except VariorumError as error:
        screen.mode = None
        screen.warn(str(error))
        return
    types = [one.name for one in relations_between(screen.desk, source.TABLE, target.TABLE)]
    if not types:
        screen.warn(f"the label set has no relation from {source.TABLE} to {target.TABLE}")
    elif len(types) == 1:
        _make(screen, source.id, target.id, types[0])
    else:
        rows = zip(types, by_name(types), strict=True)
        choices = [Choice(name, "", name, letter=letter) for name, letter in rows]
        screen.open_panel(
            Panel(
                "link as",
                choices,
                lambda choice: _make(screen, source.id, target.id, str(choice.value)),
            )
        )


def _make(screen: ReadingScreen, source: str, target: str, type: str) -> None:
    screen.mode = None
    if screen.apply(AddLink(type, source, target)):
        screen.say(f"linked: {type}")


def _leave(screen: ReadingScreen) -> None:
    screen.mode = None


def _follow(screen: ReadingScreen) -> None:
    """To the other end of the link here; of several, one chosen by its letter."""
    record = here(screen)
    ends = other_ends(screen.desk, record) if record else []
    if not ends:
        screen.warn("no link here: {link.begin} makes one")
    elif len(ends) == 1:
        _go(screen, ends[0].record)
    else:
        rows = zip(ends, in_order(len(ends)), strict=True)
        choices = [Choice(end.line, "", end.record, letter=letter) for end, letter in rows]
        screen.open_panel(Panel("links", choices, partial(_chosen, screen)))


def _chosen(screen: ReadingScreen, choice: Choice) -> None:
    if isinstance(choice.value, Record):
        _go(screen, choice.value)


def _go(screen: ReadingScreen, record: Record) -> None:
    """Stand on an annotation; of a claim, on where it is first stated."""
    if isinstance(record, Claim):
        record = next(screen.desk.by(Assertion, "claim", record.id), record)
    if not isinstance(record, SpanRecord):
        screen.warn(f"this end of the link stands on no text: {record.TABLE} {record.id}")
        return
    pane = screen.pane_beside(record.article)
    screen.activate(pane)
    pane.select(picked(record.TABLE, record.id, record.fragments))
    pane.keep_column()


COMMANDS: dict[str, Callable[[ReadingScreen], None]] = {
    "link.begin": _begin,
    "link.end": _end,
    "link.leave": _leave,
    "link.follow": _follow,
}
