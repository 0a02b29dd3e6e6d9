"""Every operation on a file that the store makes, so that tests can put another disk beneath it.

Offsets are always given: no file has a position of its own. ``write`` writes all or raises.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final, NamedTuple

FILE_MODE: Final = 0o600
FOLDER_MODE: Final = 0o700
_BINARY: Final = getattr(os, "O_BINARY", 0)
_CLOSE: Final = getattr(os, "O_CLOEXEC", 0)


Turn = tuple[int, int]


class Identity(NamedTuple):
    """Which file a name stands for, and in which state: size in bytes, time in ns."""

    inode: int
    size: int
    changed: int


if os.name == "nt":  # pragma: no cover
    import msvcrt

    def _try_lock(fd: int) -> None:
        os.lseek(fd, 0, os.SEEK_SET)
        msvcrt.locking(fd, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]

    def _unlock(fd: int) -> None:
        os.lseek(fd, 0, os.SEEK_SET)
        msvcrt.locking(fd, msvcrt.LK_UNLCK, 1)  # type: ignore[attr-defined]
else:
    import fcntl

    def _try_lock(fd: int) -> None:
        fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _unlock(fd: int) -> None:
        fcntl.flock(fd, fcntl.LOCK_UN)


def _syncer() -> Callable[[int], None]:
    """What makes written bytes durable on this system."""
    if sys.platform == "darwin":
        import fcntl

        # fsync on macOS leaves the bytes in the drive's cache.
        return lambda fd: fcntl.fcntl(fd, fcntl.F_FULLFSYNC) and None
    return getattr(os, "fdatasync", os.fsync)


class Disk:
    """The disk of this machine."""

    _sync = staticmethod(_syncer())

    def open(
        self, path: Path, *, write: bool = False, create: bool = False, fresh: bool = False
    ) -> int:
        """A descriptor; ``create`` makes the file where it is absent, ``fresh`` empties it."""
        flags = (os.O_RDWR if write else os.O_RDONLY) | _BINARY | _CLOSE
        if create or fresh:
            flags |= os.O_CREAT
        if fresh:
            flags |= os.O_TRUNC
        return os.open(path, flags, FILE_MODE)

    def close(self, fd: int) -> None:
        """Close a file; any lock on it is let go."""
        os.close(fd)

    def read(self, fd: int, size: int, offset: int) -> bytes:
        """At most ``size`` bytes; fewer only at the end of the file."""
        blob = _pread(fd, size, offset)
        if len(blob) == size or not blob:
            return blob
        parts = [blob]
        got = len(blob)
        while got < size:
            blob = _pread(fd, size - got, offset + got)
            if not blob:
                break
            parts.append(blob)
            got += len(blob)
        return b"".join(parts)

    def peek(self, fd: int, offset: int) -> bytes:
        """One byte, none at the end of the file."""
        return _pread(fd, 1, offset)

    def write(self, fd: int, blob: bytes, offset: int) -> None:
        """Write all of it. Raises OSError, some of it perhaps written."""
        written = _pwrite(fd, blob, offset)
        while written < len(blob):
            more = _pwrite(fd, blob[written:], offset + written)
            if not more:
                raise OSError(28, "No space left on device")
            written += more

    def sync(self, fd: int) -> None:
        """Return when what was written is on the disk, not before."""
        self._sync(fd)

    def truncate(self, fd: int, size: int) -> None:
        """Cut a file to a size."""
        os.ftruncate(fd, size)

    def size(self, fd: int) -> int:
        """A file's size in bytes."""
        return os.fstat(fd).st_size

    def inode(self, fd: int) -> int:
        """What ``identity`` calls this file."""
        return os.fstat(fd).st_ino

    def turn(self, fd: int) -> Turn:
        """Which file and how long, all 0 once its name is gone: the cheapest question there is."""
        found = os.fstat(fd)
        return (found.st_ino, found.st_size) if found.st_nlink else (0, 0)

    def inode_of(self, name: str) -> int:
        """Which file a name stands for now, 0 for none."""
        try:
            return os.stat(name).st_ino  # noqa: PTH116
        except FileNotFoundError:
            return 0

    def identity(self, path: Path) -> Identity | None:
        """Which file stands under that name now, or None."""
        try:
            found = path.stat()
        except FileNotFoundError:
            return None
        return Identity(found.st_ino, found.st_size, found.st_mtime_ns)

    def is_folder(self, path: Path) -> bool:
        """Whether a folder stands under that name."""
        return path.is_dir()

    def names(self, folder: Path) -> list[str]:
        """The names in a folder, sorted; none where it is absent."""
        try:
            return sorted(entry.name for entry in folder.iterdir())
        except FileNotFoundError:
            return []

    def rename(self, old: Path, new: Path) -> None:
        """Put a file under another name, in place of what had it."""
        old.replace(new)

    def link(self, old: Path, new: Path) -> None:
        """A second name for the same bytes. Raises OSError where the file system has none."""
        new.hardlink_to(old)

    def remove(self, path: Path) -> None:
        """Take a name away, if it is there."""
        path.unlink(missing_ok=True)

    def make_folder(self, path: Path) -> None:
        """Make a folder, if it is absent."""
        path.mkdir(mode=FOLDER_MODE, exist_ok=True)

    def try_lock(self, fd: int) -> None:
        """Take the lock of an open file. Raises OSError where another holds it."""
        _try_lock(fd)

    def unlock(self, fd: int) -> None:
        """Let go of the lock of an open file."""
        _unlock(fd)

    def now(self) -> float:
        """Seconds since 1970."""
        return time.time()

    def sync_folder(self, path: Path) -> None:
        """Make names made, renamed and removed in a folder durable."""
        if os.name == "nt":
            return
        fd = os.open(path, os.O_RDONLY | _CLOSE)
        try:
            os.fsync(fd)
        finally:
            os.close(fd)


def _seek_read(fd: int, size: int, offset: int) -> bytes:
    os.lseek(fd, offset, os.SEEK_SET)
    return os.read(fd, size)


def _seek_write(fd: int, blob: bytes, offset: int) -> int:
    os.lseek(fd, offset, os.SEEK_SET)
    return os.write(fd, blob)


_pread: Final[Callable[[int, int, int], bytes]] = getattr(os, "pread", _seek_read)
_pwrite: Final[Callable[[int, bytes, int], int]] = getattr(os, "pwrite", _seek_write)


def read_whole(disk: Disk, path: Path) -> bytes | None:
    """A file's bytes, None where it is absent."""
    try:
        fd = disk.open(path)
    except FileNotFoundError:
        return None
    try:
        return disk.read(fd, disk.size(fd), 0)
    finally:
        disk.close(fd)


def write_whole(disk: Disk, path: Path, blob: bytes) -> None:
    """Write a file and have its bytes on the disk; its name is not yet."""
    fd = disk.open(path, write=True, fresh=True)
    try:
        disk.write(fd, blob, 0)
        disk.sync(fd)
    finally:
        disk.close(fd)
