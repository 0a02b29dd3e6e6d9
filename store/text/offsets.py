"""Offsets of one text in code points, UTF-16 units, UTF-8 bytes and tokens."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from functools import cached_property
from itertools import pairwise

from store.errors import VariorumError
from store.text.word_spans import words

Fragment = tuple[int, int]

_BLOCK = 256
"""Code points between two marks: a look-up measures less than one block."""


class OffsetError(VariorumError):
    """An offset that is outside the text or inside one of its characters."""


class Offsets:
    """Code point offsets of a text to and from what other programs count in.

    Built in one pass on first use; each look-up is a binary search and part of one block. Every
    method takes and returns offsets from 0 to the text's length, in its units, inclusive.
    """

    def __init__(self, text: str) -> None:
        """Of ``text``; nothing is measured yet."""
        self._text = text

    def utf16(self, offset: int) -> int:
        """The UTF-16 unit at a code point."""
        return self._utf16.unit(offset)

    def from_utf16(self, unit: int) -> int:
        """The code point at a UTF-16 unit; ``OffsetError`` between the halves of a pair."""
        return self._utf16.offset(unit)

    def utf8(self, offset: int) -> int:
        """The UTF-8 byte at a code point."""
        return self._utf8.unit(offset)

    def from_utf8(self, byte: int) -> int:
        """The code point at a UTF-8 byte; ``OffsetError`` inside a character."""
        return self._utf8.offset(byte)

    @cached_property
    def _utf16(self) -> _Units:
        return _Units(self._text, "UTF-16", "utf-16-le", 2)

    @cached_property
    def _utf8(self) -> _Units:
        return _Units(self._text, "UTF-8", "utf-8", 1)


class _Units:
    """One text in the units of one encoding."""

    def __init__(self, text: str, name: str, codec: str, width: int) -> None:
        self._text = text
        self._name = name
        self._codec = codec
        self._width = width
        self._length = self._size(text)
        # Each code point takes at least one unit: as long in both means the same throughout.
        self._same = self._length == len(text)
        self._marks: list[int] = []
        if not self._same:
            at = 0
            for start in range(0, len(text) + 1, _BLOCK):
                self._marks.append(at)
                at += self._size(text[start : start + _BLOCK])

    def unit(self, offset: int) -> int:
        if not 0 <= offset <= len(self._text):
            raise OffsetError(
                f"offset {offset} is outside the text, which has {len(self._text)} code points"
            )
        if self._same:
            return offset
        block = offset // _BLOCK
        return self._marks[block] + self._size(self._text[block * _BLOCK : offset])

    def offset(self, unit: int) -> int:
        if not 0 <= unit <= self._length:
            raise OffsetError(
                f"{self._name} offset {unit} is outside the text, which has {self._length} units"
            )
        if self._same:
            return unit
        block = bisect_right(self._marks, unit) - 1
        start, wanted = block * _BLOCK, unit - self._marks[block]
        piece = self._text[start : start + _BLOCK]
        count = bisect_left(range(len(piece) + 1), wanted, key=lambda n: self._size(piece[:n]))
        if self._size(piece[:count]) != wanted:
            raise OffsetError(f"{self._name} offset {unit} is inside a character")
        return start + count

    def _size(self, text: str) -> int:
        if text.isascii():
            return len(text)
        return len(text.encode(self._codec, "surrogatepass")) // self._width


class Tokens:
    """The tokens of a text, and which of them a span takes up.

    Words and every other visible character, one each. A span's own edges cut tokens, so that none
    stands half in it: what is counted in tokens then says exactly what was said in code points,
    but for the spaces at its edges.
    """

    def __init__(self, text: str, spans: Iterable[Fragment] = ()) -> None:
        """Of ``text``, cut where ``spans`` begin and end."""
        self.spans = _cut(text, {edge for span in spans for edge in span})
        self._starts = [start for start, _ in self.spans]
        self._ends = [end for _, end in self.spans]

    def between(self, start: int, end: int) -> tuple[int, int]:
        """The tokens ``[first, last)`` that begin in a span; empty where it has only spaces."""
        first = bisect_left(self._starts, start)
        return first, max(first, bisect_left(self._starts, end))

    def taken(self, start: int, end: int) -> tuple[int, int] | None:
        """The tokens that are exactly a span; None where its edges are not theirs."""
        first, last = self.between(start, end)
        if first == last or self._starts[first] != start or self._ends[last - 1] != end:
            return None
        return first, last


def _cut(text: str, edges: set[int]) -> list[Fragment]:
    marks = sorted(edges)
    found: list[Fragment] = []
    at = 0
    for start, end in (*words(text), (len(text), len(text))):
        found += [(n, n + 1) for n in range(at, start) if not text[n].isspace()]
        inner = marks[bisect_right(marks, start) : bisect_left(marks, end)]
        found += [pair for pair in pairwise((start, *inner, end)) if pair[0] < pair[1]]
        at = end
    return found
