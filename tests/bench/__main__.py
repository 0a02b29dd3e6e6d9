"""``python -m tests.bench [--quick] [--rows NAME…]``: the table of what keys cost."""

from __future__ import annotations

import argparse
import os
import resource
import shlex
import sys
import tempfile
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from tests.bench import rows as bounds
from tests.bench.desks import BenchDesk, desk_copy, seed_texts
from tests.bench.measure import Line, Ratio, Sample, Series, cpu, latency, ratio, size, table
from tests.bench.programs import (
    SLOW_QUIET,
    Effort,
    Machine,
    Player,
    UnresponsiveError,
    interleaved,
    running,
    through_both,
)
from tests.bench.rows import ROWS, Row

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tests.pty.terminal import Terminal

FULL, QUICK = Effort(rounds=64, keys=3), Effort(rounds=16, keys=3)
NOISY_SHARE = 0.25  # of one core, used by others
NOISY_MARGIN = 0.1  # of a ratio


def key_rows(
    rows: Sequence[Row],
    programs: dict[str, Terminal],
    desks: dict[str, BenchDesk],
    effort: Effort,
    *,
    growth: bool,
) -> list[Line]:
    """Each row on each desk beside its floor, and how the large desk's ratio has grown."""
    lines: list[Line] = []
    for row in rows:
        _say(f"{row.name} …")
        players = {"floor": Player(programs[row.floor], row)}
        found: list[Line] = []
        for name, desk in desks.items():
            if (name == "claims" or row.desk) and name != row.desk:
                continue
            try:
                player = Player(programs[name], row, desk.needles)
                player.sample()
                players[name] = player
            except UnresponsiveError as problem:
                found.append(Line(row.name, name, None, row.bound, remark=str(problem)))
        if len(players) > 1:
            series = interleaved(players, effort)
            found += [_beside_floor(row, name, series) for name in players if name != "floor"]
            found.append(Line(row.name, f"floor: {row.floor}", None, None, None, series["floor"]))
            if growth and {"seeds", "large"} <= players.keys():
                found.append(_growth(row, series))
        lines += found
    return lines


def _beside_floor(row: Row, name: str, series: dict[str, Series]) -> Line:
    mine, floor = series[name], series["floor"]
    return Line(
        row.name, name, ratio(mine, floor, latency), row.bound, ratio(mine, floor, cpu), mine
    )


def _growth(row: Row, series: dict[str, Series]) -> Line:
    large, seeds = series["large"], series["seeds"]
    is_same_work = row.floor != "repaint"
    return Line(
        f"{row.name}, growth",
        "large/seeds",
        ratio(large, seeds, latency),
        bounds.GROWTH_BOUND if is_same_work else None,
        ratio(large, seeds, cpu),
        remark="" if is_same_work else "the seeds all but fit the screen: not the same work",
    )


def start_row(machine: Machine, desk: BenchDesk, rounds: int) -> list[Line]:
    """CPU until both texts are on the pty, beside the bare start's."""
    _say("start …")
    machine.started_bare(), machine.started_app(desk)  # the first run compiles
    pairs = [(machine.started_app(desk), machine.started_bare()) for _ in range(rounds)]
    app = Series([[Sample(mine.seconds, mine.cpu, 0)] for mine, _ in pairs])
    bare = Series([[Sample(theirs.seconds, theirs.cpu, 0)] for _, theirs in pairs])
    return [
        Line(
            "start cpu",
            "seeds",
            ratio(app, bare, cpu),
            bounds.START_BOUND,
            None,
            app,
            f"wall ratio {ratio(app, bare, latency).value:.2f}",
        ),
        Line("start cpu", "floor: bare", None, None, None, bare),
    ]


def bytes_row(terminal: Terminal, share: float) -> list[Line]:
    """What a word move writes, at each word of both seeds."""
    _say("bytes …")
    words = [int(len(each.text.split()) * share) for each in seed_texts()]
    series = Series([through_both(terminal, words)])
    moves = f"{len(series.rounds[0])} moves"
    middle, high = bounds.BYTES_BOUND
    if not series.rounds[0]:
        return [Line("word bytes", "seeds", None, middle, remark="the key shows nothing")]
    return [
        Line(
            "word bytes p50",
            "seeds",
            Ratio(series.percentile(size, 0.5), 0),
            middle,
            None,
            series,
            moves,
        ),
        Line("word bytes p95", "seeds", Ratio(series.percentile(size, 0.95), 0), high),
    ]


