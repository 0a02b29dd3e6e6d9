"""Names and titles: one person under two names, or one name with two ranks or posts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Final, NamedTuple

from store.compare.folding import fold
from store.compare.found import Discrepancy, Span, discrepancy
from store.compare.reading import Reading, Two
from store.compare.stems import american, listed

_name: Final = re.compile(
    r"(?<![\w-])[^\W\d_a-zà-öø-ÿ][\w’'-]*\w\.?(?: [^\W\d_a-zà-öø-ÿ][\w’'-]*\w)+"
)
_RANKS: Final = frozenset(
    listed(
        "captain colonel commander general lieutenant major sergeant corporal admiral marshal"
        " brigadier president premier chancellor minister senator judge justice mayor governor"
        " doctor dr professor king queen prince princess bishop cardinal ambassador director"
        " secretary sheriff inspector"
    )
)
_post: Final = re.compile(r", (?:the|an?|his|her|its) ([a-z][\w ’'-]{2,60}?)(?=[,.;]| who\b| of\b)")


class _Named(NamedTuple):
    start: int
    end: int
    name: str
    rank: str
    rank_span: Span
    post: str
    post_span: Span
    sentence: int


def find(two: Two) -> Iterator[Discrepancy]:
    """Names that differ in a letter or a part, and ranks and posts that differ."""
    mine, others = _named(two.a), _named(two.b)
    here, there = {one.name for one in mine}, {one.name for one in others}
    near = {(i, j) for i, j, _ in two.matched}
    done: set[str] = set()
    for one in mine:
        for other in others:
            is_near = (one.sentence, other.sentence) in near
            if one.name == other.name:
                yield from _titles(two, one, other)
            elif is_near and one.name not in there and other.name not in here:
                if not _is_like(one.name, other.name) or one.name in done:
                    continue
                done.add(one.name)
                spans = (one.start, one.end), (other.start, other.end)
                yield _report(two, *spans, one.name, other.name, (one.name, other.name))


def _titles(two: Two, one: _Named, other: _Named) -> Iterator[Discrepancy]:
    if one.rank and other.rank and one.rank != other.rank:
        yield _report(
            two,
            (one.rank_span[0], one.end),
            (other.rank_span[0], other.end),
            f"{one.rank} {one.name}",
            f"{other.rank} {other.name}",
        )
    a, b = one.post.split(), other.post.split()
    if a and b and a != b and a[-1] == b[-1]:
        yield _report(
            two,
            one.post_span,
            other.post_span,
            f"{one.name}, {one.post}",
            f"{other.name}, {other.post}",
        )


def _report(
    two: Two, one: Span, other: Span, word: str, words: str, names: tuple[str, ...] = ()
) -> Discrepancy:
    return discrepancy(
        "name",
        "hard",
        f"{word} or {words}",
        {two.a.id: [one], two.b.id: [other]},
        (word, words),
        names,
    )


@lru_cache(maxsize=64)
def _named(reading: Reading) -> list[_Named]:
    found = []
    for index, (start, end) in enumerate(reading.sentences):
        for match in _name.finditer(reading.text, start, end):
            first, *rest = match[0].split(" ")
            rank, at = "", match.start()
            if first.strip(".").lower() in _RANKS and rest:
                rank, at = first.strip(".").lower(), at + len(first) + 1
            name = re.sub(r"['’]s$", "", reading.text[at : match.end()])
            if name.startswith("The "):
                name, at = name[4:], at + 4
            post = _post.match(reading.text, match.end(), end)
            found.append(
                _Named(
                    at,
                    match.end(),
                    fold(name, reading.learnt),
                    rank,
                    (match.start(), at),
                    post[1] if post else "",
                    post.span(1) if post else (0, 0),
                    index,
                )
            )
    return found


def _is_like(one: str, other: str) -> bool:
    a, b = one.split(), other.split()
    if len(a) != len(b) or one.casefold() == other.casefold():
        return False
    differing = [
        (x, y) for x, y in zip(a, b, strict=True) if american(x.lower()) != american(y.lower())
    ]
    return len(differing) == 1 and SequenceMatcher(None, *differing[0]).ratio() >= 0.6
