"""An analyst who has read the articles, and types.

She knows what is to be tagged (the gold) and sees the screen; she knows nothing of the program
but its keys. What she does, in this order, until every article is done:

1. `n` to the next suggestion. She reads its sentence: what is marked there, and the small letter of
   each mark in the margin.
2. If something that must be tagged stands before the suggestion, in sight and unmarked, she tags it
   by hand: `f` and the letters of its first word; where it has more words `e`, if they all have
   capitals, else `v` and `l` for each; then the capital. Then `n` again.
3. If the suggestion and all that are marked after it in the sentence are as they should be, and she
   sees the letter of each, `s` accepts them all (Enter, where it is the only one).
4. If a wrong one stands far on in the sentence, `f` and its letters, to see to it first; `f` and
   the letters of the first that she left behind bring her back. If the suggestion is right,
   Enter. If only its label is wrong, the capital of the right one.
5. If it is wrong, `x` refuses it and its like everywhere; but where just these words are to be
   tagged elsewhere, `n` passes over it.
6. When nothing is suggested any more, she looks through each article from its top, page by page,
   and tags by hand what is missing.

She accepts nothing that is not as it should be, so there is nothing to repair; what the program did
beside that would be found at the end as wrong. Every key counts as one, a capital too.
Optional mentions are accepted as they come and never sought.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from tests.keys_per_mention.sight import Marked, Proposed, Sight

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tests.gold.load import Mention

Place = tuple[int, int, int]
"""The number of an article and a span of its text."""

_ENOUGH: Final = 250
"""Keys after which she gives up: the articles have about 200 mentions."""

_MOST_WORDS: Final = 8

_DETOUR: Final = 6
"""Right suggestions before a wrong one from which on it is less to see to the wrong one first."""


class Hands(NamedTuple):
    """What she types with, and how she looks."""

    type: Callable[[str], None]
    look: Callable[[], Sight]


class Analyst:
    """Tags the articles by the policy above; ``keys`` are those she typed."""

    def __init__(
        self, hands: Hands, gold: Sequence[Sequence[Mention]], capitals: dict[str, str]
    ) -> None:
        self._hands = hands
        self._gold = [{(one.start, one.end): one for one in mentions} for mentions in gold]
        self._capitals = capitals
        self._passed: set[Place] = set()
        self._done: set[Place] = set()
        self.keys: list[str] = []

    def work(self) -> None:
        """Do all of it."""
        self._press("n")
        while len(self.keys) < _ENOUGH:
            sight = self._hands.look()
            if sight.proposed is None or (sight.article, *self._cursor(sight)) in self._passed:
                break
            missing = self._missing(sight, before=self._cursor(sight)[0])
            skipped = self._skipped(sight)
            if missing:
                self._tag(sight, missing[0])
                self._press("n")
            elif skipped and self._cursor(sight) in self._gold[sight.article - 1]:
                self._go_to(skipped[0].start)
            else:
                self._judge(sight, sight.proposed)
        self._look_through()

    # -- what is suggested

    def _judge(self, sight: Sight, here: Proposed) -> None:
        start, end = self._cursor(sight)
        wanted = self._gold[sight.article - 1].get((start, end))
        if wanted is None:
            self._refuse(sight, start, end)
            return
        marks = [one for one in sight.marked() if one.start >= start and one.is_suggested]
        marks = marks[: here.rest]
        if wanted.label != here.label:
            self._accept(sight, self._capitals[wanted.label], marks[:1])
            return
        wrong = [at for at, one in enumerate(marks) if not self._is_right(sight, one)]
        if len(marks) == here.rest > 1 and not wrong:
            self._accept(sight, "s", marks)
        elif wrong and wrong[0] > _DETOUR and not self._is_passed(sight, marks[wrong[0]]):
            self._go_to(marks[wrong[0]].start)
        else:
            self._accept(sight, "enter", marks[:1])

    def _is_passed(self, sight: Sight, one: Marked) -> bool:
        return (sight.article, one.start, one.end) in self._passed

    def _skipped(self, sight: Sight) -> list[Marked]:
        """Right suggestions in sight before the cursor: she left them behind on a detour."""
        start = self._cursor(sight)[0]
        marks = [one for one in sight.marked() if one.is_suggested and one.start < start]
        return [one for one in marks if self._is_right(sight, one)]

    def _accept(self, sight: Sight, key: str, marks: Sequence[Marked]) -> None:
        self._done |= {(sight.article, one.start, one.end) for one in marks}
        self._press(key)

    def _is_right(self, sight: Sight, one: Marked) -> bool:
        wanted = self._gold[sight.article - 1].get((one.start, one.end))
        return wanted is not None and self._capitals[wanted.label].lower() == one.letter

    def _refuse(self, sight: Sight, start: int, end: int) -> None:
        words = sight.text[start:end]
        if any(words == one.quote for gold in self._gold for one in gold.values()):
            self._passed.add((sight.article, start, end))
            self._press("n")
        else:
            self._press("x")

    def _cursor(self, sight: Sight) -> tuple[int, int]:
        cursor = sight.cursor
        assert cursor is not None, sight.status
        return cursor

    # -- by hand

    def _missing(self, sight: Sight, before: int) -> list[Mention]:
        """What is in sight, stands before an offset, and is neither tagged nor suggested."""
        marked = {(one.start, one.end) for one in sight.marked()}
        return [
            one
            for span, one in self._gold[sight.article - 1].items()
            if not one.optional
            and span not in marked
            and (sight.article, *span) not in self._done
            and span[0] < before
            and sight.is_in_sight(*span)
        ]

    def _tag(self, sight: Sight, one: Mention) -> None:
        self._done.add((sight.article, one.start, one.end))
        self._go_to(one.start)
        if self._hands.look().cursor != (one.start, one.end):
            self._widen(one)
        self._press(self._capitals[one.label])

    def _widen(self, one: Mention) -> None:
        """From the first word to the whole."""
        if all(word[0].isupper() for word in one.quote.split()):
            self._press("e")
            if self._hands.look().cursor == (one.start, one.end):
                return
            self._press("c")
        self._press("v")
        for _ in range(_MOST_WORDS):
            cursor = self._hands.look().cursor
            if cursor is not None and cursor[1] >= one.end:
                return
            self._press("l")

    def _go_to(self, offset: int) -> None:
        """By the letters that lie on a word: one, or two."""
        place = self._hands.look().place_of(offset)
        self._press("f")
        letters = self._hands.look().letters_at(place)
        self._press(letters[0])
        if "type the letters" in self._hands.look().hint:
            self._press(letters[1])

    def _look_through(self) -> None:
        """What no suggestion led to, article by article, from the top."""
        for number, gold in enumerate(self._gold, 1):
            left = {(number, *span) for span, one in gold.items() if not one.optional} - self._done
            if not left:
                continue
            if self._hands.look().article != number:
                self._press("tab")
            self._press("home")
            while left - self._done and len(self.keys) < _ENOUGH:
                sight = self._hands.look()
                missing = self._missing(sight, before=len(sight.text))
                if missing:
                    self._tag(sight, missing[0])
                else:
                    self._press("pagedown")

    def _press(self, key: str) -> None:
        self.keys.append(key)
        self._hands.type(key)
