"""Several processes at one desk: killed, writing together, holding it."""

from __future__ import annotations

import random
import sys
from pathlib import Path

import pytest

from store.db.faults import NotSaved
from store.db.files import Disk
from store.db.presence import Holder, Presence, hold, holder
from store.db.store import open_store
from tests.store.db.conftest import Opens
from tests.store.db.contract import mention, put
from tests.torture.kills import Writer, kill_round
from tests.torture.together import together

pytestmark = pytest.mark.skipif(
    sys.platform == "win32", reason="processes are forked, which this system has not"
)


@pytest.mark.parametrize("writers", [1, 2, 3])
def test_killed_writers_lose_nothing_and_bring_nothing_back(path: Path, writers: int) -> None:
    rng = random.Random(writers)
    assert sum(kill_round(path, writers, rng) for _ in range(5)) > 0


def test_four_processes_lose_no_commit_of_each_other(path: Path) -> None:
    assert together(path, processes=4, commits=60) == (240, 240)


def test_first_holds_the_desk_and_the_second_learns_who(opens: Opens, path: Path) -> None:
    opens()
    first = hold(path)
    assert isinstance(first, Presence)
    second = hold(path)
    assert isinstance(second, Holder)
    assert second.pid > 0
    assert second.host
    assert second.since.endswith("Z")
    assert str(second.pid) in str(second)
    first.release()
    third = hold(path)
    assert isinstance(third, Presence)
    assert third.note is None
    third.release()
    assert holder(path) is None


def test_hold_of_a_dead_process_is_taken_with_a_note(opens: Opens, path: Path) -> None:
    opens()

    def work(say: object) -> None:
        assert callable(say)
        assert isinstance(hold(path), Presence)
        say("held")

    dead = Writer(work)
    said, _ = dead.ended()
    assert said == ["held"]
    taken = hold(path)
    assert isinstance(taken, Presence)
    assert f"process {dead.pid}" in (taken.note or "")
    taken.release()


def test_commits_beside_a_held_desk_appear_in_it(opens: Opens, path: Path) -> None:
    store = opens()
    held = hold(path)
    assert isinstance(held, Presence)
    put(opens(), mention("m1"))
    assert len(list(store.watch(0))) == 1
    held.release()


class WithoutLocks(Disk):
    def try_lock(self, fd: int) -> None:
        raise OSError(95, "Operation not supported")


def test_store_works_where_the_file_system_has_no_locks(path: Path) -> None:
    store = open_store(path, disk=WithoutLocks())
    put(store, mention("m1"))
    store.close()
    again = open_store(path, disk=WithoutLocks())
    assert list(again.ids("mentions")) == ["m1"]
    again.close()


class Overwriting(WithoutLocks):
    """Another writer without locks overwrites what was just written."""

    is_meddling = False
    at = 0

    def sync(self, fd: int) -> None:
        if self.is_meddling:
            super().write(fd, b"x" * 50, self.at)
        super().sync(fd)

    def write(self, fd: int, blob: bytes, offset: int) -> None:
        self.at = offset
        super().write(fd, blob, offset)


def test_write_lost_without_locks_is_seen_and_both_versions_are_kept(path: Path) -> None:
    disk = Overwriting()
    store = open_store(path, disk=disk)
    put(store, mention("m1"))
    disk.is_meddling = True
    with pytest.raises(NotSaved, match="without locks"):
        put(store, mention("m2"))
    disk.is_meddling = False
    with pytest.raises(NotSaved):
        put(store, mention("m3"))
    kept = list(path.with_name("desk.json.d").joinpath("damaged").glob("*.json"))
    assert len(kept) == 1
    assert b'"m1"' in kept[0].read_bytes()
    assert store.sequence == 1
    store.close()
