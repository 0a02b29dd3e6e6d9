"""One durable commit beside a bare write and fsync of as many bytes, SQLite and stock TinyDB."""

from __future__ import annotations

import gc
import os
import sqlite3
import statistics
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from tinydb import TinyDB

from store.db.journal import transaction_lines
from store.db.seam import Put, Transaction
from store.db.store import JournalStore, open_store
from tests.bench_db.desks import make_desk, mention

TINYDB_UP_TO = 10_000


class Row(NamedTuple):
    """Medians in seconds; the ratio is that of commit and bare, measured in turns."""

    records: int
    commit: float
    bare: float
    sqlite: float
    tinydb: float | None

    @property
    def ratio(self) -> float:
        return self.commit / self.bare


def measure(folder: Path, count: int, rounds: int) -> Row:
    """Commit, bare write, SQLite in turns, each ``rounds`` times, on a desk of that size."""
    path = folder / f"{count}.json"
    make_desk(path, count)
    store = open_store(path)
    blob = transaction_lines(commit(store, count))
    bare = os.open(folder / "bare", os.O_CREAT | os.O_WRONLY | os.O_APPEND, 0o600)
    sql = _sqlite(folder / f"{count}.sqlite", count)
    # What was written to make the desks is not to be measured.
    os.sync()
    times: tuple[list[float], list[float], list[float]] = ([], [], [])
    gc.disable()
    for number in range(rounds):
        new = count + 1 + number
        times[0].append(_timed(lambda: commit(store, new)))  # noqa: B023 - called at once
        times[1].append(_timed(lambda: _bare(bare, blob)))
        times[2].append(_timed(lambda: _insert(sql, new)))  # noqa: B023
    gc.enable()
    os.close(bare)
    sql.close()
    store.close()
    medians = [statistics.median(taken) for taken in times]
    return Row(count, medians[0], medians[1], medians[2], _tinydb(path, count))


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


def _sqlite(path: Path, count: int) -> sqlite3.Connection:
    sql = sqlite3.connect(path, isolation_level=None)
    sql.execute("pragma journal_mode=wal")
    sql.execute("pragma synchronous=full")
    sql.execute("create table mentions (id text primary key, article text, record blob)")
    sql.execute("create index by_article on mentions (article)")
    sql.execute("begin")
    rows = ((f"m{n:011}", f"a{n // 100:08}", mention(n) + b"}") for n in range(count))
    sql.executemany("insert into mentions values (?, ?, ?)", rows)
    sql.execute("commit")
    return sql


def _insert(sql: sqlite3.Connection, number: int) -> None:
    row = (f"m{number:011}", f"a{number // 100:08}", mention(number) + b"}")
    sql.execute("insert into mentions values (?, ?, ?)", row)


def _tinydb(path: Path, count: int) -> float | None:
    """Stock TinyDB does not even sync; above some size a single write takes seconds."""
    if count > TINYDB_UP_TO:
        return None
    copy = path.with_suffix(".tinydb.json")
    copy.write_bytes(path.read_bytes())
    with TinyDB(copy) as plain:
        table = plain.table("mentions")
        return statistics.median(_timed(lambda: table.insert({"id": "new"})) for _ in range(5))
