"""``variorum check``: what is wrong with a desk's files and records, where, and what to do."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any, Final

from tui.verbs.opening import desk_argument, json_option
from tui.verbs.printing import counted, print_json, print_line
from tui.verbs.progress import progress, shares

FOUND: Final = 3


def define(parser: argparse.ArgumentParser) -> None:
    """The desk."""
    desk_argument(parser)
    json_option(parser)


def run(asked: argparse.Namespace) -> int:
    """Look the desk over, changing nothing; FOUND where something is damaged."""
    from store.checking import check_desk
    from store.db.check import check
    from store.db.store import open_store
    from store.desk import Desk
    from store.model import RECORDS

    path = Path(asked.desk)
    with progress("checking", unit="%") as told:
        files = check(path, progress=shares(told))
    with Desk(path, open_store(path, read_only=True, create=False), annotator="") as desk:
        records = check_desk(desk)
        numbers = {table: len(desk.store.ids(table)) for table in RECORDS}
    found: list[dict[str, Any]] = [
        {"where": one.where, "what": one.what, "do": one.advice, "damage": one.is_damage}
        for one in files
    ]
    found += [
        {"where": one.where, "what": one.what, "do": one.do, "damage": True} for one in records
    ]
    if asked.json:
        print_json(found)
    else:
        for one in found:
            print_line("{where}: {what}; {do}".format(**one))
        if not found:
            print_line(f"{path}: nothing wrong: {counted(numbers) or 'an empty desk'}")
    return FOUND if any(one["damage"] for one in found) else 0
