"""What every format shares: the registry, files placed whole, the loss report, the order."""

from __future__ import annotations

import json
import os
from importlib.metadata import EntryPoint
from pathlib import Path
from typing import Any

import pytest

from store.errors import VariorumError
from store.formats import registry
from store.formats.choice import read_since
from store.formats.exchange import export_desk, import_file
from store.formats.losses import LossReport
from store.formats.outgoing import Outgoing
from store.formats.placing import NotWritten, placed
from store.formats.registry import NoFormat, find_format, names, reader_named, writer_named
from store.formats.seam import HOLDABLE, Arrived, BadFile, Format
from store.model import Article, Story
from tests.store.formats.desks import OTHER, desk_of, empty_desk, full_desk


def _write(outgoing: Outgoing, place: Path) -> None:
    place.write_text("".join(f"{article.id}\n" for article in outgoing.articles()))


def _read(path: Path, *_: object) -> list[Arrived]:
    return [Arrived(str(path), Story(id=line)) for line in path.read_text().split()]


THEIRS = Format("theirs", ".t", "ids", ("text",), writes=_write, reads=_read)
NOTHING = 3


def add(monkeypatch: pytest.MonkeyPatch, **points: str) -> None:
    found = [EntryPoint(name, value, registry.GROUP) for name, value in points.items()]
    monkeypatch.setattr(registry, "entry_points", lambda group: found)


@pytest.mark.parametrize("name", names())
def test_shipped_format_says_what_it_is(name: str) -> None:
    form = find_format(name)
    assert form.name == name
    assert set(form.holds) <= set(HOLDABLE)
    assert form.writes or form.reads


def test_format_of_someone_else_joins_by_entry_point(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    add(monkeypatch, theirs=f"{__name__}:THEIRS")
    assert names()[-1] == "theirs"
    export_desk(full_desk(), "theirs", tmp_path / "x.t")
    assert (tmp_path / "x.t").read_text() == "a1\na2\na3\n"
    desk = empty_desk()
    import_file(desk, "theirs", tmp_path / "x.t")
    assert [story.id for story in desk.all(Story)] == ["a1", "a2", "a3"]


def test_format_that_cannot_be_loaded_harms_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    add(monkeypatch, broken="no.such.module:F", odd=f"{__name__}:NOTHING", jsonl="no.such:F")
    for name in ("broken", "odd"):
        with pytest.raises(NoFormat, match=name):
            find_format(name)
    assert find_format("jsonl").name == "jsonl"
    assert names().count("jsonl") == 1


def test_way_that_a_format_has_not_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry, "find_format", lambda name: Format(name, "", "", ()))
    with pytest.raises(NoFormat, match="only read"):
        writer_named("x")
    with pytest.raises(NoFormat, match="only written"):
        reader_named("x")


def test_export_cut_short_leaves_nothing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    target = tmp_path / "x.jsonl"
    target.write_text("old")

    def interrupt(done: int, of: int) -> None:
        assert any(path != target for path in tmp_path.iterdir())
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        export_desk(full_desk(), "jsonl", target, overwrite=True, told=interrupt)
    assert [path.name for path in tmp_path.iterdir()] == ["x.jsonl"]
    assert target.read_text() == "old"


def test_file_is_synced_before_it_has_its_name(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    seen: list[str] = []
    sync, replace = os.fsync, Path.replace

    def synced(fd: int) -> None:
        seen.append("sync")
        sync(fd)

    monkeypatch.setattr(os, "fsync", synced)

    def renamed(self: Path, target: Path) -> Any:
        seen.append("rename")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", renamed)
    export_desk(full_desk(), "jsonl", tmp_path / "x")
    assert seen == ["sync", "rename", "sync"]


def test_link_to_a_file_stays_one(tmp_path: Path) -> None:
    (tmp_path / "real").write_text("old")
    (tmp_path / "link").symlink_to("real")
    export_desk(full_desk(), "jsonl", tmp_path / "link", overwrite=True)
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_text("utf-8").startswith("{")


def test_folder_takes_its_place_whole_and_replaces_none_but_an_empty_one(tmp_path: Path) -> None:
    target = tmp_path / "out"
    target.mkdir()
    with placed(target) as place:
        place.mkdir()
        (place / "one").write_text("1")
        assert not any(target.iterdir())
    assert [path.name for path in target.iterdir()] == ["one"]
    with pytest.raises(NotWritten), placed(target, overwrite=True):
        pytest.fail("never reached")


@pytest.mark.parametrize("target", ["no/such/folder/x", "x" * 300, "nul\0"])
def test_place_that_cannot_be_written_is_one_line(target: str, tmp_path: Path) -> None:
    with pytest.raises(VariorumError) as caught:
        export_desk(full_desk(), "jsonl", tmp_path / target)
    assert "\n" not in str(caught.value)
    assert not list(tmp_path.iterdir())


def test_loss_report_has_each_thing_once_and_sums_it_up(tmp_path: Path) -> None:
    report = LossReport()
    for id in ("m1", "m2", "m1"):
        report.add("mentions", id, "no room", article="a1")
    report.add("claims", "c1", "no place", field="topic")
    assert report.summary() == ["2 mentions: no room", "1 claims (topic): no place"]
    report.write(tmp_path / "loss")
    lines = [json.loads(line) for line in (tmp_path / "loss").read_text().splitlines()]
    assert len(lines) == len(report) == 3
    assert lines[2] == {
        "article": "", "table": "claims", "record": "c1", "field": "topic", "reason": "no place",
    }  # fmt: skip


def test_articles_leave_story_by_story(tmp_path: Path) -> None:
    stories = [Story(id="s1"), Story(id="s2")]
    laid = [("a1", "s2"), ("a2", "s1"), ("a3", "s2")]
    articles = [Article(id=a, story=s, title="", text=OTHER) for a, s in laid]
    told: list[tuple[int, int]] = []
    outgoing = Outgoing(desk_of(*stories, *articles), told=lambda *how: told.append(how))
    assert [article.id for article in outgoing.articles()] == ["a1", "a3", "a2"]
    assert told == [(1, 3), (2, 3), (3, 3)]


@pytest.mark.parametrize(
    ("text", "utc"),
    [
        ("2024-01-31", "2024-01-31T00:00:00Z"),
        ("2024-01-31T12:00", "2024-01-31T12:00:00Z"),
        ("2024-01-31T12:00+02:00", "2024-01-31T10:00:00Z"),
    ],
)
def test_since_is_read_as_utc(text: str, utc: str) -> None:
    assert read_since(text) == utc


def test_error_of_a_reader_is_a_line_for_the_user() -> None:
    assert issubclass(BadFile, VariorumError)
