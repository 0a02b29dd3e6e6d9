"""The lines of WebAnno TSV 1 and 2: pure, from the text of a file to what it marks.

A line is a token. A cell has the values of one feature, parted by ``|``: those at one place of the
cells, from token to token, are of one annotation. ``B-`` begins it, ``I-`` goes on, ``O`` holds
the place; a value without a letter is of its token alone. Version 2 names its layers in its first
line, a relation stands on the token it goes to and names the one it comes from; version 1 has
lemma, part of speech, names and dependencies. There are no offsets: sentences are a line each,
tokens stand in them in order.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

import msgspec

from store.formats.conll_rows import words_in
from store.formats.seam import BadFile
from store.formats.webanno_lines import GAP, Fault, Marked, Sheet, SheetTie, short
from store.text.offsets import Offsets

_HEADER: Final = re.compile(r" ?# *[^=|\n]+\|")
_SENTENCE: Final = ("#id=", "#text=")
_TOKEN: Final = (re.compile(r"()(\d+)\t"), re.compile(r"(\d+-)(\d+)\t"))
"""By version: a sentence's number where lines have it, and a token's."""
_LETTERED: Final = (re.compile(r"([BIO])[-_](.*)", re.DOTALL), re.compile(r"([BIO])-(.*)"))
_NOTHING: Final = (("", "_", "-", "O"), ("", "_", "O"))
_APART: Final = "its tokens are not in its text: they stand a space apart"
_CELLS: Final = 10
_UNKNOWN: Final = 5


class _Layer(NamedTuple):
    """A layer; its columns begin at ``first``. ``base`` is what a relation stands on, or empty."""

    whole: str
    features: tuple[str, ...]
    first: int
    base: str = ""

    @property
    def name(self) -> str:
        """Without its package."""
        return short(self.whole)

    @property
    def end(self) -> int:
        """After its last column."""
        return self.first + len(self.features) + bool(self.base)


_FIRST: Final[tuple[_Layer, ...]] = (
    _Layer("Lemma", ("value",), 2),
    _Layer("POS", ("PosValue",), 3),
    _Layer("NamedEntity", ("value",), 4),
    _Layer("Dependency", ("DependencyType",), 7),
)


class _Line(NamedTuple):
    """A token, and the number of its line."""

    number: int
    id: str
    cells: list[str]


class _Sentence(msgspec.Struct):
    """The text that a comment has, None where none has it, and the tokens."""

    text: str | None = None
    lines: list[_Line] = []


def is_old(content: str) -> bool:
    """Whether a file begins as these two versions do."""
    return content.startswith(_SENTENCE) or _HEADER.match(content) is not None


def parse_old(content: str, where: str) -> Sheet:
    """Read the lines. Raises BadFile where one is no token, or there is none."""
    lines = content.replace("\r\n", "\n").split("\n")
    layers, version = _FIRST, 1
    if not content.startswith(_SENTENCE):
        layers, version = tuple(_declared(lines[0])), 2
        lines[0] = ""
    sheet = Sheet()
    reading = _Reading(where, version, layers, sheet)
    for sentence in _sentences(lines, where, version):
        reading.take(sentence)
    if not reading.spans:
        raise BadFile(f"{where}: no token of WebAnno TSV {version} in it")
    reading.finish()
    return sheet


def _declared(header: str) -> list[_Layer]:
    found = []
    at = 2
    for one in header.split("#")[1:]:
        name, *features = (cell.strip() for cell in one.split("|"))
        base = next((cell[9:] for cell in features if cell.startswith("AttachTo=")), "")
        own = tuple(cell for cell in features if not cell.startswith("AttachTo="))
        found.append(_Layer(name, own, at, base))
        at = found[-1].end
    return found


def _sentences(lines: list[str], where: str, version: int) -> list[_Sentence]:
    found: list[_Sentence] = []
    now = _Sentence()
    for number, line in enumerate(lines, 1):
        token = _TOKEN[version - 1].match(line)
        if token is not None:
            if now.lines and _begins(token, now.lines[-1]):
                found.append(now)
                now = _Sentence()
            id = f"{token[1] or f'{len(found) + 1}-'}{token[2]}"
            cells = line.split("\t")
            if version == 1 and len(cells) != _CELLS:
                raise BadFile(f"{where}:{number}: {len(cells)} cells, WebAnno TSV 1 has {_CELLS}")
            if not cells[1].strip():
                raise BadFile(f"{where}:{number}: a token of nothing")
            now.lines.append(_Line(number, id, cells))
            continue
        if now.lines:
            found.append(now)
            now = _Sentence()
        if line.startswith("#text="):
            now.text = line.removeprefix("#text=")
        elif not line.strip() or line.startswith("#"):
            continue
        elif now.text is None:
            raise BadFile(f"{where}:{number}: no token of WebAnno TSV {version}: {line[:40]!r}")
        else:
            now.text += f"\n{line}"  # a sentence may be of several lines
    return [*found, now] if now.lines else found


def _begins(token: re.Match[str], last: _Line) -> bool:
    """Whether a sentence begins with a token, where no line parts it from the one before."""
    return not last.id.startswith(token[1]) if token[1] else token[2] == "1"


def _apart(words: list[str]) -> tuple[str, list[tuple[int, int]]]:
    """Words a space apart, and where each stands."""
    spans = []
    at = 0
    for word in words:
        spans.append((at, at + len(word)))
        at += len(word) + 1
    return " ".join(words), spans


class _Reading:
    """One file on its way."""

    def __init__(self, where: str, version: int, layers: tuple[_Layer, ...], sheet: Sheet) -> None:
        self._where = where
        self._lettered = _LETTERED[version - 1]
        self._nothing = _NOTHING[version - 1]
        self._version = version
        self._layers = layers
        self._sheet = sheet
        self._open: dict[str, dict[int, str]] = {}
        self._heads: dict[tuple[str, str], list[str]] = {}
        self._relations: list[tuple[int, _Layer, str, str, str]] = []
        self.spans: list[tuple[int, int]] = []

    def take(self, sentence: _Sentence) -> None:
        """Lay a sentence down, and mark what its tokens say."""
        words = [line.cells[1].strip() for line in sentence.lines]
        text = sentence.text
        inside = words_in(words, text) if text is not None else None
        if text is None or inside is None:
            if text is not None:
                self._fault(sentence.lines[0].number, _APART)
            text, inside = _apart(words)
        if self.spans:
            self._fault(sentence.lines[0].number, GAP)
        at = len(self._sheet.text)
        for line, (start, end) in zip(sentence.lines, inside, strict=True):
            self.spans.append((at + start, at + end))
            for layer in self._layers:
                self._layer(line, layer)
            if self._version == 1 and line.cells[_UNKNOWN] not in self._nothing:
                self._fault(line.number, "what the sixth column says is not known")
        self._sheet.text += f"{text}\n"

    def finish(self) -> None:
        """Relations last: their ends may stand further on. Offsets in UTF-16 units, as all have."""
        for number, layer, type, token, source in self._relations:
            ends = [self._heads.get((short(layer.base), one), []) for one in (source, token)]
            if all(len(keys) == 1 for keys in ends):
                (start,), (end,) = ends
                self._sheet.ties.append(SheetTie(layer.name, type or layer.name, start, end))
            elif all(ends):
                self._fault(number, "a relation of a token with several annotations: of which?")
            else:
                self._fault(number, "a relation with an end that is not there")
        units = Offsets(self._sheet.text)
        for one in self._sheet.marked.values():
            one.start, one.end = units.utf16(one.start), units.utf16(one.end)

    def _layer(self, line: _Line, layer: _Layer) -> None:
        if len(line.cells) < layer.end:
            self._fault(line.number, f"fewer cells than layer {layer.name} has features")
            return
        upto = layer.first + len(layer.features)
        columns = [cell.split("|") for cell in line.cells[layer.first : upto]]
        if layer.base:
            self._relation(line, layer, columns)
            return
        before = self._open.get(layer.name, {})
        self._open[layer.name] = now = {}
        for place in range(max(map(len, columns), default=0)):
            values = [column[place] if place < len(column) else "_" for column in columns]
            key = self._mark(line, layer, place, values, before)
            if key:
                now[place] = key

    def _mark(
        self, line: _Line, layer: _Layer, place: int, values: list[str], before: dict[int, str]
    ) -> str:
        """The key of what stands at one place; empty where nothing does."""
        said = [self._said(layer, value) for value in values]
        letter = next((letter for letter, _ in said if letter != "O"), "O")
        if letter == "O":
            return ""
        features = {
            name: value for name, (_, value) in zip(layer.features, said, strict=True) if value
        }
        end = self.spans[-1][1]
        if letter == "I":
            key = self._going_on(place, features, before)
            if key:
                self._sheet.marked[key].end = end
                return key
            self._fault(line.number, "it goes on with what did not begin: it begins here")
        key = f"{layer.name}:{line.id}:{place}"
        self._heads.setdefault((layer.name, line.id), []).append(key)
        self._sheet.marked[key] = Marked(layer.name, self.spans[-1][0], end, features)
        return key

    def _going_on(self, place: int, features: dict[str, str], before: dict[int, str]) -> str:
        """What the token before has at this place; or the one there is, where places moved."""
        same = [at for at, key in before.items() if self._sheet.marked[key].features == features]
        if place in same:
            return before.pop(place)
        return before.pop(same[0]) if len(same) == 1 else ""

    def _said(self, layer: _Layer, raw: str) -> tuple[str, str]:
        """A value's letter, empty for none and ``O`` for nothing, and the value."""
        if raw in self._nothing:
            return "O", ""
        found = self._lettered.fullmatch(raw)
        letter, value = (found[1], found[2]) if found else ("", raw)
        if value == "_":
            return "O", ""
        return letter, "" if "." in layer.whole and value.startswith(layer.whole) else value

    def _relation(self, line: _Line, layer: _Layer, columns: list[list[str]]) -> None:
        types = columns[0] if columns else []
        for place, source in enumerate(line.cells[layer.end - 1].split("|")):
            if source not in self._nothing:
                type = self._said(layer, types[place])[1] if place < len(types) else ""
                self._relations.append((line.number, layer, type, line.id, source))

    def _fault(self, number: int, reason: str) -> None:
        self._sheet.faults.append(Fault(f"{self._where}:{number}", reason))
