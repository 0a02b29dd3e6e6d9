"""The blackboard above the articles: what the lesson asks for. It never changes its height."""

from __future__ import annotations

from textwrap import wrap
from typing import ClassVar, Final

from tui.widgets.painted import Painted
from tui.widgets.palette import Palette
from tui.widgets.row import fitted

_LINES: Final = 3


class Blackboard(Painted):
    """A heading, and up to three lines of text."""

    DEFAULT_CSS: ClassVar[str] = "Blackboard { height: 4; width: 1fr; }"

    def __init__(self, palette: Palette) -> None:
        super().__init__(id="blackboard")
        self._palette = palette
        self.heading = ""
        self.text = ""

    def write(self, heading: str, text: str) -> None:
        """Show this, until something else is written."""
        if (heading, text) != (self.heading, self.text):
            self.heading, self.text = heading, text
            self._make()

    def on_resize(self) -> None:
        """Wrap to the new width."""
        self._make()

    def _make(self) -> None:
        width, palette = self.size.width, self._palette
        if not width:
            return
        lines = wrap(self.text, max(20, width - 2), max_lines=_LINES, placeholder=" …")
        said = [*lines, *[""] * (_LINES - len(lines))]
        head = fitted([(f" {self.heading}", palette.title)], width, palette.title)
        rows = [head, *(fitted([(f" {line}", palette.base)], width, palette.base) for line in said)]
        self._rows = [self.filtered(row) for row in rows]
        self.repaint()
