"""Names enumerated: ``A, B and C``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from store.compare.folding import fold
from store.compare.found import Span
from store.compare.persons import Person, persons
from store.compare.reading import Reading
from store.compare.stems import is_function_word, stem
from store.text.lexicon import STARTERS

_LONGEST: Final = 250
"""Members of a list, so that no text takes long."""
_FEW: Final = 3
"""Commas from which names are a list wherever it ends."""
_CAPITAL: Final = r"[^\W\d_a-zà-öø-ÿ][\w’'.-]*\w"


def _chain(member: str, least: int) -> re.Pattern[str]:
    return re.compile(
        rf"(?<![\w’-])(?:{member})(?:(?:, )(?:{member})){{{least - 2},{_LONGEST}}}"
        rf"(?:,? (?:and|or) (?:{member})|(?=, and ))(?![\w’-])"
    )


_names: Final = _chain(
    rf"(?:the |The )?{_CAPITAL}(?: (?:(?:of|de|la) (?:the )?|[dl][’'])?{_CAPITAL}){{0,5}}", 2
)
_commas: Final = re.compile(
    rf"(?<![\w’-])(?:the |The )?{_CAPITAL}(?: {_CAPITAL}){{0,3}}"
    rf"(?:, (?:the )?{_CAPITAL}(?: (?:(?:of|de|la) (?:the )?|[dl][’'])?{_CAPITAL}){{0,3}})"
    rf"{{2,{_LONGEST}}}"
)
_plain: Final = re.compile(
    r"(?<![\w’-])([A-Za-z][a-z-]+)((?:, [a-z-]+){0,40})(,? (?:and|or) )([a-z-]+)(?![\w’-])"
)
_LEADS: Final = STARTERS | {"besides", "furthermore", "then", "finally", "elsewhere"}
# Who holds an office for many is not one of the many.
_office: Final = re.compile(
    r"^(?:[\w-]+ )*(?:Representative|Minister|President|Secretary|Commissioner|Chair\w*|Head|Leader"
    r"|Director|Governor|Envoy)s? (?:of|for)\b"
)
_beside: Final = re.compile(
    r"\b(?:(?:conjunction|together|along|company) with|besides|alongside) (?:the )?$"
)
_AS: Final = r"(?:(?:the|its|his|her|an?) )?[a-z-]+(?: (?:of |for |at )?(?:the )?[a-z-]+){0,4}"
# What stands between two persons of a list, each with a post before or behind the name.
_gap: Final = re.compile(rf"(?:, (?:{_AS}|\d+))?(?:[,;]|[,;]? and|[,;] and) (?:{_AS},? )?")
_joint: Final = re.compile(r" (?:and|or) ")
_split: Final = re.compile(r",? (?:and|or) |, ")


class Enumeration(NamedTuple):
    """A list of names: ``members`` by folded form, in order, with where each stands."""

    start: int
    end: int
    sentence: int
    members: dict[str, Span]
    is_names: bool


@lru_cache(maxsize=64)
def enumerations(one: Reading) -> tuple[Enumeration, ...]:
    """The lists of an article, in order; two names joined by *and* are a list of two."""
    found = [
        found
        for index, (start, end) in enumerate(one.sentences)
        for found in _in_sentence(one, index, start, end)
    ]
    with_posts = list(_with_posts(one))
    found = [
        each
        for each in found
        if not any(wide.start < each.end and each.start < wide.end for wide in with_posts)
    ]
    return tuple(sorted([*found, *with_posts], key=lambda each: each.start))


def _with_posts(one: Reading) -> Iterator[Enumeration]:
    """Persons listed with what each of them is: *the chair, Ann Berg; the clerk, Tom Lund*."""
    run: list[Person] = []
    for person in persons(one):
        gap = one.text[run[-1].end : person.start] if run else ""
        if run and not (run[-1].sentence == person.sentence and _gap.fullmatch(gap)):
            yield from _listed(run)
            run = []
        run.append(person)
    yield from _listed(run)


def _listed(run: Sequence[Person]) -> Iterator[Enumeration]:
    if len(run) >= _FEW and any(one.posts for one in run):
        members = {one.name: (one.start, one.end) for one in run}
        yield Enumeration(run[0].first, run[-1].end, run[0].sentence, members, is_names=True)


def _in_sentence(one: Reading, index: int, start: int, end: int) -> Iterator[Enumeration]:
    taken: list[Span] = []
    has_joint = _joint.search(one.text, start, end) is not None
    has_commas = one.text.count(", ", start, end) > 1
    for pattern, is_names in ((_names, True), (_commas, True), (_plain, False)):
        if not (has_commas if pattern is _commas else has_joint):
            continue
        for match in pattern.finditer(one.text, start, end):
            if any(low < match.end() and match.start() < high for low, high in taken):
                continue
            if any(low < match.end() and match.start() < high for low, high, *_ in one.dates):
                continue  # “OSLO, Norway, May 3”
            if pattern is _commas and _goes_on(one.text, match):
                continue
            members = dict(_members(one, *match.span(), is_names=is_names))
            if len(members) >= 2:
                taken.append(match.span())
                first = min(start for start, _ in members.values())
                yield Enumeration(first, match.end(), index, members, is_names)


def _goes_on(text: str, match: re.Match[str]) -> bool:
    """Whether the last of a few names is rather who does what follows: “Hale, Teyr, Venn said”."""
    return match[0].count(",") < _FEW and text[match.end() : match.end() + 1] == " "


def _members(one: Reading, start: int, end: int, *, is_names: bool) -> Iterator[tuple[str, Span]]:
    text = one.text
    at = start
    for joint in [*_split.finditer(text, start, end), None]:
        stop = joint.start() if joint else end
        bare = text[at:stop]
        if bare.startswith(("the ", "The ")):
            bare = bare[4:]
        if at == start:
            before = text[max(0, start - 24) : stop - len(bare)]
            bare = _first(bare, before, is_names=is_names)
        if bare and _is_member(bare, is_names=is_names):
            yield (fold(bare, one.learnt) if is_names else stem(bare)), (stop - len(bare), stop)
        at = joint.end() if joint else end


def _first(bare: str, before: str, *, is_names: bool) -> str:
    """The first member without what leads to it: ``Envoys of Chile``; empty where it is none."""
    if is_names and _beside.search(before):
        return ""  # named apart: “together with Chile, Peru and Fiji …”
    lead, _, rest = bare.partition(" ")
    if is_names and rest and is_function_word(lead.lower()):  # “In Oslo, Paris and Rome”
        bare = rest
    if fold(bare) == bare:
        bare = re.sub(r"^.*s of (?:the )?", "", bare)
    return "" if bare.lower() in _LEADS else bare


def _is_member(bare: str, *, is_names: bool) -> bool:
    if is_names and fold(bare) == bare and _office.search(bare):
        return False
    is_word = is_function_word(bare.lower()) and not bare.isupper()
    return not is_word and not bare[:1].isdigit()
