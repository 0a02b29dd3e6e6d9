"""The durable desk file: what is promised stands in ``store``, the contract in ``seam``."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from store.desk import Desk


def open_desk(path: str | Path, *, annotator: str | None = None) -> Desk:
    """Open the desk at ``path``, a context manager; made where it is absent."""
    # The desk stands above this package, so it is looked for only when one is opened.
    from store.opening import open_desk as open_it

    return open_it(path, annotator=annotator)
