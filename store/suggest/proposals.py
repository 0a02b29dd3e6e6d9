"""What is suggested in each article and neither accepted nor refused, in step with the desk."""

from __future__ import annotations

import asyncio
from collections.abc import (
    AsyncIterator,
    Awaitable,
    Callable,
    Iterable,
    Iterator,
    Mapping,
    Sequence,
)
from typing import TYPE_CHECKING, Final, NamedTuple

from store.model import Article, Mention, Rejection
from store.positions import Placed, Positions
from store.suggest.remembering import Memory
from store.text.search import whole_words

if TYPE_CHECKING:
    from store.desk import Changed, Desk
    from store.learnt import Learnt
    from store.suggest.mentions import Suggestion
    from store.suggest.others import Others

Span = tuple[int, int]
"""A half-open span in code points."""

_TABLE: Final = "suggestions"
_WHOLE: Final = 20_000
"""Code points of an article up to which it is looked through as a whole."""
_BLOCK: Final = 3000
"""Code points of a longer one that are looked through at one go."""
_END: Final = 1 << 62
PROMPTING: Final = (Mention.TABLE, Rejection.TABLE, Article.TABLE)
"""Tables of which a change may bring or take suggestions."""


def _any(_: Placed) -> bool:
    return True


class Proposed(NamedTuple):
    """One suggestion of an article: ``[start, end)`` under a label, and who suggests it."""

    article: str
    start: int
    end: int
    label: str
    suggester: str
    words: str


