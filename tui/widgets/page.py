"""One article laid out for a pane: lines as Strips, cached until something on them changes."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Mapping, Sequence

from rich.segment import Segment
from textual.strip import Strip

from store.positions import Placed, Positions
from tui.beside import Beside
from tui.widgets.layout import Layout, lines_of
from tui.widgets.marks import Chip, Stretch, chips, claims_here, stretches
from tui.widgets.overlays import Overlay
from tui.widgets.palette import Palette

_CACHED_LINES = 4096
GUTTER = 3


class Page:
    """The lines of one article at one width.

    A line is gutter (what claims run here, what the other articles say too), text, and a margin
    with the chips of the mentions that begin on it, in small letters those ``suggested``.
    ``finish`` is the last to touch a line before it is kept. What is not one that ``wants`` is
    not shown.
    """

    def __init__(
        self,
        text: str,
        positions: Positions,
        suggested: Positions,
        wants: Callable[[Placed], bool] | None,
        furniture: Sequence[tuple[int, int]],
        beside: Beside,
        palette: Palette,
        finish: Callable[[Strip], Strip],
        *,
        text_width: int,
        margin: int,
        width: int,
        has_edge: bool,
    ) -> None:
        self.layout = Layout(text, text_width)
        self.width = width
        self._positions = positions
        self._suggested = suggested
        self._wants = wants
        self._furniture = furniture
        self._beside = beside
        self._palette = palette
        self._finish = finish
        self._margin = margin
        self._cache: dict[int, Strip] = {}
        self._edge = Segment("│" if has_edge else " ", palette.dim)
        self._blank = finish(Strip([Segment(" " * (width - 1), palette.base), self._edge], width))

    def strip(self, number: int, overlays: Sequence[Overlay] = ()) -> Strip:
        """A line as shown, a blank one past the end.

        Without overlays it is always the same Strip until it is forgotten.
        """
        if number >= len(self.layout):
            return self._blank
        if overlays:
            return self._draw(number, overlays)
        strip = self._cache.get(number)
        if strip is None:
            if len(self._cache) >= _CACHED_LINES:
                self._cache.clear()
            strip = self._cache[number] = self._draw(number, ())
        return strip

    def lettered(self, strip: Strip, number: int, letters: Mapping[int, str]) -> Strip:
        """A line with letters in place of the characters at some offsets, as wide as these."""
        if number >= len(self.layout):
            return strip
        start, end = self.layout.line(number)
        for offset in range(start, end):
            if offset in letters:
                left, right = self._cells_under(number, offset, len(letters[offset]))
                key = letters[offset][: right - left].ljust(right - left)
                quiet = not self._suggested.covering(offset, offset + 1)
                style = self._palette.title if quiet else self._palette.letters
                over = self._finish(Strip([Segment(key, style)], right - left))
                width = strip.cell_length
                strip = Strip.join([strip.crop(0, left), over, strip.crop(right, width)])
        return strip

    def _cells_under(self, number: int, offset: int, count: int) -> tuple[int, int]:
        """At least so many cells from an offset on, where the line has them, no cluster cut."""
        last = self.layout.line(number).end
        left = right = self.cells_of(number, offset, offset)[0]
        end = offset
        while right - left < count and end < last:
            end += 1
            right = self.cells_of(number, offset, self.layout.snap(offset, end)[1])[1]
        return left, right

    def forget(self, spans: Iterable[tuple[int, int]]) -> set[int]:
        """Drop the lines that spans of the text touch; returns their numbers."""
        touched: set[int] = set()
        for start, end in spans:
            touched.update(lines_of(self.layout, start, end))
        for number in touched:
            self._cache.pop(number, None)
        return touched

    def cells_of(self, number: int, start: int, end: int) -> tuple[int, int]:
        """The cells of the pane that ``[start, end)`` takes on a line."""
        layout = self.layout
        return (
            GUTTER + layout.cell_of(number, start),
            GUTTER + layout.cell_of(number, end),
        )

    def _draw(self, number: int, overlays: Sequence[Overlay]) -> Strip:
        start, end = self.layout.line(number)
        palette, text = self._palette, self.layout.text
        placed = self._positions.covering(start, max(end, start + 1))
        suggested = self._suggested.covering(start, max(end, start + 1))
        if self._wants is not None:
            placed = [one for one in placed if self._wants(one)]
            suggested = [one for one in suggested if self._wants(one)]
        segments = self._gutter(start, end, placed)
        for part in stretches(start, end, placed, self._furniture_at(start, end), suggested):
            segments.extend(_overlaid(text, part, palette, overlays))
        used = GUTTER + self.layout.cells(number)
        tail = self._chips(chips(start, max(end, start + 1), placed, suggested))
        room = self.width - used - 1 - sum(len(segment.text) for segment in tail)
        segments.append(Segment(" " * max(0, room), palette.base))
        segments += [*tail, self._edge]
        return self._finish(Strip(list(Segment.simplify(segments)), max(self.width, used)))

    def _furniture_at(self, start: int, end: int) -> list[tuple[int, int]]:
        return [(a, b) for a, b in self._furniture if a < end and start < b]

    def _gutter(self, start: int, end: int, placed: Sequence[Placed]) -> list[Segment]:
        """A cell for claims, one for the other articles, and one that keeps them off the text."""
        begin, running = claims_here(start, max(end, start + 1), placed)
        sign = (str(min(begin, 9)) if begin > 1 else "C") if begin else "▎" if running else " "
        style = self._palette.claim if running else self._palette.dim
        others = self._beside.sign(start, end)
        if others == " ":
            return [Segment(f"{sign}  ", style)]
        return [Segment(sign, style), Segment(f"{others} ", self._palette.dim)]

    def _chips(self, found: Sequence[Chip]) -> list[Segment]:
        """The margin: as many chips as there is room for, then a sign that there are more."""
        segments: list[Segment] = []
        room = max(2, self._margin - 2)
        for index, chip in enumerate(found):
            letter = self._palette.letter(chip.label)
            letter = letter.lower() if chip.suggested else letter
            text = letter if chip.times == 1 else f"{letter}{chip.times}"
            more = index + 1 < len(found)
            if len(text) + more > room:
                segments.append(Segment("…", self._palette.dim))
                room -= 1
                break
            style = self._palette.dim if chip.suggested else self._palette.chip(chip.label)
            segments.append(Segment(text, style))
            room -= len(text)
        segments.append(Segment(" " * room, self._palette.base))
        return segments


def _overlaid(
    text: str, part: Stretch, palette: Palette, overlays: Sequence[Overlay]
) -> list[Segment]:
    """A stretch of the line, cut where overlays lie over it; the last one wins."""
    start, end, look = part
    style = palette.look(look)
    over = [one for one in overlays if one.start < end and start < one.end]
    if not over:
        return [Segment(text[start:end], style)]
    cuts = {start, end}
    for one in over:
        cuts.update((max(one.start, start), min(one.end, end)))
    edges = sorted(cuts)
    segments = []
    for a, b in itertools.pairwise(edges):
        top = [one for one in over if one.start < b and a < one.end]
        drawn = style
        if top:
            drawn = palette.over(look, top[-1].style) if top[-1].soft else top[-1].style
        segments.append(Segment(text[a:b], drawn))
    return segments
