"""What one key cost, and what many did: samples, medians, ratios. No terminal in here."""

from __future__ import annotations

from statistics import median
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


class Sample(NamedTuple):
    """One key: seconds to the last byte it caused, seconds of CPU, bytes."""

    latency: float
    cpu: float
    size: int


Round = list[Sample]


class Series(NamedTuple):
    """One program's samples of one row, round by round."""

    rounds: list[Round]

    def all(self, what: Callable[[Sample], float]) -> list[float]:
        """One figure of every sample, all rounds together."""
        return [what(sample) for samples in self.rounds for sample in samples]

    def percentile(self, what: Callable[[Sample], float], share: float) -> float:
        """The value that ``share`` of the samples do not exceed."""
        values = sorted(self.all(what))
        return values[max(0, -(-int(share * 1000) * len(values) // 1000) - 1)]


def latency(sample: Sample) -> float:
    return sample.latency


def cpu(sample: Sample) -> float:
    return sample.cpu


def size(sample: Sample) -> float:
    return sample.size


def ratio(of: Series, to: Series, what: Callable[[Sample], float]) -> float:
    """The median over the rounds of one round's median beside the other's in the same round."""
    return median(
        median(map(what, mine)) / median(map(what, theirs))
        for mine, theirs in zip(of.rounds, to.rounds, strict=True)
        if mine and theirs
    )


def spread(series: Series) -> float:
    """How far the rounds' medians lie apart: the middle half of them, over their median."""
    medians = sorted(median(map(latency, each)) for each in series.rounds if each)
    if len(medians) < 4:
        return 0.0
    quarter = len(medians) // 4
    return (medians[-1 - quarter] - medians[quarter]) / median(medians)


class Line(NamedTuple):
    """One line of the table; a ``bound`` of None is for information only."""

    row: str
    desk: str
    ratio: float | None
    bound: float | None
    cpu_ratio: float | None = None
    series: Series | None = None
    remark: str = ""

    @property
    def is_over(self) -> bool:
        return self.bound is not None and (self.ratio is None or self.ratio > self.bound)

    @property
    def verdict(self) -> str:
        if self.bound is None:
            return ""
        return "over" if self.is_over else "PASS"


_HEAD = (
    *("row", "desk", "ratio", "bound", "", "cpu ratio"),
    *("p50 ms", "p95 ms", "cpu ms", "bytes p50", "p95", "remark"),
)


def table(lines: Sequence[Line]) -> str:
    """The lines as aligned text."""
    cells = [_HEAD, *map(_cells, lines)]
    widths = [max(len(row[at]) for row in cells) for at in range(len(_HEAD))]
    left = (0, 1, 4, 11)
    return "\n".join(
        "  ".join(
            cell.ljust(width) if at in left else cell.rjust(width)
            for at, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in cells
    )


def _cells(line: Line) -> tuple[str, ...]:
    figures = [""] * 5
    if line.series is not None and any(line.series.rounds):
        series = line.series
        figures = [
            f"{series.percentile(latency, 0.5) * 1e3:.2f}",
            f"{series.percentile(latency, 0.95) * 1e3:.2f}",
            f"{series.percentile(cpu, 0.5) * 1e3:.2f}",
            f"{series.percentile(size, 0.5):.0f}",
            f"{series.percentile(size, 0.95):.0f}",
        ]
    return (
        line.row,
        line.desk,
        _number(line.ratio) if line.ratio is not None or line.bound is None else "none",
        _number(line.bound),
        line.verdict,
        _number(line.cpu_ratio),
        *figures,
        line.remark,
    )


def _number(value: float | None) -> str:
    if value is None:
        return ""
    return f"{value:.2f}" if value < 100 else f"{value:.0f}"
