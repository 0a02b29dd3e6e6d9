"""What a format would leave behind of a desk, counted before anyone exports to it."""

from __future__ import annotations

import tempfile
from pathlib import Path

from store.desk import Desk
from store.formats.choice import Choice
from store.formats.exchange import export_desk
from store.formats.losses import LossReport
from store.formats.seam import Told


def foreseen(
    desk: Desk, name: str, *, choice: Choice | None = None, told: Told | None = None
) -> LossReport:
    """The loss report of an export that is written to a scratch folder and thrown away.

    There is no second account of what a format holds that could differ from its writer. Raises
    VariorumError where the format cannot be written here at all.
    """
    with tempfile.TemporaryDirectory(prefix="variorum-") as scratch:
        return export_desk(desk, name, Path(scratch) / "all", choice=choice, told=told).losses
