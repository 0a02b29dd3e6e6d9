"""Rows of a dataset, its card and schema, and which part a story goes to.

A Parquet file names the version of the library that wrote it: exact are its columns and rows.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final

import pytest

from store.desk import Desk
from store.formats.exchange import export_desk
from store.formats.huggingface import rows, split_of
from store.formats.outgoing import Outgoing
from store.model import Article, Entity, Story
from tests.store.formats.desks import OTHER, desk_of, full_desk, mention
from tests.store.formats.round_trip import files

COMMON: Final[dict[str, Any]] = {
    "by": "ann", "at": "2026-01-01T00:00:00Z", "status": "accepted", "unsure": False, "note": "",
    "unknown": "",
}  # fmt: skip
ROW: Final = {
    "id": "a1", **COMMON, "unknown": '{"wire": 1}', "story": "s1", "title": "T", "text": OTHER,
    "publisher": "", "author": "", "published": "", "updated": "", "url": "", "version_of": None,
    "file": "", "encoding": "", "sha256": "", "guessed": [],
    "furniture": [{"start": 0, "end": 3, "kind": "photo"}],
    "stories": [{"id": "s1", **COMMON, "title": "S"}],
    "topics": [], "claims": [],
    "entities": [
        {"id": "e1", **COMMON, "name": "Oslo", "label": "", "aliases": [],
         "identifiers": [{"key": "iso", "value": "X"}]},
    ],
    "annotators": [],
    "mentions": [
        {"id": "m1", **COMMON, "article": "a1",
         "fragments": [{"start": 0, "end": 3}, {"start": 4, "end": 9}],
         "quotes": ["The", "mayor"], "label": "GPE", "entity": None,
         "attributes": [{"key": "a", "value": "b"}]},
        {"id": "m2", **COMMON, "article": "a1", "fragments": [{"start": 13, "end": 17}],
         "quotes": ["Oslo"], "label": "GPE", "entity": "e1", "attributes": []},
    ],
    "assertions": [], "silences": [], "matches": [], "links": [], "verdicts": [],
}  # fmt: skip
_ALL: Final = (
    "id: string, by: string, at: string, status: string, unsure: bool, note: string,"
    " unknown: string"
)
_PLACE: Final = "struct<start: int64, end: int64>"
_PAIRS: Final = "list<element: struct<key: string, value: string>>"
_SPAN: Final = (
    f"{_ALL}, article: string, fragments: list<element: {_PLACE}>, quotes: list<element: string>"
)
COLUMNS: Final = {
    **dict.fromkeys(("id", "by", "at", "status"), "string"), "unsure": "bool",
    **dict.fromkeys(("note", "unknown", "story", "title", "text", "publisher", "author",
                     "published", "updated", "url", "version_of", "file", "encoding", "sha256"),
                    "string"),
    "guessed": "list<element: string>",
    "furniture": "list<element: struct<start: int64, end: int64, kind: string>>",
    "stories": f"list<element: struct<{_ALL}, title: string>>",
    "topics": f"list<element: struct<{_ALL}, story: string, title: string, order: int64>>",
    "claims": f"list<element: struct<{_ALL}, story: string, text: string, topic: string,"
              " order: int64>>",
    "entities": f"list<element: struct<{_ALL}, name: string, label: string,"
                f" aliases: list<element: string>, identifiers: {_PAIRS}>>",
    "annotators": f"list<element: struct<{_ALL}, name: string>>",
    "mentions": f"list<element: struct<{_SPAN}, label: string, entity: string,"
                f" attributes: {_PAIRS}>>",
}  # fmt: skip
CARD: Final = b"""\
---
pretty_name: Articles of one event, annotated
tags:
- news
- claims
- named-entity-recognition
configs:
- config_name: default
  data_files:
  - split: train
    path: data/train.parquet
---

# Articles of one event, annotated

A row is an article: its text, its metadata, and the records that stand in it or that these
name, whole, so that a row stands alone. Offsets are code points of `text`, half open.
`unknown` is JSON of the fields that a record has beyond these columns.
"""


def small_desk() -> Desk:
    return desk_of(
        Story(id="s1", title="S"),
        Article(
            id="a1", story="s1", title="T", text=OTHER, furniture=((0, 3, "photo"),),
            unknown={"wire": 1},
        ),
        Entity(id="e1", name="Oslo", identifiers={"iso": "X"}),
        mention("m1", OTHER, (0, 3), (4, 9), attributes={"a": "b"}),
        mention("m2", OTHER, (13, 17), entity="e1"),
    )  # fmt: skip


def test_row_is_this_to_the_last_column() -> None:
    (row,) = rows(Outgoing(small_desk()))
    assert list(row.items()) == list(ROW.items())


def test_folder_has_this_card_these_columns_and_these_rows(tmp_path: Path) -> None:
    pytest.importorskip("pyarrow", reason="pyarrow is not installed here")
    import pyarrow.parquet

    for name in ("x", "y"):
        export_desk(small_desk(), "huggingface", tmp_path / name)
    assert files(tmp_path / "x") == files(tmp_path / "y")
    assert list(files(tmp_path / "x")) == ["README.md", "data/train.parquet"]
    assert (tmp_path / "x" / "README.md").read_bytes() == CARD
    table = pyarrow.parquet.read_table(tmp_path / "x" / "data" / "train.parquet")
    assert table.to_pylist() == [ROW]
    assert list(table.column_names) == list(ROW)
    found = {field.name: str(field.type) for field in table.schema}
    assert {name: found[name] for name in COLUMNS} == COLUMNS


def test_row_has_every_column_and_spans_by_name() -> None:
    first, second, third = rows(Outgoing(full_desk()))
    assert first.keys() == second.keys() == third.keys()
    whole = next(one for one in first["mentions"] if one["id"] == "m5")
    assert whole["fragments"] == [{"start": 6, "end": 9}, {"start": 16, "end": 24}]
    assert json.loads(whole["unknown"]) == {"x": []}
    assert whole["entity"] is None
    assert third["mentions"] == []
    stated = first["assertions"][0]
    assert stated["date"] == {"iso": "2024", "precision": "year", "inferred": True}
    assert stated["attribution"][0]["source"]["span"] == [{"start": 6, "end": 9}]
    assert first["furniture"] == [{"start": 0, "end": 3, "kind": "photo"}]
    assert next(one for one in first["entities"] if one["id"] == "e1")["identifiers"] == [
        {"key": "iso", "value": "X"}
    ]


def test_what_a_record_leaves_out_is_what_it_means() -> None:
    row = next(iter(rows(Outgoing(full_desk()))))
    claim = next(one for one in row["claims"] if one["id"] == "c1")
    assert (claim["status"], claim["unsure"], claim["note"]) == ("accepted", False, "")
    second = list(rows(Outgoing(full_desk())))[1]["assertions"][0]
    assert (second["stance"], second["polarity"], second["date"]) == ("supports", "positive", None)


@pytest.mark.parametrize(
    ("story", "part"), [("s1", "train"), ("s2", "validation"), ("s10", "test")]
)
def test_story_goes_to_the_same_part_in_every_export(story: str, part: str) -> None:
    assert split_of(story) == part


def test_parts_have_about_their_share() -> None:
    found = [split_of(f"story {number}") for number in range(2000)]
    assert 1500 < found.count("train") < 1700
    assert 150 < found.count("validation") < 250
