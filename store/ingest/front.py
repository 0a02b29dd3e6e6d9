"""What a page says of its article: title, author and dates, read off its lines."""

from __future__ import annotations

import re
from typing import NamedTuple

from store.ingest.furniture import furniture_kind
from store.text import FoundDate, find_dates, paragraphs

Furniture = tuple[int, int, str]
"""A half-open span of the text that is no part of the article, and its kind."""

_HEADER = 12
"""Paragraphs from the title on in which a byline or a date line is looked for."""
_FOOTER = 6
_LONGEST_TITLE = 200

_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b"
_ROLE = r"(?:Editor|Reporter|Correspondent|Writer|Contributor)\b"
_CAPITAL = (
    rf"(?:(?!{_WEEKDAY}|{_ROLE})(?-i:[A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĖĘĚĞĢĪİĶŁĻŃŅŇŌŐŒŘŚŞŠŤŪŮŰŹŻŽ])[\w.’'-]*+)"
)
_PARTICLE = r"(?:(?:de|del|de la|da|di|du|van|van der|von|bin|ibn|al|el|ter)\s)"
_NAME = rf"(?:{_CAPITAL}(?:\s{_PARTICLE}?{_CAPITAL}){{1,4}})"
_byline = re.compile(
    rf"(?:by|(?:written|reported|story|words)\s+by):?\s+"
    rf"(?P<names>{_NAME}(?:(?:,\s|,?\s(?:and|&)\s){_NAME}){{0,5}}|{_CAPITAL})"
    r"(?P<rest>\s?[,|–—·•(-].{0,80})?",
    re.IGNORECASE,
)
_label = re.compile(
    r"\b(?:(?P<updated>(?:last\s+)?(?:updated|modified)|updated\s+on)"
    r"|(?P<published>(?:first\s+)?published|posted|date|issued|created))\b",
    re.IGNORECASE,
)
_around_date = re.compile(
    r"\b(?:on|at|last|first|updated|modified|published|posted|date|issued|created|gmt|utc|[ecmpb]s?t"
    r"|e[ds]t|p[ds]t|c[ed]s?t|ist|msk|local|time|hrs?|am|pm)\b"
    rf"|\b{_WEEKDAY}",
    re.IGNORECASE,
)
_lead = re.compile(
    rf"(?:The )?{_CAPITAL}(?:,? {_CAPITAL}){{0,5}}\s?[,|–—·•/-](?: {_WEEKDAY},?)?\s*[.)]?\s*"
)


class Front(NamedTuple):
    """What a text says of itself; dates in ISO 8601, as exact as stated, ``""`` where it is mute.

    ``furniture`` is sorted and disjoint: the kinds of ``furniture_kind``, and ``byline`` and
    ``date`` for the lines that the author and the dates were read from.
    """

    title: str
    author: str
    published: str
    updated: str
    furniture: tuple[Furniture, ...]


class _Line(NamedTuple):
    start: int
    end: int
    words: str


def read_front(text: str) -> Front:
    """Title, author, dates and furniture of a canonical text. All are guesses."""
    lines = [_Line(start, end, text[start:end]) for start, end in paragraphs(text)]
    furniture: dict[int, str] = {}
    for at, line in enumerate(lines):
        kind = furniture_kind(line.words)
        if kind:
            furniture[at] = kind
    title_at = _title_at(lines, furniture)
    title = _shortened(" ".join(lines[title_at].words.split())) if lines else ""
    author = ""
    dates = {"published": "", "updated": ""}
    for at in _places(title_at, len(lines)):
        if at in furniture:
            continue
        is_header = at < title_at + _HEADER
        words = lines[at].words
        byline = _byline.fullmatch(words) if is_header and not author else None
        if byline:
            author = " ".join(byline["names"].split())
            furniture[at] = "byline"
            words = byline["rest"] or ""
        for label, when in _dates_of(words, is_header=is_header):
            if label or is_header:
                dates[label or "published"] = dates[label or "published"] or when
                furniture.setdefault(at, "date")
    spans = tuple((lines[at].start, lines[at].end, kind) for at, kind in sorted(furniture.items()))
    return Front(title, author, dates["published"], dates["updated"], spans)


def _places(title_at: int, count: int) -> list[int]:
    """The lines that may hold a byline or a date: those near the title and the last few."""
    header = range(title_at + 1, min(count, title_at + _HEADER))
    return [*header, *range(max(header.stop, count - _FOOTER), count)]


def _title_at(lines: list[_Line], furniture: dict[int, str]) -> int:
    """The first line of text; lines above it that lead to it become furniture."""
    real = [at for at in range(min(len(lines), 60)) if at not in furniture]
    for place, at in enumerate(real):
        following = real[place + 1 : place + 5]
        if not any(_leads_to(lines[at].words, lines[later].words) for later in following):
            return at
        furniture[at] = "navigation"
    return 0


def _leads_to(line: str, title: str) -> bool:
    """Whether a line is a way through the site with the title at its end: “Home World TITLE”."""
    line, title = " ".join(line.split()), " ".join(title.split())
    if len(title) < 12 or len(title.split()) < 3 or not line.endswith(title):
        return False
    way = line[: -len(title)]
    return 0 < len(way) <= 80 and not way[-1].isalnum() and not re.search(r"[.!?,]", way)


def _dates_of(line: str, *, is_header: bool) -> list[tuple[str, str]]:
    """``(label, ISO)`` of each date of a line that says nothing else; label as in ``_label``.

    In a header the paper or the place may stand before it: *The Courier, Oslo, 3 May 2024*.
    """
    if len(line) > 160 or not any(letter.isdigit() for letter in line):
        return []
    dates = [one for one in find_dates(line) if _is_whole(one)]
    rest = line
    for one in reversed(dates):
        rest = rest[: one.start] + " " + rest[one.end :]
    is_alone = not any(letter.isalnum() for letter in _around_date.sub("", rest))
    is_led = is_header and len(dates) == 1 and _lead.fullmatch(rest) is not None
    if not dates or not (is_alone or is_led):
        return []
    found, at = [], 0
    for one in dates:
        labels = list(_label.finditer(line, at, one.start))
        found.append((labels[-1].lastgroup or "" if labels else "", one.iso))
        at = one.end
    return found


def _is_whole(one: FoundDate) -> bool:
    return one.precision in ("day", "minute") and not one.inferred and one.iso[0] != "-"


def _shortened(title: str) -> str:
    """A first paragraph that serves for a title, where there is none, is cut at a word."""
    if len(title) <= _LONGEST_TITLE:
        return title
    cut = title[:_LONGEST_TITLE]
    return (cut[: cut.rfind(" ")] if " " in cut else cut) + "…"
