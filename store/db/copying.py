"""A copy of a desk elsewhere, from memory: for when its own disk takes no more."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from store.db import making
from store.db.faults import NotSaved, not_saved
from store.db.files import Disk
from store.db.place import fresh, place_of
from store.db.rows import Tables
from store.db.seam import Change


def with_changes(tables: Tables, changes: Sequence[Change]) -> Tables:
    """The tables with the after images of these changes."""
    found = {table: dict(rows) for table, rows in tables.items()} if changes else {}
    for change in changes:
        rows = found.setdefault(change.table, {})
        if change.after is None:
            rows.pop(change.id, None)
        else:
            rows[change.id] = change.after
    return found or tables


def copy_desk(disk: Disk, tables: Tables, sequence: int, path: Path) -> None:
    """Write a desk file where there is none yet, on disk when this returns. Raises NotSaved."""
    place = place_of(path)
    try:
        if disk.identity(place.desk) is not None:
            raise NotSaved(f"{path}: exists already; choose another name")
        making.write_snapshot(disk, place, tables, sequence)
        disk.rename(fresh(place.desk), place.desk)
        disk.sync_folder(place.desk.parent)
    except OSError as error:
        raise not_saved(path, error) from error
