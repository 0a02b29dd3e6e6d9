"""Letters that stand for places in sight: which place gets which. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import product
from typing import Final

from tui.selection import Span

LETTERS: Final = "asdfghjklwertyuiopzxcvbnm"
"""Those under the fingers first; ``q`` always leaves, and is never one of them."""

_SINGLES: Final = 12
"""Suggestions that keep one letter however many words want two."""


def lettered(suggested: Sequence[Span], words: Sequence[Span]) -> dict[str, Span]:
    """The letters of each span, those named first served first.

    The first of the suggested get one letter, as many as leave every other span two; no span's
    letters begin another's. Spans for which there are no letters left go without.
    """
    wanted = len(suggested) + len(words)
    singles = min(len(suggested), len(LETTERS) - 1)
    while singles > _SINGLES and singles + _room(singles) < wanted:
        singles -= 1
    pairs = ("".join(pair) for pair in product(LETTERS[singles:], LETTERS))
    spans = [*suggested, *words]
    return dict(zip([*LETTERS[:singles], *pairs], spans, strict=False))


def _room(singles: int) -> int:
    """How many pairs there are beside so many single letters."""
    return (len(LETTERS) - singles) * len(LETTERS)


def narrowed(letters: Mapping[str, Span], typed: str) -> dict[str, Span]:
    """What is left once some letters are typed: the letters still to type, and their spans."""
    return {key[len(typed) :]: span for key, span in letters.items() if key.startswith(typed)}
