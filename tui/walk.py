"""The walk over what the articles of a story disagree on: found once, judged one by one."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from store.model import Article, Verdict

if TYPE_CHECKING:
    from store.compare import Discrepancy
    from store.desk import Desk
    from store.learnt import Learnt


class Step(NamedTuple):
    """Where the walk stands: a discrepancy, its place among those not dismissed, its verdict."""

    discrepancy: Discrepancy
    number: int
    total: int
    verdict: Verdict | None

    def place(self) -> str:
        """How far the walk is, and what was judged here before."""
        judged = "  judged real" if self.verdict else ""
        return f"{self.number} of {self.total}{judged}"


class Walk:
    """The discrepancies of one story."""

    def __init__(self, desk: Desk, story: str, learnt: Learnt) -> None:
        self._desk = desk
        self._learnt = learnt
        self._story = story
        self._found: Sequence[Discrepancy] = ()
        self._found_in: tuple[object, ...] = ()
        self._last = ""

    def is_current(self, articles: Sequence[Article]) -> bool:
        """Whether what was found is of these articles as they are now."""
        return self._found_in == self._state(articles)

    async def find(self, articles: Sequence[Article]) -> None:
        """Compare the articles, in a thread; what comes of others meanwhile is dropped."""
        from store.compare import discrepancies

        state = self._state(articles)
        found = await asyncio.to_thread(discrepancies, list(articles), self._learnt.same)
        self._found, self._found_in = found, state

    def left(self) -> Counter[str]:
        """How many of each grade nobody has judged."""
        verdicts = self._verdicts()
        return Counter(one.grade for one in self._found if one.signature not in verdicts)

    def step(self, by: int) -> Step | None:
        """Go on or back, past those dismissed, round at the ends; None where there is none."""
        verdicts = self._verdicts()
        left = [
            one
            for one in self._found
            if one.signature not in verdicts or verdicts[one.signature].real
        ]
        if not left:
            return None
        signatures = [one.signature for one in self._found]
        here = signatures.index(self._last) if self._last in signatures else -1
        order = {one.signature: index for index, one in enumerate(self._found)}
        beyond = [one for one in left if (order[one.signature] - here) * by > 0]
        chosen = (beyond or left)[0 if by > 0 else -1]
        self._last = chosen.signature
        return Step(chosen, left.index(chosen) + 1, len(left), verdicts.get(chosen.signature))

    def _verdicts(self) -> Mapping[str, Verdict]:
        found = self._desk.by(Verdict, "story", self._story)
        return {verdict.signature: verdict for verdict in found}

    def _state(self, articles: Sequence[Article]) -> tuple[object, ...]:
        read = ((one.id, one.title, one.published, one.updated) for one in articles)
        return (self._learnt.same, *read)
