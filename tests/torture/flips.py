"""Single bits turned over in each file of a desk, and what must be seen of it."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from store.db.check import check
from store.db.place import place_of
from store.db.seam import Put
from store.db.store import JournalStore, open_store
from tests.torture.fake_disk import FakeDisk
from tests.torture.power import DESK, Past, put

FILES = ("desk", "journal", "sums", "history")


class Truth(NamedTuple):
    """The desk before anything was turned over."""

    disk: FakeDisk
    records: dict[tuple[str, str], bytes]
    sequence: int


class Seen(NamedTuple):
    """What one flip did: records lost or changed, whether anything was said, and what."""

    file: str
    bit: int
    lost: tuple[tuple[str, str], ...]
    unnamed: tuple[tuple[str, str], ...]
    changes_lost: int
    said: tuple[str, ...]


def desk_of(*, is_alone: bool, is_roomy: bool = False) -> Truth:
    """A desk with snapshot, history and a journal of small and large transactions.

    ``is_alone`` leaves out the backups, from which damaged records could be proven.
    """
    disk, past = FakeDisk(), Past()
    store = open_store(DESK, disk=disk)
    for number in range(4):
        past.commit(store, put(f"m{number}", "one"))
    store.snapshot()
    past.commit(store, put("m1", "two"), Put("claims", "c1", b'{"id":"c1","story":"s"}'))
    store.snapshot()
    past.commit(store, *(put(f"b{number}", "bulk") for number in range(4)))
    past.commit(store, put("m2", "three"))
    past.commit(store, Put("mentions", "m3", None))
    past.commit(store, *(put(f"d{number}", "last") for number in range(3)))
    truth = Truth(disk.twin(), records_of(store), store.sequence)
    folder = place_of(DESK).backups
    if is_alone:
        truth.disk.live = {p: i for p, i in truth.disk.live.items() if p.parent != folder}
        truth.disk.kept = dict(truth.disk.live)
    if not is_roomy:
        _squeeze(truth.disk, place_of(DESK).journal)
    return truth


def _squeeze(disk: FakeDisk, path: Path) -> None:
    inode = disk.live[path]
    assert inode is not None
    inode.live[:] = inode.live.rstrip(b"\0")
    inode.kept = bytes(inode.live)


def records_of(store: JournalStore) -> dict[tuple[str, str], bytes]:
    """Every record but the desk's own, with its rev."""
    return {
        (table, id): raw
        for table, rows in store.rows.tables.items()
        for id, raw in rows.items()
        if table != "meta"
    }


def flipped(truth: Truth, file: str, bit: int) -> Seen:
    """Turn one bit over, open the desk and read everything."""
    disk = truth.disk.twin()
    disk.flip(getattr(place_of(DESK), file), bit)
    said = [str(finding) for finding in check(DESK, disk=disk)]
    store = open_store(DESK, disk=disk)
    found = records_of(store)
    known = sum(1 for _ in store.transactions())
    said += store.notes
    keys = found.keys() | truth.records.keys()
    lost = tuple(sorted(key for key in keys if found.get(key) != truth.records.get(key)))
    text = "\n".join(said)
    unnamed = tuple((table, id) for table, id in lost if id not in text)
    return Seen(file, bit, lost, unnamed, truth.sequence - known, tuple(said))


def flips(truth: Truth, *, bits: int, step: int = 1, seed: int = 0) -> Iterator[Seen]:
    """``bits`` bits of every ``step``-th byte of every file."""
    rng = random.Random(seed)
    for file in FILES:
        size = len(truth.disk.blob(getattr(place_of(DESK), file)))
        for byte in range(rng.randrange(step), size, step):
            for bit in rng.sample(range(8), bits):
                yield flipped(truth, file, byte * 8 + bit)
