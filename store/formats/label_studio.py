"""Label Studio, a folder both ways: ``tasks.json`` and ``label_config.xml``.

A task an article, in it an annotation for each annotator; what is not accepted goes as a
prediction, which Label Studio shows and counts as nobody's work. Offsets are code points. The
fragments of one mention are regions related as ``continues``. What it has no fields for stands in
``meta`` (``behind.py``), which it keeps.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final
from xml.sax.saxutils import quoteattr

import msgspec

from store.formats.behind import KEY, Piece, Shown, shown
from store.formats.label_studio_tasks import CONTINUES, TASKS, read
from store.formats.outgoing import Outgoing
from store.formats.seam import Format
from store.model import LabelSet, Link, Mention
from store.model.record import ACCEPTED

CONFIG: Final = "label_config.xml"
_HELD: Final = "Label Studio holds regions and their relations within one text"
_ONE: Final = "Label Studio relates regions of one annotation: its ends are two annotators'"

_Group = tuple[str, bool]
"""Whose the regions are, and whether they are accepted."""


def write(outgoing: Outgoing, place: Path) -> None:
    """Write the folder."""
    place.mkdir()
    links = 0
    labels: dict[str, None] = {}
    types: dict[str, None] = {}
    with (place / TASKS).open("wb") as file:
        file.write(b"[")
        for number, whole in enumerate(shown(outgoing, _HELD), 1):
            one = _within(outgoing, whole)
            file.write(b",\n" if number > 1 else b"\n")
            file.write(msgspec.json.encode(_task(number, one)))
            labels.update(dict.fromkeys(piece.label for piece in one.pieces))
            types.update(dict.fromkeys(tie.type for tie in one.ties))
            if one.behind.parts:
                types[CONTINUES] = None
            links += len(one.ties)
        file.write(b"\n]\n")
    outgoing.carried[Link.TABLE] = links
    _write_config(outgoing, place / CONFIG, labels, types)


def _task(number: int, one: Shown) -> dict[str, Any]:
    groups: dict[_Group, list[dict[str, Any]]] = {}
    for piece in one.pieces:
        groups.setdefault(_group(one, piece.key), []).append(_region(one, piece))
    for key, first in one.behind.parts.items():
        groups[_group(one, first)].append(_relation(CONTINUES, first, key))
    for tie in one.ties:
        groups[_group(one, tie.source)].append(_relation(tie.type, tie.source, tie.target))
    data = {"text": one.article.text, "title": one.article.title, "url": one.article.url}
    return {
        "id": number,
        "data": {name: value for name, value in data.items() if value or name == "text"},
        "annotations": [{"result": found} for (_, is_done), found in groups.items() if is_done],
        "predictions": [
            {"model_version": by or "undetermined", "result": found}
            for (by, is_done), found in groups.items()
            if not is_done
        ],
        "meta": {KEY: one.behind},
    }


def _mention(one: Shown, key: str) -> Mention:
    return one.mentions[one.behind.parts.get(key, key)]


def _group(one: Shown, key: str) -> _Group:
    mention = _mention(one, key)
    return mention.by, mention.status == ACCEPTED


def _within(outgoing: Outgoing, one: Shown) -> Shown:
    """The article without the links that no annotation has both ends of; those are told."""
    ties, links = [], []
    for tie, raw in zip(one.ties, one.behind.links.values(), strict=True):
        if _group(one, tie.source) == _group(one, tie.target):
            ties.append(tie)
            links.append(raw)
        else:
            id = str(msgspec.json.decode(raw)["id"])
            outgoing.losses.add(Link.TABLE, id, _ONE, article=one.article.id)
    numbered = {str(number): raw for number, raw in enumerate(links, 1)}
    return one._replace(ties=ties, behind=msgspec.structs.replace(one.behind, links=numbered))


def _region(one: Shown, piece: Piece) -> dict[str, Any]:
    region: dict[str, Any] = {
        "id": piece.key,
        "type": "labels",
        "from_name": "label",
        "to_name": "text",
        "origin": "manual",
        "value": {
            "start": piece.start,
            "end": piece.end,
            "text": one.article.text[piece.start : piece.end],
            "labels": [piece.label],
        },
    }
    note = one.mentions[piece.key].note if piece.key in one.mentions else ""
    return {**region, "meta": {"text": [note]}} if note else region


def _relation(type: str, source: str, target: str) -> dict[str, Any]:
    return {
        "type": "relation",
        "from_id": source,
        "to_id": target,
        "direction": "right",
        "labels": [type],
    }


def _write_config(
    outgoing: Outgoing, path: Path, labels: dict[str, None], types: dict[str, None]
) -> None:
    """Write the labels and relations used, and those of the desk's label set, in its order."""
    known = outgoing.desk.labels
    colours = {one.name: one.colour for one in known.labels}
    names = [*colours, *(name for name in labels if name not in colours)]
    relations = dict.fromkeys([*(one.name for one in known.relations), *types])
    lines = ["<View>", "  <Relations>"]
    lines += [f"    <Relation value={_quoted(outgoing, name)}/>" for name in relations]
    lines += ["  </Relations>", '  <Labels name="label" toName="text">']
    lines += [
        f"    <Label value={_quoted(outgoing, name)}"
        + (f" background={quoteattr(colours[name])}/>" if name in colours else "/>")
        for name in names
    ]
    lines += ["  </Labels>", '  <Text name="text" value="$text"/>', "</View>"]
    path.write_text("\n".join(lines) + "\n", "utf-8", newline="\n")


def _quoted(outgoing: Outgoing, name: str) -> str:
    """A name between quotes; what XML has no character for is told and left out."""
    held = "".join(char for char in name if _is_xml(char))
    if held != name:
        outgoing.losses.add(
            LabelSet.TABLE, name, "a character that XML does not have", field="name"
        )
    return quoteattr(held)


def _is_xml(char: str) -> bool:
    return char in "\t\n\r" or (char >= " " and char not in "\ufffe\uffff")


LABEL_STUDIO: Final = Format(
    name="label-studio",
    suffix="",
    description="a folder: Label Studio's tasks with annotations, predictions and relations, and"
    " the labelling config to go with them",
    holds=(
        "text", "metadata", "mentions", "nested", "discontinuous", "attributes", "entities",
        "links", "notes", "unknown",
    ),
    writes=write,
    reads=read,
)  # fmt: skip
