"""What stands between quotation marks, who says it, and which quotations of two articles are one.

A speaker that a pronoun names is the last person named before it, in its paragraph or the one
before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Final, NamedTuple

from store.compare.found import Span
from store.compare.persons import RANKS, Person, persons, post_of
from store.compare.reading import Reading, Two, Word
from store.compare.stems import is_function_word, listed
from store.suggest.lexicon import EVENT_HEADS, LAW_HEADS, ORG_HEADS, PLACE_FIRST, PLACE_HEADS
from store.suggest.sayings import sayings

_LEAST: Final = 5
"""Words, below which a quotation is a phrase."""
_ALIKE: Final = 0.6
_PRONOUN: Final = re.compile(r"(?:he|she|they)$", re.I)
_itself: Final = re.compile(r" (?:him|her|them)sel(?:f|ves)$")
_nameless: Final = re.compile(r"[Aa]n? (?:[\w’-]+ ){0,3}[a-z][\w’-]*$")
_unnamed: Final = re.compile(
    r",? (?:who|speaking)\b[^.,“\"]{0,40}\b(?:named|identified|anonymity)\b"
)
_HONORIFICS: Final = frozenset(listed("Mr Mrs Ms Miss Dr Sir"))
_plain: Final = re.compile(r"(?:(?:Mr|Mrs|Ms|Dr)\.? )?[^\W\d_a-zà-öø-ÿ][\w’-]*\w")
_beside: Final = re.compile(r"\b(?:of|at|for|from|in)(?: the)? $|\b[Tt]he $")
_LEADS: Final = 5
"""Words of a sentence among which somebody's post may be its subject."""
_THINGS: Final = PLACE_HEADS | ORG_HEADS | EVENT_HEADS | LAW_HEADS
_OWNER: Final = ("'s", "’s", "s'", "s’")
_capital: Final = re.compile(r"(?<![\w-])[^\W\d_a-zà-öø-ÿ][\w’-]*\w")


class Quote(NamedTuple):
    """A quotation of one sentence, without its marks."""

    start: int
    end: int
    words: list[Word]


class Speaker(NamedTuple):
    """Who says a quotation: the words that name them, and where.

    Where that is a ``pronoun``, ``named`` is where they are named. One without a name has no
    ``names`` and ``is_nameless``: *an officer who asked not to be named*.
    """

    names: frozenset[str]
    span: Span
    pronoun: str
    is_nameless: bool = False
    named: Span | None = None


@lru_cache(maxsize=64)
def quotes(reading: Reading) -> list[Quote]:
    """The quotations, sentence by sentence."""
    found = []
    for low, high in reading.quotes:
        for index, (start, end) in enumerate(reading.sentences):
            if not (start < high and low < end):
                continue
            words = [
                word for word in reading.words[index] if low <= word.start and word.end <= high
            ]
            if len(words) >= _LEAST:
                found.append(Quote(words[0].start, words[-1].end, words))
    return found


@lru_cache(maxsize=256)
def paired(two: Two) -> list[tuple[Quote, Quote]]:
    """Each quotation of the one article with the one of the other that has most of its words."""
    others: dict[tuple[str, ...], Quote] = {}
    for other in quotes(two.b):
        others.setdefault(spoken(other), other)
    known: dict[tuple[str, ...], Quote | None] = {}
    found = []
    for one in quotes(two.a):
        words = spoken(one)
        if words not in known:
            known[words] = _likest(words, others)
        if (best := known[words]) is not None:
            found.append((one, best))
    return found


def _likest(words: tuple[str, ...], others: Mapping[tuple[str, ...], Quote]) -> Quote | None:
    """The quotation most like those words; None where none is like them."""
    if words in others:
        return others[words]
    matcher = SequenceMatcher(None, b=words, autojunk=False)
    best, most = None, _ALIKE
    for theirs, quote in others.items():
        if is_cut(words, theirs) or is_cut(theirs, words):
            return quote
        matcher.set_seq1(theirs)
        if matcher.real_quick_ratio() < most or matcher.quick_ratio() < most:
            continue
        ratio = matcher.ratio()
        if ratio > most or (best is None and ratio >= most):
            best, most = quote, ratio
    return best


def spoken(quote: Quote) -> tuple[str, ...]:
    """The words of a quotation in lower case."""
    return tuple(word.text.lower() for word in quote.words)


def is_cut(small: tuple[str, ...], large: tuple[str, ...]) -> bool:
    """Whether the one has the other's words, from some word on to some other."""
    size = len(small)
    return any(
        large[at] == small[0] and large[at : at + size] == small
        for at in range(len(large) - size + 1)
    )


