"""Desks of any size, made quickly: mentions of some 300 bytes, a hundred to an article."""

from __future__ import annotations

from pathlib import Path

from store.db import making
from store.db.files import Disk
from store.db.place import fresh, place_of
from store.db.store import open_store


def mention(number: int) -> bytes:
    """A record as an analyst's work leaves it."""
    return (
        b'{"id":"m%011d","by":"ann","at":"2026-01-01T00:00:00Z","article":"a%08d",'
        b'"fragments":[[%d,%d]],"quotes":["the Ministry of Foreign Affairs"],"label":"ORG",'
        b'"entity":"e%08d","attributes":{"role":"speaker","certainty":"stated outright"},'
        b'"note":"named in full here, by its short form below"'
        % (number, number // 100, number * 7 % 9000, number * 7 % 9000 + 31, number // 7)
    )


def make_desk(path: Path, count: int) -> None:
    """Write a desk of ``count`` mentions and what belongs beside it."""
    disk, place = Disk(), place_of(path)
    rows = {f"m{number:011}": mention(number) + b',"rev":1}' for number in range(count)}
    making.write_snapshot(disk, place, {"mentions": rows}, 1)
    disk.rename(fresh(place.desk), place.desk)
    open_store(path).close()
