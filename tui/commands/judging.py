"""Walking over discrepancies and judging them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Final

from store.edits import AddClaimAcross, SetVerdict
from tui.modes import Judging
from tui.selection import selected
from tui.widgets.listing import Choice, Panel

if TYPE_CHECKING:
    from store.compare import Discrepancy
    from tui.screens.reading import ReadingScreen

_SAME: Final = "the same thing under another name"
_REASONS: Final = (
    _SAME,
    "one says more, neither says otherwise",
    "precision or rounding",
    "not about the same",
    "misread by the program",
)
_OTHER: Final = "another reason: type it"


def walk(screen: ReadingScreen, by: int) -> None:
    """To the next or the last discrepancy, every pane on its evidence."""
    if screen.walk.is_current(screen.articles):
        stand(screen, by)
        return
    screen.say("comparing the articles …")
    screen.run_worker(_find_then_stand(screen, by), group="compare", exclusive=True)


async def _find_then_stand(screen: ReadingScreen, by: int) -> None:
    await screen.walk.find(screen.articles)
    stand(screen, by)
    screen.say_how_things_stand()


def stand(screen: ReadingScreen, by: int) -> None:
    """Show the discrepancy in each article that has a part in it."""
    step = screen.walk.step(by)
    screen.say("" if step else "nothing left on which these articles differ")
    screen.mode = Judging(step) if step else None
    if step is None:
        return
    shown = [article for article in screen.articles if step.discrepancy.spans.get(article.id)]
    for article in reversed(shown):
        pane = screen.pane_beside(article.id)
        pane.select(selected(step.discrepancy.spans[article.id][0]))


def _judged(screen: ReadingScreen) -> Discrepancy | None:
    """The discrepancy under the cursor."""
    if isinstance(screen.mode, Judging):
        return screen.mode.discrepancy
    screen.warn("no discrepancy under the cursor: {jump.discrepancy} goes to the first")
    return None


def _real(screen: ReadingScreen) -> None:
    one = _judged(screen)
    if one and screen.apply(SetVerdict(screen.story, one.signature, True)):
        stand(screen, 1)


def _dismiss(screen: ReadingScreen) -> None:
    """Ask why it is none, then go on."""
    one = _judged(screen)
    if one is None:
        return
    choices = [Choice(reason, value=reason) for reason in (*_REASONS, _OTHER)]
    screen.open_panel(Panel("dismiss, because", choices, partial(_reason_chosen, screen, one)))


def _reason_chosen(screen: ReadingScreen, one: Discrepancy, choice: Choice) -> None:
    if choice.value == _OTHER:
        screen.ask("dismiss, because", "", partial(_dismissed, screen, one))
    else:
        _dismissed(screen, one, str(choice.value))


def _dismissed(screen: ReadingScreen, one: Discrepancy, reason: str) -> None:
    names = one.names if reason == _SAME else ()
    if not screen.apply(SetVerdict(screen.story, one.signature, False, reason, names)):
        return
    if names:
        walk(screen, 1)  # other differences may be none now
    else:
        stand(screen, 1)


def _claim(screen: ReadingScreen) -> None:
    """A claim worded as the difference, with an assertion in each article that shows it."""
    one = _judged(screen)
    if one is None:
        return
    spans = {id: found for id, found in one.spans.items() if found}
    if screen.apply(AddClaimAcross(screen.story, one.explanation, spans)):
        screen.say(f"claim with {len(spans)} assertions: {one.explanation}")


COMMANDS: dict[str, Callable[[ReadingScreen], None]] = {
    "discrepancy.real": _real,
    "discrepancy.dismiss": _dismiss,
    "discrepancy.claim": _claim,
}
