"""Power cuts in what happens rarely: choosing between versions, a migration, a history trimmed."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import NamedTuple

from store.db import folding, repair
from store.db.place import place_of
from store.db.seam import Put
from store.db.store import JournalStore, open_store
from tests.torture.fake_disk import FakeDisk, PowerCut, Site
from tests.torture.flips import desk_of, records_of
from tests.torture.power import DESK, Broken, Past, put

OLD = b"""{"meta":{
"1":{"id":"meta","schema":0,"sequence":7,"title":"kept"}
},"mentions":{
"1":{"id":"m1","article":"a","strange":[1,{"x":2}],"rev":3}
}}
"""
CAP = 3000


class Scene(NamedTuple):
    """A desk as it stands, what is done to it, and what must hold whenever that was cut short."""

    disk: FakeDisk
    act: Callable[[FakeDisk], None]
    examine: Callable[[FakeDisk], None]


def scenes() -> dict[str, Scene]:
    """Everything that happens rarely, by name."""
    return {
        "choose what is kept": _choosing("kept"),
        "choose the file": _choosing("file"),
        "migrate": _migration(),
        "trim the history": _trimming(),
    }


def sites_of(scene: Scene) -> set[Site]:
    """From where it syncs."""
    disk = scene.disk.twin()
    scene.act(disk)
    return disk.sites


def cuts(
    scene: Scene, *, draws: int, deaf: frozenset[Site] = frozenset(), seed: int = 1
) -> Iterator[int]:
    """Cut at every call, ``draws`` fates each, every other one while mended. Raises Broken."""
    whole = scene.disk.twin()
    scene.act(whole)
    rng = random.Random(seed)
    for cut_at in range(whole.calls + 1):
        disk = scene.disk.twin()
        disk.deaf = deaf
        disk = _until(scene, disk, cut_at)
        for draw in range(draws):
            survivor = disk.after_cut(rng)
            _examine_bytes(survivor)
            if draw % 2:
                survivor = _until(scene, survivor, rng.randrange(60)).after_cut(rng)
            scene.examine(survivor)
            yield 1


def _until(scene: Scene, disk: FakeDisk, cut_at: int) -> FakeDisk:
    disk.cut_at = cut_at
    with suppress(PowerCut):
        scene.act(disk)
    disk.cut_at = None
    return disk


def _examine_bytes(disk: FakeDisk) -> None:
    """The desk file is whole at every instant, before anyone mends anything."""
    try:
        json.loads(disk.blob(DESK))
    except ValueError as error:
        raise Broken(f"the desk file is no JSON: {error}") from error


def _writable(disk: FakeDisk) -> JournalStore:
    store = open_store(DESK, disk=disk)
    if store.reading is not None:
        raise Broken(f"not writable: {store.reading}")
    store.commit([put("z", "new")], by="ann", at="", verb="put")
    store.commit([Put("mentions", "z", None)], by="ann", at="", verb="put")
    return store


def _choosing(take: repair.Take) -> Scene:
    """One record of the snapshot was written over; its last state is in the history."""
    truth = desk_of(is_alone=True)
    disk = truth.disk
    at = disk.blob(DESK).index(b'"note":"one"') + 8
    disk.flip(DESK, at * 8)
    found = disk.blob(DESK)
    done = disk.twin()
    repair.choose(DESK, take, disk=done)
    chosen = open_store(DESK, disk=done)
    wanted = _notes(chosen)
    known = {one.sequence for one in chosen.transactions()}
    shown = _notes(open_store(DESK, disk=disk.twin()))

    def examine(disk: FakeDisk) -> None:
        store = open_store(DESK, disk=disk)
        if store.reading is not None:
            if _notes(store) not in (shown, wanted):
                raise Broken("before a version is chosen, another one is shown")
            repair.choose(DESK, take, disk=disk)
        store = _writable(disk)
        if _notes(store) != wanted:
            raise Broken("not the version that was chosen")
        if not known <= {one.sequence for one in store.transactions()}:
            raise Broken("a change before the choice can no longer be undone")
        folder = place_of(DESK).damaged
        kept = [disk.blob(folder / name) for name in disk.names(folder)]
        if disk.blob(DESK) != found and found not in kept:
            raise Broken("the damaged original is nowhere")

    def act(disk: FakeDisk) -> None:
        repair.choose(DESK, take, disk=disk)

    return Scene(disk, act, examine)


def _notes(store: JournalStore) -> dict[tuple[str, str], bytes]:
    """The records, less what counts the writes."""
    return {key: raw[: raw.rindex(b',"rev":')] for key, raw in records_of(store).items()}


def _migration() -> Scene:
    disk = FakeDisk()
    fd = disk.open(DESK, write=True, create=True)
    disk.write(fd, OLD, 0)
    disk.close(fd)
    disk = disk.twin()

    def examine(disk: FakeDisk) -> None:
        schema = json.loads(disk.blob(DESK))["meta"]["1"]["schema"]
        folder = place_of(DESK).backups
        kept = [disk.blob(folder / name) for name in disk.names(folder)]
        if schema and OLD not in kept:
            raise Broken("migrated, and no backup of what it was")
        store = _writable(disk)
        found = store.get("mentions", "m1") or b""
        if json.loads(found) != {"id": "m1", "article": "a", "strange": [1, {"x": 2}], "rev": 3}:
            raise Broken(f"not the record it was: {found!r}")
        if json.loads(disk.blob(DESK))["meta"]["1"]["schema"] != 1:
            raise Broken("not migrated")

    return Scene(disk, lambda disk: open_store(DESK, disk=disk).close(), examine)


def _trimming() -> Scene:
    """A fold whose history is over its cap: the newest half stays, without a gap."""
    disk, past = FakeDisk(), Past()
    store = open_store(DESK, disk=disk)
    for number in range(12):
        past.commit(store, put(f"m{number}", "one", 90))
        if number % 4 == 3 and number < 11:
            store.snapshot()
    disk = disk.twin()

    def act(disk: FakeDisk) -> None:
        store = open_store(DESK, disk=disk)
        store.history_cap = CAP
        folding.Fold(store, None, is_forced=True).run()

    def examine(disk: FakeDisk) -> None:
        store = open_store(DESK, disk=disk)
        if store.reading is not None or store.sequence != 12:
            raise Broken(f"at {store.sequence}: {store.reading}")
        known = [one.sequence for one in store.transactions()]
        if known != list(range(12, 12 - len(known), -1)) or len(known) < 4 or store.notes:
            raise Broken(f"these can be undone: {known}; {store.notes}")
        _writable(disk)

    return Scene(disk, act, examine)
