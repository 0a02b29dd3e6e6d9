"""The consumers that this environment has read what is exported for them; others are named."""

from __future__ import annotations

import sys
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import pytest

from tests.consumers import NEEDS, ROOT, read_by

APART = {"__init__", "__main__", "exported"}


@pytest.mark.parametrize("name", NEEDS)
def test_consumer_reads_what_is_exported_for_it(name: str, tmp_path: Path) -> None:
    try:
        version(NEEDS[name])
    except PackageNotFoundError:
        pytest.skip(f"{NEEDS[name]} is not installed here: `make consumers` runs it")
    assert not read_by(name, sys.executable, str(tmp_path))


def test_every_consumer_is_named() -> None:
    modules = {path.stem for path in (ROOT / "tests" / "consumers").glob("*.py")}
    assert modules == APART | set(NEEDS)


def test_consumer_that_fails_says_how(tmp_path: Path) -> None:
    assert "No module named tests.consumers.nobody" in read_by(
        "nobody", sys.executable, str(tmp_path)
    )
