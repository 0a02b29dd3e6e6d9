"""What can be read off the screen: where the text stands, what is marked, what is under the cursor.

Nothing of the program is asked: only the cells of the terminal, their signs and their attributes.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pyte.screens import Char, Screen

GUTTER, MARGIN = 3, 7
"""Cells of a pane before the text, and those after it in which letters stand."""

_FOOT = 4
_SUGGESTED = re.compile(
    r" saved .*? (\S) (\S+)\? \(.+?\)  (\d+) to the sentence.s end, (\d+) in all"
)
_CHIP = re.compile(r"([A-Za-z])(\d*)|(…)")


class Marked(NamedTuple):
    """A marked stretch ``[start, end)`` of an article's text; ``letter`` as the margin has it."""

    start: int
    end: int
    letter: str

    @property
    def is_suggested(self) -> bool:
        """Whether it is proposed and not yet a mention."""
        return self.letter.islower()


class Proposed(NamedTuple):
    """What the status line says of the suggestion under the cursor."""

    key: str
    label: str
    rest: int
    left: int


class Line(NamedTuple):
    """A line of text in sight: ``[start, end)`` of the article and the cells it stands in."""

    start: int
    end: int
    cells: Sequence[Char]
    margin: str


class Sight:
    """One look at the screen, of articles whose texts are known by number, counted from 1."""

    def __init__(self, screen: Screen, texts: Sequence[str]) -> None:
        self._rows = [
            [screen.buffer[y][x] for x in range(screen.columns)] for y in range(screen.lines)
        ]
        self._texts = texts
        self.status, self.hint = (self._text(row) for row in self._rows[-2:])
        self.article, self._pane = self._active()

    @cached_property
    def lines(self) -> list[Line]:
        """The lines of the pane that has the cursor, where no letters lie on them."""
        return list(self._lines())

    @property
    def text(self) -> str:
        """The whole text of the article that has the cursor."""
        return self._texts[self.article - 1]

    @property
    def proposed(self) -> Proposed | None:
        """The suggestion under the cursor, where there is one."""
        found = _SUGGESTED.match(self.status)
        return Proposed(found[1], found[2], int(found[3]), int(found[4])) if found else None

    @property
    def cursor(self) -> tuple[int, int] | None:
        """The span of the text that is selected, as its background shows."""
        places = [
            line.start + at
            for line in self.lines
            for at, cell in enumerate(line.cells[: line.end - line.start])
            if cell.bg in _SELECTED | _CURSOR
        ]
        return (places[0], places[-1] + 1) if places else None

    def marked(self) -> list[Marked]:
        """Every mention and suggestion in sight with its letter, in reading order.

        One whose letter the margin has no room for has a question mark.
        """
        found: list[Marked] = []
        for line in self.lines:
            runs = list(_runs(line))
            letters = list(_letters(line.margin))
            if runs and len(runs) > len(letters) and "?" not in letters and found:
                found[-1] = found[-1]._replace(end=runs.pop(0)[1])
            letters += ["?"] * (len(runs) - len(letters))
            found += [Marked(*run, letter) for run, letter in zip(runs, letters, strict=False)]
        return found

    def place_of(self, offset: int) -> tuple[int, int]:
        """The row of the pane and the cell of its text at which an offset stands."""
        row = next(at for at, one in enumerate(self.lines) if one.start <= offset < one.end)
        return row + len(self._pane) - len(self.lines), offset - self.lines[row].start

    def letters_at(self, place: tuple[int, int]) -> str:
        """The two signs at a place."""
        row, cell = place
        return self._text(self._pane[row][GUTTER + cell : GUTTER + cell + 2])

    def is_in_sight(self, start: int, end: int) -> bool:
        """Whether a stretch of the text is on the screen."""
        return any(line.start <= start <= line.end for line in self.lines) and any(
            line.start <= end <= line.end for line in self.lines
        )

    def _active(self) -> tuple[int, list[list[Char]]]:
        head = self._text(self._rows[0])
        edge = next((x for x, cell in enumerate(self._rows[1]) if cell.data == "│"), None)
        if edge is None:
            raise AssertionError("the panes do not stand side by side")
        left = head.startswith("▸")
        number = int(head[1] if left else head[head.index("▸", 2) + 1])
        part = slice(0, edge) if left else slice(edge + 1, None)
        return number, [row[part] for row in self._rows[1:-_FOOT]]

    def _lines(self) -> Iterator[Line]:
        """Each row of the pane with the stretch of the article that it shows."""
        bodies = [self._text(row[GUTTER:-MARGIN]).rstrip() for row in self._pane]
        first = next(at for at, body in enumerate(bodies) if body)
        for offset in _places(self.text, bodies[first]):
            spans = list(_followed(self.text, offset, bodies[first:]))
            if len(spans) == len(bodies) - first:
                for (start, end), row in zip(spans, self._pane[first:], strict=True):
                    cells = row[GUTTER:-MARGIN]
                    yield Line(start, end, cells, self._text(row[-MARGIN:]).strip())
                return
        raise AssertionError(f"the article does not read: {bodies[first]}")

    @staticmethod
    def _text(cells: Sequence[Char]) -> str:
        return "".join(cell.data for cell in cells)


_SELECTED = {"44506a", "c3d2ee"}
_CURSOR = {"d8d8d8", "1c1c1c"}


def _places(text: str, body: str) -> Iterator[int]:
    at = text.find(body)
    while at >= 0:
        yield at
        at = text.find(body, at + 1)


def _followed(text: str, at: int, bodies: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Each row's stretch, from an offset on, as long as the rows are what the text says."""
    for number, body in enumerate(bodies):
        if number:
            if at >= len(text):
                yield len(text), len(text)
                continue
            at += text[at] in " \n"
        end = at + len(body)
        if text[at:end] != body:
            return
        yield at, end
        at = end


def _runs(line: Line) -> Iterator[tuple[int, int]]:
    """The stretches of a line that are marked: underlined, or on a colour of their own."""
    run: int | None = None
    look: object = None
    for at, cell in enumerate([*line.cells[: line.end - line.start], None]):
        now = _look(cell) if cell is not None else None
        if now != look:
            if look is not None and run is not None:
                yield line.start + run, line.start + at
            run, look = at, now
    return


def _look(cell: Char) -> object:
    """By what a cell shows that it is marked; the cursor's own suggestion shows as selected."""
    if cell.bg in _SELECTED:
        return "selected"
    if cell.bg not in _PAPER:
        return cell.bg
    return "suggested" if cell.underscore else None


_PAPER = {"16181c", "fbfaf7", "default"}


def _letters(margin: str) -> Iterator[str]:
    for letter, times, more in _CHIP.findall(margin):
        yield from ["?"] if more else [letter] * int(times or 1)
