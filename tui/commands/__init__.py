"""What each action does to the reading screen, one noun a file.

That the registry and these tables name the same ids is a test.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tui.screens.reading import ReadingScreen

Command = Callable[["ReadingScreen"], None]


@cache
def commands() -> Mapping[str, Command]:
    """The function for each action id; loaded when first asked for, after the first paint."""
    from tui.commands import (
        annotating,
        attributing,
        claim_matrix,
        claim_rows,
        claiming,
        comparing,
        everywhere,
        exporting,
        finding,
        hopping,
        judging,
        jumping,
        linking,
        looking,
        matching,
        moving,
        naming,
        quoting,
        selecting,
        suggesting,
        whole,
    )

    rooms = (
        *(moving, jumping, comparing, selecting, hopping, annotating, suggesting),
        *(claiming, attributing, matching, linking, quoting),
        *(judging, claim_matrix, claim_rows, looking, exporting, whole),
        *(everywhere, finding, naming),
    )
    return {id: command for room in rooms for id, command in room.COMMANDS.items()}