def slow_row(programs: dict[str, Terminal], desk: BenchDesk, effort: Effort) -> list[Line]:
    """A word move with what fills in after it, for information: no bound."""
    _say("slow-word …")
    row = ROWS[0]
    players = {
        "floor": Player(programs["line"], row),
        "seeds": Player(programs["seeds"], row, desk.needles),
    }
    try:
        series = interleaved(players, Effort(effort.rounds // 4, 3), SLOW_QUIET)
    except UnresponsiveError as problem:
        return [Line("slow word", "seeds", None, None, remark=str(problem))]
    mine, floor = series["seeds"], series["floor"]
    return [
        Line(
            "slow word",
            "seeds",
            ratio(mine, floor, latency),
            None,
            ratio(mine, floor, cpu),
            mine,
            "with the strip that fills in",
        )
    ]


def run(options: argparse.Namespace, home: Path) -> list[Line]:
    """Every row asked for."""
    wanted = set(options.rows)
    machine = Machine(home, shlex.split(options.app))
    effort = QUICK if options.quick else FULL
    rows = [
        row for row in ROWS if row.name in wanted or ("growth" in wanted and row.name == "word")
    ]
    with_large = not options.no_large and any(not row.desk for row in rows)
    names = ["seeds", *(["large"] if with_large else []), *{row.desk for row in rows if row.desk}]
    desks = {name: desk_copy(name, home / "open") for name in names}
    lines: list[Line] = []
    if "start" in wanted:
        lines += start_row(machine, desk_copy("seeds", home / "start"), 12 if effort is FULL else 4)
    if wanted == {"start"}:
        return lines
    starts: dict[str, Callable[[], Terminal]]
    starts = {kind: partial(machine.floor, kind) for kind in ("line", "synced", "repaint")}
    starts |= {name: partial(machine.open, desk) for name, desk in desks.items()}
    _say("opening …")
    with running(starts) as programs:
        lines += key_rows(rows, programs, desks, effort, growth="growth" in wanted)
        if "bytes" in wanted:
            lines += bytes_row(programs["seeds"], 1.0 if effort is FULL else 0.15)
        if "slow-word" in wanted:
            lines += slow_row(programs, desks["seeds"], effort)
        held = [f"{name} {program.resident / 2**20:.0f}" for name, program in programs.items()]
        print("resident MiB: " + ", ".join(held))
    return lines


def _busy_seconds() -> float:
    """CPU time that the whole machine has spent working."""
    with Path("/proc/stat").open(encoding="ascii") as stat:
        user, nice, system, _idle, _wait, irq, soft, *_ = map(int, stat.readline().split()[1:])
    return (user + nice + system + irq + soft) / os.sysconf("SC_CLK_TCK")


def _own_seconds() -> float:
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in used)


def _say(what: str) -> None:
    print(what, file=sys.stderr, flush=True)


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print, and return 1 when a bound is broken."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="few rounds: a look, not a verdict")
    names, app = list(bounds.NAMES), f"{shlex.quote(sys.executable)} -m tui.cli"
    rows_help = "only: " + ", ".join(names)
    parser.add_argument(
        "--rows", nargs="+", metavar="NAME", choices=names, default=names, help=rows_help
    )
    parser.add_argument("--no-large", action="store_true", help="without the desk of 1M words")
    parser.add_argument("--app", default=app, help="the command that opens a desk")
    options = parser.parse_args(arguments)
    load = os.getloadavg()[0]
    at, busy, own = time.perf_counter(), _busy_seconds(), _own_seconds()
    with tempfile.TemporaryDirectory(prefix="bench") as home:
        lines = run(options, Path(home))
    elapsed = time.perf_counter() - at
    others = max(0.0, _busy_seconds() - busy - (_own_seconds() - own)) / elapsed
    print(table(lines))
    noisy = ": NOISY" if others > NOISY_SHARE else ""
    print(f"\n{elapsed:.0f} s on {os.cpu_count()} cores; load before {load:.2f};", end=" ")
    print(f"others used {others:.2f} of a core{noisy}")
    judged = [line for line in lines if line.ratio and line.bound is not None]
    wide = [line for line in judged if line.ratio and line.ratio.margin > NOISY_MARGIN]
    if wide:
        print("NOISY: the margin is wide of " + ", ".join(line.row for line in wide))
    return int(any(line.is_over for line in lines))


if __name__ == "__main__":
    sys.exit(main())
