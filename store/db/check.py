"""Looking a desk file over: everything that is wrong with it, where, and what to do."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from zlib import crc32

from store.db import history, journal
from store.db.faults import NoDesk
from store.db.files import Disk, read_whole
from store.db.findings import Finding
from store.db.loading import Loaded, load
from store.db.place import Place, fresh, place_of
from store.db.seam import SCHEMA
from store.db.snapshot import NoSnapshot, Progress, read_snapshot
from store.db.sums import read_sums


def check(
    path: str | Path, *, disk: Disk | None = None, progress: Progress | None = None
) -> list[Finding]:
    """What is wrong with the desk at ``path``; nothing is changed. Raises NoDesk."""
    disk = disk or Disk()
    place = place_of(path)
    if disk.identity(place.desk) is None:
        raise NoDesk(f"{path}: no such desk")
    loaded = load(disk, place, progress)
    found = [*loaded.findings, *_history(disk, place), *_leftovers(disk, place)]
    if loaded.schema > SCHEMA:
        found.append(
            Finding(
                "snapshot",
                str(place.desk),
                f"written by a newer version (schema {loaded.schema})",
                "update to change it",
                is_damage=False,
            )
        )
    if not loaded.is_damaged:
        found += _sums(disk, place, loaded)
    return found


def _history(disk: Disk, place: Place) -> Iterator[Finding]:
    blob = read_whole(disk, place.history)
    where = str(place.history)
    folded = _folded(disk, place)
    # Before the first fold is done, an unfinished line is no more than the fold's own beginning.
    if blob and folded != 1 and journal.read_head(blob, "history") is None:
        yield Finding(
            "history", where, "its first line is damaged", "no record is lost", is_damage=False
        )
    for one in history.transactions_backwards(disk, place, folded):
        if isinstance(one, range):
            yield Finding(
                "history",
                where,
                f"changes {one.start} to {one.stop - 1} are lost or damaged",
                "they cannot be undone; no record is lost",
                is_damage=False,
            )
    dropped = history.dropped_up_to(disk, place)
    if dropped:
        yield Finding(
            "gap",
            where,
            f"changes up to {dropped} were dropped to keep it small",
            "they cannot be undone",
            is_damage=False,
        )


def _folded(disk: Disk, place: Place) -> int | None:
    """The first sequence that is not expected in the history."""
    blob = read_whole(disk, place.journal)
    try:
        head = journal.read_head(blob, "journal") if blob else None
    except journal.Newer:
        return None
    return head[0].sequence + 1 if head else None


def _leftovers(disk: Disk, place: Place) -> Iterator[Finding]:
    for path in (place.desk, place.journal, place.sums, place.history):
        if disk.identity(fresh(path)) is not None:
            yield Finding(
                "leftover",
                str(fresh(path)),
                "left by a fold that did not finish",
                "the next one writes over it",
                is_damage=False,
            )


def _sums(disk: Disk, place: Place, loaded: Loaded) -> Iterator[Finding]:
    """Hold each record of the snapshot against its sum, though their total is right."""
    sums = read_sums(read_whole(disk, place.sums))
    if sums is None or sums.stamp != loaded.stamp:
        return
    try:
        rows = read_snapshot(disk, place.desk).rows
    except NoSnapshot:
        return
    for table, id, crc in sums:
        record = rows.get(table, id)
        if record is None or crc32(record) != crc:
            yield Finding(
                "sums", str(place.sums), f"the sum of {table} {id} is wrong", "fold the desk anew"
            )
