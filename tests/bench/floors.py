"""The floors: Textual programs that do the least for a key, and the least to show two texts.

``python -m tests.bench.floors line | synced | repaint | bare FILE FILE``
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path
from textwrap import wrap
from typing import TYPE_CHECKING

from rich.segment import Segment
from rich.style import Style
from textual.app import App
from textual.containers import Horizontal
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult

LINES = 400
PLAIN = Style.parse("#d8d8d8 on #101418")
MARKED = Style.parse("#101418 on #d8d8d8")


class Lines(Widget):
    """Lines rendered beforehand, shown from ``top`` on."""

    top = 0

    def __init__(self, texts: Sequence[str]) -> None:
        super().__init__()
        self.strips = [Strip([Segment(text, PLAIN)], len(text)) for text in texts]
        self.marked = [Strip([Segment(text, MARKED)], len(text)) for text in texts]

    def render_line(self, y: int) -> Strip:
        line = self.top + y
        return self.strips[line] if line < len(self.strips) else Strip.blank(self.size.width)


class Floor(App[None]):
    """Two panes of plain lines, side by side, the whole screen."""

    CSS = "Lines { width: 1fr; height: 1fr; }"

    def __init__(self, left: Sequence[str], right: Sequence[str]) -> None:
        super().__init__()
        self.left, self.right = Lines(left), Lines(right)
        self.pressed = 0

    def compose(self) -> ComposeResult:
        with Horizontal():
            yield self.left
            yield self.right


class OneLine(Floor):
    """Each key changes one line of the left pane and repaints only that."""

    def on_key(self) -> None:
        pane, line = self.left, self.pressed % self.left.size.height
        self.pressed += 1
        pane.strips[line], pane.marked[line] = pane.marked[line], pane.strips[line]
        pane.refresh(Region(0, line, pane.size.width, 1))


class Synced(OneLine):
    """Each key appends 400 bytes to a file and waits for the disk, then changes one line."""

    def __init__(self, left: Sequence[str], right: Sequence[str]) -> None:
        super().__init__(left, right)
        self.file = tempfile.TemporaryFile(dir=Path.cwd() / ".bench", buffering=0)  # noqa: SIM115

    def on_key(self) -> None:
        self.file.write(b"x" * 399 + b"\n")
        os.fdatasync(self.file.fileno())
        super().on_key()


class Repaint(Floor):
    """Each key moves both panes by one line, as a plain full repaint."""

    def on_key(self) -> None:
        self.pressed += 1
        for pane in (self.left, self.right):
            pane.top = self.pressed % (LINES // 2)
            pane.refresh()


def main(arguments: Sequence[str]) -> None:
    """Run the floor named first."""
    kind, *files = arguments
    if kind == "bare":
        left, right = (
            [line for part in Path(file).read_text("utf-8").split("\n") for line in wrap(part, 75)]
            for file in files
        )
        Floor(left, right).run()
        return
    left, right = (
        [
            f"{n:3} a line of the {side} pane, as long as it is and no longer".ljust(80)
            for n in range(LINES)
        ]
        for side in ("left", "right")
    )
    {"line": OneLine, "synced": Synced, "repaint": Repaint}[kind](left, right).run()


if __name__ == "__main__":
    main(sys.argv[1:])
