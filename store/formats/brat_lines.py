"""The lines of brat standoff: pure, from and to text, one article at a time.

A broken line is no reason to leave the others: what it says is recovered by offset where that can
be, and told in either case.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final, NamedTuple

import msgspec

from store.model import BadSpan, Fragment, Mention, quotes, span

LINE_BREAKS: Final = "\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"
"""Where programs that read standoff end a line; no fragment may hold one."""

_PIECE: Final = re.compile(f"[^{LINE_BREAKS}]+")
_UNFIT: Final = re.compile(r"[^A-Za-z0-9_-]")
_REFERENCE: Final = re.compile(r"[A-Za-z0-9_.-]+")
OWN_ENTITIES: Final = "variorum"
"""What N lines call the entities of a desk."""


class Seen(NamedTuple):
    """What brat shows of a mention; ``entity`` is ``database:id``."""

    label: str
    fragments: tuple[Fragment, ...]
    attributes: dict[str, str]
    note: str
    entity: str


class Tie(NamedTuple):
    """A relation, or one role of an event, between two T ids."""

    key: str
    type: str
    source: str
    target: str


class Parsed(msgspec.Struct):
    """What the lines of one article say, by T id."""

    mentions: dict[str, Seen] = {}
    names: dict[str, str] = {}
    ties: list[Tie] = []
    notes: dict[str, str] = {}
    same: list[list[str]] = []
    faults: list[tuple[int, str]] = []


def name_of(word: str) -> str:
    """A label, relation or attribute as brat can write it."""
    return _UNFIT.sub("_", word) or "_"


def one_line(text: str) -> str:
    """A text with a space for each line break."""
    return re.sub(f"[{LINE_BREAKS}]", " ", text)


def seen(mention: Mention, text: str) -> Seen | None:
    """A mention as brat shows it; None where nothing of it stands on a line."""
    pieces = tuple(
        (start + piece.start(), start + piece.end())
        for start, end in mention.fragments
        for piece in _PIECE.finditer(text[start:end])
    )
    if not pieces:
        return None
    attributes = {
        name: value
        for name, value in mention.attributes.items()
        if name_of(name) == name and name_of(value) == value
    }
    entity = mention.entity or ""
    reference = f"{OWN_ENTITIES}:{entity}" if _REFERENCE.fullmatch(entity) else ""
    return Seen(name_of(mention.label), pieces, attributes, one_line(mention.note), reference)


def lines(
    mentions: Mapping[str, Seen], names: Mapping[str, str], ties: Iterable[Tie], text: str
) -> Iterator[str]:
    """The lines of an article; ``names`` are those of entities by reference."""
    attributes = references = notes = 0
    for key, one in mentions.items():
        bounds = ";".join(f"{start} {end}" for start, end in one.fragments)
        yield f"{key}\t{one.label} {bounds}\t{' '.join(quotes(text, one.fragments))}\n"
        for name, value in one.attributes.items():
            attributes += 1
            yield f"A{attributes}\t{name} {key} {value}\n"
        if one.entity:
            references += 1
            name = one_line(names.get(one.entity, "")).replace("\t", " ")
            yield f"N{references}\tReference {key} {one.entity}\t{name}\n"
        if one.note:
            notes += 1
            yield f"#{notes}\tAnnotatorNotes {key}\t{one.note}\n"
    for tie in ties:
        yield f"{tie.key}\t{tie.type} Arg1:{tie.source} Arg2:{tie.target}\n"


# -- reading


class _Bad(Exception):
    """A line that cannot be used; says why."""


_Rows = list[tuple[int, list[str]]]


def parse(content: str, text: str, moved: Mapping[int, int] | None = None) -> Parsed:
    """Read the lines of an article.

    ``moved`` maps offsets of the text that the lines speak of to those of ``text``, where they
    are not the same.
    """
    rows: dict[str, _Rows] = {}
    found = Parsed()
    for number, line in enumerate(content.split("\n"), 1):
        line = line.rstrip("\r")
        if line.strip():
            kind = line[0]
            if kind in _KINDS:
                rows.setdefault(kind, []).append((number, line.split("\t")))
            else:
                found.faults.append((number, f"a line of no known kind: {line[:40]!r}"))
    reading = _Parsing(text, moved, found)
    for kind, way in _WAYS:
        for number, cells in rows.get(kind, ()):
            try:
                getattr(reading, way)(number, cells)
            except _Bad as bad:
                found.faults.append((number, str(bad)))
            except (ValueError, IndexError):
                found.faults.append((number, f"cannot be read: {' '.join(cells)[:40]!r}"))
    found.faults.sort()
    return found


# What others speak of comes first; an event may speak of one further down.
_WAYS: Final = (
    ("T", "text_bound"),
    ("E", "trigger"),
    ("E", "event"),
    ("R", "relation"),
    ("*", "equivalent"),
    ("A", "attribute"),
    ("M", "attribute"),
    ("N", "normalization"),
    ("#", "note"),
)
_KINDS: Final = frozenset(kind for kind, _ in _WAYS)


class _Parsing:
    def __init__(self, text: str, moved: Mapping[int, int] | None, found: Parsed) -> None:
        self._text = text
        self._moved = moved
        self._found = found
        self._triggers: dict[str, str] = {}
        self._ties: set[str] = set()

    def text_bound(self, number: int, cells: list[str]) -> None:
        key, (label, bounds) = cells[0], cells[1].strip().split(None, 1)
        said = "\t".join(cells[2:])
        pairs = [tuple(map(int, pair.split())) for pair in bounds.split(";")]
        if any(len(pair) != 2 for pair in pairs):
            raise _Bad(f"no offsets: {bounds!r}")
        if self._moved is not None:
            pairs = [tuple(self._moved.get(at, -1) for at in pair) for pair in pairs]
        if key in self._found.mentions:
            raise _Bad(f"{key} stands twice: the first is kept")
        try:
            fragments = span(pairs)
            words = quotes(self._text, fragments)
        except BadSpan as error:
            raise _Bad(str(error)) from error
        if len(fragments) != len(pairs):
            self._tell(number, f"{key}: fragments that overlap or touch are joined")
        elif one_line(said) != one_line(" ".join(words)):
            self._tell(number, f"{key}: its text is not what stands there: the offsets are kept")
        self._found.mentions[key] = Seen(label, fragments, {}, "", "")

    def trigger(self, _: int, cells: list[str]) -> None:
        self._triggers[cells[0]] = self._mention(cells[1].split()[0].split(":", 1)[1])

    def event(self, number: int, cells: list[str]) -> None:
        if cells[0] not in self._triggers:
            return  # told when its trigger was looked for
        for role in cells[1].split()[1:]:
            name, target = role.split(":", 1)
            try:
                ends = self._triggers[cells[0]], self._mention(target)
            except _Bad as bad:
                self._tell(number, str(bad))
                continue
            self._found.ties.append(Tie(f"{cells[0]}.{role}", name, *ends))

    def relation(self, _: int, cells: list[str]) -> None:
        type, first, second = cells[1].split()
        ends = [self._mention(one.split(":", 1)[1]) for one in (first, second)]
        self._found.ties.append(Tie(cells[0], type, *ends))
        self._ties.add(cells[0])

    def equivalent(self, _: int, cells: list[str]) -> None:
        self._found.same.append([self._mention(key) for key in cells[1].split()[1:]])

    def attribute(self, _: int, cells: list[str]) -> None:
        name, target, *value = cells[1].split()
        if target in self._ties:
            raise _Bad(f"an attribute of a relation, {target}, has no place")
        self._found.mentions[self._mention(target)].attributes[name] = " ".join(value) or "true"

    def normalization(self, _: int, cells: list[str]) -> None:
        _kind, target, reference = cells[1].split(None, 2)
        key = self._mention(target)
        if self._found.mentions[key].entity:
            raise _Bad(f"{target} refers to two entities: the first is kept")
        self._found.mentions[key] = self._found.mentions[key]._replace(entity=reference)
        self._found.names[reference] = "\t".join(cells[2:])

    def note(self, _: int, cells: list[str]) -> None:
        target = cells[1].split()[1]
        text = "\t".join(cells[2:])
        if target in self._ties:
            self._found.notes[target] = text
            return
        key = self._mention(target)
        old = self._found.mentions[key]
        self._found.mentions[key] = old._replace(note=f"{old.note}\n{text}" if old.note else text)

    def _mention(self, key: str) -> str:
        """The T id of a mention, or of an event's trigger."""
        key = self._triggers.get(key, key)
        if key not in self._found.mentions:
            raise _Bad(f"speaks of {key}, which is not there")
        return key

    def _tell(self, number: int, what: str) -> None:
        self._found.faults.append((number, what))
