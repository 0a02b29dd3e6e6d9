"""What the program teaches in passing: the key for what the mouse did, and Caps Lock. Pure."""

from __future__ import annotations

from collections import Counter
from typing import Final

_TIMES: Final = 2
"""How often one thing is taught; who still takes the mouse prefers it."""
_ASTRAY: Final = 3
_KEYS: Final = {
    "point": "by keys: {word.next} {word.previous} word, {line.next} {line.previous} line, "
    "{pane.next} the other article",
    "draw": "by keys: {selection.extend} then move, or {selection.expand} to grow",
    "cell": "by keys: {matrix.down} {matrix.up} claim, {matrix.right} {matrix.left} article, "
    "{matrix.evidence} evidence",
    "turn": "by keys: {page.next} {page.previous} a page, {sentence.next} {sentence.previous} "
    "a sentence",
}


class Teaching:
    """Remembers what was taught, and capitals that went astray one after the other."""

    def __init__(self) -> None:
        self._taught: Counter[str] = Counter()
        self._astray = 0

    def mouse(self, did: str) -> str:
        """The keys for what the mouse did (``point``, ``draw``, ``turn``); empty once known."""
        if self._taught[did] == _TIMES:
            return ""
        self._taught[did] += 1
        return _KEYS[did]

    def key(self, *, is_astray: bool) -> bool:
        """Count capitals that mean nothing; says whether Caps Lock is likely on."""
        self._astray = self._astray + 1 if is_astray else 0
        return self._astray >= _ASTRAY
