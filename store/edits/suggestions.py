"""Edits that take a suggestion up, or refuse it and its like."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

import msgspec

from store.edits.edit import Reading, RecordPut
from store.edits.mentions import AddMention
from store.model import Rejection

if TYPE_CHECKING:
    from store.suggest.proposals import Proposed


class AcceptSuggestions(msgspec.Struct, frozen=True):
    """Make mentions of suggestions."""

    proposed: tuple[Proposed, ...]
    verb: ClassVar[str] = "accept"

    def puts(self, desk: Reading) -> Iterable[RecordPut]:
        """The mentions: the analyst's own work, as if each had been tagged by hand."""
        for one in self.proposed:
            yield from AddMention(one.article, ((one.start, one.end),), one.label).puts(desk)


class RejectSuggestion(msgspec.Struct, frozen=True):
    """Keep a suggestion and its like from coming back, in any article."""

    proposed: Proposed
    verb: ClassVar[str] = "refuse"

    def puts(self, desk: Reading) -> Iterable[RecordPut]:
        """The rejection."""
        one = self.proposed
        yield Rejection(
            id=desk.new_id(Rejection),
            article=one.article,
            fragments=((one.start, one.end),),
            quotes=(one.words,),
            label=one.label,
            suggester=one.suggester,
        )
