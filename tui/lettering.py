"""Which letter chooses which row. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

LETTERS: Final = "abcdefghijklmnoprstuvwxyz"
"""No ``q``: it leaves."""


def in_order(count: int, taken: str = "") -> list[str]:
    """A letter for each of so many rows, from a on; rows beyond the last letter have none."""
    free = [letter for letter in LETTERS if letter not in taken]
    return [*free[:count], *[""] * (count - len(free))]


def by_name(names: Sequence[str], taken: str = "") -> list[str]:
    """A letter of each name: the first that none before it has; any other where it has none left.

    So the same names always have the same letters.
    """
    used = set(taken)
    found = []
    for name in names:
        letter = _first(name.casefold(), used) or _first(LETTERS, used)
        used.add(letter)
        found.append(letter)
    return found


def _first(letters: Iterable[str], used: set[str]) -> str:
    return next((letter for letter in letters if letter in LETTERS and letter not in used), "")
