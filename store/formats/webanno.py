"""WebAnno TSV, which INCEpTION writes too: read only, a file an article.

In version 3 the header names the layers and their features, a line is a token or a part of one,
its offsets count UTF-16 units. Annotations of one layer that stand on the same token are set apart
by ``|``, those over several tokens have a number in brackets (INCEpTION user guide, appendix on
WebAnno TSV 3.3). Versions 1 and 2 are read in ``webanno_old``. What tokens are (lemma, part of
speech) is no annotation of an analyst: it is told.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from store.edits import Reading
from store.formats.behind import Piece, Said, Tie, records
from store.formats.losses import LossReport
from store.formats.seam import Arrived, BadFile, Format
from store.formats.webanno_lines import Sheet, parse
from store.formats.webanno_old import is_old, parse_old
from store.text import shown_line
from store.text.offsets import OffsetError, Offsets

OF_TOKENS: Final = frozenset(
    ("Lemma", "POS", "Stem", "MorphologicalFeatures", "SurfaceForm", "Dependency", "Constituent")
)
WHY_NOT: Final = "it says what a token is, not what a passage is"


def read(path: Path, _: Reading, losses: LossReport) -> Iterator[Arrived]:
    """Every file below a folder, or one. Raises BadFile."""
    files = sorted(path.rglob("*.tsv")) if path.is_dir() else [path]
    if not files:
        raise BadFile(f"{shown_line(str(path))}: no .tsv in the folder")
    story = path.name if path.is_dir() else path.stem
    for file in files:
        where = shown_line(str(file))
        content = _text(file, where)
        sheet = parse_old(content, where) if is_old(content) else parse(content, where)
        said = _said(where, file.stem, story, sheet, losses)
        for fault in sheet.faults:
            losses.add("lines", fault.where, fault.reason)
        yield from records(said, losses)


def _text(file: Path, where: str) -> str:
    try:
        return file.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise BadFile(f"{where}: cannot be read: {error.strerror or error}") from error
    except UnicodeDecodeError as error:
        raise BadFile(f"{where}: not UTF-8: byte {error.start} is part of no character") from error


def _said(where: str, title: str, story: str, sheet: Sheet, losses: LossReport) -> Said:
    units = Offsets(sheet.text)
    pieces: list[Piece] = []
    entities: dict[str, str] = {}
    for key, one in sheet.marked.items():
        if one.layer in OF_TOKENS:
            losses.add("layers", one.layer, WHY_NOT)
            continue
        try:
            start, end = units.from_utf16(one.start), units.from_utf16(one.end)
        except OffsetError as error:
            losses.add("mentions", f"{where}#{key}", str(error))
            continue
        label, attributes = named(one.layer, one.features)
        pieces.append(Piece(key, start, end, label, attributes, one.chain))
        if one.chain:
            entities.setdefault(one.chain, sheet.text[start:end])
    for layer in sorted({tie.layer for tie in sheet.ties} & OF_TOKENS):
        losses.add("layers", layer, WHY_NOT)
    ties = [Tie(*tie[1:]) for tie in sheet.ties if tie.layer not in OF_TOKENS]
    return Said(where, sheet.text, title, story, pieces, ties, entities)


def named(layer: str, features: Mapping[str, str]) -> tuple[str, dict[str, str]]:
    """The label is ``value``, or else the first feature that is filled in, or the layer's name;
    the other features are attributes."""
    filled = {name: value for name, value in features.items() if value}
    if not filled:
        return layer, {}
    first = "value" if "value" in filled else next(iter(filled))
    return filled.pop(first), filled


WEBANNO: Final = Format(
    name="webanno",
    suffix=".tsv",
    description="WebAnno TSV, a file or a folder of them: spans, relations, chains, slots",
    holds=("text", "mentions", "nested", "attributes", "entities", "links"),
    units="UTF-16",
    reads=read,
)
