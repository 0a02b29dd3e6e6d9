"""An export and an import, whole: what a verb or a screen calls."""

from __future__ import annotations

import gc
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from store.desk import Changed, Desk
from store.edits.bring_in import BringIn, stands
from store.errors import VariorumError
from store.formats.choice import Choice
from store.formats.landing import land
from store.formats.losses import LossReport
from store.formats.outgoing import Outgoing
from store.formats.placing import NotWritten, placed, real_place
from store.formats.registry import find_format, reader_named, writer_named, writers
from store.formats.seam import OPTIONS, Arrived, Reader, Told
from store.model import Article
from store.text import shown_line


class Exported(NamedTuple):
    """What was written: how many records by table, and what was left behind."""

    path: Path
    carried: Counter[str]
    losses: LossReport


class Imported(NamedTuple):
    """What came in: how many records are new and how many changed, by table.

    ``found`` maps articles of the file to those on the desk that have their text; ``changed`` is
    the one transaction, None where there was nothing new.
    """

    added: Counter[str]
    altered: Counter[str]
    found: dict[str, str]
    losses: LossReport
    changed: Changed | None


def export_desk(
    desk: Desk,
    name: str,
    target: Path,
    *,
    choice: Choice | None = None,
    overwrite: bool = False,
    told: Told | None = None,
) -> Exported:
    """Write a desk, or the part asked for, in the format of that name.

    The file has its name only when it is whole and on disk. Raises VariorumError.
    """
    write = writer_named(name)
    _heeds(name, choice or Choice())
    _not_the_desk(desk, target)
    outgoing = Outgoing(desk, choice, told)
    with placed(target, overwrite=overwrite) as place, _uncollected():
        write(outgoing, place)
    return Exported(target, +outgoing.carried, outgoing.losses)


def import_file(
    desk: Desk,
    name: str,
    source: Path,
    *,
    told: Told | None = None,
) -> Imported:
    """Bring a file of that format onto a desk: one transaction, undone in one step.

    Raises VariorumError, and nothing is changed then.
    """
    real_place(source)
    with _uncollected():
        return _imported(desk, reader_named(name), source, told)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Make many records, none of which is in a cycle, without looking for cycles meanwhile.

    To look is a third of an import.
    """
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def _imported(desk: Desk, read: Reader, source: Path, told: Told | None) -> Imported:
    losses = LossReport()
    arrived = read(source, desk, losses)
    if told is not None:
        arrived = _counted(arrived, told)
    records, found = land(desk, arrived, losses)
    new = tuple(record for record in records if not stands(desk, record))
    changed = desk.apply(BringIn(new)) if new else None
    changes = changed.by.changes if changed is not None and changed.by is not None else ()
    added = Counter(change.table for change in changes if change.before is None)
    altered = Counter(change.table for change in changes if change.before is not None)
    return Imported(added, altered, found, losses, changed)


def _counted(arrived: Iterable[Arrived], told: Told) -> Iterator[Arrived]:
    done = 0
    for one in arrived:
        if isinstance(one.record, Article):
            done += 1
            told(done, 0)
        yield one


def _heeds(name: str, choice: Choice) -> None:
    """What is asked of a format that knows nothing of it is refused, not forgotten."""
    for option in OPTIONS:
        if getattr(choice, option) and option not in find_format(name).options:
            able = [other for other in writers() if option in find_format(other).options]
            raise VariorumError(f"--{option} says nothing to {name}: it is for {', '.join(able)}")


def _not_the_desk(desk: Desk, target: Path) -> None:
    """A desk is never written over by its own export."""
    place, here = real_place(target), real_place(desk.path)
    folder = here.with_name(here.name + ".d")
    if place == here or folder == place or folder in place.parents:
        raise NotWritten(f"{shown_line(str(target))}: that is the desk itself: name another file")
