"""Power cuts: one small history of a desk, cut at every call, and what must hold afterwards."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

from store.db.check import check
from store.db.faults import NotSaved
from store.db.folding import Fold
from store.db.place import place_of
from store.db.seam import Put, Transaction
from store.db.store import JournalStore, open_store
from tests.torture.fake_disk import FakeDisk, PowerCut, Site

DESK = Path("/desk/a.json")
Records = dict[tuple[str, str], bytes]


class Broken(AssertionError):
    """A promise of the store was not kept."""


def record(id: str, note: str, size: int = 0) -> bytes:
    """A record as the desk would hand it over."""
    fields = {"id": id, "article": f"a{len(id) % 3}", "note": note + "x" * size}
    return json.dumps(fields, separators=(",", ":")).encode()


class Past:
    """What was acknowledged, and what was asked for and not answered yet."""

    def __init__(self) -> None:
        self.states: list[Records] = [{}]
        self.is_made = False
        self.asked: Records | None = None
        self.marks: dict[str, int] = {}

    def commit(self, store: JournalStore, *puts: Put) -> Transaction:
        state = dict(self.states[-1])
        for one in puts:
            if one.record is None:
                state.pop((one.table, one.id), None)
            else:
                state[one.table, one.id] = one.record
        self.asked = state
        done = store.commit(puts, by="ann", at="2026-01-01T00:00:00Z", verb="put")
        self.states.append(state)
        self.asked = None
        if done.sequence != len(self.states) - 1:
            raise Broken(f"sequence {done.sequence} after {len(self.states) - 2}")
        return done


def put(id: str, note: str, size: int = 0) -> Put:
    return Put("mentions", id, record(id, note, size))


def history_of_a_desk(disk: FakeDisk, past: Past, seed: int) -> None:
    """Commits small and large, folds with commits meanwhile, two handles, closings."""
    rng = random.Random(seed)
    store = open_store(DESK, disk=disk)
    past.is_made = True
    for number in range(3):
        past.commit(store, put(f"m{number}", "first", rng.choice((0, 700))))
    past.marks["fold"] = disk.calls
    store.snapshot()
    past.marks["folded"] = disk.calls
    past.commit(store, *(put(f"b{number}", "bulk", 200) for number in range(4)))
    other = open_store(DESK, disk=disk)
    past.commit(other, put("m1", "second"), Put("mentions", "m0", None))
    past.commit(store, put("m2", "third", 600))
    past.marks["full"] = disk.calls
    _fill(disk, past, store)
    past.marks["refilling"] = disk.calls
    past.commit(store, *(put(f"f{number}", "kept", 300) for number in range(6)))
    past.marks["refilled"] = disk.calls
    _fold_between(store, lambda: past.commit(other, put("m3", "while folding")))
    past.commit(store, put("m4", "after"))
    store.close()
    past.commit(other, put("m5", "last"))
    other.close()
    store = open_store(DESK, disk=disk)
    past.commit(store, put("m0", "again"))
    store.close()


def _fill(disk: FakeDisk, past: Past, store: JournalStore) -> None:
    """A commit that finds the disk full half way: refused, and never to be seen again."""
    disk.is_full = True
    try:
        past.commit(store, *(put(f"f{number}", "lost", 300) for number in range(6)))
    except NotSaved:
        past.asked = None
    else:
        raise Broken("a commit on a full disk was acknowledged")
    finally:
        disk.is_full = False


def _fold_between(store: JournalStore, meanwhile: Callable[[], object]) -> None:
    fold = Fold(store, None)
    finish = fold._finish

    def late(stamp: object) -> None:
        meanwhile()
        finish(stamp)  # type: ignore[arg-type]

    fold._finish = late  # type: ignore[method-assign]
    fold.run()


def calls_of(seed: int, deaf: frozenset[Site] = frozenset()) -> tuple[int, set[Site]]:
    """How many calls the history makes, and from where it syncs."""
    disk = FakeDisk(deaf=deaf)
    history_of_a_desk(disk, Past(), seed)
    return disk.calls, disk.sites


def run_until(cut_at: int, seed: int, deaf: frozenset[Site]) -> tuple[FakeDisk, Past]:
    """The disk and what was promised when the power goes at that call."""
    disk, past = FakeDisk(deaf=deaf), Past()
    disk.cut_at = cut_at
    with suppress(PowerCut):
        history_of_a_desk(disk, past, seed)
    return disk, past


def outcomes(
    seed: int, draws: int, *, deaf: frozenset[Site] = frozenset(), step: int = 1
) -> Iterator[int]:
    """Cut at every call (every ``step``-th), ``draws`` fates each; yields 1 for each outcome.

    Every third outcome loses power again while it recovers. Raises Broken.
    """
    total, _ = calls_of(seed, deaf)
    rng = random.Random(seed)
    for cut_at in range(rng.randrange(step), total + 1, step):
        disk, past = run_until(cut_at, seed, deaf)
        for draw in range(draws):
            survivor = disk.after_cut(rng)
            _examine_bytes(survivor, past)
            if draw % 3 == 2:
                survivor = _cut_again(survivor, past, rng)
                yield 1
            examine(survivor, past)
            yield 1


def cut_many(*, draws: int = 6, deaf: frozenset[Site] = frozenset()) -> int:
    """Outcomes of three histories. Raises Broken."""
    return sum(sum(outcomes(seed, draws, deaf=deaf)) for seed in (1, 2, 3))


def cut_between(first: str, last: str, *, draws: int, seed: int) -> int:
    """Outcomes of cuts at the calls between two marks of a history. Raises Broken."""
    past = Past()
    history_of_a_desk(FakeDisk(), past, seed)
    rng = random.Random(seed)
    count = 0
    for cut_at in range(past.marks[first], past.marks[last] + 1):
        disk, so_far = run_until(cut_at, seed, frozenset())
        for _ in range(draws):
            survivor = disk.after_cut(rng)
            if count % 2:
                survivor = _cut_again(survivor, so_far, rng)
            examine(survivor, so_far)
            count += 1
    return count


def _cut_again(disk: FakeDisk, past: Past, rng: random.Random) -> FakeDisk:
    """Open, fold and close, and lose power on the way."""
    disk.cut_at = rng.randrange(1, 40)
    try:
        store = open_store(DESK, disk=disk)
        store.snapshot()
        store.close()
    except PowerCut:
        pass
    disk.cut_at = None
    return disk.after_cut(rng)


def _examine_bytes(disk: FakeDisk, past: Past) -> None:
    """The desk file is whole at every instant, before anyone mends anything."""
    if DESK not in disk.live:
        if past.is_made:
            raise Broken("the desk file is gone")
        return
    try:
        json.loads(disk.blob(DESK))
    except ValueError as error:
        raise Broken(f"the desk file is no JSON: {error}") from error


def examine(disk: FakeDisk, past: Past) -> None:
    """Everything that must hold for a desk after a power cut. Raises Broken."""
    if DESK not in disk.live and not past.is_made:
        if disk.identity(place_of(DESK).journal) is not None:
            raise Broken("a journal without its desk")
        return
    store = _opened(disk)
    found = _state(store)
    number = store.sequence
    if number == len(past.states) and past.asked is not None:
        if found != past.asked:
            raise Broken(f"change {number} is not whole")
    elif number != len(past.states) - 1:
        raise Broken(f"at {number}, acknowledged {len(past.states) - 1}")
    elif found != past.states[-1]:
        raise Broken(f"not the records of change {number}")
    _examine_history(store, number)
    done = store.commit([put("z", "new")], by="ann", at="", verb="put")
    survivor = disk.after_cut(random.Random(number))
    again = _opened(survivor)
    if again.sequence != done.sequence or again.get("mentions", "z") is None:
        raise Broken("a commit after the power cut is not kept")
    again.snapshot()
    _examine_history(again, done.sequence)
    wrong = check(DESK, disk=survivor)
    if any(finding.kind not in {"leftover"} for finding in wrong):
        raise Broken(f"check says {wrong}")


def _opened(disk: FakeDisk) -> JournalStore:
    store = open_store(DESK, disk=disk)
    if store.reading is not None:
        raise Broken(f"not writable: {store.reading}")
    unexpected = [note for note in store.notes if "unfinished change" not in note]
    if unexpected:
        raise Broken(f"damage where there is none: {unexpected}")
    return store


def _state(store: JournalStore) -> Records:
    found = {}
    for table in store.rows.tables:
        for id in store.ids(table):
            raw = store.get(table, id)
            assert raw is not None
            if table != "meta":
                found[table, id] = raw[: raw.rindex(b',"rev":')] + b"}"
    return found


def _examine_history(store: JournalStore, number: int) -> None:
    known = [one.sequence for one in store.transactions()]
    if known != list(range(number, 0, -1)):
        raise Broken(f"of {number} changes these can be undone: {known}")
