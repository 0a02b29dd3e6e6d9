"""Prodigy's JSON Lines: exact bytes, everything back, and other people's files."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from store.desk import Desk
from store.errors import VariorumError
from store.formats.behind import Piece
from store.formats.exchange import export_desk, import_file
from store.formats.prodigy import cut_tokens
from store.model import Article, Entity, Link, Mention, Story
from tests.store.formats.desks import desk_of, desks, empty_desk, mention
from tests.store.formats.round_trip import comes_back_or_is_told

TEXT = "Oslo’s Ann\n"


def _small() -> Desk:
    return desk_of(
        Story(id="s1", title="Story"),
        Article(id="a1", story="s1", title="T", text=TEXT, publisher="P"),
        Entity(id="e1", name="Oslo"),
        mention("m1", TEXT, (0, 3), entity="e1", note="n", status="rejected"),
        mention("m2", TEXT, (7, 10), label="PERSON", status="rejected"),
        Link(id="l1", type="refines", source="m2", target="m1"),
    )


def test_task_is_this_json(tmp_path: Path) -> None:
    out = export_desk(_small(), "prodigy", tmp_path / "x.jsonl")
    task = json.loads((tmp_path / "x.jsonl").read_text("utf-8"))
    assert task.pop("variorum")["article"]["id"] == "a1"
    first = {"start": 0, "end": 3, "token_start": 0, "token_end": 0, "label": "GPE"}
    second = {"start": 7, "end": 10, "token_start": 4, "token_end": 4, "label": "PERSON"}
    assert task == {
        "text": TEXT,
        "meta": {"title": "T", "source": "P"},
        "tokens": [
            {"text": "Osl", "start": 0, "end": 3, "id": 0, "ws": False},
            {"text": "o", "start": 3, "end": 4, "id": 1, "ws": False},
            {"text": "’", "start": 4, "end": 5, "id": 2, "ws": False},
            {"text": "s", "start": 5, "end": 6, "id": 3, "ws": True},
            {"text": "Ann", "start": 7, "end": 10, "id": 4, "ws": True},
        ],
        "spans": [first, second],
        "relations": [{"head": 4, "child": 0, "head_span": second, "child_span": first,
                       "label": "refines"}],
        "answer": "reject",
    }  # fmt: skip
    assert not out.losses


@given(desks())
@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow])
def test_tokens_hold_all_but_space_and_no_span_cuts_one(desk: Desk) -> None:
    for article in desk.all(Article):
        spans = [pair for one in desk.by(Mention, "article", article.id) for pair in one.fragments]
        tokens = cut_tokens(article.text, [Piece("", start, end, "") for start, end in spans])
        assert "".join(article.text[a:b] for a, b in tokens) == "".join(article.text.split())
        for start, end in spans:
            assert all(b <= start or a >= start for a, b in tokens)
            assert all(b <= end or a >= end for a, b in tokens)


def _theirs(folder: Path, *lines: object) -> Path:
    path = folder / "theirs.jsonl"
    path.write_text("\n".join(map(json.dumps, lines)), "utf-8")
    return path


def test_tasks_of_someone_else_keep_annotator_time_and_answer(tmp_path: Path) -> None:
    desk = empty_desk()
    path = _theirs(
        tmp_path,
        {"text": "A met B", "answer": "reject", "_annotator_id": "ned", "_timestamp": 1700000000,
         "spans": [{"start": 0, "end": 1, "label": "P"}, {"start": 6, "end": 7, "label": "P"}],
         "relations": [{"head": 0, "child": 2, "label": "met",
                        "head_span": {"start": 0, "end": 1, "label": "P"},
                        "child_span": {"start": 6, "end": 7, "label": "P"}}]},
        {"text": "A met B", "answer": "ignore", "spans": [{"start": 0, "end": 1, "label": "P"}]},
        {"text": "no spans", "options": [1]},
    )  # fmt: skip
    into = import_file(desk, "prodigy", path)
    assert [(loss.field, loss.reason) for loss in into.losses] == [
        ("options", "a field that is not read")
    ]
    found = sorted((one.quotes[0], one.by, one.at, one.status) for one in desk.all(Mention))
    assert found == [
        ("A", "ann", "2026-01-01T00:00:00Z", "ignored"),
        ("A", "ned", "2023-11-14T22:13:20Z", "rejected"),
        ("B", "ned", "2023-11-14T22:13:20Z", "rejected"),
    ]
    assert [one.type for one in desk.all(Link)] == ["met"]
    assert len(list(desk.all(Article))) == 2
    assert import_file(desk, "prodigy", path).changed is None


def test_relation_to_what_is_no_span_is_told(tmp_path: Path) -> None:
    path = _theirs(
        tmp_path,
        {"text": "A B", "spans": [{"start": 0, "end": 1, "label": "P"}],
         "relations": [{"label": "x", "head_span": {"start": 0, "end": 1, "label": "P"},
                        "child_span": {"start": 2, "end": 3, "label": "P"}}]},
    )  # fmt: skip
    into = import_file(empty_desk(), "prodigy", path)
    assert [loss.reason for loss in into.losses] == ["an end of it is not there"]


@pytest.mark.parametrize(
    ("task", "says"),
    [
        ({"text": "a", "spans": 3}, "spans is no list"),
        ({"text": "a", "spans": [3]}, "span 1 is no object"),
        ({"text": "a", "spans": [{"start": "0", "end": 1}]}, "start is no whole number"),
        ({"text": "a", "relations": [{}]}, "without its head_span"),
    ],
)
def test_bad_task_is_refused_by_file_and_line(task: object, says: str, tmp_path: Path) -> None:
    with pytest.raises(VariorumError) as caught:
        import_file(empty_desk(), "prodigy", _theirs(tmp_path, {"text": "good"}, task))
    assert says in str(caught.value)
    assert ":2" in str(caught.value)


def test_link_of_one_of_two_alike_comes_back() -> None:
    comes_back_or_is_told(
        desk_of(
            Story(id="s1"),
            Article(id="a1", story="s1", title="", text="Oslo met Ann."),
            mention("m1", "Oslo met Ann.", (0, 4)),
            mention("m2", "Oslo met Ann.", (0, 4)),
            mention("m3", "Oslo met Ann.", (9, 12)),
            Link(id="l1", type="refines", source="m2", target="m3"),
            Link(id="l2", type="see also", source="m1", target="m3"),
            Link(id="l3", type="refines", source="m1", target="m2"),
        ),
        "prodigy",
    )
