"""The history: the transactions folded out of the journal, oldest first, capped by size.

Losing it loses what could be undone and nothing else. It is written only by a fold, before the
journal lets go of the same lines, and each line once however often a fold is begun anew.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from store.db.backups import set_aside
from store.db.files import Disk, read_whole, write_whole
from store.db.journal import Entry, Stamp, entry_at, head_line, read_head
from store.db.place import Place, fresh
from store.db.seam import Transaction

CAP: Final = 64 << 20
_TAIL: Final = 1 << 16
_MARK: Final = b' {"s":'


def append(disk: Disk, place: Place, journal: bytes, entries: list[Entry], base: int) -> None:
    """Add the transactions of a journal that stands on sequence ``base``, on disk on return.

    What the history has above ``base`` is left by a fold that did not finish, and perhaps not
    whole: it is written anew. Raises OSError; the history has then lost nothing up to ``base``.
    """
    lines = b"".join(
        journal[entry.start : entry.end]
        for entry in entries
        if entry.transaction is not None and entry.transaction.sequence > base
    )
    if not lines:
        return
    fd = disk.open(place.history, write=True, create=True)
    try:
        last, end = _last(disk, fd, base)
        left = disk.read(fd, disk.size(fd) - end, end)
        if left and last < base:
            set_aside(disk, place, "history-tail", left)
        if left:
            disk.truncate(fd, end)
        if not end:
            lines = head_line("history", Stamp(0, 0, 0)) + lines
        try:
            disk.write(fd, lines, end)
        except OSError:
            disk.truncate(fd, end)
            raise
        disk.sync(fd)
    finally:
        disk.close(fd)


def trim(disk: Disk, place: Place, cap: int = CAP) -> None:
    """Drop the oldest half once the history is larger than ``cap`` bytes; its head says so."""
    found = disk.identity(place.history)
    if found is None or found.size <= cap:
        return
    blob = read_whole(disk, place.history) or b""
    for entry in entries_backwards(blob):
        if entry is None or entry.transaction is None:
            continue
        if len(blob) - entry.start > cap // 2:
            head = head_line("history", Stamp(entry.transaction.sequence, 0, 0))
            write_whole(disk, fresh(place.history), head + blob[entry.end :])
            disk.rename(fresh(place.history), place.history)
            return


def dropped_up_to(disk: Disk, place: Place) -> int:
    """The newest sequence that was dropped for size, 0 for none."""
    blob = read_whole(disk, place.history)
    head = read_head(blob, "history") if blob else None
    return head[0].sequence if head else 0


def _last(disk: Disk, fd: int, base: int) -> tuple[int, int]:
    """The last whole transaction up to ``base`` and where it ends, (0, 0) for an empty file."""
    size = disk.size(fd)
    tail = _TAIL
    while True:
        start = max(0, size - tail)
        blob = disk.read(fd, size - start, start)
        for entry in entries_backwards(blob):
            if entry is not None and entry.transaction is not None:
                sequence = entry.transaction.sequence
                if sequence <= base:
                    return sequence, start + entry.end
        if not start:
            head = read_head(blob, "history")
            return (head[0].sequence, head[1]) if head else (0, 0)
        tail *= 8


def entries_backwards(blob: bytes) -> Iterator[Entry | None]:
    """The transactions in the bytes of a history or journal, last first; None for a broken one."""
    position = len(blob)
    while (mark := blob.rfind(_MARK, 0, position)) >= 0:
        start = mark - 8
        position = mark
        if start == 0 or (start > 0 and blob[start - 1] == 10):
            yield entry_at(blob, start)


def transactions_backwards(
    disk: Disk, place: Place, before: int | None
) -> Iterator[Transaction | range]:
    """The history's transactions below sequence ``before``, newest first.

    Yields a range of the sequences that are damaged or absent where some are.
    """
    blob = read_whole(disk, place.history)
    if not blob:
        if before is not None and before > 1:
            yield range(1, before)
        return
    head = read_head(blob, "history")
    oldest = head[0].sequence if head else 0
    for entry in entries_backwards(blob):
        if entry is None or entry.transaction is None:
            continue
        sequence = entry.transaction.sequence
        if before is not None and sequence >= before:
            continue
        if before is not None and sequence < before - 1:
            yield range(sequence + 1, before)
        yield entry.transaction
        before = sequence
    if before is not None and before - 1 > oldest:
        yield range(oldest + 1, before)
