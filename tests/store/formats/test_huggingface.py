"""Rows of a dataset, and which part a story goes to; the Parquet is read in ``tests.consumers``."""

from __future__ import annotations

import json

import pytest

from store.formats.huggingface import rows, split_of
from store.formats.outgoing import Outgoing
from tests.store.formats.desks import full_desk


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
