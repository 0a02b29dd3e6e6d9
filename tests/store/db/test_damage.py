"""Damage: bits turned over, lines missing or twice, foreign writes; and choosing a version."""

from __future__ import annotations

from pathlib import Path

import pytest
from tinydb import TinyDB

from store.db import journal
from store.db.check import check
from store.db.faults import NoDesk, ReadingOnly
from store.db.place import place_of
from store.db.repair import choose
from store.db.store import open_store
from tests.store.db.conftest import Opens
from tests.store.db.contract import mention, put
from tests.torture.flips import FILES, Truth, desk_of, flipped, flips, records_of
from tests.torture.power import DESK


@pytest.fixture(scope="module", params=[True, False], ids=["alone", "with backups"])
def truth(request: pytest.FixtureRequest) -> Truth:
    return desk_of(is_alone=request.param)


def test_no_flipped_bit_is_silent_or_costs_more_than_two_records(truth: Truth) -> None:
    count = 0
    for seen in flips(truth, bits=1, step=3):
        assert seen.said, f"silent: bit {seen.bit} of {seen.file}"
        assert len(seen.lost) <= 2, seen
        assert not seen.unnamed, seen
        if seen.file in {"history", "sums"}:
            assert not seen.lost, seen
        if seen.file == "history":
            assert seen.changes_lost <= 2, seen
        count += 1
    assert count > 500


def test_flip_in_the_room_behind_the_journal_is_said_and_costs_nothing() -> None:
    truth = desk_of(is_alone=True, is_roomy=True)
    size = len(truth.disk.blob(place_of(DESK).journal))
    for byte in range(size - 60_000, size, 997):
        seen = flipped(truth, "journal", byte * 8 + 3)
        assert (seen.lost, bool(seen.said)) == ((), True)


def test_backups_prove_what_the_snapshot_lost() -> None:
    truth = desk_of(is_alone=False)
    blob = truth.disk.blob(place_of(DESK).desk)
    seen = flipped(truth, "desk", blob.index(b'"note":"one"') * 8 + 80)
    assert seen.lost == ()
    assert any("found elsewhere" in line for line in seen.said)


