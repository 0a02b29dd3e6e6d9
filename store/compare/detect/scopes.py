"""Scope: a predicate said of several numbered things in one article, of fewer in the other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from store.compare.found import Discrepancy, discrepancy, shortened
from store.compare.reading import Reading, Two, content
from store.compare.stems import is_function_word, stem

_YEAR = r"(?:\s?\(\d{4}\))?"
_ANOTHER = rf"(?:, and |,? and |, )(?:(?:[A-Z][a-z]+ )?[A-Z]?[a-z]+ )?\d+{_YEAR}"
_group = re.compile(rf"\b([A-Z]?[a-z]+) (\d+){_YEAR}((?:{_ANOTHER})*)")
_in_brackets = re.compile(r"\(\d{4}\)")
_digit = re.compile(r"\d")
_number = re.compile(r"(?<![\d(])\d+(?![\d)])")
_clause = re.compile(r"[.;!?]|, (?!and \d|which|who|that|all|both|each|\d)|$")


class _Said(NamedTuple):
    """Numbered things, the clause they stand in, and what follows them."""

    label: str
    numbers: frozenset[str]
    start: int
    end: int
    group_end: int
    sentence: int
    stems: frozenset[str]


def find(two: Two) -> Iterator[Discrepancy]:
    """Clauses that say one thing of more and of fewer."""
    yield from _narrower(two.a, two.b)
    yield from _narrower(two.b, two.a)


def _narrower(wide: Reading, narrow: Reading) -> Iterator[Discrepancy]:
    fewer = _said(narrow, is_after=False)
    for one in _said(wide, is_after=True):
        for other in fewer:
            if other.label != one.label or not other.numbers < one.numbers:
                continue
            shared = one.stems & other.stems
            if len(shared) < 2 or _is_said_of_all(fewer, one, shared):
                continue
            words = wide.text[one.start : one.end], narrow.text[other.start : other.end]
            spans = {wide.id: [(one.start, one.end)], narrow.id: [(other.start, other.end)]}
            keys = (one.label, *sorted(one.numbers), "|", *sorted(other.numbers), *sorted(shared))
            yield discrepancy(
                "scope",
                "hard",
                f"{', '.join(sorted(one.numbers, key=int))} in “{shortened(words[0])}”,"
                f" {', '.join(sorted(other.numbers, key=int))} alone in “{shortened(words[1])}”",
                spans,
                keys,
            )
            is_quoted = wide.is_quoted(one.start, one.end)
            if is_quoted != narrow.is_quoted(other.start, other.end):
                quoted, plain = words if is_quoted else words[::-1]
                text = f"“{shortened(quoted)}” is quoted, “{shortened(plain)}” is not"
                yield discrepancy("quotation", "soft", text, spans, keys)
            break


def _is_said_of_all(fewer: tuple[_Said, ...], one: _Said, shared: frozenset[str]) -> bool:
    return any(other.numbers >= one.numbers and shared <= other.stems for other in fewer)


@lru_cache(maxsize=128)
def _said(reading: Reading, *, is_after: bool) -> tuple[_Said, ...]:
    return tuple(_clauses(reading, is_after=is_after))


def _clauses(reading: Reading, *, is_after: bool) -> Iterator[_Said]:
    """The numbered things of an article: several with what is said after them, or any number of
    them with all of their clause.
    """
    dated = [(found.start, found.end) for found in reading.dates if found.precision != "year"]
    for index, (start, end) in enumerate(reading.sentences):
        if not _digit.search(reading.text, start, end):
            continue
        for match in _group.finditer(reading.text, start, end):
            if any(low < match.end() and match.start() < high for low, high in dated):
                continue
            if is_function_word(match[1].lower()):
                continue
            numbers = frozenset(_number.findall(_in_brackets.sub("", match[0])))
            if is_after and len(numbers) < 2:
                continue
            stop = _clause.search(reading.text, match.end(), end)
            last = stop.start() if stop else end
            if is_after and not reading.text[match.end() : last].strip():
                # “X, Y and Z, all of which …, did”: the clause after the comma
                last = end
            first = match.start()
            if not is_after:
                breaks = re.finditer(r"[,;] ", reading.text[start : match.start()])
                first = max((start + found.end() for found in breaks), default=start)
            stems = content(
                [
                    word
                    for word in reading.words[index]
                    if first <= word.start < last and not match.start() <= word.start < match.end()
                ]
            )
            yield _Said(stem(match[1]), numbers, first, last, match.end(), index, frozenset(stems))
