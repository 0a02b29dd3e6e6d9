"""Other programs' JSON Lines: each line an object, mistakes told by file and line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from store.formats.losses import LossReport
from store.formats.seam import BadFile
from store.text import shown_line


def objects(path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each object of a file and its place, such as ``FILE:12``. Raises BadFile.

    A file that is one JSON value, a list or an object over several lines, is read too.
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
    whole = _whole(text)
    if whole is not None:
        for number, one in enumerate(whole, 1):
            yield _object(f"{name}:{number}", one)
        return
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            yield _object(f"{name}:{number}", _value(f"{name}:{number}", line))


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


def _object(where: str, one: Any) -> tuple[str, dict[str, Any]]:
    if not isinstance(one, dict):
        raise BadFile(f"{where}: no JSON object, but {type(one).__name__}")
    return where, one


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
