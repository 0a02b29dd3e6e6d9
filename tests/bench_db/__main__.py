"""Print the ratios; ``--large`` adds a desk of a million records."""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from tests.bench_db import commits, opening, pauses

SIZES = (1_000, 10_000, 100_000)
MILLION = 1_000_000


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench_db")
    parser.add_argument("--large", action="store_true", help="a desk of a million records too")
    parser.add_argument("--rounds", type=int, default=400, help="commits a size")
    parser.add_argument("--folder", help="where to write: the disk to measure")
    asked = parser.parse_args()
    sizes = (*SIZES, MILLION) if asked.large else SIZES
    with tempfile.TemporaryDirectory(dir=asked.folder) as name:
        folder = Path(name)
        print(f"file system: {file_system(folder)}")
        _commits(folder, sizes, asked.rounds)
        for count in sizes[2:]:
            _opening(folder / f"{count}.json", count)
        row = pauses.measure(folder / "100000.json", 100_000)
        print(
            f"fold of 100,000 in the background ({row.fold:.2f} s): a 60 Hz loop waits "
            f"{row.worst * 1e3:.0f} ms at worst (alone {row.alone * 1e3:.0f}), "
            f"a commit {row.commit * 1e3:.0f} ms"
        )


def _commits(folder: Path, sizes: tuple[int, ...], rounds: int) -> None:
    first = None
    for count in sizes:
        row = commits.measure(folder, count, rounds)
        first = first or row
        tinydb = f", stock TinyDB {row.tinydb / row.commit:.0f}x this" if row.tinydb else ""
        print(
            f"commit at {count:>9,}: {row.ratio:.2f}x a bare write+fsync "
            f"({row.bare * 1e6:.0f} µs), {row.commit / first.commit:.2f}x that at {sizes[0]:,} "
            f"({row.ratio / first.ratio:.2f}x by ratio); "
            f"SQLite WAL FULL {row.sqlite / row.commit:.2f}x this, keeping as much "
            f"{row.keeping / row.commit:.2f}x{tinydb}"
        )


def _opening(path: Path, count: int) -> None:
    row = opening.measure(path, count)
    print(
        f"open   at {count:>9,}: {row.opening / row.json:.2f}x json.load ({row.opening:.2f} s); "
        f"{row.memory:.0f} bytes of memory a record of {row.size:.0f} in the file"
    )


def file_system(folder: Path) -> str:
    """The type of the file system that a folder is on, as the kernel names it."""
    best = ("", "unknown")
    try:
        mounts = Path("/proc/mounts").read_text().splitlines()
    except OSError:
        return best[1]
    for line in mounts:
        _, where, kind, *_ = line.split(" ")
        if folder.resolve().is_relative_to(where) and len(where) >= len(best[0]):
            best = where, kind
    return best[1]


if __name__ == "__main__":
    main()
