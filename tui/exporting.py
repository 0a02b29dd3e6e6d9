"""What the export screen knows: the part asked for, the names of files, work in a thread."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from store.errors import VariorumError

if TYPE_CHECKING:
    from store.desk import Desk
    from store.formats.choice import Choice
    from store.formats.exchange import Exported
    from store.formats.losses import LossReport
    from store.formats.seam import Format, Told

FIELDS: Final = ("story", "article", "label", "annotator", "status", "since")
"""What an export can be limited by, as it is typed: ``label GPE label ORG since 2024-01-31``."""


class Stopped(VariorumError):
    """The user stopped the work."""


class Work:
    """One piece of work in a thread, which ``stop`` ends at its next article."""

    def __init__(self, told: Callable[[int, int], None]) -> None:
        self._told = told
        self._stop = threading.Event()

    def stop(self) -> None:
        """Have the work end soon."""
        self._stop.set()

    def tell(self, done: int, total: int) -> None:
        """Called from the thread after each article. Raises Stopped."""
        if self._stop.is_set():
            raise Stopped("stopped; nothing was written")
        self._told(done, total)


class Plan(NamedTuple):
    """Where an export goes, and which part of the desk."""

    desk: Path
    folder: Path
    part: str = ""

    def target(self, form: Format) -> Path:
        """Where a format is written unless the user says otherwise."""
        tail = form.suffix or f"-{form.name}"
        return self.folder / f"{self.desk.stem}{tail}"


def free(target: Path) -> Path:
    """The path, or the next like it that nothing has."""
    number = 2
    found = target
    while found.exists():
        found = target.with_name(f"{target.stem}-{number}{target.suffix}")
        number += 1
    return found


def read_part(text: str) -> Choice:
    """Which part of the desk, from what was typed. Raises VariorumError."""
    from store.formats.choice import Choice, read_since

    words = text.split()
    asked: dict[str, list[str]] = {field: [] for field in FIELDS}
    if len(words) % 2:
        raise VariorumError(f"write pairs, as in: label GPE annotator ann; not {text!r}")
    for field, value in zip(words[::2], words[1::2], strict=True):
        if field not in asked:
            raise VariorumError(f"no {field!r} to choose by: use {', '.join(FIELDS)}")
        asked[field].append(value)
    return Choice(
        stories=tuple(asked["story"]),
        articles=tuple(asked["article"]),
        labels=tuple(asked["label"]),
        annotators=tuple(asked["annotator"]),
        statuses=tuple(asked["status"]),
        since=read_since(asked["since"][-1]) if asked["since"] else "",
    )


def written(
    path: Path, form: str, target: Path, choice: Choice, *, overwrite: bool, told: Told
) -> Exported:
    """Export a desk that is read anew from disk, where every change is: the one on the screen
    may go on changing meanwhile."""
    from store.formats.exchange import export_desk

    with _as_on_disk(path) as desk:
        return export_desk(desk, form, target, choice=choice, overwrite=overwrite, told=told)


def lost(path: Path, form: str, choice: Choice, told: Told) -> LossReport:
    """What a format would leave behind of a desk as it is on disk."""
    from store.formats.foreseen import foreseen

    with _as_on_disk(path) as desk:
        return foreseen(desk, form, choice=choice, told=told)


def _as_on_disk(path: Path) -> Desk:
    from store.db.store import open_store
    from store.desk import Desk

    return Desk(path, open_store(path, read_only=True, create=False), annotator="")
