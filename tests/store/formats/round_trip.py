"""What every format that goes both ways must do with any desk."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec

from store.desk import Desk
from store.formats.exchange import export_desk, import_file
from store.formats.registry import find_format
from store.model import Article, Entity, Link, Mention, Record, Story
from tests.store.formats.desks import Write, empty_desk


def bare(record: Record) -> Record:
    """A record without what the desk stamps."""
    return msgspec.structs.replace(record, rev=0)


def comes_back_or_is_told(desk: Desk, name: str) -> None:
    """Export, import on an empty desk: each record is equal or in the report; again: no change;
    exported from there: the same bytes."""
    with TemporaryDirectory() as folder:
        first = Path(folder, "x" + find_format(name).suffix)
        told = {loss.record for loss in export_desk(desk, name, first).losses}
        other = empty_desk(annotator="other")
        other.apply(Write((desk.labels,)))  # which no export brings along
        import_file(other, name, first)
        for kind in (Story, Article, Entity, Mention, Link):
            for one in desk.all(kind):
                back = other.get(kind, one.id)
                if one.id not in told and _is_used(desk, one):
                    assert back is not None, (kind.TABLE, one.id)
                    assert bare(back) == bare(one)
        assert import_file(other, name, first).changed is None
        assert import_file(desk, name, first).changed is None
        again = Path(folder, "y" + first.suffix)
        export_desk(other, name, again)
        assert _bytes(again) == _bytes(first)


def _is_used(desk: Desk, record: Record) -> bool:
    """An entity goes out with the mentions that name it."""
    return not isinstance(record, Entity) or any(
        mention.entity == record.id for mention in desk.all(Mention)
    )


def _bytes(path: Path) -> dict[str, bytes]:
    files = sorted(path.rglob("*")) if path.is_dir() else [path]
    return {file.name if path.is_dir() else "": file.read_bytes() for file in files}
