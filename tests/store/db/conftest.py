"""A desk file in a folder of its own, and whatever opens it closed again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from store.db.store import JournalStore, open_store

Opens = Callable[..., JournalStore]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "desk.json"


@pytest.fixture
def opens(path: Path) -> Iterator[Opens]:
    """Open the desk of this test; closed at its end."""
    made: list[JournalStore] = []

    def opened(where: Path = path, **named: Any) -> JournalStore:
        made.append(open_store(where, **named))
        return made[-1]

    yield opened
    for store in made:
        store.close()
