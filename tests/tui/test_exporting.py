"""The export screen: three keys to a dataset, nothing lost unseen, nothing half-written."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path

import pytest

from store.desk import Desk
from store.edits import AddArticle, AddMention
from store.errors import VariorumError
from store.model import Article
from store.opening import open_desk
from tests.tui.driving import Driver, driven
from tui.commands import exporting
from tui.exporting import Stopped, Work, free, read_part, written
from tui.widgets.listing import Choice, found


@contextmanager
def _desk(folder: Path) -> Iterator[Desk]:
    with open_desk(folder / "war.json", annotator="ann") as desk:
        for number, text in enumerate(("Oslo and Bergen", "Kyiv"), 1):
            desk.apply(AddArticle(Article(id=f"a{number}", story="s1", title="T", text=text)))
        desk.apply(AddMention("a1", ((0, 4), (9, 15)), "GPE"))
        yield desk


@asynccontextmanager
async def _driven(folder: Path) -> AsyncIterator[Driver]:
    with _desk(folder) as desk:
        async with driven(desk) as app:
            yield app


async def _until(app: Driver, is_so: Callable[[], bool]) -> None:
    async with asyncio.timeout(20):
        while not is_so():
            await app.pilot.pause(0.01)


async def test_three_keys_write_the_dataset(tmp_path: Path) -> None:
    async with _driven(tmp_path) as app:
        await app.type("g", "x", "enter")
        await _until(app, lambda: "all there is" in app.said())
        assert '"label":"GPE"' in (tmp_path / "war.jsonl").read_text("utf-8")
        assert app.screen.mode is None


async def test_rows_say_what_each_format_cannot_hold_of_this_desk(tmp_path: Path) -> None:
    async with _driven(tmp_path) as app:
        await app.type("g", "x")
        await _until(app, lambda: not any("counting" in row for row in app.rows("listing")))
        rows = {row.split()[0]: row for row in app.rows("listing")[1:] if row.strip()}
        assert "holds all" in rows["▸"]
        assert "behind" in rows["csv"]


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("csv", ["csv", "tables"]),
        ("table", ["tables", "csv", "tsv", "xlsx"]),
        ("conll", ["conll", "conll-bilou", "conllu"]),
        ("sp", ["spacy"]),
        ("part", ["part"]),
        ("studio", ["label-studio"]),
    ],
)
async def test_format_is_found_by_its_name_first(
    typed: str, names: list[str], tmp_path: Path
) -> None:
    async with _driven(tmp_path) as app:
        await app.type("g", "x", f"text:{typed}")
        rows = [row.removeprefix("▸").split() for row in app.rows("listing")[1:]]
        assert [row[0] for row in rows if row][: len(names)] == names
        await app.type("escape")


def test_rows_whose_name_is_typed_stand_before_those_that_speak_of_it() -> None:
    rows = [
        Choice("one     for plain texts", name="one"),
        Choice("rtext   another", "text", name="rtext"),
        Choice("Text    a third", name="Text"),
        Choice("two     of text", name="two"),
        Choice("no name but text"),
        Choice("nothing of it", name="nothing"),
    ]
    order = [one.text.split()[0] for one in found(rows, "text")]
    assert order == ["Text", "rtext", "one", "two", "no"]
    assert found(rows, " ") == rows


async def test_what_is_left_behind_is_listed_and_kept_on_request(tmp_path: Path) -> None:
    async with _driven(tmp_path) as app:
        await app.type("g", "x", "text:csv", "enter")
        await _until(app, lambda: "left behind" in app.said())
        assert app.screen.listing.is_open
        await app.type("enter")
        assert (tmp_path / "war.csv.loss.jsonl").read_text("utf-8").startswith("{")


async def test_file_that_is_there_is_replaced_only_when_asked(tmp_path: Path) -> None:
    kept = tmp_path / "war.jsonl"
    kept.write_text("mine", "utf-8")
    async with _driven(tmp_path) as app:
        await app.type("g", "x", "enter")
        assert kept.read_text("utf-8") == "mine"
        assert app.screen.scope == "line"
        await app.type("escape")
        assert kept.read_text("utf-8") == "mine"
        await app.type("g", "x", "enter", "enter")
        await _until(app, lambda: "all there is" in app.said())
        assert kept.read_text("utf-8") != "mine"


async def test_only_the_part_asked_for_is_written(tmp_path: Path) -> None:
    async with _driven(tmp_path) as app:
        await app.type("g", "x", "text:part", "enter", "text:label ORG", "enter")
        await app.type("text:jsonl", "enter")
        await _until(app, lambda: "war.jsonl" in app.said() and "records" in app.said())
        assert '"label":"GPE"' not in (tmp_path / "war.jsonl").read_text("utf-8")


async def test_export_stopped_leaves_no_file_and_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on = threading.Event()

    def waiting(*args, told, **kwargs):  # type: ignore[no-untyped-def]
        def slow(done: int, total: int) -> None:
            go_on.wait(20)
            told(done, total)

        return written(*args, told=slow, **kwargs)

    monkeypatch.setattr(exporting, "written", waiting)
    async with _driven(tmp_path) as app:
        await app.type("g", "x", "enter")
        await _until(app, lambda: app.screen.scope == "working")
        await app.type("l")  # reading goes on
        assert app.head() == "and"
        await app.type("escape")
        go_on.set()
        await _until(app, lambda: "nothing was written" in app.said())
        assert not list(tmp_path.glob("*jsonl*"))
        assert app.screen.mode is None


def test_work_that_was_stopped_ends_at_the_next_article() -> None:
    told: list[tuple[int, int]] = []
    work = Work(lambda done, total: told.append((done, total)))
    work.tell(1, 2)
    work.stop()
    with pytest.raises(Stopped):
        work.tell(2, 2)
    assert told == [(1, 2)]


@pytest.mark.parametrize("text", ["label", "colour red", "since yesterday"])
def test_part_that_cannot_be_read_is_told(text: str) -> None:
    with pytest.raises(VariorumError):
        read_part(text)


def test_part_names_each_field_as_often_as_wanted() -> None:
    choice = read_part("label GPE label ORG since 2024-01-31")
    assert choice.labels == ("GPE", "ORG")
    assert choice.since == "2024-01-31T00:00:00Z"


def test_free_name_is_the_first_that_nothing_has(tmp_path: Path) -> None:
    assert free(tmp_path / "a.csv") == tmp_path / "a.csv"
    (tmp_path / "a.csv").touch()
    (tmp_path / "a-2.csv").touch()
    assert free(tmp_path / "a.csv") == tmp_path / "a-3.csv"
