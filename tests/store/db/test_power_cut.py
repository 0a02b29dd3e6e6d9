"""Power cuts at every call, and proof that the simulator sees what it must."""

from __future__ import annotations

import pytest

from tests.torture.fake_disk import Site
from tests.torture.power import Broken, calls_of, cut_many, outcomes

SITES = sorted(calls_of(1)[1])


@pytest.mark.parametrize("seed", [11, 12])
def test_power_cut_at_any_call_breaks_no_promise(seed: int) -> None:
    assert sum(outcomes(seed, draws=3)) > 600


def test_every_sync_is_known() -> None:
    """A new sync needs a mutant below that is caught without it."""
    assert len(SITES) == 9


@pytest.mark.parametrize("site", SITES, ids=lambda site: " ".join(site[1:]))
def test_store_without_one_of_its_syncs_is_caught(site: Site) -> None:
    with pytest.raises(Broken):
        cut_many(deaf=frozenset({site}))
