"""The JSON Schema that is shipped says what our JSONL holds."""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from jsonschema import Draft202012Validator

from store.desk import Desk
from store.formats.article_schema import schema_text
from store.formats.exchange import export_desk
from tests.store.formats.desks import desks, full_desk

SHIPPED = files("store.formats").joinpath("article.schema.json").read_text("utf-8")
VALIDATOR = Draft202012Validator(json.loads(SHIPPED))


def _lines(desk: Desk) -> list[dict[str, Any]]:
    with TemporaryDirectory() as folder:
        path = Path(folder, "all.jsonl")
        export_desk(desk, "jsonl", path)
        return [json.loads(line) for line in path.read_bytes().splitlines()]


def test_shipped_schema_is_made_from_the_records() -> None:
    assert schema_text() == SHIPPED
    Draft202012Validator.check_schema(json.loads(SHIPPED))


def test_full_desk_is_valid() -> None:
    for line in _lines(full_desk()):
        VALIDATOR.validate(line)


@given(desks())
@settings(deadline=None, max_examples=15, suppress_health_check=[HealthCheck.too_slow])
def test_any_desk_is_valid(desk: Desk) -> None:
    for line in _lines(desk):
        VALIDATOR.validate(line)


@pytest.mark.parametrize(
    "breaking",
    [
        {"schema": 2},
        {"text": 3},
        {"mentions": [{"id": "m1"}]},
        {"furniture": [[0, 3, "photo"]]},
        {"assertions": [{"stance": "perhaps"}]},
    ],
)
def test_what_is_no_line_is_not_valid(breaking: dict[str, Any]) -> None:
    line = _lines(full_desk())[0] | breaking
    assert not VALIDATOR.is_valid(line)
