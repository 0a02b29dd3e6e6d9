"""The longest a loop of 60 Hz waits while the desk is folded in the background."""

from __future__ import annotations

import time
from pathlib import Path
from typing import NamedTuple

from store.db.store import open_store
from tests.bench_db.commits import commit

FRAME = 1 / 60


class Row(NamedTuple):
    """Seconds: the worst lateness of a frame alone and while folding; of the fold; of a commit."""

    alone: float
    worst: float
    fold: float
    commit: float


def measure(path: Path, count: int) -> Row:
    """Run the loop beside a fold of a desk of ``count`` records, committing every tenth frame."""
    store = open_store(path)
    for number in range(200):
        commit(store, count * 2 + number)
    alone = max(_late() for _ in range(60))
    start = time.perf_counter()
    thread = store.fold_in_background()
    worst = longest = 0.0
    frames = 0
    while thread.is_alive():
        worst = max(worst, _late())
        frames += 1
        if frames % 10 == 0:
            begun = time.perf_counter()
            commit(store, count * 3 + frames)
            longest = max(longest, time.perf_counter() - begun)
    fold = time.perf_counter() - start
    store.close()
    return Row(alone, worst, fold, longest)


def _late() -> float:
    start = time.perf_counter()
    time.sleep(FRAME)
    return time.perf_counter() - start - FRAME
