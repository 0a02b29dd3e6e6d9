"""A caller of commands for each test."""

from __future__ import annotations

import pytest

from tests.tui.verbs.calling import Caller


@pytest.fixture
def call(capsys: pytest.CaptureFixture[str]) -> Caller:
    return Caller(capsys)
