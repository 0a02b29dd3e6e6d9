"""The arithmetic of a pane: which code points stand on which line and in which cell.

Pure: text and a width go in, offsets and cells come out. ``*_offset`` are code points of the
text, ``cell_*`` are cells from the left edge of the text. Paragraphs of narrow characters take a
fast path in which one code point is one cell; others are measured by grapheme cluster, and no
cluster is ever cut. Right-to-left text stands in logical order.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from rich.cells import cell_len

from store.text.visible import PLAIN, is_plain


@cache
def _complex() -> re.Pattern[str]:
    """A character that may be wide, of no width, or part of a cluster."""
    return re.compile(f"[^{re.escape(''.join(sorted(PLAIN)))}]")


@cache
def _unspaced() -> re.Pattern[str]:
    """Characters between which a line may break without a space."""
    return re.compile("[\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\uff00-\uff60]")


class Line(NamedTuple):
    """One line as shown: ``[start, end)`` of the text without the space it was broken at."""

    start: int
    end: int


class Layout:
    """A text broken into lines of at most ``width`` cells.

    Every offset from 0 to ``len(text)`` stands on exactly one line.
    """

    def __init__(self, text: str, width: int) -> None:
        self.text = text
        self.width = max(2, width)
        self._starts = array("q")
        self._ends = array("q")
        self._complex_lines: set[int] = set()
        self._break()

    def __len__(self) -> int:
        return len(self._starts)

    def line(self, number: int) -> Line:
        """The ``number``-th line, counted from 0."""
        return Line(self._starts[number], self._ends[number])

    def line_of(self, offset: int) -> int:
        """The number of the line on which ``offset`` stands."""
        return max(0, bisect_right(self._starts, offset) - 1)

    def cell_of(self, number: int, offset: int) -> int:
        """The cell at which ``offset`` begins on a line; inside a cluster, the cluster's."""
        start, end = self.line(number)
        offset = min(max(offset, start), end)
        if number not in self._complex_lines:
            return offset - start
        offsets, cells = _clusters(self.text[start:end])
        return cells[bisect_right(offsets, offset - start) - 1]

    def offset_at(self, number: int, cell: int) -> int:
        """The offset of the character shown at a cell; past the end, the last one's."""
        start, end = self.line(number)
        if number not in self._complex_lines:
            return max(start, min(start + cell, end - 1))
        offsets, cells = _clusters(self.text[start:end])
        index = bisect_right(cells, max(cell, 0)) - 1
        return start + offsets[max(0, min(index, len(offsets) - 2))]

    def cells(self, number: int) -> int:
        """How many cells the line's text takes."""
        return self.cell_of(number, self._ends[number])

    def snap(self, start: int, end: int) -> tuple[int, int]:
        """Widen a span so that neither edge lies inside a cluster."""
        return self._snap(start, up=False), self._snap(end, up=True)

    def _snap(self, offset: int, *, up: bool) -> int:
        number = self.line_of(offset)
        if number not in self._complex_lines:
            return offset
        start, end = self.line(number)
        offsets, _ = _clusters(self.text[start:end])
        if offset - start >= offsets[-1]:
            return offset
        find = bisect_left if up else bisect_right
        return start + offsets[find(offsets, offset - start) - (0 if up else 1)]

    def _break(self) -> None:
        text = self.text
        found = None if is_plain(text) else _complex().search(text)
        start = 0
        while True:
            end = text.find("\n", start)
            end = len(text) if end < 0 else end
            while found is not None and found.start() < start:
                found = _complex().search(text, start)
            if found is None or found.start() >= end:
                self._break_narrow(start, end)
            else:
                self._break_clusters(start, end)
            if end == len(text):
                return
            start = end + 1

    def _add(self, start: int, end: int) -> None:
        self._starts.append(start)
        self._ends.append(end)

    def _break_narrow(self, start: int, end: int) -> None:
        text, width = self.text, self.width
        while end - start > width:
            cut = text.rfind(" ", start, start + width + 1)
            if cut > start:
                self._add(start, cut)
                start = cut + 1
                continue
            cut = _last_break(text, start, start + width)
            self._add(start, cut)
            start = cut
        self._add(start, end)

    def _break_clusters(self, start: int, end: int) -> None:
        offsets, cells = _clusters(self.text[start:end])
        first = 0
        while True:
            limit = bisect_right(cells, cells[first] + self.width) - 1
            if limit >= len(offsets) - 1:
                self._add_complex(start + offsets[first], end)
                return
            last = max(first + 1, self._cluster_break(start, offsets, first, limit))
            after_space = self.text[start + offsets[last]] == " "
            self._add_complex(start + offsets[first], start + offsets[last])
            first = last + 1 if after_space else last

    def _cluster_break(self, start: int, offsets: list[int], first: int, limit: int) -> int:
        """The cluster before which to break: a space, else between wide characters."""
        text = self.text
        for index in range(limit, first, -1):
            here = text[start + offsets[index]]
            before = text[start + offsets[index] - 1]
            if here == " " or _unspaced().match(here) or _unspaced().match(before):
                return index
        return limit

    def _add_complex(self, start: int, end: int) -> None:
        self._complex_lines.add(len(self._starts))
        self._add(start, end)


def _last_break(text: str, start: int, end: int) -> int:
    """Where to break a run without spaces: after a hyphen or dash, else at the width."""
    cut = max(text.rfind(mark, start, end) for mark in "-\u2013\u2014/")
    return cut + 1 if cut > start else end


@lru_cache(maxsize=4096)
def _clusters(text: str) -> tuple[list[int], list[int]]:
    """The offset and the cell at which each cluster begins, and those after the last."""
    from wcwidth import iter_graphemes

    offsets, cells = [0], [0]
    for cluster in iter_graphemes(text):
        offsets.append(offsets[-1] + len(cluster))
        cells.append(cells[-1] + cell_len(cluster))
    return offsets, cells


def lines_of(layout: Layout, start: int, end: int) -> Iterator[int]:
    """The numbers of the lines that ``[start, end)`` touches."""
    yield from range(layout.line_of(start), layout.line_of(max(start, end - 1)) + 1)
