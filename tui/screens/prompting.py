"""Bringing what is suggested up to date, beside the keys."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from store.suggest.proposals import PROMPTING

if TYPE_CHECKING:
    from textual.worker import WorkType

    from store.desk import Changed
    from tui.screens.reading import ReadingScreen

FIRST_LOOK: Final = 0.25
"""Seconds after which the articles are first looked through."""
REST: Final = 0.2
"""Seconds without a key after which what can wait goes on."""


class Prompting:
    """Looks for suggestions while no key is typed; ``when_found`` is called once they are there."""

    def __init__(self, screen: ReadingScreen) -> None:
        self._screen = screen
        self.when_found: Callable[[], None] | None = None

    def look(self) -> None:
        """Begin to look; what an earlier look found no more is dropped."""
        # Not called here: a coroutine that a later look replaces before it runs is complained of.
        work: WorkType[None] = self._find
        self._screen.run_worker(work, group="suggestions", exclusive=True)

    def look_again(self, changed: Changed) -> None:
        """Look anew where a change may bring suggestions or take them."""
        screen = self._screen
        is_prompted = any(table in PROMPTING for table, _ in changed.touched)
        if is_prompted and screen.pending.is_quick(screen.articles):
            self.look()

    async def _find(self) -> None:
        screen = self._screen
        async for differ in screen.pending.find(screen.articles, self._at_rest):
            screen.touch(differ)
        waiting, self.when_found = self.when_found, None
        if waiting:
            waiting()
        screen.say_how_things_stand()

    async def _at_rest(self) -> None:
        """Wait while keys are typed."""
        while self._screen.idle < REST:
            await asyncio.sleep(REST)
