"""A panel with rows to choose from: labels, forms, actions, help."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar, NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.strip import Strip

from tui.actions import Scope
from tui.widgets.painted import Painted
from tui.widgets.palette import Palette
from tui.widgets.row import fitted


class Choice(NamedTuple):
    """One row: what it says, what stands at its right, and what choosing it gives.

    A ``letter`` chooses it at once; in a panel that has any, typing does not narrow. Where rows
    have a ``name``, what is typed is looked for in the names first.
    """

    text: str
    right: str = ""
    value: object = None
    chip: str = ""
    letter: str = ""
    name: str = ""


class Panel(NamedTuple):
    """What a panel shows, and what happens to a row that is chosen, or to the panel left so."""

    title: str
    choices: Sequence[Choice]
    chosen: Callable[[Choice], None]
    empty: str = "nothing here"
    left: Callable[[], None] | None = None
    most: int = 0
    """Rows at most; 0 for as many as fit well."""
    scope: Scope = "panel"
    """Where its keys count; typing narrows in a plain panel alone."""

    @property
    def is_lettered(self) -> bool:
        """Whether letters choose."""
        return any(choice.letter for choice in self.choices)


def found(choices: Sequence[Choice], typed: str) -> list[Choice]:
    """The rows that have every word typed: first those whose name begins with it, then those whose
    name has it, and each of these in their order.
    """
    words = typed.casefold().split()
    rows = [one for one in choices if all(w in f"{one.text} {one.right}".casefold() for w in words)]
    whole = " ".join(words)

    def rank(one: Choice) -> int:
        name = one.name.casefold()
        return 0 if whole and name.startswith(whole) else 1 if name and whole in name else 2

    return sorted(rows, key=rank) if whole else rows


class Listing(Painted):
    """Rows to choose from; typing narrows them."""

    DEFAULT_CSS: ClassVar[str] = """
    Listing { layer: above; dock: bottom; margin-bottom: 2; height: 12; display: none; }
    """

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self._panel: Panel | None = None
        self._palette: Palette | None = None
        self._filter = ""
        self._found: list[Choice] = []
        self._at = 0
        self._top = 0

    @property
    def is_open(self) -> bool:
        """Whether a panel is shown."""
        return self._panel is not None

    @property
    def panel(self) -> Panel | None:
        """What is shown."""
        return self._panel

    @property
    def current(self) -> Choice | None:
        """The row that Enter would choose."""
        return self._found[self._at] if self._found else None

    def open(self, panel: Panel, palette: Palette) -> None:
        """Show a panel."""
        self._panel, self._palette = panel, palette
        self._filter, self._at, self._top = "", 0, 0
        most = panel.most or max(5, self.app.size.height * 6 // 10)
        self.styles.height = min(max(len(panel.choices), 1) + 1, most)
        self._narrow()
        self.display = True

    def renew(self, panel: Panel) -> None:
        """The same panel with rows that say more by now; filter and row stay as they are."""
        at = self._at
        self._panel = panel
        self._narrow()
        self._at = min(at, max(0, len(self._found) - 1))
        self._make()

    def close(self) -> None:
        """Show none."""
        self._panel = None
        self.display = False

    def leave(self) -> None:
        """Show none, and nothing is chosen."""
        panel = self._panel
        self.close()
        if panel is not None and panel.left is not None:
            panel.left()

    def choose(self) -> None:
        """Close the panel and act on the current row."""
        panel, choice = self._panel, self.current
        if panel is not None and choice is not None:
            self.close()
            panel.chosen(choice)

    def step(self, by: int) -> None:
        """Move to another row."""
        self._at = max(0, min(self._at + by, len(self._found) - 1))
        self._make()

    def page(self, by: int) -> None:
        """Move by a screenful."""
        self.step(by * max(1, self.size.height - 2))

    @property
    def is_lettered(self) -> bool:
        """Whether letters choose."""
        return self._panel is not None and self._panel.is_lettered

    def type(self, character: str) -> None:
        """Choose the row of that letter, or narrow the rows by one more."""
        if self.is_lettered:
            for index, choice in enumerate(self._found):
                if choice.letter == character:
                    self._at = index
                    self.choose()
                    return
            return
        self._filter += character
        self._narrow()

    def erase(self) -> None:
        """Take back a letter."""
        self._filter = self._filter[:-1]
        self._narrow()

    def _narrow(self) -> None:
        self._found = found(self._panel.choices if self._panel else (), self._filter)
        self._at = 0
        self._make()

    def on_resize(self) -> None:
        """Draw at the new size."""
        self._make()

    def on_click(self, event: events.Click) -> None:
        """A click chooses a row."""
        index = self._top + event.y - 1
        if event.y >= 1 and index < len(self._found):
            self._at = index
            self.choose()

    def _make(self) -> None:
        panel, palette = self._panel, self._palette
        width, height = self.size
        if panel is None or palette is None or not height:
            return
        room = max(1, height - 1)
        self._top = max(min(self._top, self._at), self._at - room + 1)
        hint = "a letter chooses" if panel.is_lettered else "type to narrow"
        hint = hint if panel.scope == "panel" else ""
        head = [
            (f" {panel.title}", palette.title),
            (f"  {self._filter}▏", palette.title)
            if self._filter
            else (f"  {hint}", palette.title_resting),
        ]
        rows = [fitted(head, width, palette.title)]
        numbers = range(self._top, self._top + room)
        rows.extend(self._row(palette, number, width) for number in numbers)
        self._rows = [self.filtered(row) for row in rows]
        self.repaint()

    def _row(self, palette: Palette, number: int, width: int) -> Strip:
        panel = self._panel
        if number >= len(self._found):
            text = f"  {panel.empty}" if panel and number == 0 else ""
            return fitted([(text, palette.dim)], width, palette.base)
        choice = self._found[number]
        here = number == self._at
        style: Style = palette.cursor if here else palette.base
        sign = "▸ " if here else "  "
        parts = [(sign, style)]
        if panel and panel.is_lettered:
            parts.append((f"{choice.letter or ' '}  ", style))
        if choice.chip:
            parts.append((palette.letter(choice.chip), palette.chip(choice.chip)))
            parts.append((" ", style))
        parts.append((choice.text, style))
        room = width - len(choice.right) - 1
        left = fitted(parts, max(4, room), style)
        right = Segment(f"{choice.right} ", style if here else palette.dim)
        return Strip([*left, right]).adjust_cell_length(width, style)
