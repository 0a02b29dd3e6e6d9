"""The open journal: where its last transaction ends, and how the next one gets there."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from store.db.faults import NotSaved, not_saved
from store.db.files import Disk
from store.db.journal import STEP

_NOTHING: Final = (b"\0", b"")


class Tail:
    """One journal file, open. ``end`` is behind the last whole line; zeros may follow it."""

    def __init__(self, disk: Disk, path: Path, *, end: int, write: bool) -> None:
        self._disk = disk
        self._path = path
        self._name = str(path)
        self._fd = disk.open(path, write=write)
        self._room = disk.size(self._fd)
        self.inode = disk.inode(self._fd)
        self.end = end
        self.failed: NotSaved | None = None

    def close(self) -> None:
        """Close the file."""
        if self._fd >= 0:
            self._disk.close(self._fd)
            self._fd = -1

    def is_replaced(self) -> bool:
        """Whether another journal stands under the name by now."""
        return self._disk.inode_of(self._name) != self.inode

    def more(self) -> bytes:
        """What stands behind ``end``: empty if nothing was written there since."""
        if self._disk.peek(self._fd, self.end) in _NOTHING:
            return b""
        return self._disk.read(self._fd, self._disk.size(self._fd) - self.end, self.end)

    def everything(self) -> bytes:
        """The journal and whatever stands behind its end."""
        return self._disk.read(self._fd, self._disk.size(self._fd), 0)

    def whole(self) -> bytes:
        """The journal up to ``end``."""
        return self._disk.read(self._fd, self.end, 0)

    def cut(self) -> None:
        """Take away what stands behind ``end``."""
        self._disk.truncate(self._fd, self.end)
        self._disk.sync(self._fd)
        self._room = self.end

    def append(self, lines: bytes) -> None:
        """Write lines behind ``end``, on disk when this returns; ``end`` moves on then.

        Raises NotSaved: the file is as it was, or (after a failed sync) is never written again,
        for what a disk kept of it cannot be known.
        """
        if self.failed is not None:
            raise self.failed
        self._put(lines)
        try:
            self._disk.sync(self._fd)
        except OSError as error:
            self.failed = not_saved(self._path, error)
            raise self.failed from error
        self.end += len(lines)

    def note(self, lines: bytes) -> None:
        """Write lines whose loss would lose nothing; they are not waited for."""
        self._put(lines)
        self.end += len(lines)

    def _put(self, lines: bytes) -> None:
        end = self.end + len(lines)
        if end > self._room:
            room = (end // STEP + 1) * STEP
            try:
                self._disk.write(self._fd, lines, self.end)
                self._disk.write(self._fd, bytes(room - end), end)
            except OSError:
                self._back()
            else:
                self._room = room
                return
        try:
            self._disk.write(self._fd, lines, self.end)
        except OSError as error:
            self._back()
            raise not_saved(self._path, error) from error
        self._room = max(self._room, end)

    def _back(self) -> None:
        """Take away what a failed write left."""
        try:
            self._disk.truncate(self._fd, self.end)
        except OSError as error:
            self.failed = not_saved(self._path, error)
            raise self.failed from error
        self._room = self.end
