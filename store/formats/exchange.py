"""An export and an import, whole: what a verb or a screen calls."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
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
from store.formats.seam import OPTIONS, Arrived, Told
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
    with placed(target, overwrite=overwrite) as place:
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
    read = reader_named(name)
    losses = LossReport()
    real_place(source)
    records, found = land(desk, _counted(read(source, desk, losses), told), losses)
    added: Counter[str] = Counter()
    altered: Counter[str] = Counter()
    for record in records:
        if desk.store.get(record.TABLE, record.id) is None:
            added[record.TABLE] += 1
        elif not stands(desk, record):
            altered[record.TABLE] += 1
    changed = desk.apply(BringIn(records)) if added or altered else None
    return Imported(added, altered, found, losses, changed)


def _counted(arrived: Iterable[Arrived], told: Told | None) -> Iterator[Arrived]:
    done = 0
    for one in arrived:
        if isinstance(one.record, Article):
            done += 1
            if told is not None:
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