@pytest.mark.parametrize("file", FILES[:2])
def test_damaged_desk_opens_reading_and_is_not_touched(truth: Truth, file: str) -> None:
    disk = truth.disk.twin()
    path = getattr(place_of(DESK), file)
    disk.flip(path, len(disk.blob(path)) // 2 * 8)
    before = {name: inode and bytes(inode.live) for name, inode in disk.live.items()}
    store = open_store(DESK, disk=disk)
    assert store.reading
    with pytest.raises(ReadingOnly, match="variorum check"):
        put(store, mention("new"))
    store.close()
    assert {name: inode and bytes(inode.live) for name, inode in disk.live.items()} == before


@pytest.mark.parametrize("file", FILES[:2])
def test_chosen_version_is_the_desk_and_the_damaged_files_are_kept(truth: Truth, file: str) -> None:
    disk = truth.disk.twin()
    path = getattr(place_of(DESK), file)
    disk.flip(path, len(disk.blob(path)) // 2 * 8)
    damaged = disk.blob(path)
    shown = records_of(open_store(DESK, disk=disk))
    choose(DESK, "kept", disk=disk)
    store = open_store(DESK, disk=disk)
    assert (store.reading, records_of(store)) == (None, shown)
    kept = [disk.blob(place_of(DESK).damaged / name) for name in disk.names(place_of(DESK).damaged)]
    assert damaged in kept
    put(store, mention("new"))
    store.close()
    again = open_store(DESK, disk=disk)
    assert again.get("mentions", "new") is not None
    assert not [finding for finding in check(DESK, disk=disk) if finding.is_damage]


def test_foreign_edit_is_listed_and_either_version_can_be_chosen(opens: Opens, path: Path) -> None:
    for take in ("file", "kept"):
        where = path.with_name(f"{take}.json")
        store = opens(where)
        put(store, mention("m1", note="ours"), mention("m2"))
        store.close()
        with TinyDB(where) as plain:
            plain.table("mentions").update({"note": "theirs"}, doc_ids=[1])
            plain.table("mentions").insert({"id": "m3"})
        found = [str(finding) for finding in check(where)]
        assert any("mentions m1 differs" in line for line in found)
        assert any("mentions m3 was not written here" in line for line in found)
        assert not any("m2" in line for line in found)
        reading = opens(where)
        assert b"ours" in (reading.get("mentions", "m1") or b"")
        choose(where, take)
        chosen = opens(where)
        assert chosen.reading is None
        assert take[:4] in {"file", "kept"}
        note = b"theirs" if take == "file" else b"ours"
        assert note in (chosen.get("mentions", "m1") or b"")
        assert (chosen.get("mentions", "m3") is not None) == (take == "file")


def test_file_that_is_broken_cannot_be_chosen(opens: Opens, path: Path) -> None:
    store = opens()
    put(store, mention("m1"))
    store.close()
    path.write_bytes(path.read_bytes()[:-20])
    with pytest.raises(NoDesk, match="not JSON"):
        choose(path, "file")
    assert opens().get("mentions", "m1") is not None


def test_open_store_reads_anew_after_another_chose(opens: Opens, path: Path) -> None:
    store = opens()
    put(store, mention("m1"))
    store.snapshot()
    follower = opens(read_only=True)
    path.write_bytes(path.read_bytes().replace(b"m1", b"mX"))
    choose(path, "file")
    follower.watch(1)
    assert list(follower.ids("mentions")) == ["mX"]


def _journal_with(opens: Opens, change: object) -> Path:
    store = opens()
    for number in range(4):
        put(store, mention(f"m{number}"))
    place = store.place
    blob = place.journal.read_bytes().rstrip(b"\0")
    head, *rest = blob.splitlines(keepends=True)
    pairs = [b"".join(rest[at : at + 2]) for at in range(0, len(rest), 2)]
    assert callable(change)
    place.journal.write_bytes(head + b"".join(change(pairs)))
    return place.desk


@pytest.mark.parametrize(
    "change",
    [
        lambda pairs: [pairs[0], pairs[2], pairs[1], pairs[3]],
        lambda pairs: [pairs[0], pairs[2], pairs[3]],
    ],
    ids=["out of order", "one missing"],
)
def test_whole_lines_out_of_order_are_damage(opens: Opens, change: object) -> None:
    desk = _journal_with(opens, change)
    reading = open_store(desk)
    assert reading.reading is not None
    assert any(finding.is_damage for finding in check(desk))


def test_lines_twice_count_once(opens: Opens) -> None:
    desk = _journal_with(opens, lambda pairs: [*pairs[:2], *pairs])
    store = open_store(desk)
    assert (store.reading, store.sequence) == (None, 4)
    store.close()


def test_torn_tail_is_cut_kept_and_said(opens: Opens) -> None:
    desk = _journal_with(opens, lambda pairs: [*pairs[:3], pairs[3][:-20]])
    store = open_store(desk)
    assert (store.reading, store.sequence) == (None, 3)
    assert any("unfinished change (mentions m3)" in note for note in store.notes)
    kept = list(store.place.damaged.iterdir())
    assert len(kept) == 1
    assert b"mentions" in kept[0].read_bytes()
    assert put(store, mention("m9")).sequence == 4
    store.close()
    again = open_store(desk)
    assert (again.notes, again.sequence) == ([], 4)
    again.close()


def test_damage_inside_the_last_large_change_saves_its_other_records(opens: Opens) -> None:
    store = opens()
    put(store, *(mention(f"m{number}") for number in range(5)))
    blob = store.place.journal.read_bytes()
    at = blob.index(b'"m2","rev"')
    store.place.journal.write_bytes(blob[:at] + b"?" + blob[at + 1 :])
    again = open_store(store.place.desk)
    assert list(again.ids("mentions")) == ["m0", "m1", "m3", "m4"]
    assert any("m2" in note for note in again.notes)


def test_lost_history_loses_the_undo_alone_and_says_so(opens: Opens, path: Path) -> None:
    store = opens()
    put(store, mention("m1"))
    store.close()
    store.place.history.unlink()
    store = opens()
    put(store, mention("m2"))
    assert [one.sequence for one in store.transactions()] == [2]
    assert any("cannot be undone, no record is lost" in note for note in store.notes)
    assert list(store.ids("mentions")) == ["m1", "m2"]
    assert [finding.kind for finding in check(path)] == ["history"]


def test_sound_desk_has_no_findings(opens: Opens, path: Path) -> None:
    store = opens()
    put(store, mention("m1"))
    assert check(path) == []
    store.close()
    assert check(path) == []


def test_check_changes_nothing(opens: Opens, path: Path) -> None:
    put(opens(), mention("m1"))
    before = {found: found.read_bytes() for found in path.parent.rglob("*") if found.is_file()}
    check(path)
    assert before == {
        found: found.read_bytes() for found in path.parent.rglob("*") if found.is_file()
    }


def test_fold_begun_anew_and_stopped_twice_keeps_the_history(opens: Opens) -> None:
    """The snapshot stands, the journal is not reset, and the history has been cut for rewriting."""
    store = opens()
    for number in range(4):
        put(store, mention(f"m{number}"))
    lines = store.place.journal.read_bytes()
    store.snapshot()
    stamp = store.stamp
    end = len(lines.rstrip(b"\0"))
    store.place.journal.write_bytes(lines[:end] + journal.fold_line(stamp))
    store.place.history.write_bytes(b"")
    again = open_store(store.place.desk)
    assert (again.reading, again.notes) == (None, [])
    assert [one.sequence for one in again.transactions()] == [4, 3, 2, 1]
    again.close()
