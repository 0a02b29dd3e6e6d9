"""``variorum formats``: the dataset formats, and what each holds."""

from __future__ import annotations

import argparse
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
        heads = ("FORMAT", "WAYS", "COUNTS IN", "DOES NOT HOLD")
        columns = [Column(head, gives=head == heads[-1]) for head in heads]
        print_table(columns, [_row(form) for form in formats])
        print_line("")
        for form in formats:
            print_line(f"{form.name}: {form.description}")
    print_lines_aside(faults)
    return 0


def _row(form: Format) -> list[str]:
    """A format: which ways it goes, its offsets, and what it has no place for."""
    ways = [way for way, goes in (("in", form.reads), ("out", form.writes)) if goes is not None]
    missing = [word for word in HOLDABLE if word not in form.holds]
    return [form.name, " ".join(ways), form.units, ", ".join(missing) or "holds all"]


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
