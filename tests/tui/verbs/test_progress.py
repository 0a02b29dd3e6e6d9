"""The line of long work: late, never twice a tenth of a second, and nothing of it in a pipe."""

from __future__ import annotations

import io
import sys

import pytest

from tui.verbs.progress import progress


class Screen(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_nothing_is_written_to_a_pipe(monkeypatch: pytest.MonkeyPatch) -> None:
    pipe = io.StringIO()
    monkeypatch.setattr(sys, "stderr", pipe)
    with progress("exporting") as told:
        assert told is None
    assert pipe.getvalue() == ""


def test_short_work_shows_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = Screen()
    monkeypatch.setattr(sys, "stderr", screen)
    with progress("exporting", lambda: 0.0) as told:
        assert told is not None
        told(1, 2)
    assert screen.getvalue() == ""


def test_long_work_shows_how_far_it_is_and_leaves_no_trace(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    screen = Screen()
    monkeypatch.setattr(sys, "stderr", screen)
    times = iter([0.0, 1.0, 1.01, 2.0])
    with progress("exporting", lambda: next(times)) as told:
        assert told is not None
        told(5, 10)
        told(6, 10)
        told(7, 0)
    assert screen.getvalue() == (
        "\r\x1b[Kexporting [##########..........] 5 of 10 articles"
        "\r\x1b[Kexporting 7 articles\r\x1b[K"
    )
