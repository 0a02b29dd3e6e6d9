"""Names and posts: one person under two names, or one name with two ranks or posts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import product
from typing import Final

from store.compare.found import Discrepancy, Span, discrepancy
from store.compare.persons import ALONE, Person, Post, may_be_one, persons
from store.compare.reading import Two
from store.compare.stems import american

_ALIKE: Final = 0.6
"""How alike two words are that may be one name written in two ways."""
_GIVEN: Final = 0.5
"""The same for given names before one surname, and for surnames behind one given name."""


_owner: Final = re.compile(r"['’]s\b")


def find(two: Two) -> Iterator[Discrepancy]:
    """Names that differ in a letter or a part, and ranks and posts that differ."""
    yield from _likes(two)
    mine, others = _by_name(persons(two.a)), _by_name(persons(two.b))
    for name in mine:
        if name in others:
            yield from _posts(two, name, mine[name], others[name])


def _likes(two: Two) -> Iterator[Discrepancy]:
    mine, others = persons(two.a), persons(two.b)
    here, there = {one.name for one in mine}, {one.name for one in others}
    near = {(i, j) for i, j, _ in two.matched}
    done: set[str] = set()
    for one, other in product(mine, others):
        if one.name in there or other.name in here or one.name in done:
            continue
        if _owner.search(one.name) or _owner.search(other.name):
            continue
        least = _ALIKE if (one.sentence, other.sentence) in near else None
        if least is None and not (two.is_one_event and _is_person(one) and _is_person(other)):
            continue
        if _is_like(two, one, other):
            done.add(one.name)
            spans = (one.start, one.end), (other.start, other.end)
            yield _report(two, *spans, one.name, other.name, (one.name, other.name))


def _is_person(one: Person) -> bool:
    return bool(one.posts) or len(one.name.split()) == 2


def _by_name(named: Sequence[Person]) -> dict[str, list[Post]]:
    """The posts of each person, by the last name where one alone has it."""
    found: dict[str, list[Post]] = {}
    owners: dict[str, set[str]] = {}
    for one in named:
        owners.setdefault(_last(one.name), set()).update({one.name} if " " in one.name else ())
    for one in named:
        name = _last(one.name) if len(owners[_last(one.name)]) < 2 else one.name
        found.setdefault(name, []).extend(one.posts)
    return found


def _last(name: str) -> str:
    return name.rpartition(" ")[2]


def _posts(
    two: Two, name: str, mine: Sequence[Post], others: Sequence[Post]
) -> Iterator[Discrepancy]:
    """Posts of which neither is told by the other article too, more or less exactly."""
    here, there = {one.head for one in mine}, {other.head for other in others}
    for one, other in product(mine, others):
        if one.head == other.head:
            pairs = product(mine, others)
            is_other = not any(may_be_one(*pair) for pair in pairs if pair[0].head == one.head)
        else:
            is_other = {one.head, other.head} <= ALONE
            is_other &= one.head not in there and other.head not in here
        if is_other:
            words = f"{name}, {one.words}", f"{name}, {other.words}"
            yield _report(two, one.span, other.span, *words)
            return


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


def _is_like(two: Two, one: Person, other: Person) -> bool:
    a, b = one.name.split(), other.name.split()
    if len(a) != len(b) or one.name.casefold() == other.name.casefold():
        return False
    differing = [
        (x, y) for x, y in zip(a, b, strict=True) if american(x.lower()) != american(y.lower())
    ]
    if len(differing) != 1:
        return False
    x, y = differing[0]
    bare, plain = x.replace("-", "").lower(), y.replace("-", "").lower()
    is_last = (x, y) == (a[-1], b[-1]) and "-" not in x + y
    if (bare.startswith(plain) or plain.startswith(bare)) and not is_last:  # “Sam” and “Samuel”
        return False
    is_one = x[0] == y[0] and len(a) == 2 and _are_called_alike(two, one, other)
    return SequenceMatcher(None, x, y).ratio() >= (_GIVEN if is_one else _ALIKE)


def _are_called_alike(two: Two, one: Person, other: Person) -> bool:
    """Whether two have one post, or are both called by the last name alone, too."""
    if any(may_be_one(*posts) for posts in product(one.posts, other.posts)):
        return True
    return all(
        reading.text.count(_last(person.name)) > reading.text.count(person.name)
        for reading, person in ((two.a, one), (two.b, other))
    )
