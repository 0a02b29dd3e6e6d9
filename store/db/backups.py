"""Earlier states of the desk file: ten of them, at most one an hour, capped by size."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Final

from store.db.files import Disk, read_whole, write_whole
from store.db.place import Place

KEPT: Final = 10
APART: Final = 3600.0
CAP: Final = 1 << 30
CHOOSE: Final = "run `variorum check` to see both versions and choose one"


def stamp_of(now: float) -> str:
    """The time as it stands in a file name: UTC, sorted as text."""
    return time.strftime("%Y%m%dT%H%M%SZ", time.gmtime(now))


def newest_first(disk: Disk, place: Place) -> list[Path]:
    """The backups that exist."""
    return [
        place.backups / name
        for name in reversed(disk.names(place.backups))
        if name.endswith(".json")
    ]


def keep(disk: Disk, place: Place, sequence: int) -> None:
    """Keep the snapshot that is about to be replaced, unless one as recent is kept.

    A second name for the same bytes costs nothing; where there is none, they are copied.
    """
    now = disk.now()
    last = newest_first(disk, place)
    if last and last[0].name[:16] > stamp_of(now - APART):
        return
    disk.make_folder(place.backups)
    path = place.backups / f"{stamp_of(now)}-{sequence}.json"
    if disk.identity(path) is not None:
        return
    try:
        disk.link(place.desk, path)
    except OSError:
        write_whole(disk, path, read_whole(disk, place.desk) or b"")
    thin(disk, place)


def copy(disk: Disk, place: Place, why: str) -> Path:
    """A copy of the desk file with bytes of its own, on disk when this returns."""
    disk.make_folder(place.backups)
    path = place.backups / f"{stamp_of(disk.now())}-{why}.json"
    write_whole(disk, path, read_whole(disk, place.desk) or b"")
    _name_durably(disk, place, place.backups)
    return path


def thin(disk: Disk, place: Place) -> None:
    """Remove the oldest beyond ten, or beyond the size cap; the newest always stays."""
    total = 0
    for number, path in enumerate(newest_first(disk, place)):
        found = disk.identity(path)
        total += found.size if found else 0
        if number and (number >= KEPT or total > CAP):
            disk.remove(path)


def set_aside(disk: Disk, place: Place, name: str, blob: bytes) -> Path:
    """Keep damaged bytes in ``damaged/``, on disk when this returns."""
    disk.make_folder(place.damaged)
    taken = set(disk.names(place.damaged))
    stem = f"{stamp_of(disk.now())}-{name}"
    number = 0
    while (path := f"{stem}-{number}" if number else stem) in taken:
        number += 1
    write_whole(disk, place.damaged / path, blob)
    _name_durably(disk, place, place.damaged)
    return place.damaged / path


def _name_durably(disk: Disk, place: Place, folder: Path) -> None:
    """Have the names in a folder on disk, and its own: it may be as new as they are."""
    disk.sync_folder(folder)
    disk.sync_folder(place.folder)
