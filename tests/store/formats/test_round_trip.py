"""Every format both ways, over desks with everything hard in them; and no field forgotten."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings

from store.desk import Desk
from store.formats.registry import find_format, names
from tests.store.formats.desks import desks, full_desk
from tests.store.formats.round_trip import comes_back_or_is_told, silent_fields

ELSEWHERE = ("huggingface", "spacy")
"""Those whose libraries are heavy: ``tests.consumers`` asks the same of them."""
FORMATS = [find_format(name) for name in names() if name not in ELSEWHERE]
WRITTEN = [form.name for form in FORMATS if form.writes]
BOTH = [form.name for form in FORMATS if form.writes and form.reads]


@pytest.mark.parametrize("name", BOTH)
def test_everything_comes_back_or_is_told(name: str) -> None:
    comes_back_or_is_told(full_desk(), name)


@pytest.mark.parametrize("name", BOTH)
@given(desk=desks())
@settings(deadline=None, max_examples=15, suppress_health_check=[HealthCheck.too_slow])
def test_any_desk_comes_back_or_is_told(name: str, desk: Desk) -> None:
    comes_back_or_is_told(desk, name)


@pytest.mark.parametrize("name", WRITTEN)
def test_field_that_a_writer_forgets_is_told(name: str) -> None:
    assert list(silent_fields(name, full_desk())) == []
