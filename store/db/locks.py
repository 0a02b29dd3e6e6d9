"""The lock that one commit takes, between processes.

The system lets go of it when its holder dies, however it dies. Where a file system has no locks
``works`` turns false: the store then reads its own lines back and keeps what another one wrote.

The lock's file is a byte longer after each time that another journal took the journal's place:
its holders learn that from a descriptor they have open. To ask the journal itself, by ``stat``,
would have Linux write a new time of change with each commit, which is a quarter of what one costs.
"""

from __future__ import annotations

import errno
import time
from pathlib import Path
from typing import Final

from store.db.faults import Busy
from store.db.files import Disk, Turn

WAIT: Final = 30.0
_GONE: Final = (0, 0)
_HELD: Final = frozenset({errno.EAGAIN, errno.EACCES, errno.EDEADLK})


def turn_over(disk: Disk, path: Path) -> None:
    """Tell whoever has the desk open, before another journal takes the journal's place."""
    fd = disk.open(path, write=True, create=True)
    try:
        disk.truncate(fd, disk.size(fd) + 1)
    finally:
        disk.close(fd)


class Lock:
    """One lock file, opened when first needed; ``with`` holds it.

    ``turn`` changes when another journal takes the journal's place; None: that cannot be told.
    """

    def __init__(self, disk: Disk, path: Path, *, wait: float = WAIT) -> None:
        self.works = True
        self.turn: Turn | None = None
        self._disk = disk
        self._path = path
        self._wait = wait
        self._fd = -1

    def __enter__(self) -> None:
        """Hold the lock. Raises Busy after waiting in vain, OSError where it has no file."""
        if self._fd < 0:
            self._fd = self._disk.open(self._path, write=True, create=True)
        if self.works:
            self._take()
            while self.turn == _GONE:
                # Its folder was removed, or put back: a lock on what has no name holds nobody up.
                self.close()
                self._fd = self._disk.open(self._path, write=True, create=True)
                self._take()

    def look(self) -> Turn | None:
        """Which ``turn`` it is by the name of the lock, without holding it."""
        if self._fd < 0 or not self.works:
            return None
        found = self._disk.identity(self._path)
        return (found.inode, found.size) if found is not None else _GONE

    def __exit__(self, *_: object) -> None:
        if self.works:
            self._disk.unlock(self._fd)

    def _take(self) -> None:
        deadline = 0.0
        pause = 0.0002
        while True:
            try:
                self._disk.try_lock(self._fd)
            except OSError as error:
                if error.errno not in _HELD:
                    self.works, self.turn = False, None
                    return
            else:
                self.turn = self._disk.turn(self._fd)
                return
            now = time.monotonic()
            deadline = deadline or now + self._wait
            if now > deadline:
                raise Busy(
                    f"{self._path}: another process has been writing for {self._wait:g} s; "
                    "end it, then try again"
                )
            time.sleep(pause)
            pause = min(pause * 1.5, 0.005)

    def close(self) -> None:
        """Close the file."""
        if self._fd >= 0:
            self._disk.close(self._fd)
            self._fd = -1
