"""Comparing the articles beside the keys: what others say too, and how much they differ on."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from itertools import combinations, permutations
from typing import TYPE_CHECKING, Final

from store.model import Article, Match, Verdict
from tui.beside import beside
from tui.screens.prompting import REST

if TYPE_CHECKING:
    from textual.worker import WorkType

    from store.aliases import Same
    from store.desk import Changed
    from tui.screens.reading import ReadingScreen

FIRST_LOOK: Final = 0.6
"""Seconds after which the articles are first compared."""
_MOST: Final = 200_000
"""Code points of a story up to which it is compared unasked."""
SAID_AFTER: Final = 0.5
"""Seconds a key waits for the comparison before this is said."""


class Besides:
    """Keeps the story's matches and discrepancies up to date, in a thread."""

    def __init__(self, screen: ReadingScreen) -> None:
        self._screen = screen

    def look(self) -> None:
        """Compare the articles, where that is not done yet; an earlier look is dropped."""
        work: WorkType[None] = self._compare
        self._screen.run_worker(work, group="beside", exclusive=True)

    def look_again(self, changed: Changed) -> None:
        """Compare anew after a change that matters."""
        tables = {table for table, _ in changed.touched}
        if changed.is_all or tables & {Article.TABLE, Match.TABLE}:
            self.look()
        elif Verdict.TABLE in tables:
            self.count()

    async def _compare(self) -> None:
        from store.compare import compare_two
        from store.compare.places import match_two
        from store.versions import latest, of_one_text

        screen = self._screen
        articles = screen.articles
        if sum(len(article.text) for article in articles) > _MOST:
            return
        await self._at_rest()
        if not screen.counterparts.is_current(articles):
            pairs = combinations(articles, 2)
            await self._each_two(match_two, (two for two in pairs if not of_one_text(*two)))
            await screen.counterparts.find_aside(articles)
        shared = screen.counterparts.shared(articles)
        signs = {id: beside(found, len(articles)) for id, found in shared.items()}
        screen.shelf.show_beside(signs)
        self.mark_versions()
        if not screen.walk.is_current(articles):
            await self._each_two(compare_two, combinations(latest(articles), 2))
            await screen.walk.find(articles)
        self.count()

    async def _each_two(
        self,
        compare: Callable[[Article, Article, Same], None],
        pairs: Iterable[tuple[Article, Article]],
    ) -> None:
        """Compare two at a time, so that a key never waits for more; none while keys are typed."""
        same = self._screen.learnt.same
        for one, other in pairs:
            await self._at_rest()
            await asyncio.to_thread(compare, one, other, same)

    async def _at_rest(self) -> None:
        while self._screen.idle < REST:
            await asyncio.sleep(REST / 4)

    def count(self) -> None:
        """Let the status line say how many discrepancies are left to be judged."""
        left = self._screen.walk.left()
        told = [f"{left[grade]} {grade}" for grade in ("hard", "soft") if left[grade]]
        self._screen.saying.differ = f"{{jump.discrepancy}}: {' '.join(told)}" if told else ""
        self._screen.say_how_things_stand()

    def mark_versions(self) -> None:
        """Underline what differs between a text and its correction, where both are in sight."""
        from store.versions import passages_changed

        for one, other in permutations(self._screen.panes, 2):
            if one.article is None or other.article is None:
                continue
            if other.article.version_of == one.article.id:
                changes = passages_changed(one.text, other.text)
                one.mark_differences([x.old for x in changes if x.old[0] < x.old[1]])
                other.mark_differences([x.new for x in changes if x.new[0] < x.new[1]])

    def say(self) -> None:
        """Say what a key waits for."""
        self._screen.say("comparing the articles …")
        self._screen.say_how_things_stand()
