"""A line that says how far long work has come: on a terminal, and nothing of it in a pipe."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

_WAIT: Final = 0.5
_EVERY: Final = 0.1
_WIDTH: Final = 20


@contextmanager
def progress(
    word: str, clock: Callable[[], float] = time.monotonic, *, unit: str = "articles"
) -> Iterator[Callable[[int, int], None] | None]:
    """What to tell of each article done, and of how many; None where nobody watches.

    The line comes when the work has taken half a second and is gone when that ends.
    """
    if sys.stderr is None or not sys.stderr.isatty():
        yield None
        return
    line = _Line(word, clock, unit)
    try:
        yield line
    finally:
        line.clear()


class _Line:
    def __init__(self, word: str, clock: Callable[[], float], unit: str) -> None:
        self._word = word
        self._unit = unit
        self._clock = clock
        self._next = clock() + _WAIT
        self._is_shown = False

    def __call__(self, done: int, of: int) -> None:
        now = self._clock()
        if now < self._next:
            return
        self._next = now + _EVERY
        self._is_shown = True
        full = _WIDTH * done // of if of else 0
        bar = f" [{'#' * full}{'.' * (_WIDTH - full)}] {done} of {of}" if of else f" {done}"
        sys.stderr.write(f"\r\x1b[K{self._word}{bar} {self._unit}")
        sys.stderr.flush()

    def clear(self) -> None:
        if self._is_shown:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()


def shares(told: Callable[[int, int], None] | None) -> Callable[[float], None] | None:
    """The same line for work that tells its share done, from 0 to 1."""
    if told is None:
        return None
    return lambda share: told(round(share * 100), 100)
