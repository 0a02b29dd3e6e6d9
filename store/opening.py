"""Opening a desk: the file beneath it, the records above it, and a label set for a new one."""

from __future__ import annotations

import getpass
from pathlib import Path
from typing import TYPE_CHECKING

from store.db.seam import Put, Store
from store.desk import Desk
from store.edits import ReplaceLabels
from store.ids import utc_now
from store.model import LabelSet, encode

if TYPE_CHECKING:
    from store.db.snapshot import Progress


def open_desk(
    path: str | Path,
    *,
    annotator: str | None = None,
    labels: Path | None = None,
    first_labels: Path | None = None,
    create: bool = True,
    progress: Progress | None = None,
) -> Desk:
    """Open the desk at ``path``, made where it is absent unless ``create`` is false.

    ``annotator`` is whose work the edits are, the login name for None. ``labels`` names a label
    set file to use from now on, ``first_labels`` one that a desk made here starts with. Raises
    VariorumError with one line where the file is no desk or cannot be read.
    """
    from store.db.store import open_store

    chosen = _read_labels(labels) if labels else None
    path = Path(path)
    store = open_store(path, create=create, progress=progress)
    try:
        desk = Desk(path, store, annotator=annotator or _login())
        if not store.ids(LabelSet.TABLE):
            _first_labels(store, chosen or (_read_labels(first_labels) if first_labels else None))
        elif chosen is not None and chosen.labels != desk.labels.labels:
            desk.apply(ReplaceLabels(chosen))
    except BaseException:
        store.close()
        raise
    return desk


def _read_labels(path: Path) -> LabelSet:
    from store.model.label_file import read_labels

    return read_labels(path)


def _first_labels(store: Store, chosen: LabelSet | None) -> None:
    """A new desk has its label set from nobody, so that nobody's undo takes it away."""
    from store.model.label_file import default_labels

    labels = chosen or default_labels()
    put = Put(LabelSet.TABLE, labels.id, encode(labels))
    store.commit([put], by="", at=utc_now(), verb="make desk")


def _login() -> str:
    """The user's login name; a machine may know none."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "annotator"
