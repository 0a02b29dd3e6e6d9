"""``variorum import``: bring a dataset onto a desk in one step."""

from __future__ import annotations

import argparse
from pathlib import Path

from tui.verbs.opening import desk_argument, desk_made_if_absent, json_option, labels_option
from tui.verbs.printing import counted, print_json, print_line, print_lines_aside
from tui.verbs.progress import progress


def define(parser: argparse.ArgumentParser) -> None:
    """The desk, the file, its format."""
    desk_argument(parser)
    parser.add_argument("path", metavar="PATH", help="the file or folder")
    parser.add_argument(
        "--from", dest="form", metavar="FORMAT", required=True, help="see variorum formats"
    )
    parser.add_argument("--loss", metavar="FILE", help="write what could not be carried here")
    labels_option(parser)
    json_option(parser)


def run(asked: argparse.Namespace) -> int:
    """Bring it in; says what is new, what changed and what was left behind."""
    from store.formats.exchange import import_file
    from store.formats.placing import may_place
    from store.formats.registry import reader_named

    reader_named(asked.form)
    if asked.loss:
        may_place(Path(asked.loss))
    with desk_made_if_absent(asked) as desk, progress("importing") as told:
        done = import_file(desk, asked.form, Path(asked.path), told=told)
    if asked.loss:
        done.losses.write(Path(asked.loss))
    if asked.json:
        print_json(
            {
                "added": dict(done.added),
                "changed": dict(done.altered),
                "found": done.found,
                "lost": [loss._asdict() for loss in done.losses],
            }
        )
        return 0
    if done.changed is None:
        print_line("nothing new")
    for word, numbers in (("new", done.added), ("changed", done.altered)):
        if numbers:
            print_line(f"{word}: {counted(numbers)}")
    if done.found:
        print_line(f"on the desk already: {counted({'articles': len(done.found)})}")
    print_lines_aside(f"not carried: {line}" for line in done.losses.summary())
    return 0
