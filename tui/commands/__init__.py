"""What each action does to the reading screen, one noun a file.

``command`` finds the function for an action id; that the registry and these tables name the same
ids is a test.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from tui.commands import annotating, jumping, looking, moving, selecting, whole

if TYPE_CHECKING:
    from tui.screens.reading import ReadingScreen

Command = Callable[["ReadingScreen"], None]

COMMANDS: dict[str, Command] = {
    **moving.COMMANDS,
    **jumping.COMMANDS,
    **selecting.COMMANDS,
    **annotating.COMMANDS,
    **looking.COMMANDS,
    **whole.COMMANDS,
}
