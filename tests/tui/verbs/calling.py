"""Calling the command line as a user does, without a terminal."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
import pytest

from store.db.seam import Put
from store.model import Record, encode
from store.opening import open_desk
from tui.cli import main


class Said(NamedTuple):
    """What a command came to."""

    code: int
    out: str
    aside: str

    @property
    def value(self) -> Any:
        """The one JSON value on stdout."""
        return json.loads(self.out)


class Caller:
    """Runs commands; each must end with an exit code and no traceback."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self._capsys = capsys

    def __call__(self, *words: str | Path) -> Said:
        code = main([str(word) for word in words])
        out, aside = self._capsys.readouterr()
        assert "Traceback" not in aside
        return Said(code, out, aside)

    def refused(self, *words: str | Path) -> str:
        """The one line of a command that is refused."""
        said = self(*words)
        assert said.code == 1
        assert said.out == ""
        assert said.aside.startswith("variorum: ")
        assert said.aside.count("\n") == 1
        return said.aside.removeprefix("variorum: ").rstrip("\n")


def desk_file(path: Path, *records: Record) -> Path:
    """A desk with these records on disk."""
    with open_desk(path, annotator="ann") as desk:
        stamped = [
            msgspec.structs.replace(one, by=one.by or "ann", at=one.at or "2026-01-01T00:00:00Z")
            for one in records
        ]
        puts = [Put(record.TABLE, record.id, encode(record)) for record in stamped]
        if puts:
            desk.store.commit(puts, by="ann", at="2026-01-01T00:00:00Z", verb="made")
    return path


def articles(folder: Path, *texts: str) -> list[Path]:
    """Files of articles."""
    paths = []
    for number, text in enumerate(texts, 1):
        path = folder / f"article{number}.txt"
        path.write_text(text, "utf-8")
        paths.append(path)
    return paths
