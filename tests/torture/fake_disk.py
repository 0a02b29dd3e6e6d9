"""A disk in memory that loses power at any call, and then has kept what a disk may keep.

What was written and not synced survives by sectors of 512 bytes, any of them; names made, renamed
and removed in a folder not synced survive one by one, any of them. A sync keeps a file's bytes and
not its name; a synced folder keeps its names and not their bytes.
"""

from __future__ import annotations

import os
import random
import sys
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

from store.db.files import Disk, Identity, Turn

SECTOR = 512
Site = tuple[str, str, str]
_PASSED_OVER = frozenset({"write_whole", "_write_blocks", "append"})


class PowerCut(BaseException):
    """The machine is off; nothing may be done on this disk any more."""


class Inode:
    def __init__(self, number: int, kept: bytes = b"") -> None:
        self.number = number
        self.live = bytearray(kept)
        self.kept = bytes(kept)
        self.pending: list[tuple[int, bytes | None]] = []
        self.changed = 0

    def survived(self, rng: random.Random) -> bytes:
        """The bytes after a power cut."""
        mood = rng.random()
        if not self.pending or mood < 0.15:
            return self.kept
        if mood < 0.3:
            return bytes(self.live)
        chance = rng.choice((0.1, 0.5, 0.9))
        found = bytearray(self.kept)
        for offset, blob in self.pending:
            if blob is None:
                if rng.random() < chance:
                    del found[offset:]
                    found.extend(bytes(offset - len(found)))
                continue
            for start, end in _sectors(offset, len(blob)):
                if rng.random() < chance:
                    _put(found, start, blob[start - offset : end - offset])
        return bytes(found)


