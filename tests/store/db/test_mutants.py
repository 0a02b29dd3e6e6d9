"""The store with one thing wrong: the tests of power cuts and damage must see each."""

from __future__ import annotations

import inspect
import textwrap
from collections.abc import Callable
from types import ModuleType
from typing import Any, NamedTuple

import pytest

from store.db import folding, history, journal, loading, making
from store.db.place import place_of
from store.db.store import open_store
from tests.torture.flips import desk_of, flips, records_of
from tests.torture.power import DESK, Broken, cut_between, cut_many


def see_power_cuts() -> None:
    cut_many()


def see_cuts_while_folding() -> None:
    cut_between("fold", "folded", draws=50, seed=6)


def see_cuts_after_a_full_disk() -> None:
    cut_between("refilling", "refilled", draws=400, seed=1)


def see_flips() -> None:
    truth = desk_of(is_alone=True)
    for seen in flips(truth, bits=1, step=5):
        if not seen.said or seen.unnamed or len(seen.lost) > 2:
            raise Broken(str(seen))


def see_missing_change() -> None:
    truth = desk_of(is_alone=True)
    disk = truth.disk.twin()
    path = place_of(DESK).journal
    inode = disk.live[path]
    assert inode is not None
    marks = [entry.start for entry in journal.whole_entries(bytes(inode.live))]
    del inode.live[marks[2] : marks[3]]
    store = open_store(DESK, disk=disk)
    if records_of(store) != truth.records and not store.notes:
        raise Broken("a missing change is silent")


class Mutant(NamedTuple):
    """One text in one function, replaced; and who must see it."""

    module: ModuleType | type
    function: str
    text: str
    instead: str
    seen_by: Callable[[], None]


MUTANTS = {
    "no checksum of a line": Mutant(journal, "change_of", "unframed(line)", "line[9:]", see_flips),
    "no checksum of a head": Mutant(
        journal, "read_head", "unframed(blob[:end])", "blob[9:end]", see_flips
    ),
    "no checksum of a transaction": Mutant(
        journal,
        "_whole",
        "crc32(blob[body:position]) != line.c",
        "False",
        see_cuts_after_a_full_disk,
    ),
    "a gap in the sequence": Mutant(
        journal, "parse", "sequence > after + 1", "False", see_missing_change
    ),
    "any snapshot will do": Mutant(
        loading, "_fitted", "found.stamp not in (head[0], *stamps)", "False", see_flips
    ),
    "history believed": Mutant(
        history, "_last", "sequence <= base", "True", see_cuts_while_folding
    ),
    "changes since a fold forgotten": Mutant(
        folding.Fold, "_finish", "entry in since", "entry in ()", see_power_cuts
    ),
    "another journal that nobody is told of": Mutant(
        making, "write_journal", "turn_over(disk, place.lock)", "None", see_power_cuts
    ),
    "journal reset before the snapshot stands": Mutant(
        folding.Fold,
        "_finish",
        "store.disk.rename(fresh(place.desk), place.desk)",
        "making.write_journal(store.disk, place, stamp, lines, is_roomy=True); "
        "store.disk.rename(fresh(place.desk), place.desk)",
        see_power_cuts,
    ),
}


@pytest.mark.parametrize("name", MUTANTS)
def test_mutant_is_seen(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    mutant = MUTANTS[name]
    function: Any = getattr(mutant.module, mutant.function)
    source = textwrap.dedent(inspect.getsource(function))
    assert source.count(mutant.text) == 1
    names: dict[str, Any] = {}
    exec(source.replace(mutant.text, mutant.instead), function.__globals__, names)
    monkeypatch.setattr(mutant.module, mutant.function, names[mutant.function])
    with pytest.raises((Broken, ValueError, AttributeError, AssertionError)):
        mutant.seen_by()


@pytest.mark.parametrize(
    "sees", [see_flips, see_missing_change, see_cuts_while_folding, see_cuts_after_a_full_disk]
)
def test_the_store_as_it_is_passes_what_sees_mutants(sees: Callable[[], None]) -> None:
    sees()
