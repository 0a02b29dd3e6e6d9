"""An article as the detectors read it, and two of them side by side. All spans are of its text."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from datetime import date
from functools import cached_property, lru_cache
from itertools import chain
from typing import Final, NamedTuple
from weakref import WeakKeyDictionary

import msgspec

from store.aliases import Same
from store.compare.folding import folded
from store.compare.found import Span
from store.compare.likeness import THRESHOLD, Pair, align, kept
from store.compare.numerals import WORD
from store.compare.stems import is_function_word, stem
from store.model import Article
from store.text import find_dates, sentences
from store.text.date_find import FoundDate
from store.text.stamp import is_stamp

STRONG: Final = 0.25
"""The likeness from which two sentences, each the other's best, tell one thing."""

_SHARED: Final = 0.3
"""The share of the shorter article's sentences that both tell, from which they tell one event."""

NEAR: Final = 6
"""Words on either side of a number or a date that tell what it is of."""

FAR: Final = 10
"""The same where the sentences that they are in are not alike as wholes."""

word_pattern: Final = re.compile(WORD)
_POSSESSIVE: Final = ("'s", "’s")
_mark: Final = re.compile('[“"‘]')
_quoted: Final = re.compile(r"“[^“”]*(?:”|$)|(?<!\w)\"[^\"]*\"(?!\w)|(?<!\w)‘[^‘’]{12,}’(?!\w)")


_HALF: Final = r"\s?(?P<{}>[apAP])\.?[mM]\b\.?"
_clock: Final = re.compile(
    rf"(?P<hour>[0-2]?\d)(?:[:.](?P<minute>[0-5]\d)(?![\d:])(?:{_HALF.format('half')})?"
    rf"|{_HALF.format('whole')})"
)
_noon: Final = re.compile(r"\b(?:[Nn]oon|[Mm]idday|[Mm]idnight)\b")


class Hour(NamedTuple):
    """Words ``[start, end)`` that state an hour of no date, as ``16:05``."""

    start: int
    end: int
    value: str


class Word(msgspec.Struct, frozen=True, gc=False):
    """One word of an article; ``tells`` where it says something by itself."""

    start: int
    end: int
    text: str
    stem: str
    tells: bool


class Reading:
    """What is read off an article once, however many it is compared with."""

    def __init__(self, article: Page, same: Same = ()) -> None:
        self.article, self.id, self.text = article, article.id, article.text
        self.learnt = same
        bars = [(start, end) for start, end, _ in article.furniture]
        self.sentences: list[Span] = [
            (start, end)
            for start, end in sentences(article.text)
            if not any(low < end and start < high for low, high in bars)
            and not is_stamp(article.text[start:end])
        ]
        self.texts = [article.text[start:end] for start, end in self.sentences]
        if same:
            self.texts = [folded(text, same) for text in self.texts]
        self._aligned: WeakKeyDictionary[Reading, list[Pair]] = WeakKeyDictionary()

    def same(self, other: Reading) -> list[Pair]:
        """The sentences of the two that say the same, by index."""
        return kept(self.aligned(other))

    def aligned(self, other: Reading) -> list[Pair]:
        """Every pair of sentences that may say the same, by index; found once for the two."""
        if other not in self._aligned:
            self._aligned[other] = align(self.texts, other.texts, THRESHOLD)
        return self._aligned[other]

    @cached_property
    def words(self) -> list[list[Word]]:
        """The words of each sentence."""
        return [list(self._words(*span)) for span in self.sentences]

    @cached_property
    def contents(self) -> list[set[str]]:
        """The stems of each sentence that say something."""
        return [content(words) for words in self.words]

    def near(self, sentence: int, span: Span, reach: int = NEAR) -> set[str]:
        """The stems that say something and stand near a span of a sentence: what it is of."""
        words, (start, end) = self.words[sentence], span
        before = [word for word in words if word.end <= start][-reach:]
        return content(before + [word for word in words if word.start >= end][:reach])

    def sentence_at(self, start: int) -> int | None:
        """The sentence that a place is in; None for furniture."""
        at = bisect_right(self.sentences, start, key=lambda span: span[0]) - 1
        return at if at >= 0 and start < self.sentences[at][1] else None

    @cached_property
    def stems(self) -> Counter[str]:
        """Every stem of the article that says something: in how many of its sentences it is."""
        return Counter(chain.from_iterable(self.contents))

    @cached_property
    def dates(self) -> list[FoundDate]:
        """The dates the text states."""
        published = self.article.published[:10]
        try:
            day = date.fromisoformat(published) if published else None
        except ValueError:
            day = None
        return find_dates(self.text, day)

    @cached_property
    def hours(self) -> list[Hour]:
        """The hours that the text states of no date."""
        found = [Hour(*match.span(), _stated(match)) for match in _clock.finditer(self.text)]
        found += [
            Hour(*match.span(), "00:00" if match[0].endswith("t") else "12:00")
            for match in _noon.finditer(self.text)
        ]
        return [
            one
            for one in found
            if one.value and not any(low <= one.start < high for low, high, *_ in self.dates)
        ]

    @cached_property
    def quotes(self) -> list[Span]:
        """The passages between quotation marks, without them, in order."""
        found = []
        for start, end in self._paragraphs():
            if not _mark.search(self.text, start, end):
                continue
            for match in _quoted.finditer(self.text, start, end):
                inner = match[0].strip('“”"‘’ ')
                at = match.start() + match[0].find(inner)
                if inner:
                    found.append((at, at + len(inner)))
        return found

    def is_quoted(self, start: int, end: int) -> bool:
        """Whether a passage stands between quotation marks."""
        return any(low <= start and end <= high + 1 for low, high in self.quotes)

    def _paragraphs(self) -> Iterator[Span]:
        for match in re.finditer(r"[^\n]+", self.text):
            yield match.span()

    def _words(self, start: int, end: int) -> Iterator[Word]:
        for match in word_pattern.finditer(self.text, start, end):
            start = match.start()
            text, root, tells = _of(match[0])
            yield Word(start, start + len(text), text, root, tells)


