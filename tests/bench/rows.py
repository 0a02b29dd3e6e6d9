"""The rows of the benchmark: which keys, against which floor, within which bound."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from tests.pty.keyboard import KEYS, wheel

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

Place = tuple[int, int]
Turn = tuple[str, int]
ENDLESS = 1 << 30


class Row(NamedTuple):
    """What is typed, and how dear it may be beside its floor.

    ``keys`` is given a cell of each pane, counted from 1; each of its keys is typed so many times
    in turn, after ``first``. A key that shows nothing has come to an end of the text: the next
    one's turn comes. After the last, and after ``reach`` keys where a short text has no room for
    more, ``again`` goes back to the beginning.
    """

    name: str
    floor: Literal["line", "synced", "repaint"]
    bound: float
    keys: Callable[[Sequence[Place]], list[Turn]]
    first: str = ""
    again: str = "gg"
    reach: int = 0
    desk: str = ""
    """The one desk it is measured on; empty for those of the reader."""


def _key(key: str) -> Callable[[Sequence[Place]], list[Turn]]:
    return lambda _panes: [(key, ENDLESS)]


def _pages(_panes: Sequence[Place]) -> list[Turn]:
    return [(KEYS["pagedown"], 25), (KEYS["pageup"], 24)]


def _wheel_on_each(panes: Sequence[Place]) -> list[Turn]:
    def notch(*, up: bool) -> str:
        return "".join(wheel(x, y, up=up) for x, y in panes)

    return [(notch(up=False), 60), (notch(up=True), 59)]


REST = KEYS["ctrl+g"] + "gg"  # out of any mode, then to the top: what every row begins with

ROWS = (
    Row("word", "line", 1.25, _key("l")),
    Row("line", "line", 1.25, _key("j"), reach=24),
    Row("sentence", "line", 1.25, _key("."), reach=12),
    Row("extend", "line", 1.25, _key("l"), first="v", again=KEYS["ctrl+g"] + "ggv"),
    Row("next-annotation", "line", 1.25, _key("n"), first="ga"),
    Row("tag", "synced", 1.25, _key("lG"), reach=24, again="gg"),
    Row("page", "repaint", 1.05, _pages),
    Row("scroll-both", "repaint", 0.9, _wheel_on_each),
    Row("matrix-move", "repaint", 1.25, _key("j"), first="m", again="ggm", desk="claims"),
    Row("matrix-silent", "repaint", 1.25, _key("0"), first="mlj", again="ggmlj", desk="claims"),
)

GROWTH_BOUND = 1.3  # the large desk's ratio over the seeds'
START_BOUND = 1.2  # CPU until the texts are shown, over the bare start's
BYTES_BOUND = (1000, 2500)  # of a word move through both seeds: p50, p95
OTHERS = ("growth", "start", "bytes", "slow-word")
NAMES = (*(row.name for row in ROWS), *OTHERS)
