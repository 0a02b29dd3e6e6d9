"""The long versions of the durability tests, with their figures; ``python -m tests.torture``."""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from store.db.faults import NotSaved
from store.db.seam import Put
from store.db.store import open_store
from tests.torture import faults, flips, kills, mending, power, terminals, together

SMALL = "2m"


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.torture")
    parser.add_argument("--scale", type=float, default=1.0, help="1: the full figures")
    scale = parser.parse_args().scale
    runs: dict[str, Callable[[], str]] = {
        "power cuts": lambda: _power(int(10_000 * scale)),
        "power cuts while mending": lambda: _mending(max(2, int(60 * scale))),
        "power cuts, each sync left out": _deaf,
        "one call fails": lambda: f"{sum(faults.failures(draws=3)):,} outcomes, 0 broken",
        "flipped bits": lambda: _flips(step=1 if scale >= 1 else 7),
        "kill -9": lambda: _kills(int(1_000 * scale)),
        "4 processes": lambda: _together(int(500 * scale)),
        "full tmpfs": _full,
        "closed terminals": lambda: _closed(max(1, int(100 * scale))),
    }
    broken = 0
    for name, run in runs.items():
        start = time.monotonic()
        try:
            said = run()
        except power.Broken as error:
            said = f"BROKEN: {error}"
            broken += 1
        print(f"{name}: {said} ({time.monotonic() - start:.0f} s)", flush=True)
    return 1 if broken else 0


def _power(wanted: int) -> str:
    count = seed = 0
    while count < wanted:
        seed += 1
        count += sum(power.outcomes(seed + 100, draws=9))
    return f"{count:,} outcomes of {seed} histories, 0 invariants broken"


def _mending(draws: int) -> str:
    scenes = mending.scenes()
    count = sum(sum(mending.cuts(scene, draws=draws)) for scene in scenes.values())
    return f"{count:,} outcomes ({', '.join(scenes)}), 0 promises broken"


def _deaf() -> str:
    sites = sorted(power.calls_of(1)[1])
    missed = []
    for site in sites:
        try:
            power.cut_many(deaf=frozenset({site}))
        except power.Broken:
            continue
        missed.append(" ".join(site))
    if missed:
        raise power.Broken(f"not noticed: {missed}")
    return f"{len(sites)} of {len(sites)} noticed"


def _flips(step: int) -> str:
    count = worst = 0
    for is_alone in (True, False):
        for seen in flips.flips(flips.desk_of(is_alone=is_alone), bits=3, step=step):
            if not seen.said or seen.unnamed or len(seen.lost) > 2:
                raise power.Broken(str(seen))
            worst = max(worst, len(seen.lost))
            count += 1
    return f"{count:,} flips, 0 silent, at most {worst} records lost, each named"


def _kills(wanted: int) -> str:
    with tempfile.TemporaryDirectory() as folder:
        killed, saved = kills.kills(Path(folder), wanted)
    return f"{killed:,} kills, {saved:,} acknowledged, 0 lost, 0 unreadable, 0 undone back"


def _together(commits: int) -> str:
    with tempfile.TemporaryDirectory() as folder:
        wanted, found = together.together(Path(folder) / "desk.json", 4, commits)
    if wanted != found:
        raise power.Broken(f"{found} of {wanted}")
    return f"{found:,} of {wanted:,} commits"


def _closed(wanted: int) -> str:
    with tempfile.TemporaryDirectory() as folder:
        closed, shown = terminals.closed_terminals(Path(folder), wanted)
    return f"{closed} closed while typing, {shown} tags shown as saved, 0 lost, 0 processes left"


def _full() -> str:
    """Fill a small tmpfs, free it, fill it again; skipped by name where none can be mounted."""
    with tempfile.TemporaryDirectory() as name:
        mount = ["mount", "-t", "tmpfs", "-o", f"size={SMALL}", "tmpfs", name]
        if sys.platform != "linux" or subprocess.run(mount, capture_output=True).returncode:
            return "not run: this user cannot mount a tmpfs"
        try:
            return _filled(Path(name))
        finally:
            subprocess.run(["umount", name], check=True)


def _filled(folder: Path) -> str:
    store = open_store(folder / "desk.json")
    ballast = folder / "ballast"
    ballast.write_bytes(bytes(1 << 20))
    saved: list[str] = []
    refused = 0
    for number in range(4000):
        try:
            id = f"m{number}"
            record = b'{"id":"%b","note":"%b"}' % (id.encode(), b"x" * 400)
            store.commit([Put("mentions", id, record)], by="a", at="", verb="put")
            saved.append(id)
            if number % 100 == 99:
                store.snapshot()
        except NotSaved:
            refused += 1
            if refused == 40:
                ballast.unlink(missing_ok=True)
    again = open_store(store.place.desk, read_only=True)
    if list(again.ids("mentions")) != saved or again.notes or not refused:
        raise power.Broken(f"{len(saved)} acknowledged, {len(again.ids('mentions'))} there")
    again.close()
    with suppress(NotSaved):
        store.close()
    return f"{len(saved):,} acknowledged and reopened, {refused:,} refused cleanly"


if __name__ == "__main__":
    sys.exit(main())
