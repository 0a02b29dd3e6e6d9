"""The colours of a pane, as Rich styles; made once a theme, looked up in the key path."""

from __future__ import annotations

from functools import lru_cache

from rich.color import Color
from rich.style import Style

from store.model import LabelSet
from tui.widgets.marks import Look


class Palette:
    """Every style a pane uses, for one theme and one label set."""

    def __init__(self, labels: LabelSet, *, dark: bool, mono: bool) -> None:
        ink, paper = ("#d8d8d8", "#16181c") if dark else ("#1c1c1c", "#fbfaf7")
        self._mono = mono
        self._labels = {label.name: label for label in labels.labels}
        self.base = Style.parse(f"{ink} on {paper}")
        faint = "#808791" if dark else "#6b6f76"
        self.dim = Style.parse(f"{faint} on {paper}")
        tint = "#26303f" if dark else "#e6ecf7"
        self._tint = Style.parse(f"{ink} on {tint}") + Style(italic=mono)
        self.cursor = Style.parse(f"bold {paper} on {ink}")
        self.resting = Style.parse(f"underline {ink} on {'#3a3f47' if dark else '#d9d9d4'}")
        self.selected = Style.parse(f"{ink} on {'#44506a' if dark else '#c3d2ee'}") + Style(
            underline=mono
        )
        self.hit = Style.parse(f"underline {ink} on {'#4a4320' if dark else '#f4e7b0'}")
        self.title = Style.parse(f"bold {ink} on {'#2b313b' if dark else '#dfe3ea'}")
        self.title_resting = Style.parse(f"{faint} on {'#1e2127' if dark else '#eeefec'}")
        self.claim = Style.parse(f"bold {'#7fb2ff' if dark else '#1f4e9e'} on {paper}")
        self.look = lru_cache(maxsize=512)(self._look)
        self.chip = lru_cache(maxsize=128)(self._chip)

    def letter(self, label: str) -> str:
        """The letter of a label's chip; one the label set does not know shows a question mark."""
        known = self._labels.get(label)
        return known.letter if known else "?"

    def over(self, look: Look, overlay: Style) -> Style:
        """A stretch under a selection: a mention keeps its colour and is underlined."""
        if not look.label:
            return overlay
        return self.look(look) + Style(underline=True, bold=True)

    def _look(self, look: Look) -> Style:
        """The style of a stretch of text."""
        if look.label:
            style = self._chip(look.label)
            return style + Style(underline=self._mono or look.depth > 1, bold=look.depth > 1)
        if look.asserted:
            return self._tint
        return self.dim if look.furniture else self.base

    def _chip(self, label: str) -> Style:
        """Text in black or white, whichever is read better, on the label's colour."""
        known = self._labels.get(label)
        background = Color.parse(known.colour if known else "#999999")
        red, green, blue = background.get_truecolor()
        light = 0.2126 * _linear(red) + 0.7152 * _linear(green) + 0.0722 * _linear(blue)
        ink = "#000000" if light > 0.179 else "#ffffff"
        return Style(color=ink, bgcolor=background)


def _linear(channel: int) -> float:
    """One sRGB channel as light (WCAG 2, relative luminance)."""
    share = channel / 255
    return share / 12.92 if share <= 0.03928 else float(((share + 0.055) / 1.055) ** 2.4)
