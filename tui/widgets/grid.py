"""The grid of the claim matrix: claims down, articles across, a cursor on one cell."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import ClassVar, Final, NamedTuple

from rich.style import Style
from textual import events
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip

from tui.widgets.painted import Painted
from tui.widgets.palette import Palette
from tui.widgets.row import Part, fitted

_CELL: Final = (4, 7)
"""The least and most cells of a column."""
_WORDS: Final = 24
"""Cells the claims keep, however many articles there are."""


class Line(NamedTuple):
    """One row as it is shown: a heading above it where it begins a topic, words, signs."""

    topic: str
    words: str
    signs: tuple[str, ...]
    is_unsure: bool = False


class Sheet(NamedTuple):
    """What the grid shows: a title, the heads of its columns, its rows, where the cursor is."""

    title: str
    heads: tuple[str, ...]
    lines: Sequence[Line]
    row: int
    column: int
    has_keys: bool
    empty: str


class Grid(Painted):
    """Draws a sheet; repaints only the pieces of rows that differ."""

    class Pointed(Message):
        """The mouse went down on a cell."""

        def __init__(self, row: int, column: int) -> None:
            super().__init__()
            self.row = row
            self.column = column

    DEFAULT_CSS: ClassVar[str] = """
    Grid { layer: above; dock: bottom; margin-bottom: 4; height: 14; display: none; }
    """

    def __init__(self, palette: Palette) -> None:
        super().__init__(id="grid")
        self._palette = palette
        self._sheet: Sheet | None = None
        self._top = 0
        self._pieces: list[list[Part]] = []

    def show(self, sheet: Sheet) -> None:
        """Show a sheet."""
        self._sheet = sheet
        if not self.display:
            self.display = True
            self._pieces = []
        self._make(whole=False)

    def hide(self) -> None:
        """Show none."""
        self.display = False

    @property
    def page(self) -> int:
        """Rows in sight."""
        return max(1, self.size.height - 2)

    def on_resize(self) -> None:
        """Draw at the new size."""
        self._make(whole=True)

    def on_click(self, event: events.Click) -> None:
        """A click goes to a cell."""
        if self._sheet is None or event.y < 2:
            return
        edges = self._edges(self._sheet)
        inside = [n for n, (a, b) in enumerate(pairwise(edges)) if a <= event.x < b]
        row = self._top + event.y - 2
        if row < len(self._sheet.lines):
            self.post_message(self.Pointed(row, max(0, inside[0] - 1) if inside else 0))

    def _edges(self, sheet: Sheet) -> list[int]:
        """Where the words end and each column ends, beginning with 0."""
        width, count = self.size.width, max(1, len(sheet.heads))
        each = min(_CELL[1], max(_CELL[0], (width - _WORDS) // count))
        words = max(1, width - each * len(sheet.heads))
        return [0, words, *(words + each * n for n in range(1, len(sheet.heads) + 1))]

    def _make(self, *, whole: bool) -> None:
        sheet, palette = self._sheet, self._palette
        width, height = self.size
        if sheet is None or not width or not height:
            return
        room = max(1, height - 2)
        before_top = self._top
        if not self._top <= sheet.row < self._top + room:
            self._top = sheet.row - room // 3  # on by a good part of a page, and then none for long
        self._top = max(0, min(self._top, len(sheet.lines) - room))
        edges = self._edges(sheet)
        title = palette.title if sheet.has_keys else palette.title_resting
        pieces: list[list[Part]] = [[(f" {sheet.title}", title)], self._heads(sheet)]
        pieces += [self._line(sheet, n) for n in range(self._top, self._top + room)]
        before, self._pieces = self._pieces, pieces
        fresh = whole or len(before) != len(pieces) or self._top != before_top
        if fresh:
            self._rows = [self._strip(parts, edges) for parts in pieces]
            self.repaint()
            return
        for row, (old, parts) in enumerate(zip(before, pieces, strict=True)):
            if parts != old:
                self._rows[row] = self._strip(parts, edges)
                self._repaint_difference(row, old, parts, edges)

    def _strip(self, parts: Sequence[Part], edges: Sequence[int]) -> Strip:
        """A row; one of a single piece has the whole width."""
        ends = edges if len(parts) > 1 else (0, edges[-1])
        cells = [
            fitted([part], b - a, part[1])
            for part, (a, b) in zip(parts, pairwise(ends), strict=True)
        ]
        return self.filtered(Strip.join(cells))

    def _repaint_difference(
        self, row: int, old: Sequence[Part], new: Sequence[Part], edges: Sequence[int]
    ) -> None:
        """Repaint the pieces of a row that are not as they were."""
        if len(old) != len(new) or len(new) == 1:
            self.repaint(Region(0, row, self.size.width, 1))
            return
        for before, now, (a, b) in zip(old, new, pairwise(edges), strict=True):
            if before != now:
                self.repaint(Region(a, row, b - a, 1))

    def _heads(self, sheet: Sheet) -> list[Part]:
        palette = self._palette
        heads: list[Part] = [("", palette.dim)]
        for number, head in enumerate(sheet.heads):
            here = sheet.has_keys and number == sheet.column
            heads.append((f" {head}", palette.title if here else palette.dim))
        return heads

    def _line(self, sheet: Sheet, number: int) -> list[Part]:
        palette = self._palette
        if number >= len(sheet.lines):
            text = f" {sheet.empty}" if not sheet.lines and number == 0 else ""
            return [(text, palette.dim)]
        line = sheet.lines[number]
        here = number == sheet.row
        before = sheet.lines[number - 1].topic if number > self._top else ""
        topic = f"{line.topic}: " if line.topic and line.topic != before else ""
        doubt = "? " if line.is_unsure else ""
        words = palette.resting if here and sheet.has_keys else palette.base
        parts: list[Part] = [(f" {topic}{doubt}{line.words}", words)]
        for column, sign in enumerate(line.signs):
            is_cursor = here and column == sheet.column and sheet.has_keys
            parts.append((f" {sign}", palette.cursor if is_cursor else self._style(sign)))
        return parts

    def _style(self, sign: str) -> Style:
        """Colour for the stance; the sign says it too."""
        palette = self._palette
        if "≠" in sign:
            return palette.against
        if "●" in sign or "~" in sign:
            return palette.claim
        return palette.dim