@lru_cache(maxsize=16384)
def _of(token: str) -> tuple[str, str, bool]:
    """A word without its possessive, its stem, and whether it says something by itself."""
    text = token[:-2] if token.endswith(_POSSESSIVE) else token
    return text, stem(text), not is_function_word(text.lower())


def _stated(match: re.Match[str]) -> str:
    """The hour that figures state; empty where they are no hour."""
    hour, minute, half = int(match["hour"]), match["minute"], match["half"] or match["whole"]
    text, start = match.string, match.start()
    is_inside = start > 0 and text[start - 1] in "0123456789:.,"
    if is_inside or hour > 23 or not (half or ":" in match[0]):
        return ""
    if half:
        hour = hour % 12 + (12 if half in "pP" else 0)
    return f"{hour:02}:{minute or '00'}"


class Page(NamedTuple):
    """What of an article is compared; known by its value."""

    id: str
    text: str
    title: str
    published: str
    updated: str
    furniture: tuple[tuple[int, int, str], ...]


def reading(article: Article, same: Same = ()) -> Reading:
    """An article as the detectors read it. Remembered: a story compares each with all."""
    one = article
    return _reading(
        Page(one.id, one.text, one.title, one.published, one.updated, one.furniture), same
    )


@lru_cache(maxsize=64)
def _reading(page: Page, same: Same) -> Reading:
    return Reading(page, same)


def content(words: list[Word]) -> set[str]:
    """The stems of those words that say something."""
    return {word.stem for word in words if word.tells}


def around(words: list[Word], at: int) -> set[str]:
    """The stems that say something near a word of a sentence, on either side."""
    return content(words[max(0, at - NEAR) : at] + words[at + 1 : at + 1 + NEAR])


class Two:
    """Two articles, and which of their sentences say the same."""

    def __init__(self, a: Reading, b: Reading) -> None:
        self.a, self.b = a, b
        pairs = a.aligned(b)
        self.scores = {(i, j): score for i, j, score in pairs}
        self.matched = kept(pairs)
        self.of_a: dict[int, list[int]] = {}
        self.of_b: dict[int, list[int]] = {}
        for i, j, _ in self.matched:
            self.of_a.setdefault(i, []).append(j)
            self.of_b.setdefault(j, []).append(i)

    @cached_property
    def strong(self) -> list[tuple[int, int]]:
        """The pairs that are each other's best and much alike."""
        alike = {pair: score for pair, score in self.scores.items() if score >= STRONG}
        rows: dict[int, float] = {}
        columns: dict[int, float] = {}
        for (i, j), score in alike.items():
            rows[i] = max(rows.get(i, 0.0), score)
            columns[j] = max(columns.get(j, 0.0), score)
        return [(i, j) for (i, j), score in sorted(alike.items()) if score == rows[i] == columns[j]]

    @cached_property
    def is_one_event(self) -> bool:
        """Whether so much is told by both that what is alike in them is of one thing."""
        least = _SHARED * min(len(self.a.sentences), len(self.b.sentences))
        return min(len(self.of_a), len(self.of_b)) >= max(least, 1)

    def are_of_one_thing(self, at: tuple[int, int], one: Span, other: Span, wanted: int) -> bool:
        """Whether so many words that say something stand near both of two numbers or dates.

        ``at`` are the sentences that these are in, by index.
        """
        mine, theirs = self.a.near(at[0], one), self.b.near(at[1], other)
        return len(mine & theirs) >= min(wanted, len(mine), len(theirs))

    def near_both(self, at: tuple[int, int], one: Span, other: Span) -> set[str]:
        """The stems that say something and stand not far from both of two spans."""
        return self.a.near(at[0], one, FAR) & self.b.near(at[1], other, FAR)
