"""Other programs' JSON Lines: each line an object, mistakes told by file and line."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from store.formats.losses import LossReport
from store.formats.seam import BadFile
from store.text import shown_line

_HALF: Final = re.compile(r"\\u[dD][89a-fA-F]")
"""Where a string says a surrogate, half of a pair or alone."""


def objects(path: Path, losses: LossReport) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each object of a file and its place, such as ``FILE:12``. Raises BadFile.

    A file that is one JSON value, a list or an object over several lines, is read too. Halves of
    characters, as programs leave them that cut strings by UTF-16 units, are replaced and told.
    """
    name = shown_line(str(path))
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise BadFile(f"{name}: cannot be read: {error.strerror or error}") from error
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadFile(f"{name}: not UTF-8: byte {error.start} is part of no character") from error
    has_halves = _HALF.search(text) is not None
    for where, found in _values(name, text):
        if not isinstance(found, dict):
            raise BadFile(f"{where}: no JSON object, but {type(found).__name__}")
        yield where, _of_wholes(where, found, losses) if has_halves else found


def _values(name: str, text: str) -> Iterator[tuple[str, Any]]:
    whole = _whole(text)
    if whole is not None:
        for number, one in enumerate(whole, 1):
            yield f"{name}:{number}", one
        return
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            yield f"{name}:{number}", _value(f"{name}:{number}", line)


def _whole(text: str) -> list[Any] | None:
    """The objects of a text that is one JSON value; None where it is not, or is a line each."""
    first = text.lstrip()[:1]
    head = text.strip().split("\n", 1)
    if first not in ("[", "{") or (first == "{" and len(head) == 1):
        return None
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, list) else [found]


def _value(where: str, line: str) -> Any:
    try:
        return json.loads(line)
    except (ValueError, RecursionError) as error:
        raise BadFile(f"{where}: no JSON: {error}") from error


def _of_wholes(where: str, one: dict[str, Any], losses: LossReport) -> dict[str, Any]:
    """The object with U+FFFD for each half of a character, of which UTF-8 has none."""
    try:
        said = json.dumps(one, ensure_ascii=False)
    except RecursionError as error:
        raise BadFile(f"{where}: no JSON that can be read: {error}") from error
    mended, many = re.subn("[\ud800-\udfff]", "\N{REPLACEMENT CHARACTER}", said)
    if not many:
        return one
    losses.add("lines", where, "half a character in it: U+FFFD stands there")
    found: dict[str, Any] = json.loads(mended)
    return found


def with_text(
    lines: Iterator[tuple[str, dict[str, Any]]], losses: LossReport
) -> Iterator[tuple[str, dict[str, Any]]]:
    """Those that bring a text; the others are told. Raises BadFile where none does."""
    found, first = 0, ""
    for where, line in lines:
        first = first or where
        if isinstance(line.get("text", line.get("data")), str):
            found += 1
            yield where, line
        else:
            losses.add("lines", where, "no field 'text' with a text")
    if first and not found:
        raise BadFile(f"{first}: no field 'text' with a text, nor in any line after it")


def text_of(line: dict[str, Any]) -> str:
    """The text of a line that has one."""
    return str(line.get("text", line.get("data")))


def number(one: dict[str, Any], field: str, where: str) -> int:
    """A whole number. Raises BadFile."""
    found = one.get(field)
    if isinstance(found, int) and not isinstance(found, bool):
        return found
    raise BadFile(f"{where}: {field} is no whole number: {str(found)[:40]!r}")
