"""The rows of the benchmark: which keys, against which floor, within which bound."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from tests.pty.keyboard import KEYS, wheel

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

Place = tuple[int, int]


class Row(NamedTuple):
    """What is typed, and how dear it may be beside its floor.

    ``keys`` are typed in turn, after ``first``; a key that shows nothing means the end of the
    text, and ``again`` goes back to its beginning, as it does after ``reach`` keys, which a short
    text has room for. ``keys`` is given a cell of each pane, counted from 1.
    """

    name: str
    floor: Literal["line", "repaint"]
    bound: float
    keys: Callable[[Sequence[Place]], list[str]]
    first: str = ""
    again: str = "gg"
    reach: int = 0


def _key(key: str) -> Callable[[Sequence[Place]], list[str]]:
    return lambda _panes: [key]


def _pages(_panes: Sequence[Place]) -> list[str]:
    return [KEYS["pagedown"]] * 4 + [KEYS["pageup"]] * 4


def _wheel_on_each(panes: Sequence[Place]) -> list[str]:
    def notch(*, up: bool) -> str:
        return "".join(wheel(x, y, up=up) for x, y in panes)

    return [notch(up=False)] * 6 + [notch(up=True)] * 6


REST = KEYS["ctrl+g"] + "gg"  # out of any mode, then to the top: what every row begins with

ROWS = (
    Row("word", "line", 1.25, _key("l")),
    Row("line", "line", 1.25, _key("j"), reach=24),
    Row("sentence", "line", 1.25, _key("."), reach=12),
    Row("extend", "line", 1.25, _key("l"), first="v", again=KEYS["ctrl+g"] + "ggv"),
    Row("next-annotation", "line", 1.25, _key("n"), first="ga"),
    Row("page", "repaint", 1.05, _pages),
    Row("scroll-both", "repaint", 0.9, _wheel_on_each),
)

GROWTH_BOUND = 1.3  # the large desk's ratio over the seeds'
START_BOUND = 1.2  # CPU until the texts are shown, over the bare start's
BYTES_BOUND = (1000, 2500)  # of a word move through both seeds: p50, p95
OTHERS = ("growth", "start", "bytes", "slow-word")
NAMES = (*(row.name for row in ROWS), *OTHERS)
