"""Reading a desk from its files: the snapshot, then the journal's transactions on top.

Nothing is written here. What does not fit together is handed to ``salvage``.
"""

from __future__ import annotations

import time
from pathlib import Path
from typing import NamedTuple

from store.db import journal
from store.db.faults import NoDesk, reason
from store.db.files import Disk, read_whole
from store.db.findings import Finding
from store.db.journal import Parsed, Stamp
from store.db.place import Place
from store.db.rows import Rows
from store.db.salvage import salvage
from store.db.seam import Transaction
from store.db.snapshot import NoSnapshot, Progress, Read, read_snapshot
from store.db.sums import Sums, read_sums


class Loaded(NamedTuple):
    """A desk as read.

    ``stamp`` is that of the snapshot on disk; ``inode`` and ``end`` tell which journal was read
    and up to where (0, 0 for none). ``is_settled`` is false where a writer has something to put
    in order first: a torn tail, a fold that was interrupted, an absent folder.
    """

    rows: Rows
    sequence: int
    schema: int
    stamp: Stamp
    inode: int
    end: int
    recent: list[Transaction]
    is_settled: bool
    has_sums: bool
    findings: tuple[Finding, ...] = ()

    @property
    def is_damaged(self) -> bool:
        """Whether one version must be chosen before anything is written."""
        return any(finding.is_damage for finding in self.findings)


def load(disk: Disk, place: Place, progress: Progress | None = None) -> Loaded:
    """Read the desk while others may be writing it.

    Raises NoDesk where the file is none, or cannot be read.
    """
    for pause in (0.0, 0.002, 0.02, 0.1):
        before = disk.identity(place.journal)
        loaded = load_once(disk, place, progress)
        after = disk.identity(place.journal)
        # A fold by another process between the two reads looks like damage: look again.
        if not loaded.is_damaged or (before == after and pause):
            return loaded
        time.sleep(pause)
    return loaded


def load_once(disk: Disk, place: Place, progress: Progress | None = None) -> Loaded:
    """Read the desk, which nobody writes meanwhile."""
    try:
        inode, lines = _journal(disk, place.journal)
        found = _snapshot(disk, place.desk, progress)
        # Not before: a large block freed first has the heap keep every table outgrown later.
        sums = read_sums(read_whole(disk, place.sums))
    except OSError as error:
        raise NoDesk(f"{place.desk}: cannot be read: {reason(error)}") from error
    if isinstance(found, NoSnapshot):
        if lines is None and sums is None:
            raise NoDesk(f"{place.desk}: not a desk: {found}; left as it is") from found
        return _salvaged(disk, place, None, lines, sums)
    try:
        return _fitted(disk, place, found, inode, lines, sums)
    except journal.Newer as error:
        raise NoDesk(
            f"{place.journal}: written by a newer version ({error}); open it with that one"
        ) from error


def _journal(disk: Disk, path: Path) -> tuple[int, bytes | None]:
    try:
        fd = disk.open(path)
    except FileNotFoundError:
        return 0, None
    try:
        return disk.inode(fd), disk.read(fd, disk.size(fd), 0)
    finally:
        disk.close(fd)


def _snapshot(disk: Disk, path: Path, progress: Progress | None) -> Read | NoSnapshot:
    try:
        return read_snapshot(disk, path, progress)
    except NoSnapshot as error:
        return error


def _fitted(
    disk: Disk, place: Place, found: Read, inode: int, lines: bytes | None, sums: Sums | None
) -> Loaded:
    if lines is None:
        if sums is not None and sums.stamp != found.stamp:
            return _salvaged(disk, place, found, lines, sums)
        return Loaded(
            found.rows,
            found.stamp.sequence,
            found.schema,
            found.stamp,
            0,
            0,
            [],
            is_settled=False,
            has_sums=sums is not None,
        )
    head = journal.read_head(lines, "journal")
    if head is None:
        return _salvaged(disk, place, found, lines, sums)
    parsed = journal.parse(lines, head[1], found.stamp.sequence)
    stamps = [entry.stamp for entry in parsed.entries if entry.stamp is not None]
    if parsed.is_damaged or found.stamp not in (head[0], *stamps):
        return _salvaged(disk, place, found, lines, sums)
    recent = list(journal.transactions_of(parsed.entries))
    for transaction in recent:
        found.rows.apply(transaction.changes)
    has_sums = sums is not None and sums.stamp == found.stamp
    findings = [*_tail(place, lines, parsed), *_sums(disk, place, sums)]
    return Loaded(
        found.rows,
        recent[-1].sequence if recent else found.stamp.sequence,
        found.schema,
        found.stamp,
        inode,
        parsed.stop,
        recent,
        is_settled=found.stamp == head[0] and not parsed.is_torn and has_sums,
        has_sums=has_sums,
        findings=tuple(findings),
    )


def _tail(place: Place, lines: bytes, parsed: Parsed) -> list[Finding]:
    if not parsed.is_torn:
        return []
    named = sorted({f"{table} {id}" for table, id in journal.names_in(lines[parsed.stop :])})
    what = "the last, unfinished change" + (f" ({', '.join(named[:3])})" if named else "")
    return [
        Finding(
            "tail",
            str(place.journal),
            f"{what} was never acknowledged and does not count",
            f"its bytes are kept in {place.damaged.name}/",
            is_damage=False,
        )
    ]


def _sums(disk: Disk, place: Place, sums: Sums | None) -> list[Finding]:
    if sums is not None or disk.identity(place.sums) is None:
        return []
    return [
        Finding(
            "sums",
            str(place.sums),
            "damaged; the snapshot is whole by the journal's word",
            "they are written anew",
            is_damage=False,
        )
    ]


def _salvaged(
    disk: Disk, place: Place, found: Read | None, lines: bytes | None, sums: Sums | None
) -> Loaded:
    saved = salvage(disk, place, found, lines, sums)
    stamp = found.stamp if found is not None else Stamp(0, 0, 0)
    return Loaded(
        saved.rows,
        saved.sequence,
        saved.schema,
        stamp,
        0,
        0,
        [],
        is_settled=False,
        has_sums=False,
        findings=saved.findings,
    )
