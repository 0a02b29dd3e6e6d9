"""What consumers are given: the desk with everything in it, and one with enough to learn from."""

from __future__ import annotations

import sys
from pathlib import Path

from store.desk import Desk
from store.formats.choice import Choice
from store.formats.exchange import export_desk
from store.formats.registry import find_format
from store.model import Article, Record, Story
from tests.store.formats.desks import desk_of, full_desk, mention
from tests.store.formats.round_trip import files, silent_fields

_LINE = "The mayor of Oslo met Ann Berg in Bergen, and nobody else came to the harbour.\n"


def folder() -> Path:
    """Where this consumer's files go."""
    return Path(sys.argv[1])


def exported(name: str, desk: Desk | None = None, *, split: bool = False) -> Path:
    """The desk with everything in it, or another, in a format.

    Twice the same bytes, and no field of a record forgotten in silence.
    """
    given = desk or full_desk()
    suffix = find_format(name).suffix
    stem = name if desk is None else f"{name}-many"
    path, again = folder() / f"{stem}{suffix}", folder() / f"{stem}-again{suffix}"
    for place in (path, again):
        export_desk(given, name, place, choice=Choice(split=split))
    assert files(path) == files(again), f"{name}: the same desk is not the same bytes"
    if desk is None:
        assert not list(silent_fields(name, given))
    return path


def many_articles() -> Desk:
    """Stories of two articles, each with three mentions and one that others stand in."""
    records: list[Record] = []
    for number in range(160):
        text = f"{number}. {_LINE}"
        shift = len(text) - len(_LINE)
        records.append(Story(id=f"s{number}"))
        for version in range(2):
            id = f"a{number}-{version}"
            records.append(Article(id=id, story=f"s{number}", title="", text=text + " " * version))
            places = {"PERSON": (22, 30), "GPE": (13, 17), "LOC": (34, 40), "ORG": (4, 17)}
            records += [
                mention(
                    f"m{id}{label}", text, (start + shift, end + shift), article=id, label=label
                )
                for label, (start, end) in places.items()
            ]
    return desk_of(*records)
