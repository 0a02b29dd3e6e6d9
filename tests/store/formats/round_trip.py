"""What every format owes: nothing lost in silence, and what is read twice is there once.

A new format joins by its name in the registry; see ``test_round_trip``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import msgspec

from store.desk import Desk
from store.formats.exchange import export_desk, import_file
from store.formats.losses import LossReport
from store.formats.registry import find_format
from store.model import RECORDS, Article, Entity, LabelSet, Record, Rejection, Story
from tests.store.formats.desks import Write, desk_of, empty_desk

Told = dict[tuple[str, str], set[str]]
"""By table and id the fields that a loss report names; an empty one is the whole record."""

_NEVER: tuple[type[Record], ...] = (LabelSet, Rejection)
"""What no export is asked to carry: it stays on the desk."""


def comes_back_or_is_told(desk: Desk, name: str) -> None:
    """Every record of a desk comes back equal but for what the loss report names.

    Reading the export again changes neither the desk it made nor the one it came from, and the
    desk it made exports the same.
    """
    with TemporaryDirectory() as folder:
        suffix = find_format(name).suffix
        path, again = Path(folder, "x" + suffix), Path(folder, "y" + suffix)
        losses = told(export_desk(desk, name, path).losses)
        other = empty_desk() if "text" in find_format(name).holds else articles_of(desk)
        other.apply(Write((desk.labels,)))  # which no export brings along
        import_file(other, name, path)
        untold = list(_unequal(desk, other, losses))
        assert not untold, untold
        assert import_file(other, name, path).changed is None
        assert import_file(desk, name, path).changed is None
        export_desk(other, name, again)
        assert files(again) == files(path)


def articles_of(desk: Desk) -> Desk:
    """Another desk with the same articles and entities and nothing else."""
    other = empty_desk()
    kinds: tuple[type[Record], ...] = (Story, Article, Entity)
    other.apply(Write(tuple(record for kind in kinds for record in desk.all(kind))))
    return other


def told(losses: LossReport) -> Told:
    """The loss report by record."""
    found: Told = defaultdict(set)
    for loss in losses:
        found[loss.table, loss.record].add(loss.field)
    return found


def records(desk: Desk) -> Iterator[Record]:
    """Every record that an export may be asked for."""
    for kind in RECORDS.values():
        if kind not in _NEVER:
            yield from desk.all(kind)


def files(path: Path) -> dict[str, bytes]:
    """The bytes of a file, or of those in a folder by their paths."""
    if path.is_file():
        return {"": path.read_bytes()}
    return {
        str(one.relative_to(path)): one.read_bytes()
        for one in sorted(path.rglob("*"))
        if one.is_file()
    }


def silent_fields(name: str, desk: Desk) -> Iterator[str]:
    """Fields of a desk that may be emptied without a trace in the export, and that it names not.

    Each field of each record is taken away in turn, as a writer would that forgot it.
    """
    with TemporaryDirectory() as folder:
        whole = Path(folder, "whole")
        losses = told(export_desk(desk, name, whole).losses)
        before = files(whole)
        every = [desk.labels, *records(desk)]
        for number, record in enumerate(every[1:], 1):
            lost = losses.get((record.TABLE, record.id), set())
            for field, without in _without_each(record):
                if {"", field} & lost or (field == "unknown" and set(record.unknown) <= lost):
                    continue
                path = Path(folder, f"{number}{field}")
                less = desk_of(*every[:number], without, *every[number + 1 :])
                export_desk(less, name, path)
                if files(path) == before:
                    yield f"{record.TABLE} {record.id}: {field}"


def _without_each(record: Record) -> Iterator[tuple[str, Record]]:
    fields = msgspec.structs.fields(type(record))
    for field in fields:
        value = getattr(record, field.name)
        new: Any
        if field.name in ("rev", "at", "by", "id"):
            continue
        if field.default is not msgspec.NODEFAULT:
            new = field.default
        elif field.default_factory is not msgspec.NODEFAULT:
            new = field.default_factory()
        elif field.name in ("title", "name", "label", "type", "signature"):
            new = f"{value}?"
        else:
            continue
        if new != value:
            yield field.name, msgspec.structs.replace(record, **{field.name: new})


def _unequal(desk: Desk, other: Desk, losses: Told) -> Iterator[str]:
    """What did not come back, and is not told. A record whose id is told as lost may have any."""
    rest: dict[str, list[Record]] = {table: list(other.all(RECORDS[table])) for table in RECORDS}
    for one in records(desk):
        lost = losses.get((one.TABLE, one.id), set())
        if "" in lost:
            continue
        found = _taken(one, rest[one.TABLE], lost)
        if not found:
            there = other.get(type(one), one.id)
            yield f"{one} came back as {there}, told: {sorted(lost)}"


def _taken(one: Record, rest: list[Record], lost: Iterable[str]) -> bool:
    """Take the record that is equal, but for some fields, off those that came back."""
    lost = set(lost)
    wanted = _compared(one, lost)
    for number, candidate in enumerate(rest):
        if ("id" in lost or candidate.id == one.id) and _compared(candidate, lost) == wanted:
            del rest[number]
            return True
    return False


def _compared(record: Record, lost: set[str]) -> dict[str, Any]:
    fields = {
        name: getattr(record, name)
        for name in record.__struct_fields__
        if name not in {*lost, "rev", "unknown"} and not ("fragments" in lost and name == "quotes")
    }
    kept = {key: value for key, value in record.unknown.items() if key not in lost}
    return fields if "unknown" in lost else {**fields, "unknown": kept}
