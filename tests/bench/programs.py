"""The programs under measurement, each in its own pty, and how their keys are sampled."""

from __future__ import annotations

import sys
import time
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, NamedTuple

from tests.bench.desks import ROOT, SEEDS, BenchDesk, seed_texts
from tests.bench.measure import Round, Sample, Series
from tests.bench.rows import ENDLESS, REST, Place, Row, Turn
from tests.pty.terminal import Terminal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

QUIET = 0.04  # seconds without a byte that end a key
PATIENCE = 0.3  # seconds a key may take to show anything at all
SLOW_QUIET = 0.3  # long enough for what fills in 100 ms after the last key


class Effort(NamedTuple):
    """How many rounds, and how many keys in each."""

    rounds: int
    keys: int


class Started(NamedTuple):
    """A program from its start until the articles' text was on the pty."""

    seconds: float
    cpu: float


class UnresponsiveError(Exception):
    """A key of a row shows nothing, at the beginning of the text too."""


class Machine:
    """Starts programs, all at one size, in a home of their own."""

    def __init__(self, home: Path, app: Sequence[str]) -> None:
        self.app = app
        self._env = {"HOME": str(home), "XDG_DATA_HOME": "", "XDG_CONFIG_HOME": ""}

    def floor(self, kind: str) -> Terminal:
        terminal = self._start([sys.executable, "-m", "tests.bench.floors", kind])
        terminal.wait_for("a line of the right pane", timeout=30)
        terminal.settle(0.3)
        return terminal

    def open(self, desk: BenchDesk) -> Terminal:
        terminal = self._start([*self.app, str(desk.path)])
        terminal.wait_for(_both_shown(desk.needles), timeout=180)
        terminal.settle(1.0, timeout=60)
        return terminal

    def started_bare(self) -> Started:
        command = [sys.executable, "-m", "tests.bench.floors", "bare", *map(str, SEEDS)]
        needles = [each.needle for each in seed_texts()]
        return self._started(command, needles)

    def started_app(self, desk: BenchDesk) -> Started:
        return self._started([*self.app, str(desk.path)], desk.needles)

    def _started(self, command: Sequence[str], needles: Sequence[str]) -> Started:
        at = time.perf_counter()
        with self._start(command) as terminal:
            terminal.wait_for(_both_shown(needles), timeout=30)
            started = Started(time.perf_counter() - at, terminal.cpu)
            terminal.settle(0.2)
            return started

    def _start(self, command: Sequence[str]) -> Terminal:
        return Terminal(command, rows=48, columns=160, env=self._env, cwd=ROOT)


def _both_shown(needles: Sequence[str]) -> Callable[[Terminal], bool]:
    # The bytes, not the screen: replaying them would take longer than what is measured.
    wanted = [needle.encode() for needle in needles]
    return lambda terminal: all(needle in terminal.raw for needle in wanted)


@contextmanager
def running(starts: Mapping[str, Callable[[], Terminal]]) -> Iterator[dict[str, Terminal]]:
    """Several programs at once, by name; all ended on leaving."""
    with ExitStack() as stack:
        yield {name: stack.enter_context(start()) for name, start in starts.items()}


class Player:
    """Types one row's keys into one program and takes a sample of each."""

    def __init__(self, terminal: Terminal, row: Row, needles: Sequence[str] = ()) -> None:
        """Without needles the program is a floor, which takes any key."""
        self.terminal, self.row = terminal, row
        self._turns: list[Turn] = [("l", ENDLESS)]
        self._turn, self._typed = 0, 0
        self._reach = row.reach if needles else 0
        if needles:
            _unmeasured(terminal, REST)
            self._turns = row.keys([_place(terminal, needle) for needle in needles])
            _unmeasured(terminal, row.first)

    def round(self, count: int, quiet: float = QUIET) -> Round:
        """So many samples. Raises UnresponsiveError where the keys show nothing."""
        return [self.sample(quiet) for _ in range(count)]

    def sample(self, quiet: float = QUIET) -> Sample:
        """One key that showed something; keys at an end of the text are no samples."""
        for _ in range(2 * len(self._turns) + 1):
            key, times = self._turns[self._turn]
            if self._typed < times and not self._typed == self._reach > 0:
                self._typed += 1
                sample = sampled(self.terminal, key, quiet)
                if sample is not None:
                    return sample
            self._next_turn()
        raise UnresponsiveError(f"{self.row.name}: the key shows nothing")

    def _next_turn(self) -> None:
        self._typed = 0
        self._turn = (self._turn + 1) % len(self._turns)
        if self._turn == 0:
            _unmeasured(self.terminal, self.row.again)


def sampled(terminal: Terminal, key: str, quiet: float) -> Sample | None:
    """What one key cost; None when nothing came of it."""
    before = terminal.cpu
    stroke = terminal.stroke(key, quiet=quiet, first=PATIENCE)
    if stroke.latency is None:
        return None
    return Sample(stroke.latency, terminal.cpu - before, len(stroke.output))


def interleaved(
    players: Mapping[str, Player], effort: Effort, quiet: float = QUIET
) -> dict[str, Series]:
    """A round of each program, then the next round: what disturbs one disturbs all."""
    found: dict[str, Series] = {name: Series([]) for name in players}
    names = list(players)
    for number in range(effort.rounds):
        for name in names[number % len(names) :] + names[: number % len(names)]:
            found[name].rounds.append(players[name].round(effort.keys, quiet))
    return found


def through_both(terminal: Terminal, words: Sequence[int]) -> Round:
    """A word move for every word of each pane, in a tighter rhythm: for the bytes alone."""
    samples: Round = []
    _unmeasured(terminal, REST)
    for pane, count in enumerate(words):
        if pane:
            _unmeasured(terminal, "\tgg")
        for _ in range(count):
            sample = sampled(terminal, "l", QUIET / 2)
            if sample is None:
                break  # the end of the text
            samples.append(sample)
    return samples


def _unmeasured(terminal: Terminal, keys: str) -> None:
    # One at a time, and slowly: an escape or a prefix must not be read with its neighbour.
    for key in keys:
        terminal.type(key)
        terminal.settle(QUIET)
    terminal.settle(0.15)


def _place(terminal: Terminal, needle: str) -> Place:
    for y, line in enumerate(terminal.screen.display):
        if needle in line:
            return line.index(needle) + 1, y + 1
    raise UnresponsiveError(f"{needle!r} is not on the screen")
