"""A desk for tests: two short articles of one story, no file, ids and clock that count."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from pathlib import Path

from store.desk import Desk
from store.edits import AddArticle
from store.model import Article
from tests.store.memory import MemoryStore

ONE = "The mayor of Oslo met the mayor of Bergen.\n\nThey spoke of the Oslo ferry."
TWO = "Oslo denies it.\n\nThe ferry, said Bergen, never sailed on 3 May 2021."


def counted_ids() -> Iterator[str]:
    return (f"{number:03}" for number in count(1))


def made_desk(*texts: str, annotator: str = "ann", store: MemoryStore | None = None) -> Desk:
    """A desk with articles ``a1``, ``a2`` … of story ``s1``; laying them is not undoable."""
    numbers = counted_ids()
    seconds = count()
    desk = Desk(
        Path("test.json"),
        store or MemoryStore(),
        annotator=annotator,
        new_id=lambda prefix: prefix + next(numbers),
        now=lambda: f"2026-01-01T00:00:{next(seconds) % 60:02}Z",
    )
    for number, text in enumerate(texts or (ONE, TWO), 1):
        desk.apply(
            AddArticle(Article(id=f"a{number}", story="s1", title=f"Article {number}", text=text))
        )
    return desk


def contents(desk: Desk) -> dict[tuple[str, str], bytes]:
    """Every record as stored, without the ``rev`` that each write moves on."""
    from store.db.seam import TABLES
    from store.undo import bare

    found = {}
    for table in TABLES:
        for id in desk.store.ids(table):
            raw = desk.store.get(table, id)
            if raw is not None:
                found[table, id] = bare(raw)
    return found