class Proposals:
    """The suggestions of the articles asked for, kept in step with the desk."""

    def __init__(self, desk: Desk, learnt: Learnt) -> None:
        self._desk = desk
        self._learnt = learnt
        self._positions: dict[str, Positions] = {}
        self._known: dict[str, dict[tuple[int, int], Proposed]] = {}
        self._gone: dict[tuple[str, int, int], Proposed] = {}
        self._texts: dict[str, str] = {}
        self._memory = Memory(desk, learnt)
        self._differ: list[tuple[str, int, int]] = []
        self._others: Others | None = None
        self._others_said: Mapping[str, list[Suggestion]] = {}
        self._asked_for: tuple[str, ...] = ()
        self.is_looking = True

    def ask(self, others: Others) -> None:
        """Let others suggest too, from the next look on."""
        self._others, self._asked_for = others, ()

    def positions(self, article: str) -> Positions:
        """Where the article's suggestions stand: always the same object."""
        return self._positions.setdefault(article, Positions())

    def count(self, articles: Iterable[Article]) -> int:
        """How many suggestions these articles have."""
        return sum(len(self._known.get(article.id, ())) for article in articles)

    def within(
        self, article: str, start: int, end: int, wants: Callable[[Placed], bool] = _any
    ) -> list[Proposed]:
        """The suggestions that begin in a passage, in reading order, of those wanted."""
        found = self.positions(article).covering(start, end)
        return [self._of(article, one) for one in found if start <= one.start and wants(one)]

    def at(self, article: str, start: int, end: int) -> Proposed | None:
        """The suggestion on just this span."""
        return self._known.get(article, {}).get((start, end))

    def beyond(
        self,
        articles: Sequence[Article],
        article: str,
        offset: int,
        *,
        forward: bool,
        wants: Callable[[Placed], bool] = _any,
    ) -> Proposed | None:
        """The next suggestion wanted after an offset, or before it, through all articles."""
        ids = [one.id for one in articles]
        here = ids.index(article)
        around = [*ids[here:], *ids[:here]] if forward else [*ids[here::-1], *ids[:here:-1]]
        for number, id in enumerate((*around, article)):
            edge = offset if number == 0 else 0 if forward else _END
            positions = self.positions(id)
            found = positions.after(_TABLE, edge) if forward else positions.before(_TABLE, edge)
            place = next(filter(wants, found), None)
            if place is not None:
                return self._of(id, place)
        return None

    def forget_all(self) -> None:
        """What is remembered is to be read anew: what changed is not known."""
        self._memory = Memory(self._desk, self._learnt)

    def take_in(self, changed: Changed) -> list[tuple[str, int, int]]:
        """Let go of what a new mention lies on, or is refused; what lay there may come back.

        Returns the (article, start, end) on which suggestions came or went.
        """
        self._differ.clear()
        for article, start, end in changed.spans:
            tagged = self._desk.positions(article).covering(start, end)
            if any(one.table == Mention.TABLE for one in tagged):
                for place in self.positions(article).covering(start, end):
                    self._let_go(self._of(article, place))
            else:
                self._take_again((article, start, end))
        for table, id in changed.touched:
            refused = self._desk.get(Rejection, id) if table == Rejection.TABLE else None
            if refused is not None:
                self._refuse(" ".join(refused.quotes))
        return list(self._differ)

    def remember(self, changed: Changed) -> list[tuple[str, int, int]]:
        """Propose everywhere what a change tagged somewhere, and no more what it took away.

        Goes through the whole of every article; returns the spans as ``take_in`` does.
        """
        self._differ.clear()
        for words in self._memory.take_in(changed):
            self._allow(words)
        for article, start, end in changed.spans:
            words = self._texts.get(article, "")[start:end]
            if words and not self._memory.still_knows(words):
                self._forget(words)
        for table, id in changed.touched:
            tagged = self._desk.get(Mention, id) if table == Mention.TABLE else None
            if tagged is not None and len(tagged.quotes) == 1:
                self._remember(tagged.quotes[0], tagged.label)
        return list(self._differ)

    def _remember(self, words: str, label: str) -> None:
        """Propose at once, in every article looked through, what was just tagged in one."""
        for article, text in self._texts.items():
            tagged = self._desk.positions(article)
            for start, end in whole_words(text, words):
                others = self.positions(article).covering(start, end)
                if any(one.end - one.start > end - start for one in others):
                    continue
                if any(one.table == Mention.TABLE for one in tagged.covering(start, end)):
                    continue
                for one in others:
                    self._let_go(self._of(article, one))
                self._take(Proposed(article, start, end, label, "memory", words))

    def _forget(self, words: str) -> None:
        """Take back what is proposed only because of a mention that is no more."""
        of_memory = [
            one
            for known in self._known.values()
            for one in known.values()
            if one.words == words and one.suggester == "memory"
        ]
        for one in of_memory:
            before = self._gone.get(one[:3])
            self._let_go(one)
            self._gone.pop(one[:3])
            if before is not None:
                self._take(before)

    def _take_again(self, place: tuple[str, int, int]) -> None:
        if place in self._gone:
            self._take(self._gone.pop(place))

    def _refuse(self, words: str) -> None:
        for known in self._known.values():
            for one in [one for one in known.values() if one.words == words]:
                self._let_go(one)

    def _allow(self, words: str) -> None:
        """Propose again what is refused no more."""
        for one in [one for one in self._gone.values() if one.words == words]:
            tagged = self._desk.positions(one.article).covering(one.start, one.end)
            if not any(place.table == Mention.TABLE for place in tagged):
                self._take(self._gone.pop(one[:3]))

    async def find(
        self,
        articles: Sequence[Article],
        at_rest: Callable[[], Awaitable[None]],
        near: tuple[str, int] = ("", 0),
    ) -> AsyncIterator[list[tuple[str, int, int]]]:
        """Look for suggestions, in a thread, block by block, each when ``at_rest`` lets it.

        Begins at an article and an offset of it, and comes round to what stands before. Yields the
        (article, start, end) on which they came or went.
        """
        from store.suggest.mentions import suggest_mentions
        from store.suggest.others import inside

        self.is_looking = True
        await self._ask_others(articles)
        if not self._memory.is_filled:
            for _ in self._memory.fill():
                await at_rest()
        for article, block in _from(articles, *near):
            await at_rest()
            text = article.text[slice(*block)]
            more = inside(self._others_said.get(article.id, ()), *block)
            found = await asyncio.to_thread(suggest_mentions, text, self._memory.forms(), more)
            yield self._put(article, block, found)
        self.is_looking = False

    async def _ask_others(self, articles: Sequence[Article]) -> None:
        """Ask other suggesters, once for the articles as they are. Raises VariorumError, once."""
        ids = tuple(article.id for article in articles)
        if self._others is None or ids == self._asked_for:
            return
        self._asked_for = ids
        labels = [label.name for label in self._desk.labels.labels]
        self._others_said = await asyncio.to_thread(self._others.suggested, articles, labels)

    def is_quick(self, articles: Iterable[Article]) -> bool:
        """Whether to look anew is a matter of a moment."""
        return sum(len(article.text) for article in articles) <= 2 * _WHOLE

    def _put(
        self, of: Article, block: Span, suggestions: Iterable[Suggestion]
    ) -> list[tuple[str, int, int]]:
        article, text, first = of.id, of.text, block[0]
        self._texts[article] = text
        found = [one._replace(start=first + one.start, end=first + one.end) for one in suggestions]
        tagged = self._desk.positions(article)
        new = {
            (one.start, one.end): Proposed(
                article, one.start, one.end, one.label, one.suggester, text[one.start : one.end]
            )
            for one in found
            if not any(p.table == Mention.TABLE for p in tagged.covering(one.start, one.end))
        }
        known = self._known.setdefault(article, {})
        old = self.within(article, *block)
        self._differ.clear()
        for one in [one for one in old if new.get((one.start, one.end)) != one]:
            self._let_go(one)
        for span, one in new.items():
            if span not in known:
                self._take(one)
        return list(self._differ)

    def _take(self, one: Proposed) -> None:
        self._differ.append(one[:3])
        self._known.setdefault(one.article, {})[one.start, one.end] = one
        span = one.start, one.end
        self.positions(one.article).put(_TABLE, f"{one.start}-{one.end}", one.label, (span,))

    def _let_go(self, one: Proposed) -> None:
        self._differ.append(one[:3])
        self._gone[one[:3]] = self._known[one.article].pop((one.start, one.end))
        self.positions(one.article).drop(_TABLE, f"{one.start}-{one.end}")

    def _of(self, article: str, place: Placed) -> Proposed:
        return self._known[article][place.start, place.end]


def _from(articles: Sequence[Article], article: str, offset: int) -> Iterator[tuple[Article, Span]]:
    """The blocks of all articles, from an offset of one of them on, and round."""
    blocks = [(one, block) for one in articles for block in _blocks(one.text)]
    reached = (
        n for n, (one, block) in enumerate(blocks) if one.id == article and offset < block[1]
    )
    first = next(reached, 0)
    yield from blocks[first:]
    yield from blocks[:first]


def _blocks(text: str) -> Iterator[Span]:
    """A text as a whole, or cut at ends of lines or words into pieces."""
    size = len(text) if len(text) <= _WHOLE else _BLOCK
    start = 0
    while start < len(text):
        end = len(text)
        if end - start > size:
            cut = max(text.rfind("\n", start, start + size), start) + 1
            end = cut if cut > start + 1 else text.rfind(" ", start, start + size) + 1
            end = end if end > start else start + size
        yield start, end
        start = end
