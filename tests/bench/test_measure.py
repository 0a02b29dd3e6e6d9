"""The arithmetic of the table, and that a floor does what it is measured for."""

from __future__ import annotations

import sys

import pytest

from tests.bench.desks import ROOT, made_up_text, seed_texts
from tests.bench.measure import Line, Ratio, Sample, Series, latency, ratio, size, table


def series(*rounds: list[float]) -> Series:
    return Series(
        [[Sample(value, value / 2, int(value * 10)) for value in each] for each in rounds]
    )


def test_ratio_is_of_the_same_round_so_a_slow_machine_cancels() -> None:
    mine = series([2.0, 2.0], [20.0, 20.0], [2.2, 99.0])
    floor = series([1.0, 1.0], [10.0, 10.0], [1.0, 1.0])
    assert ratio(mine, floor, latency).value == 2.0


@pytest.mark.parametrize(("share", "value"), [(0.5, 5.0), (0.95, 10.0), (0.9, 9.0), (0.05, 1.0)])
def test_percentile_is_a_value_that_occurred(share: float, value: float) -> None:
    ten = series([float(n) for n in range(1, 6)], [float(n) for n in range(10, 5, -1)])
    assert ten.percentile(latency, share) == value
    assert ten.percentile(size, share) == value * 10


def test_margin_grows_with_what_the_rounds_disagree() -> None:
    floor = series(*[[1.0]] * 8)
    assert ratio(series(*[[2.0]] * 7, [50.0]), floor, latency).margin == 0
    agreeing = ratio(series(*[[2.0 + n / 100] for n in range(8)]), floor, latency)
    apart = ratio(series(*[[2.0 + n / 10] for n in range(8)]), floor, latency)
    assert 0 < agreeing.margin < apart.margin


@pytest.mark.parametrize(
    ("value", "bound", "verdict"),
    [
        (Ratio(1.25, 0), 1.25, "PASS"),
        (Ratio(1.26, 0), 1.25, "over"),
        (Ratio(1.26, 0.1), 1.25, "over?"),
        (Ratio(1.20, 0.1), 1.25, "PASS?"),
        (None, 1.25, "over"),
        (Ratio(9.0, 0), None, ""),
    ],
)
def test_verdict_holds_at_the_bound(value: Ratio | None, bound: float | None, verdict: str) -> None:
    line = Line("word", "seeds", value, bound)
    assert line.verdict == verdict
    assert line.is_over is verdict.startswith("over")
    assert verdict in table([line]).splitlines()[1]


def test_seeds_are_tagged_densely_with_disjoint_mentions_of_their_text() -> None:
    for each in seed_texts():
        assert len(each.tagged) > 80
        assert each.text.count(each.needle) == 1
        ends = [0, *(end for (_, end), _ in each.tagged)]
        assert all(end <= start for end, ((start, _), _) in zip(ends, each.tagged, strict=False))
        assert not any(
            each.text[start:end] != each.text[start:end].strip() for (start, end), _ in each.tagged
        )


def test_made_up_text_has_its_words_and_mentions() -> None:
    made = made_up_text(0, 1000, 100)
    assert len(made.text.split()) == 1002
    assert len(made.tagged) == 100
    assert all(made.text[start:end].isalpha() for (start, end), _ in made.tagged)
    assert made.needle in made.text.split("\n")[0]


def test_floors_repaint_one_line_and_everything() -> None:
    pytest.importorskip("termios", reason="no pty: this system has no termios")
    from tests.pty.terminal import Terminal

    sizes = []
    for kind in ("line", "repaint"):
        command = [sys.executable, "-m", "tests.bench.floors", kind]
        with Terminal(command, rows=12, columns=160, cwd=ROOT) as terminal:
            terminal.wait_for("a line of the right pane", timeout=30)
            terminal.settle(0.1)
            before = terminal.screen.display[:]
            output = terminal.stroke("l", first=5).output
            sizes.append(len(output))
            assert (terminal.screen.display == before) is (kind == "line")
            assert terminal.screen.buffer[0][0].bg == ("d8d8d8" if kind == "line" else "101418")
    assert sizes[0] < 300 < 2000 < sizes[1]
