"""Work that a disk does not take waits in memory, is saved in order, and no one else sees it."""

from __future__ import annotations

import errno
from itertools import count

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from store.db.faults import NotSaved
from store.db.store import open_store
from store.desk import Changed, Desk
from store.edits import AddArticle, AddMention, RemoveMention
from store.errors import VariorumError
from store.model import Article, Mention
from tests.torture.fake_disk import FakeDisk
from tests.torture.power import DESK


def desk_on(disk: FakeDisk, *, annotator: str = "ann", waits: bool = True) -> Desk:
    numbers = count(1)
    desk = Desk(
        DESK,
        open_store(DESK, disk=disk),
        annotator=annotator,
        new_id=lambda prefix: f"{annotator}-{prefix}{next(numbers)}",
        now=lambda: "2026-01-01T00:00:00Z",
    )
    if waits:
        desk.keep_unsaved()
    if desk.get(Article, "a1") is None:
        desk.apply(AddArticle(Article(id="a1", story="s1", title="t", text="Oslo and Bergen" * 9)))
    return desk


def tag(desk: Desk, start: int) -> str:
    return desk.apply(AddMention("a1", ((start, start + 2),), "GPE")).touched[0][1]


def on_disk(disk: FakeDisk, table: str = "mentions") -> dict[str, bytes]:
    """What another program finds there."""
    store = open_store(DESK, disk=disk.twin())
    assert store.notes == []
    return {id: store.get(table, id) or b"" for id in store.ids(table)}


def in_memory(desk: Desk) -> dict[str, bytes]:
    return {id: desk.store.get("mentions", id) or b"" for id in desk.store.ids("mentions")}


def test_work_on_a_full_disk_waits_and_is_saved_once_there_is_space() -> None:
    disk = FakeDisk()
    desk = desk_on(disk)
    tag(desk, 0)
    disk.is_full = True
    second, third = tag(desk, 3), tag(desk, 6)
    assert "no space left" in desk.unsaved
    assert "2 changes wait" in desk.unsaved
    assert [one.id for one in desk.by(Mention, "article", "a1")][1:] == [second, third]
    assert len(list(desk.positions("a1").covering(3, 4))) == 1
    assert len(on_disk(disk)) == 1
    desk.tend(0.0)
    assert desk.unsaved
    disk.is_full = False
    desk.tend(0.0)
    assert desk.unsaved == ""
    assert on_disk(disk) == in_memory(desk)
    assert [one.sequence for one in desk.history()] == [4, 3, 2, 1]
    tag(desk, 9)
    assert on_disk(disk) == in_memory(desk)


def test_undo_and_redo_go_over_what_waits_and_what_is_saved() -> None:
    disk = FakeDisk()
    desk = desk_on(disk)
    first = tag(desk, 0)
    disk.is_full = True
    second = tag(desk, 3)
    desk.undo()
    desk.undo()
    assert in_memory(desk) == {}
    desk.redo()
    assert list(in_memory(desk)) == [first]
    desk.redo()
    assert list(in_memory(desk)) == [first, second]
    disk.is_full = False
    desk.tend(0.0)
    assert on_disk(disk) == in_memory(desk)
    desk.undo()
    assert list(on_disk(disk)) == [first]


def test_what_another_wrote_meanwhile_stands_before_it_and_the_desk_is_read_anew() -> None:
    disk = FakeDisk()
    desk, other = desk_on(disk), desk_on(disk, annotator="bea")
    desk.catch_up()
    told: list[Changed] = []
    desk.watch(told.append)
    disk.is_full = True
    mine = tag(desk, 0)
    desk.undo()
    desk.redo()
    disk.is_full = False
    theirs = tag(other, 3)
    desk.tend(0.0)
    assert told[-1].is_all
    assert on_disk(disk) == in_memory(desk)
    assert sorted(in_memory(desk)) == sorted([mine, theirs])
    assert [one.by for one in desk.history()][:4] == ["ann", "ann", "ann", "bea"]
    desk.undo()
    assert list(on_disk(disk)) == [theirs]


def test_record_that_came_while_work_waits_can_be_changed_too() -> None:
    disk = FakeDisk()
    desk, other = desk_on(disk), desk_on(disk, annotator="bea")
    desk.catch_up()
    disk.is_full = True
    mine = tag(desk, 0)
    disk.is_full = False
    theirs = tag(other, 3)
    disk.is_full = True
    desk.tend(0.0)
    desk.apply(RemoveMention(theirs))
    disk.is_full = False
    desk.tend(0.0)
    assert desk.unsaved == ""
    assert list(on_disk(disk)) == list(in_memory(desk)) == [mine]


