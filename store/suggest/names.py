"""Names by their capitals: where a run of capitals is one name, several, or none."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from store.aliases import Aliases
from store.suggest.lexicon import (
    EVENT_HEADS,
    FUNCTION,
    GIVEN,
    LAW_HEADS,
    LINKS,
    ORG_HEADS,
    PLACE_FIRST,
    PLACE_HEADS,
    PLAIN,
    SUFFIXES,
    TITLES,
)
from store.suggest.reporting import listed

_UPPER: Final = r"[^\W\d_a-zà-öø-ÿ]"
_SHORT: Final = r"(?:Mrs?|Ms|Dr|St|Gen|Sen|Rep|Gov|Lt|Col|Sgt|Capt|Prof|Rev|Hon|Ft|Mt)\.(?=\s)"
_CAPITAL: Final = (
    rf"(?:{_SHORT}|(?:{_UPPER}\.)+(?:{_UPPER}(?!\w))?"
    rf"|{_UPPER}\w*(?:['’](?![sS]\b)\w+)*(?:[-–&](?:{_UPPER}|\d)\w*(?:['’](?![sS]\b)\w+)*)*"
    r"|[a-z]{1,3}[A-Z]\w+)"
)
_LINK: Final = (
    r"(?:of(?: the)?|de(?: la| los)?|del|della|di|da|du|van(?: der| den)?|von|bin|ibn|al)"
)
RUN: Final = re.compile(
    rf"(?<![\w@#/\\._&=-]){_CAPITAL}(?:(?:['’]s)?[ \xa0](?:(?:{_LINK}|&)[ \xa0])?{_CAPITAL})*"
)
_PART: Final = re.compile(r"[^ \xa0]+")
_MIXED: Final = re.compile(r"[a-z].*[A-Z]|^[A-Z]{2,}[a-z]{2,}")
_LABELS: Final = {
    "demonym": "NORP", "capital": "GPE", "country": "GPE", "body": "ORG", "region": "LOC",
    "place": "GPE",
}  # fmt: skip
_HEADS: Final = ORG_HEADS | PLACE_HEADS | EVENT_HEADS | LAW_HEADS
_OWNS: Final = frozenset(("'s", "’s"))
_SHORTENED: Final = listed(
    "i you he she it we they that there here what who where how don won can isn aren wasn didn"
    " doesn couldn wouldn shouldn haven hasn hadn ain let weren mustn y c'mon g"
)
_JOIN: Final = re.compile(r"[-–&'’]")
_PLURAL: Final = PLAIN | TITLES
_SOUND: Final = re.compile(
    r"a+h+|o+h+|e+h+|u+h+|h+m+|a+w+|w+o+[tp]*|w+h?[eo]+[wp]*|h+e+y+|y+a+[yh]*|(?:h+[aeio]+)+h*"
    r"|e+w+|b+o+|s+h+|u+g+h+|m+m+|l+o+l+z?|o+|m+u+a+h+|y+e+[sah]*|n+o+|s+o+|p+l+e+a+s+e+"
)
_DRAWN: Final = re.compile(r"([a-z])\1\1")
_LONG: Final = 5  # words in a row with capitals that are rather a headline than one name


class Named(NamedTuple):
    """A name inside a run: where, its label, how sure, and by what it was found."""

    start: int
    end: int
    label: str
    score: float
    suggester: str


class _Part(NamedTuple):
    start: int
    end: int
    raw: str
    low: str


class Names:
    """What runs of capitals name, by a table of aliases; each form is looked at once."""

    def __init__(self, table: Aliases) -> None:
        self._table = table
        self.of_run = lru_cache(maxsize=8192)(self._of_run)

    def _of_run(self, run: str, is_opening: bool) -> tuple[Named, ...]:
        """The names in ``run``, which opens a sentence or does not; offsets are from its start."""
        parts = [_Part(m.start(), m.end(), m[0], m[0].lower()) for m in _PART.finditer(run)]
        first = int(len(parts) > 1 and parts[0].low in {"the", "a", "an"})
        whole = self._known(run, parts[first].start, len(run))
        if whole is not None and not (len(parts) == 1 and self._is_function(run, parts[0])):
            return (whole,)
        if len(parts) > 2 and run.isupper():
            return tuple(self._listed(run, parts))
        if len(parts) >= _LONG and not any(part.raw.islower() for part in parts):
            return tuple(self._headline(run, parts, is_opening))
        return tuple(self._possessed(run, parts, is_opening))

    def _possessed(self, run: str, parts: Sequence[_Part], is_opening: bool) -> Iterator[Named]:
        """Names on both sides of a possessive, unless the table has one that goes across."""
        owner = next((i for i, part in enumerate(parts[:-1]) if part.raw[-2:] in _OWNS), None)
        if owner is None:
            yield from self._segments(run, parts, is_opening)
            return
        for first in range(owner + 1):
            for last in range(len(parts), owner + 1, -1):
                known = self._known(run, parts[first].start, parts[last - 1].end)
                if known is not None and parts[first].low not in FUNCTION:
                    if first:
                        yield from self._segments(run, parts[:first], is_opening)
                    yield known
                    if last < len(parts):
                        yield from self._possessed(run, parts[last:], False)
                    return
        part = parts[owner]
        bare = _Part(part.start, part.end - 2, part.raw[:-2], part.low[:-2])
        yield from self._segments(run, [*parts[:owner], bare], is_opening)
        yield from self._possessed(run, parts[owner + 1 :], False)

    def _is_function(self, run: str, part: _Part) -> bool:
        """Whether a word is a small word of English, and not “US” or “WHO”."""
        low = part.low
        if low not in FUNCTION and low.replace("’", "'").partition("'")[0] not in _SHORTENED:
            return False
        if "." in part.raw and len(part.raw) > 2:
            return False
        return not (part.raw.isupper() and self._known(run, part.start, part.end) is not None)

    def _known(self, run: str, start: int, end: int) -> Named | None:
        known = self._table.known(run[start:end])
        if known is None:
            return None
        return Named(start, end, _LABELS[known.kind], 0.9, "aliases")

    def _listed(self, run: str, parts: Sequence[_Part]) -> Iterator[Named]:
        """Only the names that the table has: where all is in capitals, they tell nothing."""
        first = 0
        while first < len(parts):
            for last in range(min(len(parts), first + 4), first, -1):
                found = self._known(run, parts[first].start, parts[last - 1].end)
                if found is not None and not self._is_function(run, parts[first]):
                    yield found
                    first = last
                    break
            else:
                first += 1

    def _headline(self, run: str, parts: Sequence[_Part], is_opening: bool) -> Iterator[Named]:
        """Names between the plain words of a headline."""
        first = 0
        for last in range(len(parts) + 1):
            if (
                last < len(parts)
                and not _is_plain(parts[last])
                and not self._is_function(run, parts[last])
            ):
                continue
            if first < last:
                yield from self._segments(run, parts[first:last], is_opening and first == 0)
            first = last + 1

    def _segments(self, run: str, parts: Sequence[_Part], is_opening: bool) -> Iterator[Named]:
        """What is left between words that no name has at its edge."""
        first = 0
        is_person = False
        for last in range(len(parts) + 1):
            if last < len(parts) and not self._parts_names(run, parts, last):
                continue
            if first < last:
                segment = _bare_of_links(parts[first:last])
                if segment:
                    at_opening = is_opening and segment[0] is parts[0]
                    yield from self._segment(run, segment, at_opening, is_person)
            is_person = last < len(parts) and parts[last].low.rstrip(".") in TITLES
            first = last + 1

    def _parts_names(self, run: str, parts: Sequence[_Part], i: int) -> bool:
        """Whether the word at ``i`` stands between names and is in none."""
        part = parts[i]
        if part.raw.islower():
            return False
        if part.low.rstrip(".") in TITLES and i + 1 < len(parts):
            return not parts[i + 1].raw.islower() or parts[i + 1].low == "of"
        return self._is_function(run, part)

    def _segment(
        self, run: str, parts: Sequence[_Part], is_opening: bool, is_person: bool
    ) -> Iterator[Named]:
        start, end = parts[0].start, parts[-1].end
        if (whole := self._known(run, start, end)) is not None:
            if not (is_opening and len(parts) == 1 and _is_plain(parts[0])):
                yield whole
            return
        cut = self._cut(run, parts)
        if cut is not None:
            left, right = cut
            if left:
                yield from self._segment(run, left, is_opening, is_person)
            if right:
                yield from self._segment(run, right, False, False)
            return
        if len(parts) == 1:
            yield from _single(parts[0], is_opening, is_person)
        else:
            yield from self._several(run, parts, is_opening, is_person)

    def _several(
        self, run: str, parts: Sequence[_Part], is_opening: bool, is_person: bool
    ) -> Iterator[Named]:
        """One name of several words, where they are not all plain ones."""
        start, end = parts[0].start, parts[-1].end
        plain = [_is_plain(part) or part.raw.islower() for part in parts]
        if not _has_head(parts):
            first = self._known(run, start, parts[0].end) if all(plain[1:]) else None
            if first is not None:
                yield first
                return
            if all(plain):
                return
            if is_opening and plain[0]:
                yield from self._segment(run, _bare_of_links(parts[1:]), False, is_person)
                return
        yield Named(start, end, _label(parts, is_person), 0.5, "capitals")

    def _cut(
        self, run: str, parts: Sequence[_Part]
    ) -> tuple[Sequence[_Part], Sequence[_Part]] | None:
        """Where two names meet: “Ministers of Albania”, “North Korea-Russia”."""
        for i, part in enumerate(parts):
            if part.low == "of" and 0 < i < len(parts) - 1:
                right = parts[i + 1 + (parts[i + 1].low == "the") :]
                head = parts[i - 1].low
                known = right and self._known(run, right[0].start, right[-1].end)
                if (known and head not in _HEADS) or (i > 1 and parts[0].low in GIVEN):
                    return parts[:i], right
            for sign in "-–":
                left, found, _ = part.raw.partition(sign)
                at = part.start + len(left)
                if not found or self._known(run, parts[0].start, at) is None:
                    continue
                if self._known(run, at + 1, parts[-1].end) is not None:
                    before = _Part(part.start, at, left, left.lower())
                    after = part.raw[len(left) + 1 :]
                    rest = _Part(at + 1, part.end, after, after.lower())
                    return [*parts[:i], before], [rest, *parts[i + 1 :]]
        return None


def _single(part: _Part, is_opening: bool, is_person: bool) -> Iterator[Named]:
    low = part.low.rstrip(".")
    if len(low) < 2 or not part.raw[0].isalpha() or not _is_cased(part.raw):
        return
    if is_person:
        yield Named(part.start, part.end, "PERSON", 0.6, "titles")
        return
    if _is_plain(part) or low in TITLES or _is_sound(low):
        return
    if low in GIVEN:
        yield Named(part.start, part.end, "PERSON", 0.5, "given names")
    elif part.raw.isupper():
        if len(low) < 6 or not is_opening:
            yield Named(part.start, part.end, "ORG", 0.4, "acronyms")
    elif low.endswith(SUFFIXES):
        return
    elif not is_opening or _MIXED.search(part.raw) or "-" in part.raw:
        yield Named(part.start, part.end, _label((part,), False), 0.3, "capitals")


def _is_plain(part: _Part) -> bool:
    """Whether all the words of a part are plain ones: Tonight, Ministers, Self-Help, Jan-16."""
    if part.low in PLAIN:
        return True
    words = _JOIN.split(part.low.rstrip("."))
    return all(
        word in PLAIN or word in FUNCTION or word.isdigit() or word.removesuffix("s") in _PLURAL
        for word in words
    )


def _is_sound(low: str) -> bool:
    """Whether a word is a cry, or is drawn out as no name is: Ooh, Sooo."""
    return _SOUND.fullmatch(low) is not None or _DRAWN.search(low) is not None


def _is_cased(word: str) -> bool:
    """Whether the script of a word has capitals at all."""
    return word[0].isupper() or any(letter.isupper() for letter in word)


def _bare_of_links(parts: Sequence[_Part]) -> Sequence[_Part]:
    first, last = 0, len(parts)
    while first < last and (parts[first].low in LINKS or parts[first].raw == "&"):
        first += 1
    while first < last and (parts[last - 1].low in LINKS or parts[last - 1].raw == "&"):
        last -= 1
    return parts[first:last]


def _has_head(parts: Sequence[_Part]) -> bool:
    return parts[-1].low in _HEADS


def _label(parts: Sequence[_Part], is_person: bool) -> str:
    """The label that the words of a name suggest."""
    if is_person:
        return "PERSON"
    heads = [parts[-1].low]
    heads += [parts[i - 1].low for i in range(1, len(parts)) if parts[i].low in {"of", "on", "for"}]
    for label, words in (
        ("LAW", LAW_HEADS), ("EVENT", EVENT_HEADS), ("ORG", ORG_HEADS), ("LOC", PLACE_HEADS),
    ):  # fmt: skip
        if len(parts) > 1 and any(head in words for head in heads):
            return label
    if len(parts) > 1 and parts[0].low.rstrip(".") in PLACE_FIRST:
        return "LOC"
    if parts[0].low in GIVEN:
        return "PERSON"
    letters = parts[0].raw.removesuffix("s")  # the plural of an acronym
    if letters.isupper() and len(letters) > 1 and "." not in letters:
        return "ORG"
    return "PERSON"
