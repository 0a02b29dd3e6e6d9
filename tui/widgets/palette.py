"""The colours of a pane, as Rich styles; made once a theme, looked up in the key path."""

from __future__ import annotations

from functools import lru_cache

from rich.color import Color
from rich.style import Style

from store.model import LabelSet
from tui.widgets.marks import Look
from tui.widgets.themes import Theme


class Palette:
    """Every style a pane uses, for one theme and one label set."""

    def __init__(self, labels: LabelSet, theme: Theme) -> None:
        ink, paper, mono = theme.ink, theme.paper, not theme.has_colour
        self._mono = mono
        self._labels = {label.name: label for label in labels.labels}
        self._colours = {
            label.name: theme.chips[place % len(theme.chips)] if theme.chips else label.colour
            for place, label in enumerate(labels.labels)
        }
        self.base = Style.parse(f"{ink} on {paper}")
        self.dim = Style.parse(f"{theme.faint} on {paper}")
        self._tint = Style.parse(f"{ink} on {theme.tint}") + Style(italic=mono)
        self.cursor = Style.parse(f"bold {paper} on {ink}")
        self.resting = Style.parse(f"underline {ink} on {theme.resting}")
        self.selected = Style.parse(f"{ink} on {theme.selected}") + Style(underline=mono)
        self.hit = Style.parse(f"underline {ink} on {theme.hit}")
        self.letters = Style.parse("bold #000000 on #f0e442") + Style(reverse=mono)
        self.differing = self.base + Style(underline=True, bold=True)
        self.differing_selected = self.selected + Style(underline=True, bold=True)
        self.title = Style.parse(f"bold {ink} on {theme.title}")
        self.title_resting = Style.parse(f"{theme.faint} on {theme.title_resting}")
        self.claim = Style.parse(f"bold {theme.accent} on {paper}")
        self.against = Style.parse(f"bold {theme.against} on {paper}")
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
            nested = look.depth > 1
            return style + Style(
                underline=self._mono or nested,
                bold=self._mono or nested,
                italic=self._mono and nested,
            )
        style = self._tint if look.asserted else self.dim if look.furniture else self.base
        return style + Style(underline=True) if look.suggested else style

    def _chip(self, label: str) -> Style:
        """Text in black or white, whichever is read better, on the label's colour."""
        background = Color.parse("#999999" if self._mono else self._colours.get(label, "#999999"))
        red, green, blue = background.get_truecolor()
        light = 0.2126 * _linear(red) + 0.7152 * _linear(green) + 0.0722 * _linear(blue)
        ink = "#000000" if light > 0.179 else "#ffffff"
        return Style(color=ink, bgcolor=background)


def _linear(channel: int) -> float:
    """One sRGB channel as light (WCAG 2, relative luminance)."""
    share = channel / 255
    return share / 12.92 if share <= 0.03928 else float(((share + 0.055) / 1.055) ** 2.4)
