"""Where the annotations of one article stand, found by offset without walking them all."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from store.model import Fragment

_BUCKET = 256
"""Code points a bucket: about the annotations of one paragraph."""


class Placed(NamedTuple):
    """One fragment of an annotation; sorts by start, the longer first.

    ``part`` counts the fragments of one annotation from 0.
    """

    start: int
    minus_end: int
    table: str
    id: str
    label: str
    part: int

    @property
    def end(self) -> int:
        """The offset after the last code point."""
        return -self.minus_end


class Positions:
    """The annotations of one article by offset: ``covering``, ``after``, ``before``."""

    def __init__(self) -> None:
        self._buckets: dict[int, list[Placed]] = {}
        self._starts: dict[str, list[Placed]] = {}
        self._fragments: dict[tuple[str, str], tuple[Placed, ...]] = {}

    def __len__(self) -> int:
        return len(self._fragments)

    def fill(self, rows: Iterable[tuple[str, str, str, tuple[Fragment, ...]]]) -> None:
        """Place many ``(table, id, label, fragments)`` at once."""
        buckets = self._buckets
        for table, id, label, fragments in rows:
            placed = _placed(table, id, label, fragments)
            self._fragments[table, id] = placed
            self._starts.setdefault(table, []).append(placed[0])
            for one in placed:
                for number in _numbers(one):
                    buckets.setdefault(number, []).append(one)
        for starts in self._starts.values():
            starts.sort()

    def put(self, table: str, id: str, label: str, fragments: tuple[Fragment, ...]) -> None:
        """Place an annotation, or place it anew."""
        self.drop(table, id)
        placed = _placed(table, id, label, fragments)
        self._fragments[table, id] = placed
        insort(self._starts.setdefault(table, []), placed[0])
        for one in placed:
            for number in _numbers(one):
                self._buckets.setdefault(number, []).append(one)

    def drop(self, table: str, id: str) -> tuple[Placed, ...]:
        """Take an annotation away; returns where it stood."""
        placed = self._fragments.pop((table, id), ())
        for one in placed:
            for number in _numbers(one):
                self._buckets[number].remove(one)
        if placed:
            starts = self._starts[table]
            del starts[bisect_left(starts, placed[0])]
        return placed

    def of(self, table: str, id: str) -> tuple[Placed, ...]:
        """The fragments of one annotation."""
        return self._fragments.get((table, id), ())

    def covering(self, start: int, end: int) -> list[Placed]:
        """Every fragment that shares a code point with ``[start, end)``, in reading order."""
        found: set[Placed] = set()
        for number in range(start // _BUCKET, max(start, end - 1) // _BUCKET + 1):
            for one in self._buckets.get(number, ()):
                if one.start < end and start < -one.minus_end:
                    found.add(one)
        return sorted(found)

    def after(self, table: str, offset: int) -> Iterator[Placed]:
        """The annotations of a table that start at or after ``offset``, nearest first."""
        starts = self._starts.get(table, [])
        for index in range(bisect_left(starts, (offset,)), len(starts)):
            yield starts[index]

    def before(self, table: str, offset: int) -> Iterator[Placed]:
        """The annotations of a table that start before ``offset``, nearest first."""
        starts = self._starts.get(table, [])
        for index in range(bisect_left(starts, (offset,)) - 1, -1, -1):
            yield starts[index]


def _placed(table: str, id: str, label: str, fragments: tuple[Fragment, ...]) -> tuple[Placed, ...]:
    return tuple(
        Placed(start, -end, table, id, label, part) for part, (start, end) in enumerate(fragments)
    )


def _numbers(one: Placed) -> range:
    return range(one.start // _BUCKET, (-one.minus_end - 1) // _BUCKET + 1)
