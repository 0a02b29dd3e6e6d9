"""Which annotations colour which part of a line, and which chips its margin shows. Pure."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from store.positions import Placed


class Look(NamedTuple):
    """How one stretch of a line is to look.

    ``label`` colours it: that of the innermost mention, empty for none. ``depth`` counts the
    mentions that cover it; more than one is shown by more than colour. What is ``suggested`` is no
    mention yet.
    """

    label: str = ""
    depth: int = 0
    asserted: bool = False
    furniture: bool = False
    suggested: bool = False


class Stretch(NamedTuple):
    """``[start, end)`` of the text in one look."""

    start: int
    end: int
    look: Look


class Chip(NamedTuple):
    """A label in the margin and how many times in a row it begins, or is suggested, there."""

    label: str
    times: int
    suggested: bool = False


def stretches(
    start: int,
    end: int,
    placed: Sequence[Placed],
    furniture: Iterable[tuple[int, int]],
    suggested: Sequence[Placed] = (),
) -> list[Stretch]:
    """Cut ``[start, end)`` wherever its look changes."""
    dim = [(max(a, start), min(b, end)) for a, b in furniture if a < end and start < b]
    if not placed and not dim and not suggested:
        return [Stretch(start, end, Look())]
    cuts = {start, end}
    for one in (*placed, *suggested):
        cuts.add(max(one.start, start))
        cuts.add(min(one.end, end))
    for a, b in dim:
        cuts.update((a, b))
    edges = sorted(cut for cut in cuts if start <= cut <= end)
    return [
        Stretch(a, b, _look(a, b, placed, dim, suggested)) for a, b in itertools.pairwise(edges)
    ]


def _look(
    start: int,
    end: int,
    placed: Sequence[Placed],
    dim: Sequence[tuple[int, int]],
    suggested: Sequence[Placed],
) -> Look:
    over = [one for one in placed if one.start < end and start < one.end]
    mentions = [one for one in over if one.label]
    inner = min(mentions, key=lambda one: (one.end - one.start, -one.start), default=None)
    return Look(
        label=inner.label if inner else "",
        depth=len(mentions),
        asserted=len(over) > len(mentions),
        furniture=any(a < end and start < b for a, b in dim),
        suggested=not inner and any(one.start < end and start < one.end for one in suggested),
    )


def chips(
    start: int, end: int, placed: Iterable[Placed], suggested: Sequence[Placed] = ()
) -> list[Chip]:
    """The labels of what begins, or is suggested, on a line, in reading order, runs counted."""
    rows = [(one, False) for one in placed if one.label and not one.part]
    if suggested:
        rows = sorted([*rows, *((one, True) for one in suggested)])
    found: list[Chip] = []
    for one, is_suggested in rows:
        if not start <= one.start < end:
            continue
        if found and (found[-1].label, found[-1].suggested) == (one.label, is_suggested):
            found[-1] = found[-1]._replace(times=found[-1].times + 1)
        else:
            found.append(Chip(one.label, 1, is_suggested))
    return found


def claims_here(start: int, end: int, placed: Iterable[Placed]) -> tuple[int, bool]:
    """How many assertions begin on a line, and whether one runs through it."""
    spans = [one for one in placed if not one.label]
    begin = sum(1 for one in spans if start <= one.start < end and not one.part)
    return begin, bool(spans)
