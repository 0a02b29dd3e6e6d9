"""One durable commit beside a bare write and fsync of as many bytes, SQLite and stock TinyDB.

SQLite twice: one row with its article, and as much as a commit of ours keeps (``sqlite.py``).
"""

from __future__ import annotations

import gc
import os
import random
import statistics
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from tinydb import TinyDB

from store.db.journal import transaction_lines
from store.db.seam import Put, Transaction
from store.db.store import JournalStore, open_store
from tests.bench_db import sqlite
from tests.bench_db.desks import make_desk, mention

TINYDB_UP_TO = 10_000


class Row(NamedTuple):
    """Medians in seconds; the ratio is that of commit and bare, measured in turns.

    ``keeping`` is SQLite's where it keeps as much as a commit of ours.
    """

    records: int
    commit: float
    bare: float
    sqlite: float
    keeping: float
    tinydb: float | None

    @property
    def ratio(self) -> float:
        return self.commit / self.bare


def measure(folder: Path, count: int, rounds: int) -> Row:
    """Each of them ``rounds`` times on a desk of that size, in another order each round."""
    path = folder / f"{count}.json"
    make_desk(path, count)
    store = open_store(path)
    blob = transaction_lines(commit(store, count))
    bare = os.open(folder / "bare", os.O_CREAT | os.O_WRONLY | os.O_APPEND, 0o600)
    plain = sqlite.plain(folder / f"{count}.sqlite", count)
    keeping = sqlite.keeping(folder / f"{count}-keeping.sqlite", count)
    # What was written to make the desks is not to be measured.
    os.sync()
    calls: list[Callable[[int], object]] = [
        lambda new: commit(store, new),
        lambda _: _bare(bare, blob),
        lambda new: sqlite.insert(plain, new),
        lambda new: sqlite.insert_keeping(keeping, new),
    ]
    own, bytes_alone, one_row, as_much = _in_turns(calls, range(count + 1, count + 1 + rounds))
    os.close(bare)
    plain.close()
    keeping.close()
    store.close()
    return Row(count, own, bytes_alone, one_row, as_much, _tinydb(path, count))


def _in_turns(calls: Sequence[Callable[[int], object]], numbers: Sequence[int]) -> list[float]:
    """The median seconds of each call; none comes always after the same other one."""
    taken: list[list[float]] = [[] for _ in calls]
    order = list(range(len(calls)))
    shuffle = random.Random(0).shuffle
    gc.disable()
    for number in numbers:
        shuffle(order)
        for place in order:
            call = calls[place]
            taken[place].append(_timed(lambda: call(number)))  # noqa: B023 - called at once
    gc.enable()
    return [statistics.median(times) for times in taken]


def _timed(call: Callable[[], object]) -> float:
    start = time.perf_counter()
    call()
    return time.perf_counter() - start


def commit(store: JournalStore, number: int) -> Transaction:
    """Add one mention that is not there yet."""
    put = Put("mentions", f"m{number:011}", mention(number) + b"}")
    return store.commit(
        [put], by="ann", at="2026-01-01T00:00:00Z", verb="add mention",
        expected={("mentions", put.id): None},
    )  # fmt: skip


def _bare(fd: int, blob: bytes) -> None:
    os.write(fd, blob)
    os.fsync(fd)


def _tinydb(path: Path, count: int) -> float | None:
    """Stock TinyDB does not even sync; above some size a single write takes seconds."""
    if count > TINYDB_UP_TO:
        return None
    copy = path.with_suffix(".tinydb.json")
    copy.write_bytes(path.read_bytes())
    with TinyDB(copy) as plain:
        table = plain.table("mentions")
        return statistics.median(_timed(lambda: table.insert({"id": "new"})) for _ in range(5))
