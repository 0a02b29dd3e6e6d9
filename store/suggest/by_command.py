"""Suggestions of a command that reads and writes JSON lines.

In: ``{"id": …, "text": …}``, an article a line. Out: ``{"id": …, "start": …, "end": …,
"label": …}``, a suggestion a line, offsets in code points of that text.
"""

from __future__ import annotations

import shlex
import subprocess
from collections.abc import Iterable
from pathlib import PurePath

import msgspec

from store.errors import VariorumError
from store.model import Article
from store.suggest.mentions import Suggestion


class CommandFailed(VariorumError):
    """The command could not be run, or wrote what is no suggestion."""


class _Line(msgspec.Struct):
    id: str
    start: int
    end: int
    label: str


def suggested_by_command(command: str, articles: Iterable[Article]) -> dict[str, list[Suggestion]]:
    """What a command line, split as a shell would, suggests for each article; run once, no shell.

    Its suggester is named after the program. Raises CommandFailed.
    """
    texts = {article.id: article.text for article in articles}
    found: dict[str, list[Suggestion]] = {id: [] for id in texts}
    lines = b"".join(
        msgspec.json.encode({"id": id, "text": text}) + b"\n" for id, text in texts.items()
    )
    name, out = _run(command, lines)
    for number, raw in enumerate(out.splitlines(), 1):
        if raw.strip():
            line = _read(f"{name}: line {number} of its output", raw)
            if line.id not in texts:
                raise CommandFailed(f"{name}: line {number} of its output: no article {line.id!r}")
            if not 0 <= line.start < line.end <= len(texts[line.id]):
                raise CommandFailed(
                    f"{name}: line {number} of its output: {line.start}-{line.end} lies outside"
                    f" the text of {len(texts[line.id])} code points"
                )
            found[line.id].append(Suggestion(line.start, line.end, line.label, 0.7, name))
    return found


def _run(command: str, lines: bytes) -> tuple[str, bytes]:
    try:
        words = shlex.split(command)
    except ValueError as error:
        raise CommandFailed(f"{command}: {error}: quote the command as for a shell") from error
    if not words:
        raise CommandFailed("no command to suggest with: name one")
    name = PurePath(words[0]).name
    try:
        done = subprocess.run(words, input=lines, capture_output=True, check=False)
    except OSError as error:
        raise CommandFailed(f"{name}: {error.strerror}: it could not be run") from error
    if done.returncode:
        last = done.stderr.decode("utf-8", "replace").strip().splitlines()[-1:]
        raise CommandFailed(f"{name} ended with {done.returncode}: {' '.join(last) or 'no reason'}")
    return name, done.stdout


def _read(where: str, raw: bytes) -> _Line:
    try:
        return msgspec.json.decode(raw, type=_Line)
    except msgspec.DecodeError as error:
        raise CommandFailed(f"{where} is no suggestion: {error}") from error
