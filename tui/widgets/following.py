"""What may follow a prefix key: shown to those who hesitate, and taking no key itself."""

from __future__ import annotations

import asyncio
from typing import ClassVar, Final

from rich.cells import cell_len
from textual.strip import Strip

from tui.actions import Action, shown_key
from tui.widgets.painted import Painted
from tui.widgets.palette import Palette
from tui.widgets.row import Part, fitted

HESITATION: Final = 0.25
"""Seconds after a prefix key before the panel comes."""
_BETWEEN: Final = 3
_WIDEST: Final = 40


class Following(Painted):
    """The keys that may follow, each with what it does, in columns."""

    DEFAULT_CSS: ClassVar[str] = """
    Following { layer: above; dock: bottom; margin-bottom: 2; height: 2; display: none; }
    """

    def __init__(self, palette: Palette) -> None:
        super().__init__(id="following")
        self._palette = palette
        self._prefix = ""
        self._choices: list[tuple[str, Action]] = []
        self._due: asyncio.TimerHandle | None = None

    def expect(self, prefix: str, choices: list[tuple[str, Action]]) -> None:
        """Show these once the user hesitates; an empty prefix shows none."""
        if prefix == self._prefix:
            return
        self._prefix, self._choices = prefix, choices
        if self._due is not None:
            self._due.cancel()
            self._due = None
        if prefix:
            self._due = asyncio.get_running_loop().call_later(HESITATION, self._come)
        elif self.display:
            self.display = False

    def _come(self) -> None:
        if not self.is_attached:
            return
        columns, _ = self._columns(self.app.size.width)
        self.styles.height = 1 + -(-len(self._choices) // columns)
        self.display = True
        self._make()

    def _columns(self, width: int) -> tuple[int, int]:
        """How many stand side by side, and the cells each takes."""
        widest = max((cell_len(self._said(one)) for one in self._choices), default=1) + _BETWEEN
        widest = min(widest, _WIDEST)
        columns = max(1, width // widest)
        return columns, width // columns

    def _said(self, choice: tuple[str, Action]) -> str:
        key, action = choice
        return f" {shown_key(key):<4} {action.description}"

    def on_resize(self) -> None:
        """Draw at the new size."""
        self._make()

    def _make(self) -> None:
        width, height = self.size
        if not height:
            return
        palette = self._palette
        columns, each = self._columns(width)
        rows = -(-len(self._choices) // columns)
        head: list[Part] = [(f" {shown_key(self._prefix)} …", palette.title)]
        strips = [fitted(head, width, palette.title)]
        for row in range(rows):
            line = self._choices[row::rows]
            cells = [fitted([(self._said(one), palette.base)], each, palette.base) for one in line]
            strips.append(Strip.join(cells).adjust_cell_length(width, palette.base))
        self._rows = [self.filtered(strip) for strip in strips]
        self.repaint()
