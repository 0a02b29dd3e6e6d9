"""Persons an article names, each with the posts and ranks it gives them.

``Interior Minister Dana Korv``, ``the defence minister, Dana Korv``, ``Dana Korv, a minister``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final, NamedTuple

from store.compare.folding import fold
from store.compare.found import Span
from store.compare.reading import Reading
from store.compare.stems import american, is_function_word, listed

RANKS: Final = frozenset(
    listed(
        "captain colonel commander general lieutenant major sergeant corporal admiral marshal"
        " brigadier president premier chancellor minister senator judge justice mayor governor"
        " doctor dr professor king queen prince princess bishop cardinal ambassador director"
        " secretary sheriff inspector superintendent constable"
    )
)
_ONE: Final = {
    form: one
    for one, forms in {
        "head": "head chief director leader boss commissioner",
        "chair": "chair chairman chairwoman chairperson",
        "spokesperson": "spokesperson spokesman spokeswoman",
        "lawyer": "lawyer attorney counsel solicitor",
        "member": "member lawmaker legislator deputy congressman congresswoman",
        "professor": "professor lecturer",
        "manager": "manager executive",
        "doctor": "doctor dr physician",
        "officer": "officer policeman policewoman",
    }.items()
    for form in forms.split()
}
"""Posts that one paper calls so and another otherwise, by each form."""
ALONE: Final = RANKS - frozenset(listed("director doctor dr professor")) | frozenset(
    listed("chair treasurer secretary-treasurer secretary-general vice-president")
)
"""Posts and ranks of which one person seldom has two."""
_POSTS: Final = (
    ALONE
    | RANKS
    | _ONE.keys()
    | frozenset(
        listed(
            "analyst economist adviser advisor envoy prosecutor representative engineer banker"
            " editor founder owner coach referee pilot driver nurse teacher fisherman firefighter"
            " paramedic"
            " vicar priest coordinator specialist"
        )
    )
)
_FRONT: Final = RANKS | frozenset(listed("mr mrs ms miss sir dame lord lady"))
_FORMER: Final = frozenset(listed("former onetime one-time ex once then"))
_BELOW: Final = frozenset(listed("deputy vice acting assistant interim former"))
"""What makes another post of one."""
_HIGHER: Final = {
    rank: frozenset(listed(above))
    for above, ranks in {
        "chief": "superintendent inspector constable",
        "lieutenant brigadier major": "colonel general commander governor",
        "rear vice": "admiral",
    }.items()
    for rank in ranks.split()
}
"""What makes another rank of one."""
_EMPTY: Final = frozenset(listed("the a an new its their his her longtime senior top own"))
_CAPITAL: Final = r"[^\W\d_a-zà-öø-ÿ][\w’'-]*\w"
_name: Final = re.compile(rf"(?<![\w-]){_CAPITAL}\.?(?: {_CAPITAL})+")
_before: Final = re.compile(
    r"(?:(?<![\w-])(?:[Tt]he|[Ii]ts|[Hh]is|[Hh]er|[Tt]heir|[Aa]n?)|['’]s) "
    r"((?:[\w-]+(?:['’]s)? ){0,3}[a-z][\w-]*),? $"
)
_after: Final = re.compile(
    rf", (?:(?:the|an?|his|her|its|their|(?:{_CAPITAL} ){{0,4}}{_CAPITAL}['’]s?) )?"
    r"([a-z][\w ’'-]{2,60}?)(?=[,.;]| (?:who|of|at|in|for|from|with|and)\b)"
)
_REACH: Final = 48
"""Code points before a name in which its post is looked for."""


class Post(NamedTuple):
    """A post or rank: its last word, the words before it, and where it stands."""

    head: str
    others: frozenset[str]
    words: str
    span: Span


class Person(NamedTuple):
    """A name of two words or more (one, behind a rank), with the posts given beside it.

    ``first`` is where the rank before it begins, or the name.
    """

    first: int
    start: int
    end: int
    name: str
    posts: tuple[Post, ...]
    sentence: int


@lru_cache(maxsize=64)
def persons(reading: Reading) -> tuple[Person, ...]:
    """Each naming, in order; a name of more than a person has a post no more than a ship has."""
    return tuple(
        _person(reading, match, index, end)
        for index, (start, end) in enumerate(reading.sentences)
        for match in _name.finditer(reading.text, start, end)
    )


def _person(reading: Reading, match: re.Match[str], index: int, end: int) -> Person:
    text, at = reading.text, match.start()
    words = match[0].split(" ")
    ranks = [n for n, word in enumerate(words[:-1]) if word.strip(".").lower() in _FRONT]
    posts: list[Post] = []
    if ranks:
        size = len(" ".join(words[: ranks[-1] + 1]))
        posts += _post(match[0][:size], (at, at + size))
        at += size + 1
    name = re.sub(r"['’]s$", "", text[at : match.end()])
    lead, _, rest = name.partition(" ")
    if rest and is_function_word(lead.lower()):  # “The”, “On”
        name, at = rest, at + len(lead) + 1
    if before := _before.search(text, max(0, match.start() - _REACH), match.start()):
        posts += _post(before[1], before.span(1))
    if after := _after.match(text, match.end(), end):
        posts += _post(after[1], after.span(1))
    return Person(match.start(), at, match.end(), fold(name, reading.learnt), tuple(posts), index)


def _post(words: str, span: Span) -> Iterator[Post]:
    plain = re.sub(r"-elect|['’]s\b", "", words)
    parts = [american(part.strip(".").lower()) for part in plain.split()]
    head = parts[-1]
    empty = [at for at, part in enumerate(parts) if is_function_word(part) and part not in _EMPTY]
    # “who once worked as a banker”
    was = set() if _FORMER.isdisjoint(parts) else {"former"}
    parts = parts[empty[-1] + 1 if empty else 0 :]
    if parts and head in _POSTS:
        others = set(parts[:-1]) - _EMPTY - _FORMER | was
        shown = words.split()[-len(parts) :]
        yield Post(_ONE.get(head, head), frozenset(others), " ".join(shown), span)


def post_of(word: str) -> str:
    """The post that a word in lower case names; empty where it names none."""
    return _ONE.get(word, word) if word in _POSTS else ""


def may_be_one(one: Post, other: Post) -> bool:
    """Whether two posts may be the same one, told more or less exactly."""
    others = one.others ^ other.others
    if one.head != other.head or others & (_BELOW | _HIGHER.get(one.head, frozenset())):
        return False
    return one.others <= other.others or other.others <= one.others
