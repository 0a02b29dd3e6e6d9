"""What concerns the whole desk: undo, redo, palette, help, panels, leaving."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from tui.actions import ACTIONS, Action, shown_key
from tui.widgets.listing import Choice, Panel

if TYPE_CHECKING:
    from tui.screens.reading import ReadingScreen


def _undo(screen: ReadingScreen) -> None:
    screen.take_back(again=False)


def _redo(screen: ReadingScreen) -> None:
    screen.take_back(again=True)


def _row(action: Action) -> Choice:
    keys = "  ".join(shown_key(key) for key in action.keys)
    return Choice(action.description, keys, action.id)


def _run(screen: ReadingScreen, choice: Choice) -> None:
    screen.run_command(str(choice.value))


def _palette(screen: ReadingScreen) -> None:
    rows = [_row(action) for action in ACTIONS if action.scope == "reader"]
    screen.open_panel(Panel("do", rows, partial(_run, screen), "no such action"))


def _help(screen: ReadingScreen) -> None:
    """Every key that counts here, in the registry's order, with the labels among them."""
    rows = [
        Choice(f"{action.group:<8} {choice.text}", choice.right, choice.value)
        for action in ACTIONS
        if action.scope == "reader" and action.keys
        for choice in [_row(action)]
    ]
    rows += [
        Choice(f"{'label':<8} tag {label.name}: {label.guideline}", label.key, "")
        for label in screen.desk.labels.labels
        if label.key
    ]
    screen.open_panel(
        Panel("keys in the articles; Enter does it", rows, partial(_from_help, screen), "no key")
    )


def _from_help(screen: ReadingScreen, choice: Choice) -> None:
    if choice.value:
        _run(screen, choice)


def _close(screen: ReadingScreen) -> None:
    screen.leave()


def _step(screen: ReadingScreen, by: int) -> None:
    screen.listing.step(by)


def _page(screen: ReadingScreen, by: int) -> None:
    screen.listing.page(by)


def _choose(screen: ReadingScreen) -> None:
    screen.listing.choose()


def _erase(screen: ReadingScreen) -> None:
    screen.listing.erase()


def _close_panel(screen: ReadingScreen) -> None:
    screen.listing.close()


def _accept(screen: ReadingScreen) -> None:
    screen.answer()


def _leave_line(screen: ReadingScreen) -> None:
    screen.stop_asking()


COMMANDS: dict[str, Callable[[ReadingScreen], None]] = {
    "edit.undo": _undo,
    "edit.redo": _redo,
    "palette.show": _palette,
    "help.show": _help,
    "desk.close": _close,
    "row.next": partial(_step, by=1),
    "row.previous": partial(_step, by=-1),
    "row.page_next": partial(_page, by=1),
    "row.page_previous": partial(_page, by=-1),
    "row.choose": _choose,
    "filter.erase": _erase,
    "panel.close": _close_panel,
    "line.accept": _accept,
    "line.leave": _leave_line,
}
