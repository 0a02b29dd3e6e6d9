"""Opening the desk that a command names, and the options that commands share."""

from __future__ import annotations

import argparse
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from store.desk import Desk


def desk_argument(parser: argparse.ArgumentParser) -> None:
    """The desk, and whose work a change is."""
    parser.add_argument("desk", metavar="DESK", help="the desk's file, NAME.json")
    parser.add_argument("--as", dest="annotator", metavar="NAME", help="whose work this is")


def labels_option(parser: argparse.ArgumentParser) -> None:
    """A label set, for commands that change the desk."""
    parser.add_argument("--labels", metavar="FILE", help="a label set to use from now on")


def json_option(parser: argparse.ArgumentParser) -> None:
    """One JSON value instead of lines to read."""
    parser.add_argument("--json", action="store_true", help="print one JSON value")


def reading_desk(path: Path) -> Desk:
    """The desk at a path, to be read only: nothing of it is touched.

    What is found damaged is said on stderr. Raises VariorumError where there is none.
    """
    from store.db.store import open_store
    from store.desk import Desk
    from store.text import shown_line

    store = open_store(path, read_only=True, create=False)
    for note in store.notes:
        sys.stderr.write(f"variorum: {shown_line(note)}\n")
    return Desk(path, store, annotator="")


def changing_desk(asked: argparse.Namespace, *, create: bool = False) -> Desk:
    """The desk that a command changes. Raises VariorumError."""
    from store.opening import open_desk
    from tui.config import config_files, read_config

    return open_desk(
        asked.desk,
        annotator=asked.annotator,
        labels=Path(asked.labels) if asked.labels else None,
        first_labels=read_config(config_files(Path(asked.desk))).labels,
        create=create,
    )


@contextmanager
def desk_made_if_absent(asked: argparse.Namespace) -> Iterator[Desk]:
    """The desk that a command fills; one that was made for it goes again when that fails."""
    path = Path(asked.desk)
    folder = path.with_name(path.name + ".d")
    is_new = not path.exists() and not folder.exists()
    try:
        with changing_desk(asked, create=True) as desk:
            yield desk
    except BaseException:
        if is_new:
            path.unlink(missing_ok=True)
            shutil.rmtree(folder, ignore_errors=True)
        raise
