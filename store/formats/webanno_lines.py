"""The lines of WebAnno TSV 3: pure, from the text of a file to what it marks."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

import msgspec

from store.formats.seam import BadFile

GAP: Final = "what stands before this sentence is not in the file: a line break"
"""Mostly that is what stands there."""
_VERSION: Final = re.compile(r"#FORMAT=WebAnno TSV 3(\.\d+)?\s*$")
_BAR: Final = re.compile(r"(?<!\\)((?:\\\\)*)\|")
_SEMICOLON: Final = re.compile(r"(?<!\\)((?:\\\\)*);")
_NUMBERED: Final = re.compile(r"(?s)(.*?)(?<!\\)\[(\d+)(?:_(\d+))?\]$")
_ESCAPED: Final = re.compile(r"\\(->|.)", re.DOTALL)
_SIGNS: Final = {"t": "\t", "n": "\n", "r": "\r", "f": "\f"}
_LINK: Final = re.compile(r"(.*)->(\d+)-(\d+)$", re.DOTALL)


class Fault(NamedTuple):
    """One thing that does not fit, and where it stands."""

    where: str
    reason: str


class Marked(msgspec.Struct):
    """One annotation: layer, ``[start, end)`` in UTF-16 units, features by name, chain or none."""

    layer: str
    start: int
    end: int
    features: dict[str, str]
    chain: str = ""


class SheetTie(NamedTuple):
    """A relation between two annotations by their keys."""

    layer: str
    type: str
    source: str
    target: str


class Sheet(msgspec.Struct):
    """What one file says."""

    text: str = ""
    marked: dict[str, Marked] = {}
    ties: list[SheetTie] = []
    faults: list[Fault] = []


class _Layer(NamedTuple):
    """A layer of the header; its columns begin at ``first``."""

    kind: str
    name: str
    features: tuple[str, ...]
    first: int

    @property
    def base(self) -> str:
        """The layer that a relation stands on."""
        return short(self.features[-1].removeprefix("BT_"))


class _Cell(NamedTuple):
    """One value of one annotation on one line; ``number`` tells it from others, 0 where alone."""

    value: str
    number: int = 0
    other: int = 0


def parse(content: str, where: str) -> Sheet:
    """Read the lines. Raises BadFile where it is no WebAnno TSV 3, or a line has no offsets."""
    lines = content.replace("\r\n", "\n").split("\n")
    if not _VERSION.match(lines[0]):
        raise BadFile(f"{where}:1: not WebAnno TSV 3: the first line is {lines[0][:40]!r}")
    reading = _Reading(where)
    for number, line in enumerate(lines[1:], 2):
        reading.take(number, line)
    return reading.sheet()


class _Reading:
    """One file on its way."""

    def __init__(self, where: str) -> None:
        self._where = where
        self._layers: list[_Layer] = []
        self._columns = 3
        self._sheet = Sheet()
        self._sentence: list[str] = []
        self._is_begun = False
        self._relations: list[tuple[int, _Layer, str, str, _Cell]] = []
        self._slots: list[tuple[int, str, str, str, _Cell]] = []
        self._heads: dict[tuple[str, str, int], str] = {}
        self._units = 0

    def take(self, number: int, line: str) -> None:
        """Take one line of the file."""
        if line.startswith("#T_"):
            self._declare(line)
        elif line.startswith("#Text="):
            self._sentence.append(_text(line.removeprefix("#Text=")))
            self._is_begun = False
        elif line.startswith("#") or not line.strip():
            if not line.strip():
                self._sentence = []
        else:
            self._token(number, line)

    def sheet(self) -> Sheet:
        """What it all comes to, relations last: their ends may stand further on."""
        for number, layer, type, token, end in self._relations:
            source = self._head(layer.base, end.value, end.number)
            target = self._head(layer.base, token, end.other)
            self._tie(number, SheetTie(layer.name, type or layer.name, source, target))
        for number, key, role, filler, end in self._slots:
            target = self._head(filler, end.value, end.number)
            self._tie(number, SheetTie(filler, role, key, target))
        return self._sheet

    def _tie(self, number: int, tie: SheetTie) -> None:
        if tie.source and tie.target:
            self._sheet.ties.append(tie)
        else:
            self._fault(number, "a relation with an end that is not there")

    def _head(self, layer: str, token: str, number: int) -> str:
        return self._heads.get((layer, token, number), "")

    def _declare(self, line: str) -> None:
        kind, _, rest = line.removeprefix("#T_").partition("=")
        name, *features = rest.strip().split("|")
        self._layers.append(_Layer(kind, short(name), tuple(features), self._columns))
        self._columns += len(features)

    def _token(self, number: int, line: str) -> None:
        cells = line.split("\t")
        found = re.fullmatch(r"(\d+)-(\d+)", cells[1]) if len(cells) > 2 else None
        if found is None:
            raise BadFile(f"{self._where}:{number}: no token with its offsets")
        start, end = int(found[1]), int(found[2])
        if not self._is_begun:
            self._begin(number, start, cells[2])
        for layer in self._layers:
            values = cells[layer.first : layer.first + len(layer.features)]
            if len(values) < len(layer.features):
                self._fault(number, f"fewer cells than layer {layer.name} has features")
            elif any(value != "_" for value in values):
                self._layer(number, layer, cells[0], (start, end), values)

    def _begin(self, number: int, start: int, token: str) -> None:
        """Lay a sentence down where its first token says it stands."""
        self._is_begun = True
        sentence = "\n".join(self._sentence)
        at = start - _size(sentence[: max(0, sentence.find(_text(token)))])
        gap = at - self._units
        if gap < 0:
            raise BadFile(f"{self._where}:{number}: a sentence that begins in the one before it")
        if gap:
            self._sheet.text += "\n" + " " * (gap - 1)
            self._fault(number, GAP)
        self._sheet.text += sentence
        self._units = at + _size(sentence)

    def _layer(
        self, number: int, layer: _Layer, token: str, place: tuple[int, int], values: list[str]
    ) -> None:
        if layer.kind == "RL":
            self._relation(number, layer, token, values)
            return
        columns = [[_cell(one) for one in _split(_BAR, value)] for value in values]
        for at in range(max(map(len, columns))):
            stacked = [column[at] if at < len(column) else _Cell("") for column in columns]
            self._mark(number, layer, token, place, at, stacked)

    def _mark(
        self,
        number: int,
        layer: _Layer,
        token: str,
        place: tuple[int, int],
        at: int,
        cells: list[_Cell],
    ) -> None:
        """One annotation on one token: a new one, or one that goes on from the token before."""
        id = next((cell.number for cell in cells if cell.number), 0)
        key = f"{layer.name}:{id}" if id else f"{layer.name}:{token}:{at}"
        self._heads.setdefault((layer.name, token, id), key)
        known = self._sheet.marked.get(key)
        if known is not None:
            known.end = max(known.end, place[1])
            return
        features: dict[str, str] = {}
        chain = ""
        for name, cell in zip(layer.features, cells, strict=True):
            link = _LINK.fullmatch(cell.value) if layer.kind == "CH" else None
            if link is not None:
                chain = f"{layer.name}:{link[2]}"
                features[name] = _plain(link[1])
            elif not name.startswith("ROLE_"):
                features[name] = _plain(cell.value)
        self._sheet.marked[key] = Marked(layer.name, *place, features, chain)
        self._take_slots(number, layer, key, cells)

    def _take_slots(self, number: int, layer: _Layer, key: str, cells: list[_Cell]) -> None:
        """Roles in one column, what fills them in the next."""
        for at, name in enumerate(layer.features[:-1]):
            if not name.startswith("ROLE_"):
                continue
            roles = _split(_SEMICOLON, cells[at].value)
            targets = _split(_SEMICOLON, cells[at + 1].value)
            del self._sheet.marked[key].features[layer.features[at + 1]]
            filler = short(layer.features[at + 1])
            for role, target in zip(roles, targets, strict=False):
                if target not in ("", "*", "_"):
                    type = _plain(role) or short(name.partition(":")[2].partition("_")[0])
                    self._slots.append((number, key, type, filler, _cell(target)))

    def _relation(self, number: int, layer: _Layer, token: str, values: list[str]) -> None:
        """A relation stands on the token it goes to; the last column says where it comes from."""
        columns = [_split(_BAR, value) for value in values]
        for at, coming in enumerate(columns[-1]):
            type = columns[0][at] if len(columns) > 1 and at < len(columns[0]) else ""
            self._relations.append((number, layer, _plain(_cell(type).value), token, _cell(coming)))

    def _fault(self, number: int, reason: str) -> None:
        self._sheet.faults.append(Fault(f"{self._where}:{number}", reason))


def _cell(raw: str) -> _Cell:
    found = _NUMBERED.match(raw)
    return _Cell(found[1], int(found[2]), int(found[3] or 0)) if found else _Cell(raw)


def _split(sign: re.Pattern[str], raw: str) -> list[str]:
    """Cut at signs that are not escaped."""
    parts, start = [], 0
    for found in sign.finditer(raw):
        parts.append(raw[start : found.end() - 1])
        start = found.end()
    return [*parts, raw[start:]]


def _plain(raw: str) -> str:
    """A value without its escapes; empty for the signs of nothing."""
    return "" if raw in ("_", "*") else _ESCAPED.sub(lambda found: found[1], raw)


def _text(raw: str) -> str:
    """Running text without its escapes."""
    return _ESCAPED.sub(lambda found: _SIGNS.get(found[1], found[1]), raw)


def short(name: str) -> str:
    """A layer's name without its package."""
    return name.rpartition(".")[2]


def _size(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
