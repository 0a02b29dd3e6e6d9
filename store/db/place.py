"""Where the files of one desk stand."""

from __future__ import annotations

import os
from pathlib import Path
from typing import NamedTuple


class Place(NamedTuple):
    """The desk file, links followed, and the folder beside it."""

    desk: Path
    folder: Path
    journal: Path
    history: Path
    sums: Path
    lock: Path
    folding: Path
    presence: Path
    backups: Path
    damaged: Path


def place_of(path: str | Path) -> Place:
    """A symbolic link stays one: what it points to is the desk, and has the folder."""
    desk = Path(os.path.realpath(path))
    folder = desk.with_name(desk.name + ".d")
    return Place(
        desk,
        folder,
        folder / "journal",
        folder / "history",
        folder / "sums",
        folder / "lock",
        folder / "lock.folding",
        folder / "lock.presence",
        folder / "backups",
        folder / "damaged",
    )


def fresh(path: Path) -> Path:
    """The name under which the successor of a file is written."""
    return path.with_name(path.name + ".new")
