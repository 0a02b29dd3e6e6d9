"""Speakers and doers: one quotation said by two, one deed done by each of two to the other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from store.compare.folding import fold
from store.compare.found import Discrepancy, Grade, Span, discrepancy, shortened
from store.compare.quoted import Speaker, paired, speaker, spoken
from store.compare.reading import Reading, Two
from store.compare.stems import stem

_NAME: Final = r"[^\W\d_a-zà-öø-ÿ][\w’-]*\w(?: [^\W\d_a-zà-öø-ÿ][\w’-]*\w)*"
_deed: Final = re.compile(rf"(?<![\w-])({_NAME}) ([a-z]+ed|beat|fought|met) (?:the )?({_NAME})")


def find(two: Two) -> Iterator[Discrepancy]:
    """Quotations of two speakers, or of one and nobody, and deeds with their sides swapped."""
    yield from _quoted(two)
    yield from _swapped(two)


def _quoted(two: Two) -> Iterator[Discrepancy]:
    """One quotation, said by two, or by one without a name."""
    done: set[frozenset[str]] = set()
    for one, other in paired(two):
        mine, theirs = (
            speaker(two.a, one.start, one.end),
            speaker(two.b, other.start, other.end),
        )
        grade = _grade(mine, theirs) if mine and theirs else None
        if mine is None or theirs is None or grade is None:
            continue
        if (both := mine.names | theirs.names) in done:
            continue
        done.add(both)
        words = two.a.text[slice(*mine.span)], two.b.text[slice(*theirs.span)]
        yield discrepancy(
            "attribution",
            grade,
            f"“{shortened(two.a.text[one.start : one.end])}”: said by {_shown(words[0], mine)}"
            f" or by {_shown(words[1], theirs)}",
            {
                two.a.id: [*_where(mine), (one.start, one.end)],
                two.b.id: [*_where(theirs), (other.start, other.end)],
            },
            (*sorted(mine.names), "|", *sorted(theirs.names), *spoken(one)[:6]),
        )


def _swapped(two: Two) -> Iterator[Discrepancy]:
    """One did it to another, or the other to the one."""
    mine, others = _deeds(two.a), _deeds(two.b)
    for (deed, doer, other), span in mine.items():
        swapped = deed, other, doer
        if swapped in others and swapped not in mine and (deed, doer, other) not in others:
            words = two.a.text[slice(*span)], two.b.text[slice(*others[swapped])]
            yield discrepancy(
                "attribution",
                "hard",
                f"“{words[0]}” or “{words[1]}”",
                {two.a.id: [span], two.b.id: [others[swapped]]},
                words,
            )


@lru_cache(maxsize=64)
def _deeds(reading: Reading) -> dict[tuple[str, str, str], Span]:
    """Who did what to whom, where nothing stands between the three."""
    return {
        (stem(match[2]), fold(match[1], reading.learnt), fold(match[3], reading.learnt)): (
            match.span()
        )
        for match in _deed.finditer(reading.text)
        if match[1] != match[3]
    }


def _grade(one: Speaker, other: Speaker) -> Grade | None:
    """How much two speakers differ; None where they may be one."""
    if one.is_nameless != other.is_nameless:
        return "soft" if one.names or other.names else None
    if {one.pronoun, other.pronoun} == {"he", "she"}:
        return "hard"
    is_other = one.names and other.names and not one.names & other.names
    return "hard" if is_other else None


def _where(one: Speaker) -> list[Span]:
    return [one.span] if one.named is None else [one.named, one.span]


def _shown(words: str, one: Speaker) -> str:
    """A speaker as an explanation names them: by name, where the article has a pronoun."""
    return " ".join(sorted(one.names)) if one.pronoun and one.names else shortened(words)
