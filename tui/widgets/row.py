"""The lines of the screen that say something: detail, status, hints."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region
from textual.strip import Strip

from store.model import Article
from store.text.visible import shown_line
from tui.widgets.painted import Painted

Part = tuple[str, Style]
"""A piece of a line and its style; the text is made safe when it is shown."""


class Foot(Painted):
    """Detail, status and hint lines, each repainted only where it differs.

    A ``bar`` stands in place of the last line of the detail, or of the hint where that is hidden.
    """

    DEFAULT_CSS: ClassVar[str] = "Foot { height: 4; width: 1fr; }"

    def __init__(self, blank: Style) -> None:
        super().__init__(id="foot")
        self._parts: dict[str, tuple[tuple[Part, ...], ...]] = {}
        self._made: dict[tuple[Part, ...], Strip] = {}
        self._blank = blank
        self.detail_height = 2

    def show(self, name: str, *lines: Sequence[Part]) -> None:
        """Let ``detail``, ``bar``, ``status`` or ``hint`` say these lines, cut to the width."""
        new = tuple(tuple(line) for line in lines)
        if new == self._parts.get(name):
            return
        self._parts[name] = new
        old = self._rows
        self._make()
        for row, (before, now) in enumerate(zip_longest(old, self._rows)):
            if before is not now and now is not None:
                self.repaint(Region(0, row, self.size.width, 1))

    def text_of(self, name: str) -> list[str]:
        """What is said, as text."""
        return ["".join(text for text, _ in line) for line in self._parts.get(name, ())]

    def on_resize(self) -> None:
        """Cut to the new width."""
        self._made.clear()
        self._make()
        self.repaint()

    def _make(self) -> None:
        detail = [*self._parts.get("detail", ()), *[()] * self.detail_height][: self.detail_height]
        status, hint = (self._parts.get(name, ((),)) for name in ("status", "hint"))
        bar = self._parts.get("bar", ())
        if bar and detail:
            detail[-1:] = bar
        elif bar:
            hint = bar
        lines = [*detail, *status, *hint]
        width = self.size.width
        made = {line: self._made.get(line) or self._row(line, width) for line in lines}
        self._made = made
        self._rows = [made[line] for line in lines]

    def _row(self, line: tuple[Part, ...], width: int) -> Strip:
        return self.filtered(fitted(line, width, self._blank))


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


def title_row(article: Article, sign: str, width: int, style: Style) -> Strip:
    """The title of an article, and at the right who published it when, where there is room."""
    head = f"{sign} {article.title}"
    date = f" {article.published[:10]} " if article.published else ""
    tail = f" {article.publisher or article.author}{date}"
    if cell_len(head) + cell_len(tail) > width:
        tail = date
    right = fitted([(tail, style)], min(cell_len(tail), width - 4), style)
    left = fitted([(head, style)], width - right.cell_length, style)
    return Strip([*left, *right], width)
