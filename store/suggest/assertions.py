"""Which sentences may be worth a claim, and the attribution to begin it with."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from store.suggest.reporting import PRONOUNS, cue_forms
from store.suggest.sayings import Saying, sayings
from store.text import paragraphs

Span = tuple[int, int]
"""A half-open span in code points."""

_FACT: Final = re.compile(r"(?<=[^.!?]\s)[A-Z]\w+|\d[\d,.]*")
_AROUND: Final = " \t\n“”\"«»‘’',;:"


def suggest_assertions(text: str) -> list[Saying]:
    """Assertions with a source or in quotation marks, those most worth a claim first."""
    return sorted(
        (one for one in _all(text) if one.content is not None),
        key=lambda one: (-_worth(text, one), one.cue or one.content or (0, 0)),
    )


def attribution_at(text: str, start: int, end: int) -> list[tuple[Span | None, Span | None]]:
    """Source and cue of who says ``text[start:end]``, outermost first; empty: the article does.

    Where “A reports that B said C” is selected whole, both are given; ``content_at`` is then C.
    """
    return [(one.source, one.cue) for one in _chain(text, start, end)]


def content_at(text: str, start: int, end: int) -> Span:
    """What is asserted in ``text[start:end]``, without who says it; never outside of it."""
    first, last = _trimmed(text, start, end)
    chain = _chain(text, start, end)
    content = chain[-1].content if chain else None
    if content is None:
        return first, last
    begin, finish = max(first, content[0]), min(last, content[1])
    return (begin, finish) if begin < finish else (first, last)


@lru_cache(maxsize=8)  # the cursor asks again and again about the article it is in
def _all(text: str) -> tuple[Saying, ...]:
    return tuple(one for start, end in paragraphs(text) for one in sayings(text, start, end))


def _chain(text: str, start: int, end: int) -> list[Saying]:
    """The sayings around the selection, then those inside it, each inside the one before."""
    first, last = _trimmed(text, start, end)
    widest = sorted(_all(text), key=lambda one: (one.source is not None, _width(one)), reverse=True)
    chain: list[Saying] = []
    for one in widest:
        if one.content is None or not (one.content[0] < last and first < one.content[1]):
            continue
        holds = one.content[0] <= first and last <= one.content[1]
        outer = chain[-1].content if chain and not holds else None
        spoken = one.cue or one.content
        inside = (
            first <= spoken[0]
            and spoken[1] <= last
            and (outer is None or (outer[0] <= spoken[0] and spoken[1] <= outer[1]))
        )
        if holds or inside:
            chain.append(one)
    return sorted(chain, key=_width, reverse=True)


def _width(one: Saying) -> int:
    return one.content[1] - one.content[0] if one.content else 0


def _trimmed(text: str, start: int, end: int) -> Span:
    inside = text[start:end]
    first = start + len(inside) - len(inside.lstrip(_AROUND))
    last = end - (len(inside) - len(inside.rstrip(_AROUND)))
    return (first, last) if first < last else (start, end)


def _worth(text: str, one: Saying) -> float:
    """An order only: who says it, how plainly, and what can be checked in it."""
    content = text[slice(*one.content)] if one.content else ""
    worth = 0.3 * min(4, len(_FACT.findall(content))) - 2.0 * (len(content.split()) < 4)
    if one.cue is not None:
        manner = cue_forms().get(text[slice(*one.cue)].lower(), "says")
        worth += 2.0 if manner == "acts" else 3.0
    if one.source is None:
        return worth - 1.0
    who = text[slice(*one.source)]
    return worth - 0.5 * (who.lower() in PRONOUNS)
