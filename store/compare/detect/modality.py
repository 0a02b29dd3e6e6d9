"""Modality and negation: planned in one article and done in the other, or done and not done."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise, product
from typing import Final, Literal, NamedTuple

from store.compare.found import Discrepancy, Grade, discrepancy
from store.compare.reading import NEAR, Reading, Two, Word, content
from store.compare.stems import listed, weight

_OPEN: Final = frozenset(
    listed(
        "consider considers considered considering weigh weighs weighed weighing discuss discusses"
        " discussed discussing whether"
    )
)
"""What leaves open whether it will be done."""
_AIMS: Final = _OPEN | frozenset(
    listed(
        "plan plans planned intend intends intended expect expects expected hope hopes hoped"
        " promise promises promised pledge pledges pledged want wants wanted propose proposes"
        " proposed planning intending hoping threaten threatens threatened vow vows vowed prepare"
        " prepares prepared preparing"
    )
)
_MAY: Final = frozenset(listed("may might could"))
_WILL: Final = frozenset(listed("will would shall"))
_DONE: Final = frozenset(listed("has have had was were is are did"))
_NOT: Final = frozenset(listed("not never no nobody none neither"))
_AUXILIARIES: Final = _MAY | _WILL | _DONE | {"to"}
_BETWEEN: Final = frozenset(listed("be been being have also already still now to yet")) | _NOT
_LIGHT: Final = frozenset(
    listed("lodge lodged file filed launch launched submit submitted begin began begun")
)
"""Verbs that say of a deed no more than that it is done: *lodged an appeal*."""
_PLANNED: Final = frozenset(listed("planned scheduled proposed"))
_STAGES: Final = frozenset(listed("begun started completed finished"))
_DETERMINERS: Final = frozenset(listed("a an the its his her their"))
_SUBJECTS: Final = frozenset(listed("he she they it who which we i"))
_IRREGULAR: Final = frozenset(
    listed(
        "met held paid sold bought sent took gave left lost won led made found stood went came"
        " began broke fell rose grew shot fought built caught struck withdrew chose told"
    )
)
_LEADING: Final = _AIMS | _MAY | _WILL | _DONE | _BETWEEN
"""What stands before a verb in one of the modes."""

_ALIKE: Final = 0.15
"""The likeness from which matched sentences are of one thing."""
_COMPANY: Final = 2
_ELSEWHERE: Final = 2.0
"""What the words near two verbs must tell, sentences apart."""
_ANOTHER: Final = " off"
"""Makes another verb of one: *called off*."""
_AHEAD: Final = 6
"""Words before *to* in which it is said that something is meant to be."""
_REACH: Final = 2

Mode = Literal["planned", "open", "possible", "done"]


class _Verb(NamedTuple):
    """A deed, verb or noun, with what is said of it from ``start`` to ``end``."""

    word: Word
    start: int
    end: int
    mode: Mode
    is_not: bool

    @property
    def said(self) -> tuple[Mode, bool]:
        """What is said of the deed."""
        return self.mode, self.is_not

    @property
    def is_bare(self) -> bool:
        """Whether it stands without an auxiliary."""
        return self.start == self.word.start


def find(two: Two) -> Iterator[Discrepancy]:
    """One verb of one thing in two modes, or with a negation in one article alone."""
    done: set[str] = set()
    mine, others = _by_stem(two.a), _by_stem(two.b)
    for stem in mine.keys() & others.keys():
        pairs = [
            (one, other)
            for (i, one), (j, other) in product(mine[stem], others[stem])
            if _has_company(two, i, j, one, other)
        ]
        agreed = {one.said for one, other in pairs if one.said == other.said}
        for one, other in pairs:
            grade = _grade(one, other)
            if grade is None or one.said in agreed or other.said in agreed:
                continue
            words = two.a.text[one.start : one.end], two.b.text[other.start : other.end]
            report = discrepancy(
                "modality",
                grade,
                f"“{words[0]}” or “{words[1]}”",
                {
                    two.a.id: [(one.start, one.end)],
                    two.b.id: [(other.start, other.end)],
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
    shared = _near(two.a.words[i], one) & _near(two.b.words[j], other)
    if one.is_not != other.is_not and (one.is_bare or other.is_bare):
        return weight(shared) >= _ELSEWHERE
    if two.scores.get((i, j), 0.0) >= _ALIKE and j in two.of_a.get(i, ()):
        return len(shared) >= _COMPANY
    return two.is_one_event and weight(shared) >= _ELSEWHERE


def _near(words: list[Word], verb: _Verb) -> set[str]:
    """The stems that say something near a verb, its auxiliaries left out."""
    before = [
        word for word in words if word.start < verb.word.start and word.text.lower() not in _LEADING
    ][-NEAR:]
    return content(before + [word for word in words if word.start > verb.word.start][:NEAR])


def _grade(one: _Verb, other: _Verb) -> Grade | None:
    modes = {one.mode, other.mode}
    if one.is_not != other.is_not:
        # Who could not, did not.
        is_other = one.mode == other.mode or modes == {"possible", "done"}
        return "hard" if is_other and "open" not in modes else None
    if "done" in modes and modes & {"planned", "open"}:
        return "hard"
    return "soft" if modes in ({"possible", "done"}, {"planned", "open"}) else None


def _verbs(reading: Reading, index: int) -> Iterator[_Verb]:
    words = reading.words[index]
    for at, (before, word) in enumerate(pairwise(words), 1):
        if not _may_be_verb(word) or reading.text.startswith(_ANOTHER, word.end):
            continue
        low, lead = word.text.lower(), before.text.lower()
        verb = _verb(reading, words, at) if lead in _LEADING else None
        if verb is None and _is_past(words, at):
            verb = _Verb(word, word.start, word.end, "done", is_not=False)
        if verb is not None and low not in _AIMS:
            yield verb
        if low in _LIGHT or low in _OPEN:
            noun = _object(reading, words, at)
            if noun is not None and low in _OPEN:
                yield _Verb(noun, word.start, noun.end, "open", is_not=False)
            elif noun is not None and verb is not None:
                yield verb._replace(word=noun, end=noun.end)
        if verb is not None and (low in _PLANNED or low in _STAGES):
            yield from _of_subject(words, verb, is_planned=low in _PLANNED)


def _of_subject(words: list[Word], verb: _Verb, *, is_planned: bool) -> Iterator[_Verb]:
    """The same of what it is said of: *the repairs were planned*, *had been completed*."""
    before = next((word for word in reversed(words) if word.end < verb.start), None)
    if before is not None and before.tells and not before.text[0].isupper():
        mode: Mode = "planned" if is_planned and verb.mode == "done" else verb.mode
        yield verb._replace(word=before, start=before.start, mode=mode)


def _is_past(words: list[Word], at: int) -> bool:
    """Whether a word is a verb in the past, and neither a participle nor an adjective."""
    text, before = words[at].text, words[at - 1]
    is_past = text in _IRREGULAR or (len(text) > 4 and text.endswith("ed"))
    if not is_past or not (before.tells or before.text.lower() in _SUBJECTS):
        return False
    # “will stay closed”
    return at < 2 or words[at - 2].text.lower() not in _AUXILIARIES


def _object(reading: Reading, words: list[Word], at: int) -> Word | None:
    """The noun right behind a verb."""
    after = words[at + 1 : at + 3]
    if after and after[0].text.lower() in _DETERMINERS:
        after = after[1:]
    noun = after[0] if after else None
    if noun is None or not noun.tells or noun.text[0].isupper():
        return None
    return noun if reading.text[words[at].end : noun.start].count(" ") <= _REACH else None


def _may_be_verb(word: Word) -> bool:
    text = word.text
    return word.tells and text.isalpha() and not text[0].isupper()


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
            return _Verb(
                words[at],
                before.start,
                words[at].end,
                "possible" if low in _MAY else "planned",
                is_not,
            )
        if low in _AIMS and words[at].text.endswith("ing"):
            return _Verb(
                words[at],
                before.start,
                words[at].end,
                "open" if low in _OPEN else "planned",
                is_not,
            )
        if low in _DONE:
            mode = "done"
            first -= 1
            continue
        if low == "to":
            return None if mode else _aimed(words, at, first - 1, is_not=is_not)
        if low in _BETWEEN:
            is_not |= low in _NOT
            first -= 1
            continue
        is_not |= low == "one" and words[first - 2].text.lower() == "no"
        break
    return _Verb(words[at], words[first].start, words[at].end, mode, is_not) if mode else None


def _aimed(words: list[Word], at: int, to: int, *, is_not: bool) -> _Verb | None:
    """What somebody means to do, by what stands before *to*."""
    aims = [word for word in words[max(0, to - _AHEAD) : to] if word.text.lower() in _AIMS]
    if not aims:
        return None
    is_open = any(word.text.lower() in _OPEN for word in aims)
    return _Verb(words[at], aims[0].start, words[at].end, "open" if is_open else "planned", is_not)
