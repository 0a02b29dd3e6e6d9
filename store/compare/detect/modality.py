"""Modality and negation: planned in one article and done in the other, or done and not done."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise, product
from typing import Final, Literal, NamedTuple

from store.compare.found import Discrepancy, Grade, discrepancy
from store.compare.reading import Reading, Two, Word, around
from store.compare.stems import listed, weight

_AIMS: Final = frozenset(
    listed(
        "plan plans planned intend intends intended expect expects expected hope hopes hoped"
        " promise promises promised pledge pledges pledged want wants wanted propose proposes"
        " proposed consider considers considered considering weigh weighs weighed weighing"
        " planning intending hoping threaten threatens threatened vow vows vowed prepare prepares"
        " prepared preparing discuss discusses discussed discussing"
    )
)
_MAY: Final = frozenset(listed("may might could"))
_WILL: Final = frozenset(listed("will would shall"))
_DONE: Final = frozenset(listed("has have had was were is are did"))
_NOT: Final = frozenset(listed("not never no nobody none neither"))
_BETWEEN: Final = frozenset(listed("be been being have also already still now to")) | _NOT
_LEADING: Final = _AIMS | _MAY | _WILL | _DONE | _BETWEEN
"""What stands before a verb in one of the modes."""

_ALIKE: Final = 0.15
"""The likeness from which matched sentences are of one thing."""
_COMPANY: Final = 2
_ELSEWHERE: Final = 2.0
"""What the words near two verbs must tell, sentences apart."""

Mode = Literal["planned", "possible", "done"]


class _Verb(NamedTuple):
    """A verb with what its auxiliaries say."""

    word: Word
    first: int
    mode: Mode
    is_not: bool


def find(two: Two) -> Iterator[Discrepancy]:
    """One verb of one thing in two modes, or with a negation in one article alone."""
    done: set[str] = set()
    mine, others = _by_stem(two.a), _by_stem(two.b)
    for stem in mine:
        for (i, one), (j, other) in product(mine[stem], others.get(stem, ())):
            grade = _grade(one, other)
            if grade is None or not _has_company(two, i, j, one, other):
                continue
            words = two.a.text[one.first : one.word.end], two.b.text[other.first : other.word.end]
            report = discrepancy(
                "modality",
                grade,
                f"“{words[0]}” or “{words[1]}”",
                {
                    two.a.id: [(one.first, one.word.end)],
                    two.b.id: [(other.first, other.word.end)],
                },
                words,
            )
            if report.signature not in done:
                done.add(report.signature)
                yield report


@lru_cache(maxsize=64)
def _by_stem(reading: Reading) -> dict[str, list[tuple[int, _Verb]]]:
    """The verbs of an article by their stems, each with its sentence."""
    found: dict[str, list[tuple[int, _Verb]]] = {}
    for index in range(len(reading.sentences)):
        for verb in _verbs(reading, index):
            found.setdefault(verb.word.stem, []).append((index, verb))
    return found


def _has_company(two: Two, i: int, j: int, one: _Verb, other: _Verb) -> bool:
    """Whether words that say something stand near the verb in both sentences: more of them, and
    rarer ones, where the sentences are not alike.
    """
    shared = _near(two.a.words[i], one.word.start) & _near(two.b.words[j], other.word.start)
    if two.scores.get((i, j), 0.0) >= _ALIKE and j in two.of_a.get(i, ()):
        return len(shared) >= _COMPANY
    return two.is_one_event and weight(shared) >= _ELSEWHERE


def _near(words: list[Word], at: int) -> set[str]:
    return around(words, next(index for index, word in enumerate(words) if word.start == at))


def _grade(one: _Verb, other: _Verb) -> Grade | None:
    if one.is_not != other.is_not:
        return "hard" if one.mode == other.mode else None
    modes = {one.mode, other.mode}
    if modes == {"planned", "done"}:
        return "hard"
    return "soft" if modes == {"possible", "done"} else None


def _verbs(reading: Reading, index: int) -> tuple[_Verb, ...]:
    words = reading.words[index]
    found = (
        _verb(reading, words, at)
        for at, (before, word) in enumerate(pairwise(words), 1)
        if before.text.lower() in _LEADING and _may_be_verb(word)
    )
    return tuple(verb for verb in found if verb)


def _may_be_verb(word: Word) -> bool:
    text = word.text
    return word.tells and text.isalpha() and not text[0].isupper() and text.lower() not in _AIMS


def _verb(reading: Reading, words: list[Word], at: int) -> _Verb | None:
    """The verb at a word, by the auxiliaries that run up to it."""
    mode: Mode | None = None
    is_not = False
    first = at
    while first and at - first < 4:
        before = words[first - 1]
        low = before.text.lower()
        if reading.text[before.end : words[first].start] != " ":
            break
        if low in _MAY or low in _WILL:
            return _Verb(words[at], before.start, "possible" if low in _MAY else "planned", is_not)
        if low in _AIMS and words[at].text.endswith("ing"):
            return _Verb(words[at], before.start, "planned", is_not)
        if low in _DONE:
            mode = "done"
            first -= 1
            continue
        if low == "to":
            aims = [word.text.lower() for word in words[max(0, first - 7) : first - 1]]
            if not mode and any(aim in _AIMS for aim in aims):
                start = next(
                    word.start for word in words[max(0, first - 7) :] if word.text.lower() in _AIMS
                )
                return _Verb(words[at], start, "planned", is_not)
            break
        if low in _BETWEEN:
            is_not |= low in _NOT
            first -= 1
            continue
        break
    return _Verb(words[at], words[first].start, mode, is_not) if mode else None
