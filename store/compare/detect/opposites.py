"""Opposites: one thing said to rise in one article and to fall in the other, or welcomed and
condemned.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import product
from typing import Final, NamedTuple

from store.compare.found import Discrepancy, Grade, Kind, discrepancy
from store.compare.reading import FAR, Reading, Two, Word, around, content
from store.compare.stems import listed, stem, weight

_Scale = tuple[Kind, Grade, tuple[str, ...]]
_SCALES: Final[tuple[_Scale, ...]] = (
    ("modality", "hard", ("convicted guilty", "acquitted innocent exonerated")),
    (
        "modality",
        "hard",
        (
            "rose rise risen increased grew climbed soared jumped surged",
            "fell fall decreased dropped declined slumped plunged sank shrank",
        ),
    ),
    ("modality", "hard", ("raised hiked", "cut lowered reduced slashed")),
    (
        "modality",
        "hard",
        (
            "approved accepted adopted endorsed ratified upheld",
            "rejected refused vetoed overturned quashed dismissed",
        ),
    ),
    ("modality", "hard", ("allowed permitted authorised", "banned prohibited forbade forbidden")),
    ("modality", "hard", ("admitted admits confessed", "denied denies denying")),
    ("modality", "hard", ("north northern", "south southern")),
    ("modality", "hard", ("east eastern", "west western")),
    (
        "date",
        "hard",
        ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    ),
    ("date", "hard", ("morning", "afternoon", "evening night")),
    (
        "attribution",
        "hard",
        ("welcomed praised hailed applauded", "condemned denounced criticised deplored slammed"),
    ),
    (
        "attribution",
        "soft",
        (
            "welcomed praised hailed applauded",
            "noted acknowledged",
            "concern alarm worry",
            "condemned denounced criticised deplored slammed",
        ),
    ),
    ("attribution", "soft", ("asked urged appealed", "demanded ordered insisted")),
)
"""Words of which two that are not on one side exclude each other, with the grade of that."""


class _Side(NamedTuple):
    """A side of a scale; of names the words are capitals, of no others."""

    scale: int
    side: int
    is_name: bool


def _sides() -> dict[str, list[_Side]]:
    found: dict[str, list[_Side]] = {}
    for scale, (*_, sides) in enumerate(_SCALES):
        for side, words in enumerate(sides):
            for word in listed(words):
                found.setdefault(stem(word), []).append(_Side(scale, side, word.istitle()))
    return found


_SIDES: Final = _sides()
_NOT: Final = frozenset(listed("not never no nobody without neither nor"))
_BEFORE: Final = 3
"""Words before one of them in which it is negated."""
_TOLD: Final = 2.5
"""What the words around both must tell for the two to be said of one thing."""


class _Said(NamedTuple):
    """A word of a scale, its side, and the stems around it that say something."""

    word: Word
    scale: int
    side: int
    is_not: bool
    around: frozenset[str]


def find(two: Two) -> Iterator[Discrepancy]:
    """One thing of which the two articles say what excludes each other."""
    if not two.is_one_event:
        return
    mine, others = _said(two.a), _said(two.b)
    done: set[tuple[str, str]] = set()
    for one, other in product(mine, others):
        if one.scale != other.scale or one.side == other.side or one.is_not != other.is_not:
            continue
        told = _told(one, other)
        stems = one.word.stem, other.word.stem
        if told < _TOLD or stems in done or _is_said_too(mine, other, told) or (
            _is_said_too(others, one, told)
        ):  # fmt: skip
            continue
        done.add(stems)
        kind, grade, _ = _SCALES[one.scale]
        yield discrepancy(
            kind,
            grade,
            f"“{one.word.text}” or “{other.word.text}”",
            {
                two.a.id: [(one.word.start, one.word.end)],
                two.b.id: [(other.word.start, other.word.end)],
            },
            (*stems, *sorted(one.around & other.around)),
        )


def _told(one: _Said, other: _Said) -> float:
    return weight(one.around & other.around)


def _is_said_too(those: tuple[_Said, ...], other: _Said, told: float) -> bool:
    """Whether an article says of the same thing what the other says of it."""
    return any(
        (one.scale, one.side) == (other.scale, other.side) and _told(one, other) >= told - 1
        for one in those
    )


@lru_cache(maxsize=64)
def _said(reading: Reading) -> tuple[_Said, ...]:
    return tuple(
        _of(words, at, side)
        for words in reading.words
        for at, word in enumerate(words)
        for side in _SIDES.get(word.stem, ())
        if word.text[0].isupper() == side.is_name and not _has_both(words, at, side)
    )


def _has_both(words: list[Word], at: int, side: _Side) -> bool:
    """Whether the other side is said close by, of something else: “admits one, denies another”."""
    return any(
        other.scale == side.scale and other.side != side.side
        for word in words[max(0, at - FAR) : at + FAR]
        for other in _SIDES.get(word.stem, ())
    )


def _of(words: list[Word], at: int, side: _Side) -> _Said:
    before = [word.text.lower() for word in words[max(0, at - _BEFORE) : at]]
    near = words[max(0, at - FAR) : at] + words[at + 1 : at + 1 + FAR] if side.is_name else None
    stems = frozenset(content(near) if near else around(words, at) - _SIDES.keys())
    return _Said(words[at], side.scale, side.side, not _NOT.isdisjoint(before), stems)
