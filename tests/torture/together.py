"""Several processes that write one desk at once, with folds between."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

from store.db.seam import Conflict, Put
from store.db.store import open_store
from tests.torture.kills import Writer
from tests.torture.power import Broken


def committing(path: Path, name: str, count: int) -> Callable[[Callable[[str], None]], None]:
    """Put ``count`` records of its own, and count one record that all share."""

    def work(say: Callable[[str], None]) -> None:
        rng = random.Random(name)
        store = open_store(path)
        for number in range(count):
            record = b'{"id":"%b","article":"a"}' % f"{name}{number}".encode()
            store.commit([Put("mentions", f"{name}{number}", record)], by=name, at="", verb="put")
            if number % 10 == 0:
                _count_up(store, name)
            if rng.random() < 0.02:
                store.snapshot()
        store.close()
        say("done")

    return work


def _count_up(store: object, name: str) -> None:
    from store.db.rows import rev_of
    from store.db.store import JournalStore

    assert isinstance(store, JournalStore)
    while True:
        store.watch(store.sequence)
        found = store.get("topics", "shared")
        number = 0 if found is None else int(found.split(b'"n":')[1].split(b",")[0])
        expected = None if found is None else rev_of(found)
        put = Put("topics", "shared", b'{"id":"shared","n":%d}' % (number + 1))
        try:
            store.commit(
                [put], by=name, at="", verb="count", expected={("topics", "shared"): expected}
            )
        except Conflict:
            continue
        return


def together(path: Path, processes: int, commits: int) -> tuple[int, int]:
    """How many commits there should be, and how many there are. Raises Broken."""
    names = "abcdefgh"[:processes]
    running = [Writer(committing(path, name, commits)) for name in names]
    for writer in running:
        said, status = writer.ended()
        if status or said != ["done"]:
            raise Broken(f"a writer ended with {status}: {said}")
    store = open_store(path)
    found = len(store.ids("mentions"))
    shared = store.get("topics", "shared") or b""
    counted = int(shared.split(b'"n":')[1].split(b",")[0])
    wanted = processes * ((commits + 9) // 10)
    if counted != wanted:
        raise Broken(f"{wanted - counted} of {wanted} counts were overwritten unseen")
    known = [one.sequence for one in store.transactions()]
    if known != list(range(store.sequence, 0, -1)) or store.notes:
        raise Broken(f"history: {len(known)} of {store.sequence}; {store.notes}")
    store.close()
    return processes * commits, found
