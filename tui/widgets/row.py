"""One line of the screen that says something: detail, status, hints."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from store.text.visible import shown_line
from tui.widgets.painted import Painted

Part = tuple[str, Style]
"""A piece of a line and its style; the text is made safe when it is shown."""


class Rows(Painted):
    """A few lines of styled text, repainted only where they differ."""

    DEFAULT_CSS: ClassVar[str] = "Rows { height: 1; width: 1fr; }"

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self._lines: tuple[tuple[Part, ...], ...] = ()
        self._blank = Style()

    def show(self, *lines: Sequence[Part], blank: Style) -> None:
        """Show these lines; what is too long is cut with a sign."""
        new = tuple(tuple(line) for line in lines)
        if new == self._lines and blank == self._blank:
            return
        self._lines, self._blank = new, blank
        self._make()
        self.repaint()

    def on_resize(self) -> None:
        """Cut to the new width."""
        self._make()

    def _make(self) -> None:
        width, height = self.size
        lines = [*self._lines, *[()] * height][:height]
        self._rows = [self.filtered(fitted(line, width, self._blank)) for line in lines]


def fitted(parts: Sequence[Part], width: int, blank: Style) -> Strip:
    """One line of exactly ``width`` cells; what is too long ends in an ellipsis."""
    segments = [Segment(shown_line(text), style) for text, style in parts if text]
    used = sum(segment.cell_length for segment in segments)
    if used > width > 0:
        cut = Strip(segments, used).crop(0, width - 1)
        segments, used = [*cut, Segment("…", blank)], cut.cell_length + 1
    if used < width:
        segments.append(Segment(" " * (width - used), blank))
    return Strip(segments, width)