def speaker(reading: Reading, start: int, end: int) -> Speaker | None:
    """Who says a quotation; None where the article does not tell, or calls them by no name."""
    text = reading.text
    low, high = text.rfind("\n", 0, start) + 1, text.find("\n", end)
    for content, found in _speakers(reading, low, high if high >= 0 else len(text)):
        if content[0] < end and start < content[1]:
            return found
    return None


@lru_cache(maxsize=512)
def _speakers(reading: Reading, low: int, high: int) -> list[tuple[Span, Speaker | None]]:
    """What is said in a paragraph, and by whom."""
    before = reading.text.rfind("\n", 0, len(reading.text[:low].rstrip("\n"))) + 1
    return [
        (one.content, _speaker(reading, one.source, before))
        for one in sayings(reading.text, low, high)
        if one.content is not None and one.source is not None
    ]


def _speaker(reading: Reading, source: Span, low: int) -> Speaker | None:
    """The speaker that a source names; for a pronoun no further back than ``low``."""
    text = _itself.sub("", reading.text[slice(*source)])
    if _PRONOUN.match(text):
        before = [one for one in _mentions(reading) if low <= one.start and one.end <= source[0]]
        # Who the last sentence that names anybody is about stands first in it.
        first = next((one for one in before if one.sentence == before[-1].sentence), None)
        if first is None:
            return Speaker(frozenset(), source, text.lower())
        return Speaker(first.names, source, text.lower(), named=(first.start, first.end))
    apposed = source[1] + len(", ")  # “said the captain, Ann Berg”
    inside = [
        one
        for one in persons(reading)
        if (source[0] <= one.first < source[1] or one.first == apposed)
        and not _is_beside(reading, one)
    ]
    if _plain.fullmatch(text) and not is_function_word(text.lower()):
        names = _capital.findall(text)
    elif inside and text[0].isalpha():
        names = _capital.findall(inside[0].name)
    elif _nameless.fullmatch(text) and _unnamed.match(reading.text, source[1]):
        return Speaker(frozenset(), source, "", is_nameless=True)
    else:
        return None
    return Speaker(frozenset(names) - _HONORIFICS, source, "")


class _Mention(NamedTuple):
    """Where a person is named, in full or by the last name."""

    start: int
    end: int
    sentence: int
    names: frozenset[str]


@lru_cache(maxsize=64)
def _mentions(reading: Reading) -> list[_Mention]:
    """Where those are named whom a pronoun may mean, in order."""
    known = [one for one in persons(reading) if not _is_beside(reading, one) and not _is_thing(one)]
    full = [
        _Mention(one.first, one.end, one.sentence, frozenset(_capital.findall(one.name)))
        for one in known
    ]
    by_last = {
        one.name.rpartition(" ")[2]: named.names for one, named in zip(known, full, strict=True)
    }
    found = []
    for match in _capital.finditer(reading.text) if by_last else ():
        at = reading.sentence_at(match.start()) if match[0] in by_last else None
        is_owner = reading.text.startswith(_OWNER[:2], match.end())
        inside = any(one.start <= match.start() < one.end for one in full)
        if at is not None and not is_owner and not inside:
            found.append(_Mention(*match.span(), at, by_last[match[0]]))
    return sorted([*full, *found, *_posts(reading, known)], key=lambda one: one.start)


def _posts(reading: Reading, known: Sequence[Person]) -> Iterator[_Mention]:
    """Sentences that begin with somebody's post, of whoever has it: *The mayor himself*."""
    by_post = {post.head: one.name for one in known for post in one.posts}
    for index, words in enumerate(reading.words):
        if words and words[0].text == "The":
            head = next((word for word in words[1:_LEADS] if post_of(word.text)), None)
            if head is not None:
                name = by_post.get(post_of(head.text), "")
                names = frozenset(_capital.findall(name))
                yield _Mention(words[0].start, head.end, index, names)


def _is_thing(one: Person) -> bool:
    """Whether a name is that of a place, an organisation or the like."""
    words = one.name.lower().split()
    return not one.posts and (words[-1] in _THINGS or words[0] in PLACE_FIRST)


def _is_beside(reading: Reading, one: Person) -> bool:
    """Whether a name is no speaker's: *the head of Acme Works*, *Ann Berg's lawyer*."""
    is_owner = reading.text.endswith(_OWNER, one.start, one.end)
    is_word = " " not in one.name and not one.posts
    is_word |= one.name.rpartition(" ")[2].lower() in RANKS
    before = reading.text[max(0, one.first - 10) : one.first]
    return is_owner or is_word or (not one.posts and _beside.search(before) is not None)
