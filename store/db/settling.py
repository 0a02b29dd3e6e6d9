"""From a path to a desk that can be used: made, read, put in order, or open for reading only."""

from __future__ import annotations

from store.db import backups, history, making
from store.db.faults import NoDesk, reason
from store.db.files import Disk, read_whole
from store.db.journal import Stamp, parse, read_head
from store.db.loading import Loaded, load, load_once
from store.db.locks import Lock
from store.db.place import Place, fresh
from store.db.seam import SCHEMA
from store.db.snapshot import Progress


def settle(
    disk: Disk, place: Place, *, create: bool, read_only: bool, progress: Progress | None
) -> tuple[Loaded, str | None]:
    """The desk as read, and why it is for reading only (None: it is not). Raises NoDesk."""
    if not _exists(disk, place, create=create and not read_only):
        try:
            return _in_order(disk, place, progress)
        except OSError as error:
            raise NoDesk(f"{place.desk}: cannot be made: {reason(error)}") from error
    loaded = load(disk, place, progress)
    why = _reading(place, loaded, read_only=read_only)
    if why is not None:
        return loaded, why
    try:
        if not loaded.is_settled:
            return _in_order(disk, place, progress)
        disk.close(disk.open(place.journal, write=True))
        disk.close(disk.open(place.lock, write=True, create=True))
    except OSError as error:
        return loaded, f"{place.desk}: open for reading: {reason(error)}"
    return loaded, None


def _exists(disk: Disk, place: Place, *, create: bool) -> bool:
    if disk.identity(place.desk) is not None:
        if disk.is_folder(place.desk):
            raise NoDesk(f"{place.desk}: a folder, not a desk")
        return True
    if disk.identity(place.journal) is not None:
        raise NoDesk(
            f"{place.desk}: missing, but its journal stands in {place.folder.name}; put the "
            "file back (a backup is in that folder) or remove the folder"
        )
    if not create:
        raise NoDesk(f"{place.desk}: no such desk")
    return False


def _in_order(disk: Disk, place: Place, progress: Progress | None) -> tuple[Loaded, str | None]:
    """Make what is absent and finish what was left unfinished, while nobody else writes."""
    making.make_folder(disk, place)
    # A fold under way counts on the journal it began with.
    folding, lock = Lock(disk, place.folding), Lock(disk, place.lock)
    try:
        with folding, lock:
            if disk.identity(place.desk) is None:
                making.make_desk(disk, place)
            # The desk and its folder have their names for good before there is a journal.
            disk.sync_folder(place.desk.parent)
            return _put_in_order(disk, place, progress)
    finally:
        folding.close()
        lock.close()


def _reading(place: Place, loaded: Loaded, *, read_only: bool) -> str | None:
    if loaded.is_damaged:
        found = next(finding for finding in loaded.findings if finding.is_damage)
        return f"{found.where}: open for reading: {found.what}; {found.advice}"
    if loaded.schema > SCHEMA:
        return (
            f"{place.desk}: open for reading: written by a newer version (schema {loaded.schema}, "
            f"this one knows {SCHEMA}); update to change it"
        )
    return f"{place.desk}: open for reading, as asked" if read_only else None


def _put_in_order(disk: Disk, place: Place, progress: Progress | None) -> tuple[Loaded, str | None]:
    """Finish what a crash left unfinished; nobody else writes meanwhile. Raises OSError."""
    loaded = load_once(disk, place, progress)
    if loaded.is_damaged:
        return loaded, _reading(place, loaded, read_only=False)
    if loaded.is_settled:
        return loaded, None
    lines = read_whole(disk, place.journal) or b""
    torn = lines[loaded.end :].rstrip(b"\0") if loaded.inode else b""
    if torn:
        backups.set_aside(disk, place, "journal-tail", torn)
    if not loaded.has_sums:
        _sums_anew(disk, place, loaded)
    head = read_head(lines, "journal") if lines else None
    if torn or head is None or head[0] != loaded.stamp:
        kept = _keep(disk, place, lines[: loaded.end], head, loaded) if head is not None else b""
        making.write_journal(disk, place, loaded.stamp, kept, is_roomy=False)
    again = load_once(disk, place, progress)
    return again._replace(findings=loaded.findings), None


def _keep(disk: Disk, place: Place, lines: bytes, head: tuple[Stamp, int], loaded: Loaded) -> bytes:
    """The transactions that stay in the journal; those that leave it are in the history then.

    The fold that stopped half way had put them there, but a later one may have begun anew.
    """
    entries = [
        entry
        for entry in parse(lines, head[1], head[0].sequence).entries
        if entry.transaction is not None
    ]
    folded = loaded.stamp.sequence
    leaving = [one for one in entries if one.transaction and one.transaction.sequence <= folded]
    history.append(disk, place, lines, leaving, head[0].sequence)
    return b"".join(lines[entry.start : entry.end] for entry in entries[len(leaving) :])


def _sums_anew(disk: Disk, place: Place, loaded: Loaded) -> None:
    """The sums of the snapshot as it stands, which the journal vouches for."""
    damaged = read_whole(disk, place.sums)
    if damaged and any(finding.kind == "sums" for finding in loaded.findings):
        backups.set_aside(disk, place, "sums", damaged)
    from store.db.snapshot import read_snapshot

    read = read_snapshot(disk, place.desk)
    making.write_sums(disk, place, read.rows.tables, read.stamp)
    disk.rename(fresh(place.sums), place.sums)
