"""Spans that may be mentions: remembered forms, laws, dates, weapons, quantities, names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Final, NamedTuple

from store.aliases import Aliases, aliases
from store.suggest.names import RUN, Named, Names
from store.text.date_find import date_spans
from store.text.search import whole_words

_LAW: Final = re.compile(
    r"\b[Rr]esolutions?\s+\d{1,5}\b(?:\s*\([12]\d{3}\))?"
    r"|\b[Aa]rticles?\s+\d{1,3}(?:\(\d+\))?(?=\s+of\s+the\b)"
)
_WEAPON: Final = re.compile(
    r"(?:\b(?:(?:short|medium|intermediate|long|mid)-range|inter-?continental|anti-(?:tank|ship"
    r"|aircraft)|surface-to-(?:air|surface)|air-to-(?:air|ground)|ballistic|cruise|guided|nuclear"
    r"|hypersonic|cluster|machine|kamikaze|thermobaric|artillery|combat|attack|explosive)\s+)*"
    r"\b(?:missiles?|rockets?|drones?|warheads?|grenades?|howitzers?|torpedo(?:es)?|landmines?"
    r"|rifles?|munitions?|bombs?|guns?|(?:battle|enemy|army)\s+tanks?"
    r"|mortars?)\b"
)
_QUANTITY: Final = re.compile(
    r"(?<![\w.,:/$€£#@-])(?:[$€£]\s?)?\d{1,3}(?:,\d{3})+(?:\.\d+)?(?![\w:/-]|,\d|\.\d)"
    r"(?:\s(?:hundred|thousand|million|billion|trillion))?"
    r"|(?<![\w.,:/#@-])(?:[$€£]\s?)?\d{1,6}(?:\.\d+)?(?:\s?%|\s(?:percent|per\scent|hundred"
    r"|thousand|million|billion|trillion|km|kilomet(?:re|er)s|miles|met(?:re|er)s|tons?|tonnes"
    r"|kg|kilograms|litres?|dollars|euros|pounds))(?!\w)"
    r"|(?<![\w.,:/$€£#@-])\d{1,6}(?=\s(?:more|other|countries|people|states|members|ministers"
    r"|soldiers|troops|civilians|missiles|drones|rockets|tanks|children|women|men|votes)\b)"
)
_OPENING: Final = re.compile(r"(?:[.!?:…|•*>]|--|\n|^)[\"”’)\]]*\s*[\"“‘'(\[*-]*\s*$")
_LED: Final = re.compile(r"\b(the|in|near|outside|across|throughout)\s$", re.IGNORECASE)
_GOES_ON: Final = re.compile(
    r"\s?['’]s\b|\s(?:is|was|has|had|will|would|said|says|can|could|does|did|and|also)\b"
)
_ENGLISH: Final = re.compile(r"\b(?:the|of|and|to|that|for|with|you|this)\b")
_WORD: Final = re.compile(r"\w+")
_SAMPLE: Final = 4000  # code points from which the language is told
_FEW: Final = 40  # words below which it is not asked


class Suggestion(NamedTuple):
    """``[start, end)`` in code points, a label, a score in (0, 1], and what suggested it."""

    start: int
    end: int
    label: str
    score: float
    suggester: str


def suggest_mentions(
    text: str,
    memory: Iterable[tuple[str, str | None]] = (),
    others: Iterable[Suggestion] = (),
) -> list[Suggestion]:
    """Suggestions in order, none overlapping; ``memory`` is forms tagged, or rejected (None).

    ``others`` are those of other suggesters on this text: they come before our own, and after
    what is remembered.

    In a text that is not English, what needs English steps aside: what is remembered, and the
    dates and names that the tables know, are still suggested.
    """
    kept = dict(memory)
    rejected = {form for form, label in kept.items() if label is None}
    taken = bytearray(len(text))
    found: list[Suggestion] = []
    for one in _all(text, kept, others):
        if not any(taken[one.start : one.end]) and text[one.start : one.end] not in rejected:
            taken[one.start : one.end] = b"\x01" * (one.end - one.start)
            found.append(one)
    return sorted(found)


def is_english(text: str) -> bool:
    """Whether a text has the small words of English; what is too short to tell is taken for it."""
    words = len(_WORD.findall(text, 0, _SAMPLE))
    return words < _FEW or 20 * len(_ENGLISH.findall(text.lower(), 0, _SAMPLE)) > words


def _all(
    text: str, kept: dict[str, str | None], others: Iterable[Suggestion]
) -> Iterator[Suggestion]:
    yield from _remembered(text, kept)
    yield from sorted(others, key=lambda one: (one.start, -one.end))
    english = is_english(text)
    if english:
        yield from _matches(_LAW, text, "LAW", "laws")
    for start, end in date_spans(text):
        yield Suggestion(start, end, "DATE", 0.9, "dates")
    if english:
        yield from _matches(_QUANTITY, text, "QUANTITY", "quantities")
    yield from _names(text, english)
    if english:
        yield from _matches(_WEAPON, text, "WEAPON", "weapons")


def _matches(
    pattern: re.Pattern[str], text: str, label: str, suggester: str
) -> Iterator[Suggestion]:
    for match in pattern.finditer(text):
        yield Suggestion(match.start(), match.end(), label, 0.8, suggester)


def _remembered(text: str, kept: dict[str, str | None]) -> Iterator[Suggestion]:
    for form in sorted(filter(None, kept), key=len, reverse=True):
        if (label := kept[form]) is not None:
            for start, end in whole_words(text, form):
                yield Suggestion(start, end, label, 1.0, "memory")


@cache
def _shipped() -> Names:
    return Names(aliases())


def _names(text: str, english: bool) -> list[Suggestion]:
    table: Aliases = aliases().with_text(text)
    names = _shipped() if table is aliases() else Names(table)
    found: list[Suggestion] = []
    opening: list[tuple[int, int]] = []
    for match in RUN.finditer(text):
        start, end = match.span()
        is_opening = start == 0 or _OPENING.search(text, max(0, start - 8), start) is not None
        if text[end : end + 1] in {"@", "_"} and end < len(text):
            continue
        if is_opening and _GOES_ON.match(text, end):
            is_opening = False
        named = names.of_run(match[0], is_opening)
        if not named and is_opening:
            opening.append((start, end))
        kept = (one for one in named if english or one.suggester == "aliases")
        found.extend(_placed(text, start, one) for one in kept)
    return _carried(text, found, opening) if english else found


def _placed(text: str, start: int, one: Named) -> Suggestion:
    """A name of a run where it stands; what leads to it may tell what it is."""
    first, label, score = start + one.start, one.label, one.score
    if one.suggester == "capitals" and label == "PERSON":
        led = _LED.search(text, max(0, first - 12), first)
        if led is not None:
            label, score = ("ORG" if led[1].lower() == "the" else "GPE"), score + 0.1
    return Suggestion(first, start + one.end, label, score, one.suggester)


def _carried(
    text: str, found: list[Suggestion], opening: Iterable[tuple[int, int]]
) -> list[Suggestion]:
    """Surnames carry the label of the whole name, and names are names also where they open."""
    labels: dict[str, str] = {}
    for one in found:
        words = text[one.start : one.end].split()
        if one.label == "PERSON" and len(words) > 1:
            labels[words[-1]] = "PERSON"
    for one in sorted(found, key=lambda one: -one.score):
        labels.setdefault(text[one.start : one.end], one.label)
    carried = [
        one._replace(label=labels[text[one.start : one.end]])
        if one.suggester == "capitals" and labels[text[one.start : one.end]] != one.label
        else one
        for one in found
    ]
    for start, end in opening:
        label = labels.get(text[start:end])
        if label is not None:
            carried.append(Suggestion(start, end, label, 0.4, "carried over"))
    return carried
