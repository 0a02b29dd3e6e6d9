"""Dates in running text: which words state one, and which moment they state.

A pattern finds the words, dateutil reads them. Its own search takes any number for a date; this
pattern asks for a month's name, a whole numeric date, or a year after a word like “in”.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from datetime import date, datetime
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Precision = Literal["year", "month", "day", "minute"]


class FoundDate(NamedTuple):
    """Words ``[start, end)`` that state a date, and the date in ISO 8601, as exact as stated.

    ``inferred``: the year is not stated, but the one that puts the date nearest to when the
    article was published, or to the nearest whole date of the text. With nothing to infer it
    from, ``iso`` has none (``--01-09``). Of a stretch of days ``iso`` is the first.
    """

    start: int
    end: int
    iso: str
    precision: Precision
    inferred: bool


_NO_MORE = r"(?![\w/:]|[.,-][0-9])"
_COUNTED = (
    r"(?!\s*%|\s+(?:per\s?cent|others|more|people|men|women|children|civilians|soldiers|troops"
    r"|votes|miles?|feet|met(?:er|re)s?|km|kilomet(?:er|re)s?|hours|days|weeks|months|years|times"
    r"|cases|dollars|euros|tons?|tonnes|hundred|thousand|[mb]illion)\b)"
)
_YEAR = rf"(?:1[5-9]|20|21)[0-9]{{2}}{_NO_MORE}{_COUNTED}"
_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?"
    r"|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)(?![^\W0-9_])\.?"
)
_WEEKDAY = r"(?:(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs?)?|Fri|Sat(?:ur)?|Sun)(?:day)?[.,]*+\s+)?"
_DAY = r"(?:0?[1-9]|[12][0-9]|3[01])(?:st|nd|rd|th)?(?![\w:]|[./][0-9]|,[0-9]{1,3}(?![0-9]))"
_DAYS = rf"{_DAY}(?:(?:\s?[-–—]\s?|\sto\s){_DAY})?"
_TIME = (
    r"(?:\s*(?:[,|·–—-]\s*|\bat\s+)?(?<=\s)[0-2]?[0-9]:[0-5][0-9](?::[0-5][0-9])?"
    r"(?:\s?[ap]\.?m\b\.?)?)?"
)
_CLOCK = (
    r"[T ][0-2][0-9]:[0-5][0-9](?::[0-5][0-9](?:\.[0-9]+)?)?(?:Z|[+-][0-9]{2}:?[0-9]{2})?(?!\w)"
)
_BEFORE_YEAR = (
    r"(?:in|since|by|until|till|before|after|during|from|(?<=from\s[0-9]{4}\s)to|between"
    r"|(?<=between\s[0-9]{4}\s)and|spring|summer|autumn|winter|early|late|mid"
    r"|(?:spring|summer|autumn|fall|winter|end|start|beginning|half)\s+of)[\s-]+(?:the\s+year\s+)?"
)
_PATTERN = rf"""(?<![\w/])(?:
      (?P<iso>(?:1[5-9]|20|21)[0-9]{{2}}([-/])[01]?[0-9]\2[0-3]?[0-9](?:(?![\w/:]|[.-][0-9])|(?=T))
        (?:{_CLOCK})?)
    | (?P<numeric>[0-3]?[0-9]([/.])[0-3]?[0-9]\4(?:1[5-9]|20|21)[0-9]{{2}}{_NO_MORE}{_TIME})
    | (?P<named>{_WEEKDAY}(?:
        {_MONTH}\s*{_DAYS}(?:(?:,\s*|\s+){_YEAR}|{_COUNTED})
      | {_DAYS}[\s-](?:of\s)?{_MONTH}(?:,?[\s-]{_YEAR})?
      ){_TIME})
    | (?P<month>{_MONTH},?\s+(?:of\s+)?{_YEAR})
    | {_BEFORE_YEAR}(?P<year>(?:18|19|20|21)[0-9]{{2}}{_NO_MORE}{_COUNTED})
    )"""
# No date goes on in the next line.
_SPACE = " \t\xa0\u2009\u202f"
_date = re.compile(
    _PATTERN.replace(r"[\s-]", f"[{_SPACE}-]").replace(r"\s", f"[{_SPACE}]"),
    re.IGNORECASE | re.VERBOSE,
)
_whole_month = re.compile(
    r"\b(?:January|February|March|April|May|June|July|August|September|October|November|December)"
    r"\.$",
    re.IGNORECASE,
)
_digits = re.compile(r"\d+")
_AROUND = 64  # code points that hold what a date has before or after its digits
_month = re.compile(rf"(?<![^\W0-9_]){_MONTH}", re.IGNORECASE)
_noise = re.compile(r"[|·—–]|\s-\s|\b(?:of|at)\b")
_tail = re.compile(rf"({_DAY})(?:\s?[-–—]\s?|\sto\s){_DAY}")
_numeric = re.compile(r"([0-9]{1,2})([/.])([0-9]{1,2})\2([0-9]{4})")


class _Stated(NamedTuple):
    """What the words themselves say; a missing year is that of ``when`` by chance only."""

    start: int
    end: int
    words: str
    when: datetime
    precision: Precision
    has_year: bool


def find_dates(text: str, published: date | None = None) -> list[FoundDate]:
    """The dates that a text states, in order; ``published`` helps where a year is missing."""
    if isinstance(published, datetime):
        published = published.date()
    stated = [read for start, end, kind in _spots(text) if (read := _read(text, start, end, kind))]
    whole = [one for one in stated if one.has_year and one.precision in ("day", "minute")]
    found = []
    for one in stated:
        anchor = published or _nearest_whole(one, whole)
        when, inferred = one.when, False
        if not one.has_year and anchor:
            when, inferred = _in_year_near(when, anchor), True
        elif published:
            readings = [date.fromisoformat(iso) for iso in numeric_readings(one.words)]
            best = min(readings, key=lambda day: abs(day - published), default=when)
            when = when.replace(month=best.month, day=best.day)
        iso = _iso(when, one.precision)
        if not one.has_year and not inferred:
            iso = f"-{iso[4:]}"
        found.append(FoundDate(one.start, one.end, iso, one.precision, inferred))
    return found


def date_spans(text: str) -> list[tuple[int, int]]:
    """Where dates seem to stand, by the pattern alone: cheap, and without dateutil."""
    return [(start, end) for start, end, _ in _spots(text)]


def numeric_readings(words: str) -> tuple[str, ...]:
    """The days a date in numbers may mean, in ISO 8601: two for ``10/01/2024``, month first.

    Empty for what is no numeric date.
    """
    match = _numeric.match(words)
    if not match:
        return ()
    first, sign, second, year = match.groups()
    orders = [(second, first)] if sign == "." else [(first, second), (second, first)]
    found = []
    for month, day in orders:
        try:
            found.append(date(int(year), int(month), int(day)).isoformat())
        except ValueError:
            continue
    return tuple(dict.fromkeys(found))


def _windows(text: str) -> Iterator[tuple[int, int]]:
    """The passages around digits: no date is without one, and most of a text is."""
    start = end = 0
    for match in _digits.finditer(text):
        if match.start() - _AROUND > end:
            if end:
                yield start, end
            start = match.start() - _AROUND
        end = match.end() + _AROUND
    if end:
        yield start, min(end, len(text))


def _spots(text: str) -> Iterator[tuple[int, int, str]]:
    for match in chain.from_iterable(_date.finditer(text, *window) for window in _windows(text)):
        kind = match.lastgroup or ""
        month = _month.search(match[0]) if kind in ("named", "month") else None
        if month and not month[0][0].isupper():
            continue  # “may” and “march”
        start, end = match.span(kind)
        words = text[start:end].rstrip(" ,")
        if _whole_month.search(words):
            words = words[:-1]  # no abbreviation: the stop is the sentence's
        yield start, start + len(words), kind


def _read(text: str, start: int, end: int, kind: str) -> _Stated | None:
    words = text[start:end]
    plain = _noise.sub(" ", _tail.sub(r"\1", words) if kind == "named" else words)
    is_day_first = kind == "numeric" and "." in words[:3]
    parsed = _parsed(plain, is_day_first)
    return _Stated(start, end, words, *parsed) if parsed is not None else None


@lru_cache(maxsize=4096)  # the articles of a story state the same dates
def _parsed(plain: str, is_day_first: bool) -> tuple[datetime, Precision, bool] | None:
    """When that is, how exactly, and whether its year is stated; None for no date."""
    from dateutil.parser import parse  # 50 ms that a start without dates need not pay

    try:
        one = parse(plain, default=datetime(2000, 1, 1), dayfirst=is_day_first)
        two = parse(plain, default=datetime(2004, 2, 2, 1, 1), dayfirst=is_day_first)
    except (ValueError, OverflowError):
        return None
    precision: Precision = "year"
    if one.month == two.month:
        precision = "month"
        if one.day == two.day:
            precision = "minute" if one.minute == two.minute else "day"
    return one, precision, one.year == two.year


def _nearest_whole(one: _Stated, whole: Sequence[_Stated]) -> date | None:
    at = bisect_left(whole, one.start, key=lambda other: other.start)
    around = whole[max(0, at - 1) : at + 1]
    nearest = min(around, key=lambda other: abs(other.start - one.start), default=None)
    return nearest.when.date() if nearest else None


def _in_year_near(when: datetime, anchor: date) -> datetime:
    """``when`` in the year that puts it nearest to ``anchor``."""
    found = []
    for year in range(anchor.year - 4, anchor.year + 5):  # far enough for a 29 February
        try:
            found.append(when.replace(year=year))
        except ValueError:
            continue
    return min(found, key=lambda other: abs(other.date() - anchor))


def _iso(when: datetime, precision: Precision) -> str:
    if precision == "minute":
        return when.isoformat(timespec="minutes")
    return when.date().isoformat()[: {"year": 4, "month": 7, "day": 10}[precision]]
