"""What can be found wrong with a desk file, and what to do about it."""

from __future__ import annotations

from typing import Literal, NamedTuple

Kind = Literal[
    "snapshot", "record", "journal", "tail", "history", "sums", "leftover", "missing", "gap"
]


class Finding(NamedTuple):
    """One thing found: of what kind, where, what it is, and what to do.

    ``is_damage`` means that the desk opens reading until one version is chosen; what is not
    damage is only said.
    """

    kind: Kind
    where: str
    what: str
    advice: str
    is_damage: bool = True

    def __str__(self) -> str:
        return f"{self.where}: {self.what}; {self.advice}"
