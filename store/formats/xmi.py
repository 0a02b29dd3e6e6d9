"""INCEpTION's UIMA CAS XMI, a folder both ways: ``TypeSystem.xml`` and an ``.xmi`` an article.

Mentions are named entities, links are relations between them, sentences and tokens are laid below
them as the editor needs. Offsets count UTF-16 units in the file, which cassis sees to. What has no
place there stands in a feature structure of our own (``behind.py``); an editor that drops it
leaves spans, labels and relations.
"""

from __future__ import annotations

import json
import re
import warnings
from collections import defaultdict
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any, Final

import msgspec

from store.edits import Reading
from store.formats.behind import Piece, Said, Shown, Tie, records, shown
from store.formats.library import library
from store.formats.losses import LossReport
from store.formats.outgoing import Outgoing
from store.formats.prodigy import cut_tokens
from store.formats.seam import Arrived, BadFile, Format
from store.formats.webanno import OF_TOKENS, WHY_NOT, named
from store.text import sentences, shown_line

_EXTRA: Final = "inception"
_HELD: Final = "a CAS holds spans and relations within one article"
_CORE: Final = "de.tudarmstadt.ukp.dkpro.core.api"
_META: Final = f"{_CORE}.metadata.type.DocumentMetaData"
_SENTENCE: Final = f"{_CORE}.segmentation.type.Sentence"
_TOKEN: Final = f"{_CORE}.segmentation.type.Token"
_ENTITY: Final = f"{_CORE}.ner.type.NamedEntity"
_RELATION: Final = "webanno.custom.VariorumLink"
_BEHIND: Final = "variorum.Behind"
_TYPES: Final = "TypeSystem.xml"
_UNFIT: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LAID_BELOW: Final = frozenset(
    (
        "Sentence",
        "Token",
        "Paragraph",
        "DocumentMetaData",
        "TagDescription",
        "TagsetDescription",
        "DocumentAnnotation",
        "CASMetadata",
    )
)


class _Laid(msgspec.Struct):
    """What stands behind one CAS: the key, passage and label of each span laid, the types of the
    relations in their order, and the records."""

    pieces: list[tuple[str, int, int, str]]
    types: list[str]
    records: dict[str, Any]


def write(outgoing: Outgoing, place: Path) -> None:
    """Write the folder. Raises NoLibrary."""
    cassis = library("cassis", _EXTRA)
    place.mkdir()
    types = _types(cassis)
    types.to_xml(place / _TYPES)
    for number, one in enumerate(
        shown(outgoing, _HELD, one_piece="INCEpTION shows each fragment as a span of its own"), 1
    ):
        _cas(cassis, types, one).to_xmi(place / f"{number:05}.xmi", pretty_print=True)


def _types(cassis: Any) -> Any:
    """The types used, those of DKPro Core under their own names."""
    types = cassis.TypeSystem()
    for name, features in (
        (_META, ("documentTitle", "documentId")),
        (_SENTENCE, ()),
        (_TOKEN, ()),
        (_ENTITY, ("value", "identifier")),
        (_RELATION, ("value",)),
    ):
        above = "uima.tcas.DocumentAnnotation" if name == _META else "uima.tcas.Annotation"
        made = types.create_type(name, above)
        for feature in features:
            types.create_feature(made, feature, "uima.cas.String")
    relation = types.get_type(_RELATION)
    for end in ("Governor", "Dependent"):
        types.create_feature(relation, end, _ENTITY)
    behind = types.create_type(_BEHIND, "uima.cas.TOP")
    types.create_feature(behind, "json", "uima.cas.String")
    return types


def _cas(cassis: Any, types: Any, one: Shown) -> Any:
    text = one.article.text
    cas = cassis.Cas(typesystem=types, sofa_string=text, sofa_mime="text/plain")

    def lay(type: str, start: int, end: int, **features: Any) -> Any:
        made = types.get_type(type)(begin=start, end=end, **features)
        cas.add(made)
        return made

    lay(_META, 0, len(text), documentTitle=_fit(one.article.title), documentId=_fit(one.article.id))
    for start, end in sentences(text):
        lay(_SENTENCE, start, end)
    for start, end in cut_tokens(text, one.pieces):
        lay(_TOKEN, start, end)
    laid = {
        piece.key: lay(_ENTITY, piece.start, piece.end, value=_fit(piece.label))
        for piece in one.pieces
    }
    for tie in one.ties:
        source, target = laid[tie.source], laid[tie.target]
        made = types.get_type(_RELATION)(
            begin=target.begin,
            end=target.end,
            value=_fit(tie.type),
            Governor=source,
            Dependent=target,
        )
        cas.add(made)
    behind = _Laid(
        pieces=[(piece.key, piece.start, piece.end, piece.label) for piece in one.pieces],
        types=[tie.type for tie in one.ties],
        records=json.loads(msgspec.json.encode(one.behind)),
    )
    cas.add(
        types.get_type(_BEHIND)(json=json.dumps(msgspec.to_builtins(behind), separators=(",", ":")))
    )
    return cas


def read(path: Path, _: Reading, losses: LossReport) -> Iterator[Arrived]:
    """Every ``.xmi`` below a folder, or one, each with the type system nearest above it."""
    cassis = library("cassis", _EXTRA)
    files = sorted(path.rglob("*.xmi")) if path.is_dir() else [path]
    if not files:
        raise BadFile(f"{shown_line(str(path))}: no .xmi in the folder")
    story = path.name if path.is_dir() else path.stem
    for file in files:
        where = shown_line(str(file))
        cas = _loaded(cassis, file, where, losses)
        yield from records(_said(cas, where, file, story, losses), losses)


