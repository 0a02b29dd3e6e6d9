"""The journal store keeps the contract, and its files are what the design says they are."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from tinydb import Query, TinyDB

from store.db.faults import NoDesk, NotSaved, ReadingOnly
from store.db.seam import Put, Resync, Store, Transaction
from store.db.store import JournalStore, open_store
from store.db.tables import reading_table
from tests.store.db.conftest import Opens
from tests.store.db.contract import StoreContract, mention, put


class TestJournalStore(StoreContract):
    @pytest.fixture
    def first(self, opens: Opens) -> JournalStore:
        return opens()

    @pytest.fixture
    def again(self, first: Store, opens: Opens) -> JournalStore:
        return opens()


def reopened(store: JournalStore, *, is_closed: bool = True) -> JournalStore:
    if is_closed:
        store.close()
    return open_store(store.place.desk)


@pytest.mark.parametrize("is_closed", [True, False])
def test_everything_is_there_after_reopening(opens: Opens, is_closed: bool) -> None:
    store = opens()
    put(store, mention("m1", article="a"), mention("m2", entity="e"))
    put(store, Put("mentions", "m2", None))
    again = reopened(store, is_closed=is_closed)
    assert list(again.by("mentions", "article", "a")) == ["m1"]
    assert list(again.ids("mentions")) == ["m1"]
    assert [one.sequence for one in again.transactions()] == [2, 1]
    assert again.notes == []
    again.close()


def test_snapshot_is_what_plain_tinydb_reads_one_record_a_line(opens: Opens, path: Path) -> None:
    store = opens()
    put(store, mention("m1", note="ü"), mention("m2"), Put("later", "x", b'{"id":"x"}'))
    store.close()
    with TinyDB(path) as plain:
        assert plain.table("mentions").all() == [
            {"id": "m1", "note": "ü", "rev": 1},
            {"id": "m2", "rev": 1},
        ]
        assert plain.table("mentions").get(doc_id=2) == {"id": "m2", "rev": 1}
        assert plain.table("meta").all() == [{"id": "meta", "schema": 1, "sequence": 1}]
        assert plain.table("later").all() == [{"id": "x", "rev": 1}]
    lines = path.read_bytes().splitlines()
    assert [line for line in lines if b"m1" in line] == [
        '"1":{"id":"m1","note":"ü","rev":1},'.encode()
    ]


def test_file_is_whole_json_at_every_moment_of_a_session(opens: Opens, path: Path) -> None:
    store = opens()
    assert json.loads(path.read_bytes())["meta"]
    put(store, mention("m1"))
    assert "mentions" not in json.loads(path.read_bytes())
    store.snapshot()
    assert "mentions" in json.loads(path.read_bytes())


def test_desk_without_its_folder_is_whole_but_for_the_undo(opens: Opens, path: Path) -> None:
    store = opens()
    put(store, mention("m1", article="a"))
    store.close()
    for file in sorted((path.parent / "desk.json.d").rglob("*"), reverse=True):
        file.rmdir() if file.is_dir() else file.unlink()
    (path.parent / "desk.json.d").rmdir()
    store = opens()
    assert store.reading is None
    assert list(store.by("mentions", "article", "a")) == ["m1"]
    assert put(store, mention("m2")).sequence == 2
    assert [one.sequence for one in store.transactions()] == [2]


def test_desk_of_plain_tinydb_layout_is_read(path: Path, opens: Opens) -> None:
    with TinyDB(path, indent=2) as plain:
        plain.table("meta").insert({"id": "meta", "schema": 1})
        plain.table("mentions").insert({"id": "m1", "article": "a", "rev": 4, "note": "n"})
    store = opens()
    assert store.get("mentions", "m1") == b'{"id":"m1","article":"a","note":"n","rev":4}'
    put(store, mention("m2"))
    store.close()
    with TinyDB(path) as plain:
        assert plain.table("mentions").all()[0]["note"] == "n"


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\0" * 4096,
        b"{}",
        b"[]",
        b"not json",
        b'{"meta":{"1":{"id":"meta","schema":1}}',
        b'{"_default":{"1":{"name":"x"}}}',
        b'{"meta":{"1":{"id":"meta","schema":"one"}}}',
        b'{"meta":{"1":{"id":"meta","schema":1}},"mentions":[1]}',
        b'{"meta":{"1":{"id":"meta","schema":1}},"m":{"1":{"id":"x"},"2":{"id":"x"}}}',
        b"[" * 100_000,
        b'{"meta":{"1":{"id":"meta","schema":1,"x":' + b"[" * 100_000,
        b"\xff\xfe{}",
    ],
)
@pytest.mark.parametrize("read_only", [True, False])
def test_file_that_is_no_desk_is_refused_and_left(
    path: Path, content: bytes, read_only: bool
) -> None:
    path.write_bytes(content)
    with pytest.raises(NoDesk) as caught:
        open_store(path, read_only=read_only)
    assert str(path) in str(caught.value)
    assert "\n" not in str(caught.value)
    assert path.read_bytes() == content
    assert [found.name for found in path.parent.iterdir()] == [path.name]


def test_folder_is_no_desk(tmp_path: Path) -> None:
    with pytest.raises(NoDesk, match="a folder"):
        open_store(tmp_path)


def test_absent_desk_is_not_made_unless_wanted(path: Path) -> None:
    with pytest.raises(NoDesk, match="no such desk"):
        open_store(path, create=False)
    with pytest.raises(NoDesk, match="no such desk"):
        open_store(path, read_only=True)
    assert not list(path.parent.iterdir())


def test_desk_in_an_absent_folder_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(NoDesk, match="cannot be made: no such file"):
        open_store(tmp_path / "absent" / "desk.json")


def test_missing_desk_file_beside_its_journal_is_not_made_anew(opens: Opens, path: Path) -> None:
    put(opens(), mention("m1"))
    path.rename(path.with_suffix(".away"))
    with pytest.raises(NoDesk, match="its journal stands"):
        open_store(path)
    path.with_suffix(".away").rename(path)


def test_newer_schema_opens_reading_with_one_line(path: Path, opens: Opens) -> None:
    path.write_bytes(b'{"meta":{"1":{"id":"meta","schema":2}},"mentions":{"1":{"id":"m1"}}}')
    store = opens()
    assert store.get("mentions", "m1") is not None
    assert "newer version" in (store.reading or "")
    with pytest.raises(ReadingOnly, match="newer version"):
        put(store, mention("m2"))
    store.close()
    assert b'"schema":2' in path.read_bytes()
    assert not (path.parent / "desk.json.d").exists()


def test_files_are_for_their_owner_alone(opens: Opens, path: Path) -> None:
    old = os.umask(0)
    try:
        store = opens()
        put(store, mention("m1"))
        store.snapshot()
        put(store, mention("m2"))
        store.close()
    finally:
        os.umask(old)
    modes = {
        found: stat.S_IMODE(found.stat().st_mode)
        for found in [path, *path.parent.joinpath("desk.json.d").rglob("*")]
    }
    assert {mode for found, mode in modes.items() if found.is_file()} == {0o600}
    assert {mode for found, mode in modes.items() if found.is_dir()} == {0o700}
    assert stat.S_IMODE(path.with_name("desk.json.d").stat().st_mode) == 0o700


def test_symbolic_link_stays_one(tmp_path: Path, opens: Opens) -> None:
    (tmp_path / "real").mkdir()
    link = tmp_path / "link.json"
    link.symlink_to(tmp_path / "real" / "desk.json")
    store = opens(link)
    put(store, mention("m1"))
    store.close()
    assert link.is_symlink()
    assert not link.with_name("link.json.d").exists()
    assert b"m1" in (tmp_path / "real" / "desk.json").read_bytes()


def test_reading_store_follows_a_writer_through_folds(opens: Opens) -> None:
    writer = opens()
    reader = opens(read_only=True)
    put(writer, mention("m1"))
    assert len(_seen(reader, 0)) == 1
    writer.snapshot()
    put(writer, mention("m2"))
    writer.snapshot()
    put(writer, mention("m3"))
    assert [one.sequence for one in _seen(reader, 1)] == [2, 3]
    assert list(reader.ids("mentions")) == ["m1", "m2", "m3"]
    with pytest.raises(ReadingOnly, match="as asked"):
        put(reader, mention("m4"))


def _seen(store: JournalStore, since: int) -> list[Transaction]:
    found = store.watch(since)
    assert not isinstance(found, Resync)
    return list(found)


def test_watch_answers_resync_once_the_history_is_gone(opens: Opens) -> None:
    writer, reader = opens(), opens(read_only=True)
    put(writer, mention("m1"))
    writer.snapshot()
    writer.place.history.unlink()
    assert reader.watch(0) == Resync(1)
    assert list(reader.ids("mentions")) == ["m1"]


def test_history_is_capped_oldest_first_and_says_so(opens: Opens, path: Path) -> None:
    from store.db.check import check

    store = opens()
    store.history_cap = 4096
    for number in range(40):
        put(store, mention(f"m{number}", note="x" * 100))
        store.snapshot()
    known = [one.sequence for one in store.transactions()]
    assert known == list(range(40, 40 - len(known), -1))
    assert 5 < len(known) < 20
    assert store.place.history.stat().st_size <= 4096
    assert any("dropped to keep it small" in str(found) for found in check(path))
    assert store.notes == []


def test_removed_lock_file_is_made_anew_and_two_writers_still_take_turns(opens: Opens) -> None:
    first, again = opens(), opens()
    put(first, mention("m1"))
    put(again, mention("m2"))
    first.place.lock.unlink()
    put(first, mention("m3"))
    again.snapshot()
    put(first, mention("m4"))
    assert list(opens(read_only=True).ids("mentions")) == ["m1", "m2", "m3", "m4"]


def test_moved_folder_is_noticed_and_nothing_lost_once_it_is_back(opens: Opens) -> None:
    store = opens()
    put(store, mention("m1"))
    away = store.place.folder.with_suffix(".away")
    store.place.folder.rename(away)
    with pytest.raises(NoDesk, match="cannot be read"):
        store.watch(1)
    away.rename(store.place.folder)
    assert store.watch(1) == ()
    assert put(store, mention("m2")).sequence == 2


def test_table_is_queried_as_tinydb_and_never_written(opens: Opens) -> None:
    store = opens()
    put(store, mention("m1", article="a"), mention("m2", article="b"))
    table = reading_table(store, "mentions")
    assert table.search(Query().article == "b") == [{"id": "m2", "article": "b", "rev": 1}]
    assert table.get(doc_id=1) == {"id": "m1", "article": "a", "rev": 1}
    assert (len(table), table.count(Query().id == "m1"), table.contains(doc_id=3)) == (2, 1, False)
    put(store, mention("m3", article="b"))
    assert table.count(Query().article == "b") == 2
    for writes in (
        lambda: table.insert({"id": "x"}),
        lambda: table.insert_multiple([{"id": "x"}]),
        lambda: table.update({"id": "x"}),
        lambda: table.upsert({"id": "x"}, Query().id == "m1"),
        lambda: table.remove(Query().id == "m1"),
        lambda: table.truncate(),
    ):
        with pytest.raises(ReadingOnly, match=r"desk\.apply"):
            writes()


def test_query_makes_documents_only_for_its_answer(
    opens: Opens, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tinydb.table import Document, Table

    made = []

    class Counted(Document):
        def __init__(self, value: object, doc_id: int) -> None:
            made.append(doc_id)
            super().__init__(value, doc_id)  # type: ignore[arg-type]

    monkeypatch.setattr(Table, "document_class", Counted)
    store = opens()
    put(store, *(mention(f"m{number}", article=f"a{number}") for number in range(50)))
    assert len(reading_table(store, "mentions").search(Query().article == "a7")) == 1
    assert made == [8]


def test_opening_a_desk_imports_no_tinydb(path: Path) -> None:
    code = (
        "import sys; from store.db.store import open_store; open_store(sys.argv[1]).close();"
        "print([name for name in ('tinydb', 'textual', 'rich', 'dateutil') if name in sys.modules])"
    )
    root = Path(__file__).parents[3]
    done = subprocess.run(
        [sys.executable, "-c", code, str(path)],
        capture_output=True, text=True, cwd=root, check=True,
    )  # fmt: skip
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize(
    "record", [b"", b"null", b"[1]", b'{"id":"other"}', b'{"id":"m1"', b'{"x":1}']
)
def test_record_that_is_none_is_refused_and_nothing_written(opens: Opens, record: bytes) -> None:
    store = opens()
    with pytest.raises(ValueError):  # noqa: PT011 - a decoder's own words
        put(store, Put("mentions", "m1", record))
    assert (store.sequence, list(store.ids("mentions"))) == (0, [])


def test_record_in_another_layout_is_kept_on_one_line(opens: Opens) -> None:
    store = opens()
    put(store, Put("mentions", "m1", b'{\n "rev": 9,\n "id": "m1"\n}'))
    assert store.get("mentions", "m1") == b'{"id":"m1","rev":1}'


def test_another_programs_write_while_open_is_kept_aside(opens: Opens, path: Path) -> None:
    store = opens()
    put(store, mention("m1"))
    store.snapshot()
    with TinyDB(path) as plain:
        plain.table("mentions").insert({"id": "foreign"})
    foreign = path.read_bytes()
    put(store, mention("m2"))
    store.close()
    assert any("another program" in note for note in store.notes)
    kept = list(path.with_name("desk.json.d").joinpath("damaged").iterdir())
    assert [found.read_bytes() for found in kept] == [foreign]
    again = opens()
    assert (again.reading, list(again.ids("mentions"))) == (None, ["m1", "m2"])


def test_closing_twice_is_closing_once(opens: Opens) -> None:
    store = opens()
    store.close()
    store.close()
    with pytest.raises(ReadingOnly, match="closed"):
        put(store, mention("m1"))


def test_copy_elsewhere_is_a_desk_of_the_same_records(opens: Opens, tmp_path: Path) -> None:
    store = opens()
    put(store, mention("m1", article="a"))
    store.copy_to(tmp_path / "copy.json")
    with pytest.raises(NotSaved, match="exists already"):
        store.copy_to(tmp_path / "copy.json")
    assert list(opens(tmp_path / "copy.json").by("mentions", "article", "a")) == ["m1"]


def test_backups_are_at_most_ten_and_an_hour_apart(
    opens: Opens, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = opens()
    now = [1_700_000_000.0]
    monkeypatch.setattr(store.disk, "now", lambda: now[0])
    for number in range(40):
        put(store, mention(f"m{number}"))
        store.snapshot()
        now[0] += 1801.0
    names = sorted(found.name for found in store.place.backups.iterdir())
    assert len(names) == 10
    assert json.loads((store.place.backups / names[-1]).read_bytes())["mentions"]
    assert len(json.loads((store.place.backups / names[0]).read_bytes())["mentions"]) < 30


def test_fold_in_background_keeps_what_is_committed_meanwhile(opens: Opens, path: Path) -> None:
    store = opens()
    put(store, *(mention(f"m{number}") for number in range(2000)))
    thread = store.fold_in_background()
    number = 0
    while thread.is_alive() or number < 5:
        put(store, mention(f"n{number}"))
        number += 1
    thread.join()
    assert store.notes == []
    again = opens()
    assert list(again.ids("mentions")) == list(store.ids("mentions"))
    assert store.stamp.sequence > 0


def test_fold_is_wanted_when_idle_and_small_only(opens: Opens) -> None:
    store = opens()
    assert not store.wants_fold(idle=60)
    put(store, mention("m1"))
    assert (store.wants_fold(idle=1), store.wants_fold(idle=5)) == (False, True)
    store.snapshot()
    assert not store.wants_fold(idle=60)
