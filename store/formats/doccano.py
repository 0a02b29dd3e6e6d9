"""doccano's JSON Lines, both its dialects: ``label`` lists, and ``entities`` with ``relations``.

Its page counts in UTF-16 units. It reads a file of pure ASCII whatever encoding it guesses, so
everything else is escaped. What it has no fields for stands behind (``behind.py``).
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import msgspec

from store.edits import Reading
from store.formats.behind import KEY, Piece, Said, Tie, records, shown
from store.formats.json_lines import number, objects, text_of, with_text
from store.formats.losses import LossReport
from store.formats.outgoing import Outgoing
from store.formats.seam import Arrived, BadFile, Format
from store.text.offsets import OffsetError, Offsets

_HELD: Final = "doccano holds spans and relations within one article"


def write(outgoing: Outgoing, place: Path) -> None:
    """Write an article a line."""
    with place.open("w", encoding="ascii", newline="\n") as file:
        for place_in_file, one in enumerate(
            shown(outgoing, _HELD, one_piece="doccano shows each fragment as a span of its own"), 1
        ):
            units = Offsets(one.article.text)
            entities = [
                {
                    "id": int(key),
                    "label": label,
                    "start_offset": units.utf16(start),
                    "end_offset": units.utf16(end),
                }
                for key, start, end, label, *_ in one.pieces
            ]
            line = {
                "id": place_in_file,
                "text": one.article.text,
                "label": [[e["start_offset"], e["end_offset"], e["label"]] for e in entities],
                "entities": entities,
                "relations": [
                    {"id": at, "from_id": int(tie.source), "to_id": int(tie.target),
                     "type": tie.type}
                    for at, tie in enumerate(one.ties, 1)
                ],
                KEY: json.loads(msgspec.json.encode(one.behind)),
            }  # fmt: skip
            file.write(json.dumps(line, ensure_ascii=True, separators=(",", ":")) + "\n")


def read(path: Path, _: Reading, losses: LossReport) -> Iterator[Arrived]:
    """Every line, as an article of the story that is named as the file. Raises BadFile."""
    for where, line in with_text(objects(path, losses), losses):
        text = text_of(line)
        pieces, ties = _pieces(line, where, text, losses)
        title = str(line.get("title", ""))
        said = Said(where, text, title, path.stem, pieces, ties, behind=line.get(KEY))
        yield from records(said, losses)
        for field in sorted(line.keys() - _READ):
            if line[field] not in (None, "", [], {}):
                losses.add("lines", where, "a field that is not read", field=field)


_READ: Final = frozenset(("id", "text", "data", "title", "label", "entities", "relations", KEY))


def _pieces(
    line: dict[str, Any], where: str, text: str, losses: LossReport
) -> tuple[list[Piece], list[Tie]]:
    """What stands on a text; a span that it has not is told, and the others are read."""
    entities = line.get("entities")
    if not _are_objects(entities):
        rows = line.get("label", line.get("labels")) if entities is None else entities
        spans, ties = list(_rows(rows, where, losses)), []
    else:
        spans = [
            Piece(
                str(number(one, "id", where)),
                number(one, "start_offset", where),
                number(one, "end_offset", where),
                str(one.get("label", "")),
            )
            for one in _dicts(entities, "entities", where)
        ]
        ties = [
            Tie(
                str(one.get("type", "")),
                str(number(one, "from_id", where)),
                str(number(one, "to_id", where)),
            )
            for one in _dicts(line.get("relations") or [], "relations", where)
        ]
    units = Offsets(text)
    pieces = []
    for key, start, end, label, *_ in spans:
        try:
            pieces.append(Piece(key, units.from_utf16(start), units.from_utf16(end), label))
        except OffsetError as error:
            losses.add("mentions", f"{where}#{key}", str(error))
    return pieces, ties


def _rows(rows: Any, where: str, losses: LossReport) -> Iterator[Piece]:
    """The spans of a list; the classes of a whole text are told."""
    for at, row in enumerate(rows if isinstance(rows, list) else [rows] if rows else [], 1):
        match row:
            case [int(start), int(end), str(label)]:
                yield Piece(str(at), start, end, label)
            case _:
                losses.add("lines", where, f"no span: {str(row)[:40]!r}", field="label")


def _are_objects(found: Any) -> bool:
    return isinstance(found, list) and all(isinstance(one, dict) for one in found)


def _dicts(found: Any, field: str, where: str) -> list[dict[str, Any]]:
    if _are_objects(found):
        return found  # type: ignore[no-any-return]
    raise BadFile(f"{where}: {field} is no list of objects")


DOCCANO: Final = Format(
    name="doccano",
    suffix=".doccano.jsonl",
    description="doccano's JSON Lines, spans and relations; what it has no fields for behind them",
    holds=(
        "text", "metadata", "mentions", "nested", "attributes", "entities", "links", "notes",
        "unknown",
    ),
    units="UTF-16",
    writes=write,
    reads=read,
)  # fmt: skip
