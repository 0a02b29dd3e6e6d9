"""What concerns the whole desk: undo, redo, palette, help, panels, leaving."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Final

import msgspec

from store.db.seam import Transaction
from store.errors import VariorumError
from tui.actions import Action, scopes_of, shown_key
from tui.hints import ago
from tui.widgets.listing import Choice, Panel

if TYPE_CHECKING:
    from tui.screens.reading import ReadingScreen

_HISTORY_ROWS: Final = 2000


def _undo(screen: ReadingScreen) -> None:
    screen.changing.take_back(again=False)


def _redo(screen: ReadingScreen) -> None:
    screen.changing.take_back(again=True)


def _history(screen: ReadingScreen) -> None:
    now = datetime.now(UTC)
    rows = [
        Choice(
            f"{ago(one.at, now):>12}  {one.by or 'variorum':<12} {one.verb}  {_what(one)}",
            one.at,
            one.sequence,
        )
        for one in islice(screen.desk.history(), _HISTORY_ROWS)
    ]
    screen.open_panel(
        Panel(
            "history, newest first; Enter takes a change back",
            rows,
            lambda choice: screen.changing.take_back_one(int(str(choice.value))),
            "nothing changed yet",
        )
    )


def _what(transaction: Transaction) -> str:
    """The words a change is about, of its first record that has any."""
    for change in transaction.changes:
        raw = change.after or change.before
        fields = msgspec.json.decode(raw) if raw else {}
        words = " … ".join(fields.get("quotes", ())) or fields.get("title") or fields.get("text")
        if words:
            return f"{fields.get('label', '')} {words[:200]}".strip()
    return ""


def _copy(screen: ReadingScreen) -> None:
    path = screen.desk.path
    given = str(path.with_name(f"{path.stem}-copy{path.suffix}"))
    screen.ask("save a copy as", given, partial(_copied, screen))


def _copied(screen: ReadingScreen, name: str) -> None:
    try:
        screen.desk.copy_to(Path(name).expanduser())
    except (VariorumError, OSError) as error:
        screen.warn(str(error))
    else:
        screen.say(f"a copy is at {name}")


def _row(action: Action) -> Choice:
    keys = "  ".join(shown_key(key) for key in action.keys)
    return Choice(action.description, keys, action.id)


def _run(screen: ReadingScreen, choice: Choice) -> None:
    screen.run_command(str(choice.value))


def _palette(screen: ReadingScreen) -> None:
    rows = [_row(action) for action in screen.keymap.actions if action.scope in ("reader", "all")]
    screen.open_panel(Panel("do", rows, partial(_run, screen), "no such action"))


def _help(screen: ReadingScreen) -> None:
    """Every key that counts here, the nearest first, with the labels among them."""
    here = scopes_of(screen.mode.scope if screen.mode else "reader")
    rows = [
        Choice(f"{action.group:<8} {choice.text}", choice.right, choice.value)
        for scope in here
        for action in screen.keymap.in_scope(scope)
        if action.keys
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
    if screen.mode is not None and screen.mode.scope == "matrix":
        screen.mode = None
        screen.claims.close()
    else:
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
    screen.listing.leave()


def _accept(screen: ReadingScreen) -> None:
    screen.above.asking.answer()


def _leave_line(screen: ReadingScreen) -> None:
    screen.above.asking.close()


COMMANDS: dict[str, Callable[[ReadingScreen], None]] = {
    "edit.undo": _undo,
    "edit.redo": _redo,
    "history.show": _history,
    "desk.copy": _copy,
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
