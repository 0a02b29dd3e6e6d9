"""Power cuts at every call, and proof that the simulator sees what it must."""

from __future__ import annotations

import pytest

from store.db.faults import NoDesk
from tests.torture.fake_disk import Site
from tests.torture.mending import cuts, scenes, sites_of
from tests.torture.power import Broken, calls_of, cut_many, outcomes

SCENES = scenes()
SITES = sorted(calls_of(1)[1])
RARE = {site: name for name, scene in SCENES.items() for site in sites_of(scene) - set(SITES)}


@pytest.mark.parametrize("seed", [11, 12])
def test_power_cut_at_any_call_breaks_no_promise(seed: int) -> None:
    assert sum(outcomes(seed, draws=3)) > 600


@pytest.mark.parametrize("name", SCENES)
def test_power_cut_in_what_happens_rarely_breaks_no_promise(name: str) -> None:
    assert sum(cuts(SCENES[name], draws=6)) > 100


def test_every_sync_is_known() -> None:
    """A new sync needs a mutant below that is caught without it."""
    assert (len(SITES), len(RARE)) == (9, 8)


@pytest.mark.parametrize("site", SITES, ids=lambda site: " ".join(site[1:]))
def test_store_without_one_of_its_syncs_is_caught(site: Site) -> None:
    with pytest.raises(Broken):
        cut_many(deaf=frozenset({site}))


@pytest.mark.parametrize("site", sorted(RARE), ids=lambda site: " ".join(site[1:]))
def test_what_happens_rarely_without_one_of_its_syncs_is_caught(site: Site) -> None:
    with pytest.raises((Broken, NoDesk)):
        sum(cuts(SCENES[RARE[site]], draws=12, deaf=frozenset({site})))
