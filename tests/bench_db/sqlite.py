"""SQLite in WAL mode with synchronous=FULL, one durable transaction for each mention.

``plain`` keeps a row and its article. ``keeping`` keeps what a commit of ours does: a row found by
each key that it names, nothing where it names none, the revision looked at before it is written,
and who did what and when with the images before and after.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from pathlib import Path

from store.db.rows import INDEXES
from tests.bench_db.desks import mention


def plain(path: Path, count: int) -> sqlite3.Connection:
    """A database of that many mentions."""
    sql = _opened(path)
    sql.execute("create table mentions (id text primary key, article text, record blob)")
    sql.execute("create index by_article on mentions (article)")
    _fill(sql, "insert into mentions values (?, ?, ?)", map(_row, range(count)))
    return sql


def insert(sql: sqlite3.Connection, number: int) -> None:
    """Add one mention."""
    sql.execute("insert into mentions values (?, ?, ?)", _row(number))


def _row(number: int) -> tuple[object, ...]:
    return f"m{number:011}", f"a{number // 100:08}", mention(number) + b"}"


def keeping(path: Path, count: int) -> sqlite3.Connection:
    """A database of that many mentions, and of what was done to them."""
    sql = _opened(path)
    sql.execute(
        "create table mentions (id text primary key, rev integer, article text, claim text, "
        "entity text, story text, record blob) without rowid"
    )
    for key in INDEXES:
        sql.execute(f"create index by_{key} on mentions ({key}) where {key} is not null")
    sql.execute(
        "create table history (sequence integer primary key, by text, at text, verb text, "
        "place text, id text, before blob, after blob)"
    )
    _fill(sql, "insert into mentions values (?, ?, ?, ?, ?, ?, ?)", map(_keyed, range(count)))
    return sql


def insert_keeping(sql: sqlite3.Connection, number: int) -> None:
    """Add one mention that is not there yet, and say so in the history."""
    row = _keyed(number)
    sql.execute("begin immediate")
    before = sql.execute("select rev, record from mentions where id = ?", row[:1]).fetchone()
    sql.execute("insert into mentions values (?, ?, ?, ?, ?, ?, ?)", row)
    said = "ann", "2026-01-01T00:00:00Z", "add mention", "mentions", row[0], before, row[-1]
    sql.execute("insert into history values (null, ?, ?, ?, ?, ?, ?, ?)", said)
    sql.execute("commit")


def _keyed(number: int) -> tuple[object, ...]:
    id, article, record = _row(number)
    return id, 0, article, None, f"e{number // 7:08}", None, record


def _opened(path: Path) -> sqlite3.Connection:
    sql = sqlite3.connect(path, isolation_level=None)
    sql.execute("pragma journal_mode=wal")
    sql.execute("pragma synchronous=full")
    return sql


def _fill(sql: sqlite3.Connection, insertion: str, rows: Iterable[tuple[object, ...]]) -> None:
    sql.execute("begin")
    sql.executemany(insertion, rows)
    sql.execute("commit")
