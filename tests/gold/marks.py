"""How gold is written by hand: marks in a text, and passages of it.

A marked text is the article with every mention in braces, ``{G russia|Russia}``: the label's key,
what it refers to, a bar, the words. ``{?…}`` is optional. A date refers to its ISO value, with
``~`` where a part of it is inferred, or to ``-`` where it has none; a quantity to its value and
what it counts. ``¦`` ends a sentence inside a line; ``<byline>`` opens a line that is not body.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from tests.gold.load import Precision, Words

LABELS = {
    "P": "PERSON",
    "O": "ORG",
    "G": "GPE",
    "L": "LOC",
    "N": "NORP",
    "E": "EVENT",
    "W": "WEAPON",
    "R": "LAW",
    "D": "DATE",
    "Q": "QUANTITY",
}
FURNITURE = {"navigation", "credit", "byline", "dateline", "updated"}

_mark = re.compile(r"\{(\??)([A-Z]) ([^|{}]+)\||\}|¦|^<(\w+)>|\n", re.MULTILINE)


class Marked(NamedTuple):
    """A mention as marked: ``meaning`` is an entity, a date's or a quantity's value."""

    words: Words
    label: str
    meaning: str
    optional: bool


class Line(NamedTuple):
    """A sentence, or a whole line that is not body, and its role."""

    words: Words
    role: str


class Unmarked(NamedTuple):
    """A marked text taken apart; the text has no mark and no last line feed."""

    text: str
    mentions: list[Marked]
    lines: list[Line]


class BadMark(ValueError):
    """Marks that do not balance, or a passage that is not there exactly once."""


def words(text: str, start: int, end: int) -> Words:
    """The words of a text at a span."""
    return Words(start=start, end=end, quote=text[start:end])


def unmark(marked: str) -> Unmarked:
    """Take a marked text apart. Raises BadMark where a brace has no fellow."""
    pieces: list[str] = []
    length = position = 0
    opened: list[tuple[int, str, str, bool]] = []
    found: list[tuple[int, int, str, str, bool]] = []
    cuts: list[tuple[int, str]] = [(0, "body")]
    for mark in _mark.finditer(marked.rstrip("\n") + "\n"):
        pieces.append(marked[position : mark.start()])
        length += mark.start() - position
        position = mark.end()
        if mark[0] == "}":
            if not opened:
                raise BadMark(f"a brace closes that none opened, at {length}")
            start, label, meaning, optional = opened.pop()
            found.append((start, length, label, meaning, optional))
        elif mark[2]:
            opened.append((length, LABELS[mark[2]], mark[3], bool(mark[1])))
        elif mark[4]:
            cuts[-1] = (length, mark[4])
        else:
            if mark[0] == "\n":
                pieces.append("\n")
                length += 1
            cuts.append((length, cuts[-1][1] if mark[0] == "¦" else "body"))
    if opened:
        raise BadMark(f"a brace is not closed, at {opened[-1][0]}")
    text = "".join(pieces)
    return Unmarked(
        text.rstrip("\n"),
        [Marked(words(text, s, e), label, meaning, o) for s, e, label, meaning, o in sorted(found)],
        _lines(text, cuts),
    )


def _lines(text: str, cuts: list[tuple[int, str]]) -> list[Line]:
    found = []
    ends = [cut for cut, _ in cuts[1:]] + [len(text)]
    for (start, role), end in zip(cuts, ends, strict=True):
        piece = text[start:end]
        bare = piece.strip()
        if bare:
            first = start + len(piece) - len(piece.lstrip())
            found.append(Line(words(text, first, first + len(bare)), role))
    return found


def passage(text: str, written: str) -> tuple[Words, ...]:
    """The fragments that a written passage picks: what stands in brackets, or else all of it.

    Raises BadMark where the words are not in the text exactly once.
    """
    plain = re.sub(r"[\[\]]", "", written)
    if text.count(plain) != 1:
        raise BadMark(f"{text.count(plain)} times in the article: {plain!r}")
    at = text.index(plain)
    if plain == written:
        return (words(text, at, at + len(plain)),)
    picked = []
    for number, match in enumerate(re.finditer(r"\[([^\[\]]+)\]", written)):
        start = at + match.start() - 2 * number
        picked.append(words(text, start, start + len(match[1])))
    if len(picked) != written.count("["):
        raise BadMark(f"brackets that do not balance: {written!r}")
    return tuple(picked)


def date_value(meaning: str) -> tuple[str, Precision, bool]:
    """A written date's ISO value, its precision, and whether a part is inferred."""
    iso = meaning.removesuffix("~")
    precision: dict[int, Precision] = {4: "year", 7: "month", 10: "day", 16: "minute"}
    return iso, precision[len(iso)], iso != meaning
