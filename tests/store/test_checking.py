"""Looking a desk over finds each thing that can be wrong with a record, and nothing else."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings

from store.checking import check_desk
from store.db.seam import Put
from store.desk import Desk
from store.model import Article, LabelSet, Record, RelationType
from tests.store.formats.desks import desks, empty_desk, full_desk


def _raw(desk: Desk, table: str, fields: Any) -> None:
    put = Put(table, fields["id"], msgspec.json.encode(fields))
    desk.store.commit([put], by="", at="", verb="break")


def _sound_desk() -> Desk:
    desk = full_desk()
    labels = msgspec.structs.replace(desk.labels, relations=(RelationType(name="refines"),))
    put = Put(LabelSet.TABLE, labels.id, msgspec.json.encode(_fields(labels)))
    desk.store.commit([put], by="", at="", verb="labels")
    desk.__dict__.pop("labels")
    return desk


def _fields(record: Record) -> dict[str, Any]:
    fields: dict[str, Any] = msgspec.to_builtins(record)
    return {key: value for key, value in fields.items() if key not in ("rev", "\ufdd0unknown")}


def test_sound_desk_has_no_findings() -> None:
    assert check_desk(_sound_desk()) == []


def test_empty_desk_has_no_findings() -> None:
    assert check_desk(empty_desk()) == []


@given(desks())
@settings(deadline=None, max_examples=20, suppress_health_check=[HealthCheck.too_slow])
def test_any_sound_desk_has_no_findings_but_its_relations(desk: Desk) -> None:
    assert {finding.what for finding in check_desk(desk)} <= {
        "relation 'refines' is not in the label set"
    }


_SPAN = {"id": "m1", "article": "a1", "label": "GPE"}


@pytest.mark.parametrize(
    ("table", "fields", "said"),
    [
        ("mentions", _SPAN | {"fragments": [[0, 999]], "quotes": ["x"]}, "outside the text of"),
        ("mentions", _SPAN | {"fragments": [[-1, 3]], "quotes": ["x"]}, "outside the text of"),
        ("mentions", _SPAN | {"fragments": [[0, 3]], "quotes": ["no"]}, "quote 'no' is not"),
        ("mentions", _SPAN | {"fragments": [[6, 9]], "quotes": []}, "0 quotes for 1"),
        ("mentions", _SPAN | {"fragments": [], "quotes": []}, "stands on no text"),
        (
            "mentions",
            _SPAN | {"fragments": [[6, 7], [7, 9]], "quotes": ["m", "et"]},
            "or touches that",
        ),
        (
            "mentions",
            _SPAN | {"fragments": [[7, 9], [6, 7]], "quotes": ["et", "m"]},
            "is not after the fragment before it",
        ),
        ("mentions", _SPAN | {"fragments": [[6, 9]], "quotes": ["met"], "label": "NO"}, "'NO'"),
        ("mentions", _SPAN | {"fragments": "x", "quotes": ["met"]}, "Expected `array`"),
        (
            "mentions",
            _SPAN | {"fragments": [[6, 9]], "quotes": ["met"], "entity": "e9"},
            "entity e9 is not in entities",
        ),
        (
            "mentions",
            _SPAN | {"fragments": [[6, 9]], "quotes": ["met"], "article": "a9"},
            "article a9 is not in articles",
        ),
        ("claims", {"id": "c9", "story": "s1", "text": "", "topic": "t9"}, "topic t9 is not"),
        ("articles", {"id": "a9", "story": "s9", "title": "", "text": "x"}, "story s9 is not"),
        ("silences", {"id": "o9", "claim": "c9", "article": "a1"}, "claim c9 is not"),
        ("links", {"id": "l9", "type": "refines", "source": "m1", "target": "m9"}, "target m9"),
        ("links", {"id": "l9", "type": "none", "source": "m1", "target": "m2"}, "'none'"),
        ("verdicts", {"id": "v9", "story": "s1", "signature": "x"}, "missing required field"),
        (
            "matches",
            {
                "id": "h9",
                "a": {"article": "a1", "start": 0, "end": 9},
                "b": {"article": "a9", "start": 0, "end": 9},
            },
            "b a9 is not in articles",
        ),
        (
            "matches",
            {
                "id": "h9",
                "a": {"article": "a1", "start": 0, "end": 9},
                "b": {"article": "a2", "start": 7, "end": 999},
            },
            "b: 7-999 lies outside",
        ),
        (
            "articles",
            {"id": "a9", "story": "s1", "title": "", "text": "x", "furniture": [[0, 9, "k"]]},
            "furniture 0-9",
        ),
    ],
)
def test_broken_record_is_found_and_named(table: str, fields: dict[str, Any], said: str) -> None:
    desk = _sound_desk()
    _raw(desk, table, fields)
    findings = [one for one in check_desk(desk) if one.where == f"{table} {fields['id']}"]
    assert len(findings) == 1
    assert said in findings[0].what
    assert findings[0].do
    assert "\n" not in str(findings[0])


def test_label_set_that_is_none_is_found() -> None:
    desk = _sound_desk()
    _raw(desk, "labels", {"id": "labels", "labels": 3})
    desk.__dict__.pop("labels", None)
    assert "labels labels" in {one.where for one in check_desk(desk)}


def test_article_that_is_none_is_found_once_for_itself() -> None:
    desk = _sound_desk()
    _raw(desk, "articles", {"id": "a1", "title": 3})
    assert [one.where for one in check_desk(desk) if one.where == "articles a1"] == ["articles a1"]
    assert desk.store.get(Article.TABLE, "a1") is not None
