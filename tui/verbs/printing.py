"""What commands print: lines, tables and JSON that are safe to show on a terminal."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final, NamedTuple

from store.text.visible import shown_line

_UNCUT: Final = 100_000
"""Columns of a pipe: nothing is cut there."""


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
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    is_screen = sys.stdout.isatty()
    console = Console(
        file=sys.stdout,
        width=None if is_screen else _UNCUT,
        markup=False,
        highlight=False,
        emoji=False,
    )
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    for column in columns:
        table.add_column(
            Text(column.head),
            justify="right" if column.is_number else "left",
            no_wrap=True,
            overflow="ellipsis",
            min_width=8 if column.gives else None,
        )
    for row in rows:
        table.add_row(*(Text(shown_line(cell)) for cell in row))
    with console.capture() as capture:
        console.print(table)
    # Written here and not by the console, which ends the process on a closed pipe.
    sys.stdout.write("".join(line.rstrip(" ") + "\n" for line in capture.get().split("\n")[:-1]))


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
