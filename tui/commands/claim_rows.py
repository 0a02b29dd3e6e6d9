"""Claims as rows of the matrix: reworded, merged, divided, ordered, and which are shown."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from store.edits import (
    MergeClaims,
    MoveClaim,
    RenameClaim,
    SetNote,
    SetTopic,
    SetUnsure,
    SplitClaim,
)
from store.model import Claim
from tui.commands.claim_matrix import spot_of
from tui.widgets.listing import Choice, Panel

if TYPE_CHECKING:
    from tui.screens.reading import ReadingScreen


def _reword(screen: ReadingScreen) -> None:
    spot = spot_of(screen)
    if spot is not None:
        apply = partial(_reworded, screen, spot.claim.id)
        screen.ask("claim", spot.claim.text, apply)


def _reworded(screen: ReadingScreen, claim: str, text: str) -> None:
    screen.apply(RenameClaim(claim, text))


def _topic(screen: ReadingScreen) -> None:
    spot = spot_of(screen)
    if spot is None:
        return
    topics = [Choice(title, value=title) for title in screen.claims.view.topics]
    choices = [*topics, Choice("a new topic", value=None), Choice("no topic", value="")]
    screen.open_panel(Panel("under the topic", choices, partial(_topic_chosen, screen, spot.claim)))


def _topic_chosen(screen: ReadingScreen, claim: Claim, choice: Choice) -> None:
    if choice.value is None:
        screen.ask("topic", "", partial(_set_topic, screen, claim))
    else:
        _set_topic(screen, claim, str(choice.value))


def _set_topic(screen: ReadingScreen, claim: Claim, title: str) -> None:
    screen.apply(SetTopic(claim.id, title))


def _merge(screen: ReadingScreen) -> None:
    spot = spot_of(screen)
    if spot is None:
        return
    others = [one for one in screen.claims.view.claims if one.id != spot.claim.id]
    choices = [Choice(one.text, value=one.id) for one in others]
    screen.open_panel(
        Panel(f"merge into: {spot.claim.text}", choices, partial(_merged, screen, spot.claim.id),
              "there is no other claim")
    )  # fmt: skip


def _merged(screen: ReadingScreen, kept: str, choice: Choice) -> None:
    if screen.apply(MergeClaims(kept, str(choice.value))):
        screen.say("one claim  ({edit.undo} undoes)")


def _split(screen: ReadingScreen) -> None:
    spot = spot_of(screen)
    if spot and screen.apply(SplitClaim(spot.claim.id, spot.cell.assertions)):
        screen.say("a claim of their own  ({edit.undo} undoes)")


def _shift(screen: ReadingScreen, by: int) -> None:
    """Move a claim past its neighbour."""
    spot = spot_of(screen)
    if spot is None:
        return
    view = screen.claims.view
    if view.sort != "order" or view.by_speaker:
        screen.warn("sorted otherwise: {matrix.sort} sorts by order again")
        return
    ids = [one.id for one in view.claims]
    at = ids.index(spot.claim.id)
    if not 0 <= at + by < len(ids):
        return
    before = ids[at - 1] if by < 0 else (ids[at + 2] if at + 2 < len(ids) else None)
    screen.apply(MoveClaim(spot.claim.id, before))


def _unsure(screen: ReadingScreen) -> None:
    spot = spot_of(screen)
    if spot and screen.apply(SetUnsure(Claim.TABLE, spot.claim.id, not spot.claim.unsure)):
        screen.say("sure again" if spot.claim.unsure else "marked unsure")


def _note(screen: ReadingScreen) -> None:
    spot = spot_of(screen)
    if spot is not None:
        screen.ask("note", spot.claim.note, partial(_noted, screen, spot.claim.id))


def _noted(screen: ReadingScreen, claim: str, note: str) -> None:
    screen.apply(SetNote(Claim.TABLE, claim, note))


def _filter(screen: ReadingScreen) -> None:
    screen.claims.view.next_filter()
    screen.claims.show()


def _by_topic(screen: ReadingScreen) -> None:
    screen.claims.view.next_topic()
    screen.claims.show()


def _by_source(screen: ReadingScreen) -> None:
    view = screen.claims.view
    choices = [Choice("everyone", value=""), *(Choice(one, value=one) for one in view.sources)]
    screen.open_panel(Panel("what is said by", choices, partial(_source_chosen, screen)))


def _source_chosen(screen: ReadingScreen, choice: Choice) -> None:
    screen.claims.view.of_source(str(choice.value))
    screen.claims.show()


def _sort(screen: ReadingScreen) -> None:
    screen.claims.view.next_sort()
    screen.claims.show()


def _speakers(screen: ReadingScreen) -> None:
    screen.claims.view.toggle_speakers()
    screen.claims.show()


COMMANDS: dict[str, Callable[[ReadingScreen], None]] = {
    "matrix.reword": _reword,
    "matrix.topic": _topic,
    "matrix.merge": _merge,
    "matrix.split": _split,
    "matrix.earlier": partial(_shift, by=-1),
    "matrix.later": partial(_shift, by=1),
    "matrix.unsure": _unsure,
    "matrix.note": _note,
    "matrix.filter": _filter,
    "matrix.by_topic": _by_topic,
    "matrix.by_source": _by_source,
    "matrix.sort": _sort,
    "matrix.speakers": _speakers,
}
