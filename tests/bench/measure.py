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


class Ratio(NamedTuple):
    """How dear one program is beside another; ``margin`` is how far chance may move it."""

    value: float
    margin: float


def ratio(of: Series, to: Series, what: Callable[[Sample], float]) -> Ratio:
    """The median over the rounds of one round's median beside the other's in the same round.

    The margin is a box plot's notch, about a 95 % interval of that median.
    """
    ratios = sorted(
        median(map(what, mine)) / median(map(what, theirs))
        for mine, theirs in zip(of.rounds, to.rounds, strict=True)
    )
    quarter = len(ratios) // 4
    middle_half = ratios[-1 - quarter] - ratios[quarter]
    return Ratio(median(ratios), 1.57 * middle_half / len(ratios) ** 0.5)


class Line(NamedTuple):
    """One line of the table; a ``bound`` of None is for information only."""

    row: str
    desk: str
    ratio: Ratio | None
    bound: float | None
    cpu_ratio: Ratio | None = None
    series: Series | None = None
    remark: str = ""

    @property
    def is_over(self) -> bool:
        return self.bound is not None and (self.ratio is None or self.ratio.value > self.bound)

    @property
    def verdict(self) -> str:
        if self.bound is None:
            return ""
        word = "over" if self.is_over else "PASS"
        is_close = self.ratio and abs(self.ratio.value - self.bound) < self.ratio.margin
        return f"{word}?" if is_close else word


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
        "none" if line.ratio is None and line.bound is not None else _ratio(line.ratio),
        "" if line.bound is None else f"{line.bound:g}",
        line.verdict,
        _ratio(line.cpu_ratio),
        *figures,
        line.remark,
    )


def _ratio(ratio: Ratio | None) -> str:
    if ratio is None:
        return ""
    return f"{ratio.value:.2f} ±{ratio.margin:.2f}" if ratio.margin else f"{ratio.value:.0f}"