def _loaded(cassis: Any, file: Path, where: str, losses: LossReport) -> Any:
    above = [folder / _TYPES for folder in file.parents]
    types = next((one for one in above if one.is_file()), None)
    if types is None:
        raise BadFile(f"{where}: no {_TYPES} beside it: export the project with its type system")
    try:
        with warnings.catch_warnings(record=True) as passed_over:
            warnings.simplefilter("always")
            known = cassis.load_typesystem(BytesIO(types.read_bytes()))
            cas = cassis.load_cas_from_xmi(
                BytesIO(file.read_bytes()), typesystem=known, lenient=True
            )
    except OSError as error:
        raise BadFile(f"{where}: cannot be read: {error.strerror or error}") from error
    except Exception as error:  # whatever XML and cassis make of what is no CAS
        said = shown_line(f"{type(error).__name__}: {error}")[:200]
        raise BadFile(f"{where}: no CAS that can be read: {said}") from error
    for one in passed_over:
        losses.add("layers", where, str(one.message))
    return cas


def _said(cas: Any, where: str, file: Path, story: str, losses: LossReport) -> Said:
    text = cas.sofa_string or ""
    behind = _behind(cas, where)
    title = next((one.documentTitle for one in _all(cas, _META) if one.documentTitle), file.stem)
    reading = _Marks(text, where, behind, losses)
    relations = []
    for one in sorted(cas.select_all_annotations(), key=_reading_order):
        kind = one.type.name.rpartition(".")[2]
        if kind in _LAID_BELOW or one.type.name == _BEHIND:
            continue
        if kind in OF_TOKENS:
            losses.add("layers", kind, WHY_NOT)
        elif hasattr(one, "Governor") and hasattr(one, "Dependent"):
            relations.append(one)
        else:
            reading.take(one, kind)
    return Said(
        where=where,
        text=text,
        title=title,
        story=story,
        pieces=reading.pieces,
        ties=[
            reading.tie(number, one)
            for number, one in enumerate(sorted(relations, key=lambda one: one.xmiID))
        ],
        behind=behind.records if behind else None,
    )


def _behind(cas: Any, where: str) -> _Laid | None:
    for one in _all(cas, _BEHIND):
        try:
            return msgspec.json.decode(one.json, type=_Laid)
        except (ValueError, TypeError, RecursionError) as error:
            raise BadFile(f"{where}: {_BEHIND}: {error}: mend it or take it away") from error
    return None


def _all(cas: Any, name: str) -> list[Any]:
    return list(cas.select(name)) if cas.typesystem.contains_type(name) else []


def _reading_order(one: Any) -> tuple[int, int, int]:
    return one.begin, one.end, one.xmiID or 0


class _Marks:
    """The spans of one CAS; one that an export laid there has its key again."""

    def __init__(self, text: str, where: str, behind: _Laid | None, losses: LossReport) -> None:
        self.pieces: list[Piece] = []
        self._length = len(text)
        self._where = where
        self._losses = losses
        self._keys: dict[int, str] = {}
        self._known: dict[tuple[int, int, str], list[tuple[str, str]]] = defaultdict(list)
        self._types: list[str] = behind.types if behind else []
        for key, start, end, label in reversed(behind.pieces) if behind else ():
            self._known[start, end, _fit(label)].append((key, label))

    def take(self, one: Any, kind: str) -> None:
        """A span, its label and attributes."""
        features = {}
        for feature in one.type.all_features:
            value = getattr(one, feature.name, None)
            if feature.name in ("sofa", "begin", "end") or value is None:
                continue
            if isinstance(value, str | int | float | bool):
                features[feature.name] = str(value)
            else:
                self._losses.add("mentions", self._where, "a slot is not read", field=feature.name)
        start, end = one.begin, one.end
        if start is None or end is None or not 0 <= start < end <= self._length:
            where = f"{self._where}#{one.xmiID}"
            self._losses.add("mentions", where, f"{start}-{end} is no passage of the text")
            return
        label, attributes = named(kind, features)
        keys = self._known.get((start, end, label), [])
        key, label = keys.pop() if keys else (f"new-{len(self.pieces) + 1}", label)
        self._keys[id(one)] = key
        self.pieces.append(Piece(key, start, end, label, attributes))

    def tie(self, number: int, one: Any) -> Tie:
        """The relation of that number; an end that is no span here has no key."""
        ends = (self._keys.get(id(end), "") for end in (one.Governor, one.Dependent))
        shown_as = getattr(one, "value", None) or getattr(one, "relationType", None)
        type = str(shown_as or one.type.name.rpartition(".")[2])
        if number < len(self._types) and _fit(self._types[number]) == type:
            type = self._types[number]
        return Tie(type, *ends)


def _fit(text: str) -> str:
    """A text as an XML 1.0 document can hold it."""
    return _UNFIT.sub("\N{REPLACEMENT CHARACTER}", text)


XMI: Final = Format(
    name="inception",
    suffix="",
    description="INCEpTION's CAS XMI, a folder with its type system; what has no place there in a"
    " structure of our own",
    holds=(
        "text", "metadata", "mentions", "nested", "attributes", "entities", "links", "notes",
        "unknown",
    ),
    units="UTF-16",
    writes=write,
    reads=read,
)  # fmt: skip
