"""What lies over the lines of a pane: cursor, selection, search hits. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from rich.style import Style

from store.model import Assertion
from tui.selection import Selection
from tui.widgets.layout import Layout
from tui.widgets.palette import Palette


class Overlay(NamedTuple):
    """A stretch drawn over the cached line: cursor, selection or search hit.

    A soft one leaves mentions their colour and underlines them.
    """

    start: int
    end: int
    style: Style
    soft: bool = False


def overlays_of(
    selection: Selection,
    hits: Iterable[tuple[int, int]],
    differing: Iterable[tuple[int, int]],
    layout: Layout,
    palette: Palette,
    *,
    is_active: bool,
) -> Iterator[Overlay]:
    """Hits below the selection, that below words that differ, those below the cursor."""
    for hit in hits:
        yield Overlay(*hit, palette.hit, True)
    if selection.is_wide:
        for span in selection.fragments:
            yield Overlay(*layout.snap(*span), palette.selected, True)
    for word in differing:
        within = selection.is_wide and any(a <= word[0] < b for a, b in selection.fragments)
        yield Overlay(*word, palette.differing_selected if within else palette.differing, True)
    is_passage = selection.picked is not None and selection.picked[0] == Assertion.TABLE
    if not is_passage and (selection.extending or not selection.trail):
        style = palette.cursor if is_active else palette.resting
        yield Overlay(*layout.snap(*selection.head), style)


def by_line(
    overlays: Iterable[Overlay], layout: Layout, lines: range
) -> dict[int, tuple[Overlay, ...]]:
    """The overlays of each of these lines, cut to it."""
    found: dict[int, tuple[Overlay, ...]] = {}
    for one in overlays:
        first = max(layout.line_of(one.start), lines.start)
        last = min(layout.line_of(max(one.start, one.end - 1)), lines.stop - 1)
        for number in range(first, last + 1):
            start, end = layout.line(number)
            cut = one._replace(start=max(one.start, start), end=min(one.end, end))
            found[number] = (*found.get(number, ()), cut)
    return found


def differences(
    old: dict[int, tuple[Overlay, ...]], new: dict[int, tuple[Overlay, ...]]
) -> Iterator[tuple[int, int, int]]:
    """The (line, start, end) between which two ways of overlaying lines differ."""
    for number in old.keys() | new.keys():
        changed: Sequence[Overlay] = [*set(old.get(number, ())) ^ set(new.get(number, ()))]
        if changed:
            yield number, min(one.start for one in changed), max(one.end for one in changed)
