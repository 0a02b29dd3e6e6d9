"""``variorum formats``: the dataset formats, and what each holds."""

from __future__ import annotations

import argparse
from typing import Any

from tui.verbs.opening import json_option
from tui.verbs.printing import Column, print_json, print_line, print_lines_aside, print_table


def define(parser: argparse.ArgumentParser) -> None:
    """Nothing but how to print it."""
    json_option(parser)


def run(asked: argparse.Namespace) -> int:
    """Print the table of what each holds."""
    from store.formats.registry import NoFormat, find_format, names
    from store.formats.seam import HOLDABLE, Format

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
        heads = [Column("FORMAT"), Column("WAYS"), *(Column(word) for word in HOLDABLE)]
        print_table(
            heads,
            [
                [form.name, _ways(form), *("x" if word in form.holds else "" for word in HOLDABLE)]
                for form in formats
            ],
        )
        print_line("")
        for form in formats:
            print_line(f"{form.name}: {form.description}; offsets in {form.units}")
    print_lines_aside(faults)
    return 0


def _ways(form: Any) -> str:
    ways = (("in", form.reads), ("out", form.writes))
    return " ".join(word for word, way in ways if way is not None)


def _value(form: Any) -> dict[str, Any]:
    return {
        "name": form.name,
        "suffix": form.suffix,
        "description": form.description,
        "reads": form.reads is not None,
        "writes": form.writes is not None,
        "units": form.units,
        "holds": list(form.holds),
    }
