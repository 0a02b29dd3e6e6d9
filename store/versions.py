"""A corrected text beside the one it corrects: what changed, and annotations carried over. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Final, Literal, NamedTuple

import msgspec

from store.edits.edit import Reading
from store.formats.quoted import Sought, find_passage
from store.model import Article, Assertion, Fragment, Mention, quotes, span
from store.text.offsets import Offsets

_TOKEN: Final = re.compile(r"\w+|[^\w\s]")
_AROUND: Final = 40
"""Code points before and after a passage by which it is known again."""
Kind = Literal["inserted", "deleted", "changed"]


class Change(NamedTuple):
    """A passage that differs: ``[start, end)`` in the older and in the newer text."""

    kind: Kind
    old: Fragment
    new: Fragment


class Left(NamedTuple):
    """An annotation that could not be carried over, its words, and why."""

    table: str
    id: str
    words: str
    reason: str


class Carried(NamedTuple):
    """The annotations of the older text as they stand in the newer one, and those left behind."""

    records: tuple[Mention | Assertion, ...]
    left: tuple[Left, ...]


def of_one_text(a: Article, b: Article) -> bool:
    """Whether one article is a corrected text of the other."""
    return a.version_of == b.id or b.version_of == a.id


def latest(articles: Sequence[Article]) -> list[Article]:
    """The articles that no other one here corrects."""
    corrected = {article.version_of for article in articles}
    return [article for article in articles if article.id not in corrected]


def passages_changed(old: str, new: str) -> list[Change]:
    """Where two versions of a text differ, by words and signs, in order."""
    ones, others, matcher = _compared(old, new)
    found = []
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind != "equal":
            word: Kind = {"insert": "inserted", "delete": "deleted"}.get(kind, "changed")  # type: ignore[assignment]
            found.append(Change(word, _stretch(old, ones, a, b), _stretch(new, others, c, d)))
    return found


def _compared(old: str, new: str) -> tuple[list[Fragment], list[Fragment], SequenceMatcher[str]]:
    ones, others = ([one.span() for one in _TOKEN.finditer(text)] for text in (old, new))
    matcher = SequenceMatcher(
        None, [old[a:b] for a, b in ones], [new[a:b] for a, b in others], autojunk=False
    )
    return ones, others, matcher


def _stretch(text: str, spans: Sequence[Fragment], first: int, last: int) -> Fragment:
    """From the first of some words to the last; nothing, where they would begin, for none."""
    if first < last:
        return spans[first][0], spans[last - 1][1]
    at = spans[first][0] if first < len(spans) else len(text)
    return at, at


class Moved:
    """From places of the older text to those of the newer one."""

    def __init__(self, old: str, new: str) -> None:
        self._old, self._new = old, new
        self._units = Offsets(new)
        ones, others, matcher = _compared(old, new)
        self._starts: dict[int, int] = {}
        self._ends: dict[int, int] = {}
        for a, b, size in matcher.get_matching_blocks():
            for n in range(size):
                self._starts[ones[a + n][0]] = others[b + n][0]
                self._ends[ones[a + n][1]] = others[b + n][1]

    def place(self, start: int, end: int) -> Fragment | None:
        """Where the words stand now; None where they are not there, or in no one place."""
        exact = self._old[start:end]
        first, last = self._starts.get(start, -1), self._ends.get(end, -1)
        if 0 <= first < last and self._new[first:last] == exact:
            return first, last
        before, after = self._old[max(0, start - _AROUND) : start], self._old[end : end + _AROUND]
        return find_passage(self._new, self._units, Sought(None, None, exact, before, after))


def carry_over(desk: Reading, old: Article, new: Article) -> Carried:
    """The mentions and assertions of an article, by their words and what stands around them."""
    moved = Moved(old.text, new.text)
    records: list[Mention | Assertion] = []
    left = []
    there: list[Mention | Assertion] = [
        *desk.by(Mention, "article", old.id),
        *desk.by(Assertion, "article", old.id),
    ]
    for one in there:
        places = [moved.place(*fragment) for fragment in one.fragments]
        said = " … ".join(one.quotes)
        if None in places:
            left.append(Left(one.TABLE, one.id, said, "its words are not in the new text"))
            continue
        made = _stands(one, new, [place for place in places if place is not None])
        if isinstance(made, Assertion):
            made, is_lost = _attributed(made, moved)
            if is_lost:
                reason = "the words of its attribution are not in the new text"
                left.append(Left(one.TABLE, one.id, said, reason))
        records.append(msgspec.structs.replace(made, id=desk.new_id(type(one))))
    return Carried(tuple(records), tuple(left))


def _stands(
    one: Mention | Assertion, new: Article, places: Sequence[Fragment]
) -> Mention | Assertion:
    fragments = span(places)
    return msgspec.structs.replace(
        one, article=new.id, fragments=fragments, quotes=quotes(new.text, fragments), rev=0
    )


def _attributed(one: Assertion, moved: Moved) -> tuple[Assertion, bool]:
    """The assertion with the spans of its attribution where they are now; whether one is lost."""
    steps, is_lost = [], False
    for step in one.attribution:
        source = [*_placed(step.source.span, moved)]
        cue = [*_placed(step.cue, moved)]
        is_lost |= None in (*source, *cue)
        there = tuple(place for place in source if place is not None)
        steps.append(
            msgspec.structs.replace(
                step,
                source=msgspec.structs.replace(step.source, span=there),
                cue=tuple(place for place in cue if place is not None),
            )
        )
    return msgspec.structs.replace(one, attribution=tuple(steps)), is_lost


def _placed(fragments: Sequence[Fragment], moved: Moved) -> Iterator[Fragment | None]:
    for fragment in fragments:
        yield moved.place(*fragment)