def test_record_that_another_changed_keeps_the_work_waiting_and_says_who() -> None:
    disk = FakeDisk()
    desk = desk_on(disk)
    shared = tag(desk, 0)
    other = desk_on(disk, annotator="bea")
    disk.is_full = True
    desk.apply(RemoveMention(shared))
    tag(desk, 3)
    disk.is_full = False
    other.apply(RemoveMention(shared))
    desk.tend(0.0)
    assert f"mentions {shared} was removed by someone else" in desk.unsaved
    assert "2 changes wait" in desk.unsaved
    assert on_disk(disk) == {}


def test_copy_elsewhere_has_what_waits() -> None:
    disk = FakeDisk()
    desk = desk_on(disk)
    gone = tag(desk, 0)
    disk.is_full = True
    kept = tag(desk, 3)
    desk.apply(RemoveMention(gone))
    disk.is_full = False
    copy = DESK.with_name("copy.json")
    desk.copy_to(copy)
    assert list(open_store(copy, disk=disk).ids("mentions")) == [kept]
    assert list(on_disk(disk)) == [gone]


def test_after_a_failed_sync_work_waits_for_a_copy_and_nothing_more_is_written() -> None:
    disk = FakeDisk()
    desk = desk_on(disk)
    disk.fail_at, disk.error = disk.calls + 2, errno.EIO
    first = tag(desk, 0)
    assert "input/output error" in desk.unsaved
    written = disk.calls
    second = tag(desk, 3)
    desk.tend(9.0)
    assert (desk.unsaved.count("2 changes wait"), disk.calls) == (1, written)
    copy = DESK.with_name("copy.json")
    desk.copy_to(copy)
    assert list(open_store(copy, disk=disk).ids("mentions")) == [first, second]


@pytest.mark.parametrize("is_full", [True, False])
def test_closing_tries_once_more_and_says_what_is_lost(is_full: bool) -> None:
    disk = FakeDisk()
    desk = desk_on(disk)
    disk.is_full = True
    tag(desk, 0)
    disk.is_full = is_full
    if is_full:
        with pytest.raises(NotSaved, match="1 change is lost"):
            desk.close()
    else:
        desk.close()
    disk.is_full = False
    assert len(on_disk(disk)) == (not is_full)


def test_program_without_a_screen_is_refused() -> None:
    disk = FakeDisk()
    desk = desk_on(disk, waits=False)
    disk.is_full = True
    with pytest.raises(NotSaved):
        tag(desk, 0)
    assert (desk.unsaved, in_memory(desk)) == ("", {})


STEPS = st.lists(st.sampled_from(["tag", "tag", "remove", "undo", "redo", "full", "space", "tend"]))


@settings(max_examples=40, deadline=None)
@given(steps=STEPS)
@example(steps=["tag", "tag", "full", "remove", "undo"])
def test_desk_is_the_same_whether_its_disk_was_full_meanwhile(steps: list[str]) -> None:
    disk, calm = FakeDisk(), FakeDisk()
    desk, wanted = desk_on(disk), desk_on(calm)
    for number, step in enumerate(steps):
        if step in {"full", "space"}:
            disk.is_full = step == "full"
        elif step == "tend":
            desk.tend(0.0)
        else:
            said = [_step(one, step, number) for one in (desk, wanted)]
            assert said[0] == said[1]
        assert list(in_memory(desk).items()) == list(in_memory(wanted).items())
        mentions = [list(one.store.by("mentions", "article", "a1")) for one in (desk, wanted)]
        assert mentions[0] == mentions[1]
        assert [one.sequence for one in desk.history()] == [
            one.sequence for one in wanted.history()
        ]
    disk.is_full = False
    desk.tend(0.0)
    assert on_disk(disk) == on_disk(calm)


def _step(desk: Desk, step: str, number: int) -> str:
    try:
        if step == "tag":
            tag(desk, number % 100)
        elif step == "remove":
            desk.apply(RemoveMention(next(iter(in_memory(desk)), "none")))
        else:
            desk.undo() if step == "undo" else desk.redo()
    except VariorumError as error:
        return str(error)
    return ""
