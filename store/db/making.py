"""Making the files of a desk: a new one, and what is missing beside one that exists."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from zlib import crc32

from store.db.files import Disk, write_whole
from store.db.journal import STEP, Stamp, head_line
from store.db.locks import turn_over
from store.db.place import Place, fresh
from store.db.rows import Tables
from store.db.snapshot import snapshot_blocks
from store.db.sums import sums_body, sums_head


def make_desk(disk: Disk, place: Place) -> None:
    """Make an empty desk where there is no file; its name is not on disk yet."""
    write_snapshot(disk, place, {}, 0)
    disk.rename(fresh(place.desk), place.desk)


def make_folder(disk: Disk, place: Place) -> None:
    """Make the folder beside the desk; ``write_journal`` puts its files' names on disk."""
    disk.make_folder(place.folder)
    for path in (place.lock, place.folding, place.history):
        disk.close(disk.open(path, write=True, create=True))


def write_snapshot(disk: Disk, place: Place, tables: Tables, sequence: int) -> Stamp:
    """Write the successor of the desk file under its fresh name; its bytes are on disk then."""
    size, crc = _write_blocks(disk, place.desk, snapshot_blocks(tables, sequence))
    return Stamp(sequence, size, crc)


def write_sums(disk: Disk, place: Place, tables: Tables, stamp: Stamp) -> None:
    """Write the sums of a snapshot under their fresh name; their bytes are on disk then."""
    # The head's length depends on a checksum known at the end, so it is written last, in place.
    blank = len(sums_head(stamp, 0xFFFFFFFF))
    crc = 0

    def blocks() -> Iterator[bytes]:
        nonlocal crc
        yield b" " * blank
        for block in sums_body(tables, stamp.sequence):
            crc = crc32(block, crc)
            yield block

    fd = disk.open(fresh(place.sums), write=True, fresh=True)
    try:
        _write(disk, fd, blocks())
        disk.write(fd, sums_head(stamp, crc), 0)
        disk.sync(fd)
    finally:
        disk.close(fd)


def write_journal(disk: Disk, place: Place, stamp: Stamp, lines: bytes, *, is_roomy: bool) -> int:
    """Put a new journal in place of the old one; returns where its lines end."""
    blob = head_line("journal", stamp) + lines
    room = (len(blob) // STEP + 1) * STEP - len(blob) if is_roomy else 0
    write_whole(disk, fresh(place.journal), blob + bytes(room))
    turn_over(disk, place.lock)
    disk.rename(fresh(place.journal), place.journal)
    disk.sync_folder(place.folder)
    return len(blob)


def _write_blocks(disk: Disk, path: Path, blocks: Iterable[bytes]) -> tuple[int, int]:
    fd = disk.open(fresh(path), write=True, fresh=True)
    try:
        size, crc = _write(disk, fd, blocks)
        disk.sync(fd)
    except OSError:
        disk.close(fd)
        fd = -1
        disk.remove(fresh(path))
        raise
    finally:
        if fd >= 0:
            disk.close(fd)
    return size, crc


def _write(disk: Disk, fd: int, blocks: Iterable[bytes]) -> tuple[int, int]:
    """Write blocks from the start of a file; returns their size and crc32."""
    offset = crc = 0
    waiting: list[bytes] = []
    size = 0
    for block in blocks:
        crc = crc32(block, crc)
        waiting.append(block)
        size += len(block)
        if size >= 1 << 18:
            disk.write(fd, b"".join(waiting), offset)
            offset += size
            waiting.clear()
            size = 0
    disk.write(fd, b"".join(waiting), offset)
    return offset + size, crc