def _sectors(offset: int, size: int) -> list[tuple[int, int]]:
    edges = [offset, *range((offset // SECTOR + 1) * SECTOR, offset + size, SECTOR), offset + size]
    return list(pairwise(edges)) if size else []


def _put(found: bytearray, offset: int, blob: bytes) -> None:
    if len(found) < offset:
        found.extend(bytes(offset - len(found)))
    found[offset : offset + len(blob)] = blob


NameChange = tuple[frozenset[Path], Callable[[dict[Path, Inode | None]], None]]


class FakeDisk(Disk):
    """``cut_at`` is the number of the call that does not happen any more; ``deaf`` are the sites
    whose syncs do nothing, as if they were not in the code."""

    def __init__(self, *, deaf: frozenset[Site] = frozenset()) -> None:
        self.calls = 0
        self.cut_at: int | None = None
        self.deaf = deaf
        self.sites: set[Site] = set()
        self.is_full = False
        self.fail_at: int | None = None
        self.error = 0
        self.live: dict[Path, Inode | None] = {Path("/desk"): None}
        self.kept = dict(self.live)
        self.pending: list[NameChange] = []
        self._open: dict[int, Inode] = {}
        self._next = 3
        self._inodes = 1
        self._clock = 1_700_000_000.0

    # -- losing power

    def after_cut(self, rng: random.Random) -> FakeDisk:
        """A disk with what survived of this one."""
        names = dict(self.kept)
        mood = rng.random()
        chance = 0.0 if mood < 0.15 else 1.0 if mood < 0.3 else rng.choice((0.2, 0.5, 0.8))
        for _, change in self.pending:
            if rng.random() < chance:
                change(names)
        found = FakeDisk(deaf=self.deaf)
        found._clock = self._clock
        renewed: dict[int, Inode] = {}
        for path, inode in names.items():
            if path.parent not in names and path != Path("/desk"):
                continue
            if inode is None:
                found.live[path] = None
                continue
            if inode.number not in renewed:
                found._inodes += 1
                renewed[inode.number] = Inode(found._inodes, inode.survived(rng))
            found.live[path] = renewed[inode.number]
        found.kept = dict(found.live)
        return found

    def _call(self) -> None:
        if self.cut_at is not None and self.calls >= self.cut_at:
            raise PowerCut
        self.calls += 1
        if self.calls == self.fail_at:
            raise OSError(self.error, os.strerror(self.error))

    def _is_deaf(self, what: str) -> bool:
        frame = sys._getframe(2)
        # A function that only writes and syncs for its caller is no site of its own.
        while frame.f_code.co_name in _PASSED_OVER and frame.f_back is not None:
            frame = frame.f_back
        site = Path(frame.f_code.co_filename).name, frame.f_code.co_qualname, what
        self.sites.add(site)
        return site in self.deaf

    # -- what the store calls

    def open(
        self, path: Path, *, write: bool = False, create: bool = False, fresh: bool = False
    ) -> int:
        self._call()
        inode = self.live.get(path)
        if inode is None:
            if path in self.live:
                raise IsADirectoryError(21, "Is a directory", str(path))
            if not (create or fresh) or path.parent not in self.live:
                raise FileNotFoundError(2, "No such file or directory", str(path))
            self._inodes += 1
            inode = Inode(self._inodes)
            self._rename(path, inode)
        elif fresh:
            inode.live.clear()
            inode.pending.append((0, None))
        fd = self._next
        self._next += 1
        self._open[fd] = inode
        return fd

    def _rename(self, path: Path, inode: Inode | None) -> None:
        def change(names: dict[Path, Inode | None]) -> None:
            names[path] = inode

        change(self.live)
        self.pending.append((frozenset({path.parent}), change))

    def close(self, fd: int) -> None:
        del self._open[fd]

    def read(self, fd: int, size: int, offset: int) -> bytes:
        return bytes(self._open[fd].live[offset : offset + size])

    def write(self, fd: int, blob: bytes, offset: int) -> None:
        self._call()
        inode = self._open[fd]
        if self.is_full:
            blob = blob[: len(blob) * 2 // 3]
        _put(inode.live, offset, blob)
        inode.pending.append((offset, bytes(blob)))
        inode.changed += 1
        if self.is_full:
            raise OSError(28, "No space left on device")

    def sync(self, fd: int) -> None:
        self._call()
        if self._is_deaf("file"):
            return
        inode = self._open[fd]
        inode.kept = bytes(inode.live)
        inode.pending.clear()

    def truncate(self, fd: int, size: int) -> None:
        self._call()
        inode = self._open[fd]
        del inode.live[size:]
        inode.live.extend(bytes(size - len(inode.live)))
        inode.pending.append((size, None))
        inode.changed += 1

    def size(self, fd: int) -> int:
        return len(self._open[fd].live)

    def inode(self, fd: int) -> int:
        return self._open[fd].number

    def turn(self, fd: int) -> Turn:
        inode = self._open[fd]
        return (inode.number, len(inode.live)) if inode in self.live.values() else (0, 0)

    def inode_of(self, name: str) -> int:
        inode = self.live.get(Path(name))
        return inode.number if inode is not None else 0

    def peek(self, fd: int, offset: int) -> bytes:
        return bytes(self._open[fd].live[offset : offset + 1])

    def identity(self, path: Path) -> Identity | None:
        if path not in self.live:
            return None
        inode = self.live[path]
        if inode is None:
            return Identity(0, 0, 0)
        return Identity(inode.number, len(inode.live), inode.changed)

    def is_folder(self, path: Path) -> bool:
        return path in self.live and self.live[path] is None

    def names(self, folder: Path) -> list[str]:
        return sorted(path.name for path in self.live if path.parent == folder)

    def rename(self, old: Path, new: Path) -> None:
        self._call()
        inode = self.live[old]

        def change(names: dict[Path, Inode | None]) -> None:
            names[new] = inode
            if names.get(old) is inode:
                del names[old]

        change(self.live)
        self.pending.append((frozenset({old.parent, new.parent}), change))

    def link(self, old: Path, new: Path) -> None:
        self._call()
        self._rename(new, self.live[old])

    def remove(self, path: Path) -> None:
        self._call()

        def change(names: dict[Path, Inode | None]) -> None:
            names.pop(path, None)

        change(self.live)
        self.pending.append((frozenset({path.parent}), change))

    def make_folder(self, path: Path) -> None:
        self._call()
        if path not in self.live:
            self._rename(path, None)

    def sync_folder(self, path: Path) -> None:
        self._call()
        if self._is_deaf("folder " + path.name):
            return
        later = []
        for folders, change in self.pending:
            if path in folders:
                change(self.kept)
            else:
                later.append((folders, change))
        self.pending = later

    def try_lock(self, fd: int) -> None:
        pass

    def unlock(self, fd: int) -> None:
        pass

    def now(self) -> float:
        self._clock += 900.0
        return self._clock

    # -- for tests

    def blob(self, path: Path) -> bytes:
        inode = self.live[path]
        assert inode is not None
        return bytes(inode.live)

    def flip(self, path: Path, bit: int) -> None:
        """Turn one bit of a file over, for good."""
        inode = self.live[path]
        assert inode is not None
        inode.live[bit // 8] ^= 1 << bit % 8
        inode.kept = bytes(inode.live)

    def twin(self) -> FakeDisk:
        """A disk with the same bytes, all of them kept."""
        found = FakeDisk(deaf=self.deaf)
        found._clock = self._clock
        renewed: dict[int, Inode] = {}
        for path, inode in self.live.items():
            if inode is not None and inode.number not in renewed:
                found._inodes += 1
                renewed[inode.number] = Inode(found._inodes, bytes(inode.live))
            found.live[path] = None if inode is None else renewed[inode.number]
        found.kept = dict(found.live)
        return found
