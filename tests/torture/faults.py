"""One call of the disk fails, any of them: what was acknowledged is there, and no more is lost."""

from __future__ import annotations

import errno
import random
from collections.abc import Iterator
from contextlib import suppress

from store.db.faults import NoDesk, NotSaved
from store.db.store import JournalStore, open_store
from store.errors import VariorumError
from tests.torture.fake_disk import FakeDisk
from tests.torture.power import DESK, Broken, Past, examine, put

ERRORS = (errno.ENOSPC, errno.EIO, errno.EROFS, errno.EDQUOT, errno.EFBIG)


def stubborn_history(disk: FakeDisk, past: Past) -> None:
    """Commits and folds, going on after whatever fails; opened anew once nothing is written."""
    for sitting in range(3):
        try:
            store = open_store(DESK, disk=disk)
        except NoDesk:
            continue
        if store.reading is not None:
            continue
        past.is_made = True
        for step in range(6):
            _stubborn_step(store, past, step, f"{sitting}{step}")
            if store.failed is not None:
                return
        with suppress(VariorumError):
            store.close()
        if store.failed is not None:
            return


def _stubborn_step(store: JournalStore, past: Past, step: int, name: str) -> None:
    try:
        if step in {2, 4}:
            store.snapshot()
        elif step == 3:
            past.commit(store, *(put(f"b{name}{part}", "bulk", 90) for part in range(5)))
        else:
            past.commit(store, put(f"m{name}", "one"))
    except NotSaved as error:
        _examine_refusal(past, store.sequence, error)
        if store.failed is None:
            past.asked = None


def _examine_refusal(past: Past, sequence: int, error: NotSaved) -> None:
    if "\n" in str(error) or "NOT SAVED" not in str(error):
        raise Broken(f"no clear line: {error}")
    if sequence != len(past.states) - 1:
        raise Broken("memory is ahead of the disk")


def failures(*, step: int = 1, draws: int = 1) -> Iterator[int]:
    """Every ``step``-th call fails, each in every way; then the power goes. Raises Broken."""
    disk = FakeDisk()
    stubborn_history(disk, Past())
    for error in ERRORS:
        rng = random.Random(error)
        for fail_at in range(1 + rng.randrange(step), disk.calls + 1, step):
            failing, past = FakeDisk(), Past()
            failing.fail_at, failing.error = fail_at, error
            stubborn_history(failing, past)
            failing.fail_at = None
            for _ in range(draws):
                examine(failing.after_cut(rng), past)
                yield 1
            examine(failing.twin(), past)
            yield 1
