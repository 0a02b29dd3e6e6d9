"""Choosing between what a damaged desk's checksums vouch for and what its file says now.

Only asked for, never on the way: the desk file, the journal and the sums are set aside in
``damaged/`` first, each as it was found.
"""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from store.db import backups, history, journal, making
from store.db.faults import NoDesk, not_saved
from store.db.files import Disk, read_whole
from store.db.findings import Finding
from store.db.loading import Loaded, load_once
from store.db.locks import Lock
from store.db.place import Place, fresh, place_of
from store.db.rows import Rows
from store.db.snapshot import NoSnapshot, read_snapshot

Take = Literal["kept", "file"]


def choose(path: str | Path, take: Take, *, disk: Disk | None = None) -> tuple[Finding, ...]:
    """Make one version of a damaged desk the desk; returns what had been found.

    ``kept`` is what the desk shows while it is open for reading: every record that a checksum
    vouches for. ``file`` is the desk file as another program left it, with the journal's changes
    on top. Raises NoDesk where the file cannot be taken, NotSaved where nothing can be written.
    """
    disk = disk or Disk()
    place = place_of(path)
    folding, lock = Lock(disk, place.folding), Lock(disk, place.lock)
    try:
        making.make_folder(disk, place)
        with folding, lock:
            loaded = load_once(disk, place)
            if loaded.is_damaged:
                rows = loaded.rows if take == "kept" else _file_rows(disk, place)
                _write(disk, place, rows, loaded)
            return loaded.findings
    except OSError as error:
        raise not_saved(place.desk, error) from error
    finally:
        folding.close()
        lock.close()


def _file_rows(disk: Disk, place: Place) -> Rows:
    try:
        read = read_snapshot(disk, place.desk)
    except NoSnapshot as error:
        raise NoDesk(f"{place.desk}: cannot be taken as it stands: {error}") from error
    for sequence, change in journal.changes_in(read_whole(disk, place.journal) or b"", 0):
        if sequence > read.stamp.sequence:
            read.rows.apply((change,))
    return read.rows


def _write(disk: Disk, place: Place, rows: Rows, loaded: Loaded) -> None:
    for path in (place.desk, place.journal, place.sums):
        blob = read_whole(disk, path)
        if blob is not None:
            backups.set_aside(disk, place, path.name, blob)
    lines = read_whole(disk, place.journal) or b""
    entries = [one for one in journal.whole_entries(lines) if one.transaction is not None]
    if entries and entries[0].transaction is not None:
        first = entries[0].transaction.sequence
        history.append(disk, place, lines, entries, first - 1)
    # Past every number used, so that who has the desk open reads all of it anew.
    stamp = making.write_snapshot(disk, place, rows.tables, loaded.sequence + 2)
    making.write_sums(disk, place, rows.tables, stamp)
    disk.rename(fresh(place.desk), place.desk)
    disk.sync_folder(place.desk.parent)
    disk.rename(fresh(place.sums), place.sums)
    making.write_journal(disk, place, stamp, b"", is_roomy=False)
