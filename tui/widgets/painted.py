"""Widgets that keep their rows ready, and paint only what changed, at once.

Textual repaints a widget on its next idle turn, through three messages. A key press in the
articles cannot wait for those: what it changed is given to the compositor directly. This is the
one module that knows how; while a layout is pending it leaves the painting to Textual.
"""

from __future__ import annotations

import asyncio
from typing import Any

from rich.segment import Segment
from textual.filter import Monochrome, NoColor
from textual.geometry import Region
from textual.screen import Screen
from textual.strip import Strip
from textual.widget import Widget


class Painted(Widget):
    """A widget whose ``render_lines`` hands out rows made beforehand."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._rows: list[Strip] = []

    @property
    def rows(self) -> list[Strip]:
        """What the widget shows, a Strip a row."""
        return self._rows

    def render_lines(self, crop: Region) -> list[Strip]:
        """The rows asked for, as made before."""
        rows = self._rows
        if crop.height != len(rows):
            blank = Strip.blank(self.size.width, self.visual_style.rich_style)
            rows = [*rows, *[blank] * (crop.bottom - len(rows))][crop.y : crop.bottom]
        if crop.width == self.size.width:
            return rows
        return [row.crop(crop.x, crop.right) for row in rows]

    def filtered(self, strip: Strip) -> Strip:
        """The strip after the line filters of a terminal without colour, run here once.

        Textual's other filters translate named colours and dim text; there are none here.
        """
        segments: list[Segment] | None = None
        for line_filter in self.app.get_line_filters():
            if isinstance(line_filter, Monochrome | NoColor):
                segments = line_filter.apply(segments or list(strip), self.background_colors[1])
        return strip if segments is None else Strip(segments, strip.cell_length)

    def repaint(self, *regions: Region) -> None:
        """Have these regions (none: the whole widget) painted: at once when a key is under way,
        else when Textual gets to it."""
        if not self.is_mounted:
            return
        self._set_dirty(*regions)
        if not self._painter.wants(self):
            self._repaint_required = True
            self.check_idle()

    @property
    def _painter(self) -> Painter:
        painter = getattr(self.app, "painter", None)
        return painter if isinstance(painter, Painter) else _IDLE


class Painter:
    """Gathers the widgets that keys touched, and paints them in one update.

    That is done as soon as no further event waits, so a burst is painted once.
    """

    def __init__(self) -> None:
        self._waiting: set[Widget] = set()
        self._holding = False

    def hold(self, screen: Screen[Any]) -> None:
        """A key is under way: gather, and paint when the event loop gets to it."""
        if not self._holding:
            self._holding = True
            asyncio.get_running_loop().call_soon(self._paint, screen)

    def wants(self, widget: Widget) -> bool:
        """Take a widget to paint. Says no where no key is under way."""
        if self._holding:
            self._waiting.add(widget)
        return self._holding

    def _paint(self, screen: Screen[Any]) -> None:
        """Put on the terminal what was gathered."""
        self._holding = False
        waiting, self._waiting = self._waiting, set()
        if not waiting:
            return
        compositor = screen._compositor  # noqa: SLF001
        if screen._layout_required or not waiting <= compositor.visible_widgets.keys():  # noqa: SLF001
            for widget in waiting:
                widget.refresh()
            return
        compositor.update_widgets(waiting)
        screen._compositor_refresh()  # noqa: SLF001


_IDLE = Painter()
