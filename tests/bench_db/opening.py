"""Opening a desk beside ``json.load`` of the same file, and the memory of a record."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

_OURS = """
import os, sys, time
from store.db.store import open_store
def held():
    return int(open("/proc/self/statm").read().split()[1]) * os.sysconf("SC_PAGE_SIZE")
before = held()
start = time.perf_counter()
store = open_store(sys.argv[1], read_only=True)
print(time.perf_counter() - start, (held() - before) / len(store.ids("mentions")))
"""
_JSON = """
import json, sys, time
start = time.perf_counter()
with open(sys.argv[1]) as file:
    found = json.load(file)
print(time.perf_counter() - start, 0)
"""


class Row(NamedTuple):
    """Seconds to open, seconds of ``json.load``, bytes of memory and of file a record."""

    records: int
    opening: float
    json: float
    memory: float
    size: float


def measure(path: Path, count: int, rounds: int = 3) -> Row:
    """Each in a process of its own, in turns; the fastest of each counts."""
    ours, theirs = [], []
    for _ in range(rounds):
        ours.append(_run(_OURS, path))
        theirs.append(_run(_JSON, path))
    return Row(
        count,
        min(taken for taken, _ in ours),
        min(taken for taken, _ in theirs),
        min(held for _, held in ours),
        path.stat().st_size / count,
    )


def _run(code: str, path: Path) -> tuple[float, float]:
    done = subprocess.run(
        [sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=True
    )
    taken, held = done.stdout.split()
    return float(taken), float(held)
