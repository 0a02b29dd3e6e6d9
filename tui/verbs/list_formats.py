"""``variorum formats``: the dataset formats, and what each holds."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import Any

from store.formats.registry import NoFormat, find_format, names
from store.formats.seam import HOLDABLE, Format
from tui.verbs.opening import json_option
from tui.verbs.printing import Column, print_json, print_line, print_lines_aside, print_table


def define(parser: argparse.ArgumentParser) -> None:
    """Nothing but how to print it."""
    json_option(parser)


def run(asked: argparse.Namespace) -> int:
    """Print the table of what each holds."""
    formats: list[Format] = []
    faults = []
    for name in names():
        try:
            formats.append(find_format(name))
        except NoFormat as fault:
            faults.append(str(fault))
    if asked.json:
        print_json([_value(form) for form in formats])
    else:
        print_table([Column("HOLDS"), *(Column(form.name) for form in formats)], _rows(formats))
        print_line("")
        for form in formats:
            print_line(f"{form.name}: {form.description}; offsets in {form.units}")
    print_lines_aside(faults)
    return 0


def _rows(formats: Sequence[Format]) -> list[list[str]]:
    """A row for each way and each thing to hold, a cell for each format."""
    ways = [
        ["reads", *(_mark(form.reads is not None) for form in formats)],
        ["writes", *(_mark(form.writes is not None) for form in formats)],
    ]
    return ways + [[word, *(_mark(word in form.holds) for form in formats)] for word in HOLDABLE]


def _mark(is_so: bool) -> str:
    return "x" if is_so else ""


def _value(form: Format) -> dict[str, Any]:
    return {
        "name": form.name,
        "suffix": form.suffix,
        "description": form.description,
        "reads": form.reads is not None,
        "writes": form.writes is not None,
        "units": form.units,
        "holds": list(form.holds),
    }
