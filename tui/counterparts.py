"""Where the other articles say what the sentence under the cursor says."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import TYPE_CHECKING

from store.model import Article, Match, Place

if TYPE_CHECKING:
    from store.compare.places import Matched, Shared
    from store.desk import Desk
    from store.learnt import Learnt


class Counterparts:
    """The matched sentences of a story; found once for the articles as they are.

    ``tour`` is what ``o`` goes through: the sentence it set out from, then its counterparts.
    """

    def __init__(self, desk: Desk, learnt: Learnt) -> None:
        self._desk = desk
        self._learnt = learnt
        self._matched: Sequence[Matched] = ()
        self._found_in: tuple[object, ...] = ()
        self._tour: list[Place] = []
        self._at = 0
        self.between: tuple[Place, ...] = ()
        """The two sentences ``o`` went between last, until the cursor leaves them."""

    def is_current(self, articles: Sequence[Article]) -> bool:
        """Whether what was found is of these articles, the verdicts on them and known names."""
        return self._found_in == self._state(articles)

    async def find_aside(self, articles: Sequence[Article]) -> None:
        """Compare them in a thread; what was judged otherwise meanwhile is found no more."""
        from store.compare.places import matched

        state, judged = self._state(articles), list(self._desk.all(Match))
        found = await asyncio.to_thread(matched, list(articles), judged, self._learnt.same)
        if state == self._state(articles):
            self._take(found, state)

    def _take(self, found: Sequence[Matched], state: tuple[object, ...]) -> None:
        """What was found; a tour of what was found before is over."""
        self._matched, self._found_in = found, state
        self._tour, self._at = [], 0

    def shared(self, articles: Sequence[Article]) -> dict[str, list[Shared]]:
        """For each article, in how many others each of its sentences has a counterpart."""
        from store.compare.places import shared

        return shared(articles, self._matched, self._learnt.same)

    def of(self, article: str, offset: int, articles: Sequence[Article]) -> list[Place]:
        """The counterparts of the sentence at an offset, from the next article on, best first."""
        order = {one.id: number for number, one in enumerate(articles)}
        here = order[article]
        found = [
            (pair.score, there)
            for pair in self._matched
            for one, there in ((pair.a, pair.b), (pair.b, pair.a))
            if one.article == article and one.start <= offset < one.end
        ]
        turn = len(articles)
        found.sort(key=lambda it: ((order[it[1].article] - here) % turn, -it[0], it[1].start))
        return [place for _, place in found]

    def next(self, here: Place, articles: Sequence[Article]) -> Place | None:
        """Where ``o`` goes from a sentence: on in the tour when it stands there, else a new one."""
        if self._tour and _same(self._tour[self._at], here):
            self._at = (self._at + 1) % len(self._tour)
            return self._tour[self._at]
        counterparts = self.of(here.article, here.start, articles)
        self._tour, self._at = [here, *counterparts], min(1, len(counterparts))
        return self._tour[1] if counterparts else None

    def set_out_from(self, here: Place) -> Place | None:
        """Where the tour that stands on ``here`` began; None where it does not stand there."""
        if self._at and _same(self._tour[self._at], here):
            return self._tour[0]
        return None

    def _state(self, articles: Sequence[Article]) -> tuple[object, ...]:
        judged = ((match.id, match.verdict) for match in self._desk.all(Match))
        return (self._learnt.same, *(article.id for article in articles), *judged)


def _same(one: Place, other: Place) -> bool:
    return one.article == other.article and one.start < other.end and other.start < one.end
