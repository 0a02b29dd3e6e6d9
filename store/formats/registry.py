"""The formats there are: those shipped, and those that others add by entry point."""

from __future__ import annotations

import difflib
from importlib import import_module
from importlib.metadata import EntryPoint, entry_points
from typing import Final

from store.errors import VariorumError
from store.formats.seam import Format, Reader, Writer

GROUP: Final = "variorum.formats"

_SHIPPED: Final = {
    "jsonl": "store.formats.jsonl:JSONL",
    "brat": "store.formats.brat:BRAT",
    "csv": "store.formats.mention_rows:CSV",
    "tsv": "store.formats.mention_rows:TSV",
    "tables": "store.formats.sheets:TABLES",
    "conll": "store.formats.conll:IOB2",
    "conll-bilou": "store.formats.conll:BILOU",
    "conllu": "store.formats.conll:CONLLU",
    "xlsx": "store.formats.sheets:XLSX",
    "huggingface": "store.formats.huggingface:HUGGINGFACE",
    "spacy": "store.formats.spacy_docs:SPACY",
    "doccano": "store.formats.doccano:DOCCANO",
    "prodigy": "store.formats.prodigy:PRODIGY",
    "webanno": "store.formats.webanno:WEBANNO",
    "inception": "store.formats.xmi:XMI",
    "label-studio": "store.formats.label_studio:LABEL_STUDIO",
    "w3c": "store.formats.w3c:W3C",
    "claimreview": "store.formats.claim_review:CLAIM_REVIEW",
    "claimpairs": "store.formats.claim_pairs:CLAIM_PAIRS",
}


class NoFormat(VariorumError):
    """A format that is not there, cannot be loaded, or does not go that way."""


def names() -> list[str]:
    """The names of all formats, those shipped first; no format is loaded."""
    return list(dict.fromkeys([*_SHIPPED, *sorted(point.name for point in _added())]))


def find_format(name: str) -> Format:
    """The format of that name. Raises NoFormat."""
    if name in _SHIPPED:
        module, _, attribute = _SHIPPED[name].partition(":")
        found: Format = getattr(import_module(module), attribute)
        return found
    for point in _added():
        if point.name == name:
            return _loaded(point)
    near = difflib.get_close_matches(name, names(), 1, 0.5)
    hint = f"did you mean {near[0]}?" if near else f"use one of {', '.join(names())}"
    raise NoFormat(f"there is no format {name!r}: {hint}")


def writer_named(name: str) -> Writer:
    """What writes the format of that name. Raises NoFormat."""
    found = find_format(name)
    if found.writes is None:
        raise NoFormat(f"format {name} is only read: use one of {', '.join(_ways('writes'))}")
    return found.writes


def reader_named(name: str) -> Reader:
    """What reads the format of that name. Raises NoFormat."""
    found = find_format(name)
    if found.reads is None:
        raise NoFormat(f"format {name} is only written: use one of {', '.join(_ways('reads'))}")
    return found.reads


def writers() -> list[str]:
    """The names of the shipped formats that are written."""
    return _ways("writes")


def _ways(way: str) -> list[str]:
    return [name for name in _SHIPPED if getattr(find_format(name), way) is not None]


def _added() -> list[EntryPoint]:
    return [point for point in entry_points(group=GROUP) if point.name not in _SHIPPED]


def _loaded(point: EntryPoint) -> Format:
    """A format of someone else's; whatever goes wrong with it is told in one line."""
    try:
        found = point.load()
    except Exception as error:
        raise NoFormat(
            f"format {point.name} ({point.value}) cannot be loaded: {type(error).__name__}: {error}"
        ) from error
    if not isinstance(found, Format):
        raise NoFormat(f"format {point.name} ({point.value}) is no store.formats.seam.Format")
    return found
