"""The canonical text of an article: the one that every offset counts in."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

NO_CHARACTERS = "\ud800-\udfff\ufdd0-\ufdef" + "".join(
    f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000)
)
"""Lone surrogates and non-characters, as a part of a regular expression's class."""


NOT_HELD = "no text may hold it: U+FFFD stands there"
"""Why a character was replaced."""


@cache
def _unfit() -> re.Pattern[str]:
    """What no text may hold; a pattern over all of Unicode, made when a text is read."""
    return re.compile(f"[\x00-\x08\x0b-\x1f{NO_CHARACTERS}]")


class Replaced(NamedTuple):
    """One code point that no text may hold; U+FFFD stands at ``offset`` instead."""

    offset: int
    code_point: int

    def __str__(self) -> str:
        return f"U+{self.code_point:04X} at {self.offset}"


class Canonical(NamedTuple):
    """A canonical text and what was replaced in it, in order of offset."""

    text: str
    replaced: tuple[Replaced, ...]


def canonical(text: str) -> Canonical:
    """The canonical form of a text; its own canonical form is itself.

    Lines end in LF. C0 controls (but LF and TAB), lone surrogates and non-characters are replaced
    one for one and logged, by their offset in the canonical text. Nothing else changes: no
    normalization, and what is only invisible stays.
    """
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    replaced = tuple(Replaced(m.start(), ord(m[0])) for m in _unfit().finditer(text))
    if replaced:
        text = _unfit().sub("\N{REPLACEMENT CHARACTER}", text)
    return Canonical(text, replaced)
