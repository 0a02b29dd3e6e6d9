"""Reading a label set from TOML, with errors that name line, key and the nearest valid word."""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Iterable, Mapping
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

from store.errors import VariorumError
from store.model.labels import RESERVED_KEYS, Label, LabelSet, RelationType

_SECTIONS: Final = {
    "labels": ("name", "key", "colour", "guideline", "attributes"),
    "relations": ("name", "source", "target", "guideline"),
    "modalities": ("names",),
}
_ENDS: Final = ("mentions", "assertions", "claims", "entities")


class BadLabelFile(VariorumError):
    """A label set that cannot be used."""


def default_labels() -> LabelSet:
    """The label set a new desk starts with."""
    text = files("store.model").joinpath("default_labels.toml").read_text("utf-8")
    return parse_labels(text, "default_labels.toml")


def read_labels(path: Path) -> LabelSet:
    """Read a label set file. Raises BadLabelFile with one line that says what to mend."""
    try:
        text = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8 text"
        raise BadLabelFile(f"{path}: cannot read the label set: {reason}") from error
    return parse_labels(text, str(path))


def parse_labels(text: str, name: str) -> LabelSet:
    """Turn TOML text into a label set; ``name`` stands in the errors."""
    try:
        found = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BadLabelFile(f"{name}: not valid TOML: {error}") from error
    reading = _Reading(text, name)
    reading.only(found, _SECTIONS, "section", 1)
    labels = tuple(reading.label(i, t) for i, t in enumerate(reading.tables(found, "labels")))
    if not labels:
        raise reading.error(1, "no [[labels]] in the file: add at least one with a name")
    reading.distinct(labels)
    relations = tuple(
        reading.relation(i, t) for i, t in enumerate(reading.tables(found, "relations"))
    )
    modalities = reading.modalities(found.get("modalities", {}))
    return LabelSet(id="labels", labels=labels, relations=relations, modalities=modalities)


class _Reading:
    """One file being read: knows its lines, so that an error can name one."""

    def __init__(self, text: str, name: str) -> None:
        self._lines = text.splitlines()
        self._name = name

    def error(self, line: int, what: str) -> BadLabelFile:
        return BadLabelFile(f"{self._name}:{line}: {what}")

    def line_of(self, section: str, index: int, key: str = "") -> int:
        """The line of a key in the ``index``-th table of a section, counted from 1."""
        seen = -1
        head = 1
        for number, line in enumerate(self._lines, 1):
            if re.match(rf"\s*\[+\s*{re.escape(section)}\b", line):
                seen += 1
                head = number if seen == index else head
            elif line.lstrip().startswith("["):
                continue
            if seen == index and key and re.match(rf"\s*[\"']?{re.escape(key)}[\"']?\s*[=.]", line):
                return number
        return head

    def only(self, found: Mapping[str, Any], allowed: Iterable[str], what: str, line: int) -> None:
        """Refuse a word that is not one of those allowed."""
        choices = list(allowed)
        for key in found:
            if key in choices:
                continue
            if what == "section":
                line = self.line_of(key, 0)
            near = difflib.get_close_matches(key, choices, 1, 0.5)
            hint = f"did you mean {near[0]!r}?" if near else "use one of " + ", ".join(choices)
            raise self.error(line, f"unknown {what} {key!r}: {hint}")

    def tables(self, found: Mapping[str, Any], section: str) -> list[dict[str, Any]]:
        tables = found.get(section, [])
        if not isinstance(tables, list) or not all(isinstance(t, dict) for t in tables):
            line = self.line_of(section, 0)
            raise self.error(line, f"{section} must be written as [[{section}]] tables")
        for index, table in enumerate(tables):
            for key in table:
                line = self.line_of(section, index, key)
                self.only({key: 0}, _SECTIONS[section], "key", line)
            if not isinstance(table.get("name"), str) or not table["name"].strip():
                raise self.error(self.line_of(section, index), f"[[{section}]] without a name")
        return tables

    def text(self, section: str, index: int, table: Mapping[str, Any], key: str) -> str:
        value = table.get(key, "")
        if not isinstance(value, str):
            raise self.error(self.line_of(section, index, key), f"{key} must be a text in quotes")
        return value

    def label(self, index: int, table: dict[str, Any]) -> Label:
        key = self.text("labels", index, table, "key")
        line = self.line_of("labels", index, "key")
        if key in RESERVED_KEYS:
            raise self.error(line, f"key {key!r} is reserved for claims: choose another capital")
        if key and not (len(key) == 1 and key.isascii() and key.isupper()):
            raise self.error(line, f"key {key!r} must be one capital letter from A to Z")
        colour = self.text("labels", index, table, "colour") or "#999999"
        if not re.fullmatch(r"#[0-9a-fA-F]{6}", colour):
            line = self.line_of("labels", index, "colour")
            raise self.error(line, f"colour {colour!r} must be written as #rrggbb")
        return Label(
            name=table["name"],
            key=key,
            colour=colour,
            guideline=self.text("labels", index, table, "guideline"),
            attributes=self.attributes(index, table),
        )

    def attributes(self, index: int, table: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
        line = self.line_of("labels", index, "attributes")
        found = table.get("attributes", {})
        if not isinstance(found, dict):
            raise self.error(line, "attributes must be a table of name = [values]")
        for name, values in found.items():
            if not isinstance(values, list) or not all(isinstance(v, str) for v in values):
                raise self.error(line, f"attribute {name!r} must be a list of texts")
        return {name: tuple(values) for name, values in found.items()}

    def relation(self, index: int, table: dict[str, Any]) -> RelationType:
        for key in ("source", "target"):
            line = self.line_of("relations", index, key)
            ends = table.get(key, [])
            if not isinstance(ends, list):
                raise self.error(line, f"{key} must be a list of " + ", ".join(_ENDS))
            for end in ends:
                self.only({str(end): 0}, _ENDS, "end", line)
        return RelationType(
            name=table["name"],
            source=tuple(table.get("source", ())),
            target=tuple(table.get("target", ())),
            guideline=self.text("relations", index, table, "guideline"),
        )

    def modalities(self, table: Any) -> tuple[str, ...]:
        line = self.line_of("modalities", 0)
        names = table.get("names", []) if isinstance(table, dict) else None
        if not isinstance(names, list) or not all(isinstance(n, str) and n for n in names):
            raise self.error(line, '[modalities] must be written as names = ["stated", …]')
        self.only(table, _SECTIONS["modalities"], "key", line)
        return tuple(names)

    def distinct(self, labels: Iterable[Label]) -> None:
        """No two labels may share a name or a key."""
        names: dict[str, str] = {}
        keys: dict[str, str] = {}
        for index, label in enumerate(labels):
            if label.name in names:
                line = self.line_of("labels", index, "name")
                raise self.error(line, f"label {label.name!r} stands twice: rename one")
            if label.key and label.key in keys:
                line = self.line_of("labels", index, "key")
                other = keys[label.key]
                raise self.error(line, f"key {label.key!r} is taken by {other}: choose another")
            names[label.name] = label.name
            if label.key:
                keys[label.key] = label.name
