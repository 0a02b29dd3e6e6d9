"""What commands print: lines, tables and JSON that are safe to show on a terminal."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from shutil import get_terminal_size
from typing import Any, Final, NamedTuple

from store.text.visible import shown_line

_BETWEEN: Final = "  "
_LEAST: Final = 12
"""Cells that a column keeps, however narrow the terminal."""


class Column(NamedTuple):
    """One column of a table. One that ``gives`` is cut where the terminal is too narrow."""

    head: str
    is_number: bool = False
    gives: bool = False


def print_line(line: str) -> None:
    """One line on stdout."""
    sys.stdout.write(shown_line(line) + "\n")


def print_lines_aside(lines: Iterable[str]) -> None:
    """Lines beside the result, on stderr."""
    for line in lines:
        sys.stderr.write(shown_line(line) + "\n")


def print_json(value: Any) -> None:
    """One JSON value. All in ASCII, so that no terminal acts on it."""
    text = json.dumps(value, indent=2).replace("\x7f", "\\u007f")
    sys.stdout.write(text + "\n")


def print_table(columns: Sequence[Column], rows: Iterable[Sequence[str]]) -> None:
    """A table with a head; cut to the width of a terminal, whole in a pipe."""
    from rich.cells import cell_len, set_cell_size

    table = [[column.head for column in columns], *([*map(shown_line, row)] for row in rows)]
    widths = [max(map(cell_len, cells)) for cells in zip(*table, strict=True)]
    if sys.stdout.isatty():
        over = sum(widths) + len(_BETWEEN) * (len(widths) - 1) - get_terminal_size().columns
        widths = [
            max(_LEAST, width - max(0, over)) if column.gives and width > _LEAST else width
            for column, width in zip(columns, widths, strict=True)
        ]
    for row in table:
        cells = []
        for column, width, cell in zip(columns, widths, row, strict=True):
            if cell_len(cell) > width:
                cell = set_cell_size(cell, width - 1) + "…"
            gap = " " * (width - cell_len(cell))
            cells.append(gap + cell if column.is_number else cell + gap)
        sys.stdout.write(_BETWEEN.join(cells).rstrip(" ") + "\n")


def counted(numbers: Mapping[str, int]) -> str:
    """Numbers of records in words, such as ``2 articles, 1 mention``."""
    return ", ".join(
        f"{number:,} {_ONE.get(name, name) if number == 1 else name}"
        for name, number in sorted(numbers.items(), key=lambda row: _place(row[0]))
        if number
    )


_ONE: Final = {
    "articles": "article",
    "stories": "story",
    "mentions": "mention",
    "assertions": "assertion",
    "claims": "claim",
    "entities": "entity",
    "topics": "topic",
    "silences": "silence",
    "matches": "match",
    "links": "link",
    "verdicts": "verdict",
    "labels": "label set",
    "annotators": "annotator",
}


def _place(name: str) -> int:
    return list(_ONE).index(name) if name in _ONE else len(_ONE)
