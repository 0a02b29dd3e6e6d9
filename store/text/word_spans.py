"""Words and where they stand; every look-up reads only the text near its offset."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from itertools import takewhile
from typing import TYPE_CHECKING

from store.text.visible import is_plain

if TYPE_CHECKING:
    from collections.abc import Iterator

Span = tuple[int, int]
"""A half-open span in code points."""

_NEAR = 256
"""How far back a break between words is sought letter by letter."""

# Scripts written without spaces: each character is a word.
_SINGLE = "\u3005-\u3007\u3041-\u3096\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003fffd"
# What \w does not know to be a part of words: combining marks, vowel signs, soft hyphen, joiners.
_MARK = (
    "[\xad\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a"
    "\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u0711\u0730-\u074a"
    "\u07a6-\u07b0\u0900-\u0963\u0971-\u0df3\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1\u0eb4-\u0ebc"
    "\u0ec8-\u0ecd\u0f18\u0f19\u0f35\u0f37\u0f39\u0f71-\u0f84\u0f86-\u0fbc\u102b-\u103e"
    "\u1056-\u1059\u105e-\u1060\u1062-\u1064\u1067-\u106d\u1071-\u1074\u1082-\u108d\u135d-\u135f"
    "\u17b4-\u17d3\u17dd\u1ab0-\u1aff\u1dc0-\u1dff\u200c\u200d\u20d0-\u20f0\u302a-\u302f"
    "\u3099\u309a\ufe20-\ufe2f]"
)


@cache
def _word(*, is_plain: bool) -> re.Pattern[str]:
    """Words of any text, or of one without marks and unspaced scripts: that is made sooner."""
    single = "" if is_plain else _SINGLE
    mark = "(?!)" if is_plain else _MARK
    letter, alnum = rf"[^\W\d_{single}]", rf"[^\W_{single}]"
    of = rf"[sS](?!{alnum}|{mark})"
    run = rf"{alnum}++(?:{mark}++{alnum}*+)*+"
    # In order: U.S., Su-35, 11:44 or 9th, one ideograph, O’Brien. A possessive ’s is no part of
    # the word, so that the word Russia in “Russia’s” is what a label falls on.
    return re.compile(
        rf"(?<![\w.]){letter}(?:\.{letter})+(?!{alnum}|{mark})\.?"
        rf"|(?<![\w-])[A-ZÀ-ÖØ-Þ]{letter}*+-\d{{1,3}}+(?!\d){alnum}*+"
        rf"|\d++(?:[.,:/]\d++)*+(?:{run})?"
        + ("" if is_plain else f"|[{_SINGLE}]")
        + rf"|(?!(?<=\w['’]){of}){run}(?:['’](?!{of}){run})*+"
    )


@lru_cache(maxsize=32)
def _word_of(text: str) -> re.Pattern[str]:
    return _word(is_plain=is_plain(text))


@cache
def _single() -> re.Pattern[str]:
    return re.compile(f"[{_SINGLE}]")


def words(text: str, start: int = 0, end: int | None = None) -> list[Span]:
    """The whole words that share a code point with ``[start, end)``, in order."""
    last = len(text) if end is None else end
    return [span for span in _until(text, _break_before(text, start), last) if span[1] > start]


def word_at(text: str, offset: int) -> Span | None:
    """The word that holds the code point at ``offset``, if one does."""
    return next(iter(words(text, offset, offset + 1)), None)


def next_word(text: str, offset: int) -> Span | None:
    """The first word that starts after ``offset``."""
    here = word_at(text, offset)
    match = _word_of(text).search(text, here[1] if here else max(0, offset))
    return match.span() if match else None


def previous_word(text: str, offset: int) -> Span | None:
    """The last word that starts before ``offset``: the one ``offset`` is inside of, or else the
    one before it."""
    end, reach = min(offset, len(text)), 64
    while end > 0:
        start = _break_before(text, max(0, end - reach))
        found = None
        for found in _until(text, start, end):  # noqa: B007 - the last one is wanted
            pass
        if found:
            return found
        # Ever farther, so that a long stretch without words is read once, not once a step.
        end, reach = start, reach * 4
    return None


def word_near(text: str, offset: int) -> Span | None:
    """The word at an offset, else the next one, else the one before."""
    offset = max(0, min(offset, len(text)))
    return word_at(text, offset) or next_word(text, offset) or previous_word(text, offset)


def _until(text: str, start: int, end: int) -> Iterator[Span]:
    """The words from ``start``, where none may be cut, that start before ``end``."""
    spans = (match.span() for match in _word_of(text).finditer(text, start))
    return takewhile(lambda span: span[0] < end, spans)


def _break_before(text: str, offset: int) -> int:
    """A place at or before ``offset`` that no word reaches across."""
    at = min(offset, len(text))
    floor = max(0, at - _NEAR)
    while at > floor:
        letter = text[at - 1]
        if letter.isspace() or (letter > "\u3000" and _single().match(letter)):
            return at
        at -= 1
    return max(text.rfind(" ", 0, at), text.rfind("\n", 0, at)) + 1
