"""A full, failing, read-only disk: a clean refusal, nothing lost, and on again once it works."""

from __future__ import annotations

import errno
import os
import resource
import signal
from pathlib import Path

import pytest

from store.db.faults import NoDesk, NotSaved
from store.db.files import Disk
from store.db.store import open_store
from tests.store.db.conftest import Opens
from tests.store.db.contract import mention, put
from tests.torture.faults import failures


class Failing(Disk):
    """The real disk, with operations that can be made to fail; ``short`` writes a little first."""

    def __init__(self) -> None:
        self.fails: dict[str, int] = {}
        self.calls: list[str] = []

    def _may(self, operation: str) -> None:
        self.calls.append(operation)
        if operation in self.fails:
            raise OSError(self.fails[operation], os.strerror(self.fails[operation]))

    def write(self, fd: int, blob: bytes, offset: int) -> None:
        if "write" in self.fails:
            super().write(fd, blob[: len(blob) // 2], offset)
        self._may("write")
        super().write(fd, blob, offset)

    def sync(self, fd: int) -> None:
        self._may("sync")
        super().sync(fd)

    def open(
        self, path: Path, *, write: bool = False, create: bool = False, fresh: bool = False
    ) -> int:
        if write:
            self._may("open to write")
        return super().open(path, write=write, create=create, fresh=fresh)

    def make_folder(self, path: Path) -> None:
        self._may("make folder")
        super().make_folder(path)


def test_any_failing_call_loses_nothing_that_was_acknowledged() -> None:
    assert sum(failures(step=6)) > 400


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT, errno.EIO])
def test_failed_write_is_one_line_and_undone_then_work_goes_on(opens: Opens, number: int) -> None:
    disk = Failing()
    store = opens(disk=disk)
    put(store, mention("m1"))
    before = store.place.journal.read_bytes().rstrip(b"\0")
    disk.fails["write"] = number
    with pytest.raises(NotSaved, match="NOT SAVED: ") as caught:
        put(store, mention("m2"))
    assert "\n" not in str(caught.value)
    assert (store.sequence, store.get("mentions", "m2"), store.failed) == (1, None, None)
    assert store.place.journal.read_bytes() == before
    disk.fails.clear()
    assert put(store, mention("m2")).sequence == 2
    assert store.notes == []


def test_nothing_is_written_after_a_failed_sync(opens: Opens, tmp_path: Path) -> None:
    disk = Failing()
    store = opens(disk=disk)
    put(store, mention("m1"))
    disk.fails["sync"] = errno.EIO
    with pytest.raises(NotSaved):
        put(store, mention("m2"))
    disk.fails.clear()
    disk.calls.clear()
    with pytest.raises(NotSaved):
        put(store, mention("m3"))
    with pytest.raises(NotSaved):
        store.snapshot()
    assert store.watch(1) == ()
    assert (store.failed is not None, store.sequence) == (True, 1)
    store.copy_to(tmp_path / "elsewhere.json")
    elsewhere = disk.calls.count("write")
    store.close()
    assert disk.calls.count("write") == elsewhere
    assert list(opens(tmp_path / "elsewhere.json").ids("mentions")) == ["m1"]


def test_fold_on_a_full_disk_is_refused_and_the_journal_has_it_all(opens: Opens) -> None:
    disk = Failing()
    store = opens(disk=disk)
    put(store, mention("m1"))
    disk.fails["write"] = errno.ENOSPC
    with pytest.raises(NotSaved, match="no space left"):
        store.snapshot()
    disk.fails.clear()
    put(store, mention("m2"))
    assert list(opens().ids("mentions")) == ["m1", "m2"]
    store.snapshot()
    assert store.stamp.sequence == 2


def test_background_fold_that_fails_is_noted(opens: Opens) -> None:
    disk = Failing()
    store = opens(disk=disk)
    put(store, mention("m1"))
    disk.fails["write"] = errno.ENOSPC
    store.fold_in_background().join()
    disk.fails.clear()
    assert ["NOT SAVED" in note for note in store.notes] == [True]


@pytest.mark.parametrize("number", [errno.EACCES, errno.EROFS])
def test_desk_that_cannot_be_written_opens_reading(opens: Opens, number: int) -> None:
    put(opens(), mention("m1"))
    disk = Failing()
    disk.fails["open to write"] = number
    store = opens(disk=disk)
    assert "open for reading: " in (store.reading or "")
    assert list(store.ids("mentions")) == ["m1"]


def test_desk_that_cannot_be_made_is_one_line(path: Path) -> None:
    disk = Failing()
    disk.fails["make folder"] = errno.EACCES
    with pytest.raises(NoDesk, match="cannot be made: permission denied"):
        open_store(path, disk=disk)
    assert not list(path.parent.iterdir())


def test_file_size_limit_refuses_and_keeps(path: Path) -> None:
    """Past RLIMIT_FSIZE a write is cut short first and fails then."""
    store = open_store(path)
    put(store, mention("m0"))
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    try:
        resource.setrlimit(resource.RLIMIT_FSIZE, (150_000, limits[1]))
        saved = 0
        with pytest.raises(NotSaved, match="file too large"):  # noqa: PT012 - the loop is the act
            for number in range(1, 100):
                put(store, mention(f"m{number}", note="x" * 5000))
                saved = number
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        signal.signal(signal.SIGXFSZ, handler)
    assert saved > 20
    again = open_store(path)
    assert list(again.ids("mentions")) == [f"m{number}" for number in range(saved + 1)]
    assert again.notes == []
    again.close()
    assert put(store, mention("more")).sequence == saved + 2
    store.close()
