"""What the gutter says of the other articles: how many say it too, and what is said here alone."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from store.compare.places import Shared

ALONE: Final = "┊"
_MOST: Final = 9
_MANY: Final = 3
"""Articles from which a number says more than that there is a counterpart."""


class Beside(NamedTuple):
    """Where sentences of one article begin, the sign of each, and the passages it has alone."""

    starts: tuple[int, ...] = ()
    signs: tuple[str, ...] = ()
    alone: tuple[tuple[int, int], ...] = ()

    def sign(self, start: int, end: int) -> str:
        """The sign of a line of the text; a space where there is nothing to say."""
        after = bisect_left(self.alone, (end, end))
        if after and self.alone[after - 1][1] > start:
            return ALONE
        first = bisect_left(self.starts, start)
        return self.signs[first] if first < len(self.starts) and self.starts[first] < end else " "


def beside(shared: Sequence[Shared], articles: int) -> Beside:
    """The signs of one article's sentences, in a story of so many articles."""
    counted = [one for one in shared if one.others] if articles >= _MANY else []
    return Beside(
        tuple(one.start for one in counted),
        tuple(str(min(one.others, _MOST)) for one in counted),
        tuple((one.start, one.end) for one in shared if not one.others),
    )
