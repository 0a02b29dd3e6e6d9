"""Writers killed at any moment: what they were told was saved is there, what was undone is not."""

from __future__ import annotations

import os
import random
import select
import signal
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple, NoReturn

from store.db.check import check
from store.db.seam import Put
from store.db.store import JournalStore, open_store
from tests.torture.power import Broken

PUT, REMOVED = "put", "removed"


class Told(NamedTuple):
    """What one writer announced and was told was saved, by id; the last word counts."""

    saved: dict[str, str]
    asked: tuple[str, str] | None


class Writer:
    """A forked process that runs ``work`` with a function to speak into a pipe."""

    def __init__(self, work: Callable[[Callable[[str], None]], None]) -> None:
        self._pipe, out = os.pipe()
        self.pid = os.fork()
        if not self.pid:
            os.close(self._pipe)
            _run(work, out)
        os.close(out)
        self._heard = b""

    def listen(self, seconds: float) -> None:
        """Read what is said for that long, so that the pipe never fills."""
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            # poll, not select: a test run may hold more than a thousand files open.
            waiting = select.poll()
            waiting.register(self._pipe, select.POLLIN)
            if waiting.poll(left * 1000):
                blob = os.read(self._pipe, 1 << 16)
                if not blob:
                    return
                self._heard += blob

    def kill(self) -> None:
        os.kill(self.pid, signal.SIGKILL)

    def ended(self) -> tuple[list[str], int]:
        """All lines said, and how the process ended."""
        while blob := os.read(self._pipe, 1 << 16):
            self._heard += blob
        os.close(self._pipe)
        _, status = os.waitpid(self.pid, 0)
        whole, _, _ = self._heard.rpartition(b"\n")
        return whole.decode().splitlines(), status


def _say(out: int, line: str) -> None:
    os.write(out, line.encode() + b"\n")


def _run(work: Callable[[Callable[[str], None]], None], out: int) -> NoReturn:
    code = 1
    try:
        work(lambda line: _say(out, line))
        code = 0
    except BaseException as error:  # the parent must hear of it, whatever it is
        _say(out, f"! {error!r}")
    finally:
        os._exit(code)


def endless(path: Path, name: str, seed: int) -> Callable[[Callable[[str], None]], None]:
    """Commit, take back and fold for ever, saying before and after each what it is."""

    def work(say: Callable[[str], None]) -> None:
        rng = random.Random(seed)
        store = open_store(path)
        say("+ opened")
        number = 0
        while True:
            number += 1
            id = f"{name}{seed}n{number}"
            _one(store, say, rng, id)
            if rng.random() < 0.05:
                store.snapshot()

    return work


def _one(store: JournalStore, say: Callable[[str], None], rng: random.Random, id: str) -> None:
    size = rng.choice((10, 300, 3000, 30_000))
    records = [id] if rng.random() < 0.8 else [f"{id}p{part}" for part in range(9)]
    say(f"? {PUT} {' '.join(records)}")
    store.commit(
        [Put("mentions", one, b'{"id":"%b","note":"%b"}' % (one.encode(), b"x" * size))
         for one in records],
        by=id[0], at="", verb="put",
    )  # fmt: skip
    say(f"= {PUT} {' '.join(records)}")
    if rng.random() < 0.4:
        say(f"? {REMOVED} {' '.join(records)}")
        store.commit(
            [Put("mentions", one, None) for one in records],
            by=id[0], at="", verb="undo", undoes=store.sequence,
        )  # fmt: skip
        say(f"= {REMOVED} {' '.join(records)}")


def kill_round(path: Path, writers: int, rng: random.Random) -> int:
    """Start writers, kill each at some moment, open the desk. Raises Broken."""
    seeds = [rng.randrange(1 << 30) for _ in range(writers)]
    running = [Writer(endless(path, "abc"[n], seed)) for n, seed in enumerate(seeds)]
    rng.shuffle(running)
    saved = 0
    lines: list[list[str]] = []
    for writer in running:
        writer.listen(rng.uniform(0.003, 0.06))
        writer.kill()
    for writer in running:
        said, _ = writer.ended()
        if any(line.startswith("!") for line in said):
            raise Broken(f"a writer failed: {said[-1]}")
        lines.append(said)
    store = open_store(path)
    if store.reading is not None:
        raise Broken(store.reading)
    for said in lines:
        saved += _examine(store, said)
    if wrong := [one for one in check(path) if one.kind != "leftover"]:
        raise Broken(f"check says {wrong}")
    store.close()
    return saved


def _examine(store: JournalStore, said: list[str]) -> int:
    saved: dict[str, str] = {}
    last = ""
    count = 0
    for line in said:
        mark, what, *ids = line.split(" ")
        if mark == "=":
            saved.update(dict.fromkeys(ids, what))
            count += 1
            last = ""
        elif mark == "?":
            last = line
    _, what, *open_ids = last.split(" ") if last else ("", "")
    present = {id: store.get("mentions", id) is not None for id in [*saved, *open_ids]}
    if len({present[id] for id in open_ids}) > 1:
        raise Broken(f"half of one change: {open_ids}")
    for id, last_word in saved.items():
        if id not in open_ids and present[id] != (last_word == PUT):
            raise Broken(f"{id} was acknowledged as {last_word}")
    return count


def kills(folder: Path, count: int, *, seed: int = 0) -> tuple[int, int]:
    """At least ``count`` kills with 1, 2 and 3 writers; (kills, acknowledged commits)."""
    rng = random.Random(seed)
    killed = saved = rounds = 0
    while killed < count:
        writers = rounds % 3 + 1
        saved += kill_round(folder / f"desk{rounds // 30}.json", writers, rng)
        killed += writers
        rounds += 1
    return killed, saved
