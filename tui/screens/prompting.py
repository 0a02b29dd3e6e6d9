"""Bringing what is suggested up to date, beside the keys."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from store.errors import VariorumError
from store.model import Article
from store.suggest.proposals import PROMPTING

if TYPE_CHECKING:
    from textual.worker import WorkType

    from store.desk import Changed
    from tui.screens.reading import ReadingScreen

FIRST_LOOK: Final = 0.25
"""Seconds after which the articles are first looked through."""
REST: Final = 0.2
"""Seconds without a key after which what can wait goes on."""
LONG_REST: Final = 1.0
"""The same in long articles, unless a key waits for what is found."""


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
        tables = {table for table, _ in changed.touched}
        is_quick = screen.pending.is_quick(screen.articles)
        if Article.TABLE in tables or (is_quick and not tables.isdisjoint(PROMPTING)):
            self.look()

    def remember(self, changed: Changed) -> None:
        """Propose everywhere what was tagged: at once in short articles, else after the paint."""
        screen = self._screen
        if screen.pending.is_quick(screen.articles):
            self._remember(changed)
        else:
            asyncio.get_running_loop().call_soon(self._remember, changed)

    def _remember(self, changed: Changed) -> None:
        self._screen.touch(self._screen.pending.remember(changed))
        self._stand_again()

    async def _find(self) -> None:
        screen = self._screen
        near = screen.pane.shown_article.id, screen.pane.selection.head[0]
        is_long = not screen.pending.is_quick(screen.articles)
        try:
            async for differ in screen.pending.find(screen.articles, self._at_rest, near):
                screen.touch(differ)
                if is_long:
                    self._go_where_wanted()
        except VariorumError as error:  # another suggester failed: our own go on without it
            screen.warn(str(error))
            screen.say_how_things_stand()
            screen.call_later(self.look)
            return
        self._stand_again()
        self._go_where_wanted()
        screen.say_how_things_stand()

    def _go_where_wanted(self) -> None:
        """Where a key waits for a suggestion, let it have one."""
        waiting, self.when_found = self.when_found, None
        if waiting:
            waiting()
            self._screen.say_how_things_stand()

    def _stand_again(self) -> None:
        """Where the suggestion under the cursor has become another one, say so."""
        from tui.commands.suggesting import stand_again

        stand_again(self._screen)

    async def _at_rest(self) -> None:
        """Wait while keys are typed, and longer in articles where the work would be felt."""
        screen = self._screen
        is_wanted = self.when_found is not None or screen.pending.is_quick(screen.articles)
        rest = REST if is_wanted else LONG_REST
        while screen.idle < rest:
            await asyncio.sleep(REST)
