"""Who has a desk open: the first app writes, a second one reads and can say who holds it."""

from __future__ import annotations

import os
import socket
import sys
import time
from pathlib import Path
from typing import Final

import msgspec

from store.db.files import Disk, read_whole
from store.db.place import place_of

_ROOM: Final = 4096


class Holder(msgspec.Struct, frozen=True):
    """Who holds a desk; ``since`` is UTC in ISO 8601, all empty where that cannot be read."""

    pid: int = 0
    program: str = ""
    host: str = ""
    since: str = ""

    def __str__(self) -> str:
        return (
            f"{self.program or 'another program'} (process {self.pid} on {self.host}, "
            f"since {self.since})"
        )


class Presence:
    """The desk is held until ``release``, or until this process ends, however it ends.

    ``note`` tells of a holder that ended without letting go.
    """

    def __init__(self, disk: Disk, fd: int, note: str | None) -> None:
        self.note = note
        self._disk = disk
        self._fd = fd

    def release(self) -> None:
        """Let go of the desk."""
        if self._fd >= 0:
            try:
                self._disk.truncate(self._fd, 0)
                self._disk.unlock(self._fd)
            finally:
                self._disk.close(self._fd)
                self._fd = -1


def hold(path: str | Path, *, disk: Disk | None = None) -> Presence | Holder:
    """Hold the desk at ``path``, which is open already; or who holds it.

    Raises OSError where the folder beside the desk cannot be written.
    """
    disk = disk or Disk()
    fd = disk.open(place_of(path).presence, write=True, create=True)
    try:
        try:
            disk.try_lock(fd)
        except BlockingIOError:
            holder = _read(disk.read(fd, _ROOM, 0))
            disk.close(fd)
            return holder
        left = disk.read(fd, _ROOM, 0)
        disk.truncate(fd, 0)
        disk.write(fd, msgspec.json.encode(_myself()), 0)
    except OSError:
        disk.close(fd)
        raise
    note = f"{_read(left)} ended without closing the desk" if left.strip() else None
    return Presence(disk, fd, note)


def holder(path: str | Path, *, disk: Disk | None = None) -> Holder | None:
    """Who wrote that they hold the desk, living or not; None for nobody."""
    found = read_whole(disk or Disk(), place_of(path).presence)
    return _read(found) if found else None


def _myself() -> Holder:
    program = Path(sys.argv[0]).name if sys.argv and sys.argv[0] else "python"
    since = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
    return Holder(os.getpid(), program, socket.gethostname(), since)


def _read(blob: bytes) -> Holder:
    try:
        return msgspec.json.decode(blob, type=Holder)
    except ValueError:
        return Holder()
