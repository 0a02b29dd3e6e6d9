"""Going to the same place in the other articles, and tying the panes together."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Literal

from store.edits import SetMatch
from store.model import Place
from store.text.sentence_split import sentence_at
from tui.screens.besides import SAID_AFTER
from tui.selection import selected

if TYPE_CHECKING:
    from tui.screens.reading import ReadingScreen
    from tui.widgets.pane import Pane


def _when_compared(screen: ReadingScreen, then: Callable[[ReadingScreen], None]) -> None:
    """Do what needs the matches: at once where they are found already, else when they are."""
    counterparts, articles = screen.counterparts, screen.articles
    if counterparts.is_current(articles):
        then(screen)
    else:
        screen.run_worker(_find_then(screen, then), group="matches", exclusive=True)


async def _find_then(screen: ReadingScreen, then: Callable[[ReadingScreen], None]) -> None:
    said = screen.set_timer(SAID_AFTER, screen.besides.say)
    await screen.counterparts.find_aside(screen.articles)
    said.stop()
    then(screen)
    screen.say_how_things_stand()


def here(screen: ReadingScreen) -> Place | None:
    """The sentence under the cursor."""
    return _sentence(screen.pane)


def _sentence(pane: Pane) -> Place | None:
    """The sentence under a pane's cursor."""
    span = sentence_at(pane.text, pane.selection.head[0])
    return Place(article=pane.shown_article.id, start=span[0], end=span[1]) if span else None


def _other(screen: ReadingScreen) -> None:
    _when_compared(screen, _go_on)


def _go_on(screen: ReadingScreen) -> None:
    place = here(screen)
    there = screen.counterparts.next(place, screen.articles) if place else None
    if there is None:
        screen.warn("no other article says this, as far as words tell")
        return
    from_pane = screen.pane
    pane = screen.pane_beside(there.article)
    screen.activate(pane)
    pane.select(selected((there.start, there.end)))
    pane.keep_column()
    if place is not None and from_pane is not pane:
        _mark(from_pane, place, pane, there)
        screen.counterparts.between = (place, there)
    screen.say(f"the same place in article {pane.number}; {{sentence.counterpart}} goes on")


def _tie(screen: ReadingScreen) -> None:
    screen.is_tied = not screen.is_tied
    screen.say("tied: the other panes follow" if screen.is_tied else "no longer tied")
    for pane in screen.panes:
        pane.mark_differences(())
    if screen.is_tied:
        _when_compared(screen, follow)


def leave(screen: ReadingScreen) -> None:
    """Where the cursor has left the sentences whose words are underlined, underline no more."""
    place, between = here(screen), screen.counterparts.between
    if place is None or not any(
        one.article == place.article and one.start <= place.start < one.end for one in between
    ):
        screen.counterparts.between = ()
        for pane in screen.panes:
            pane.mark_differences(())


def follow(screen: ReadingScreen) -> None:
    """Bring the other panes to what the sentence under the cursor has beside it."""
    place = here(screen)
    if place is None or not screen.counterparts.is_current(screen.articles):
        return
    found = screen.counterparts.of(place.article, place.start, screen.articles)
    screen.pane.mark_differences(())
    for pane in screen.panes:
        best = next((one for one in found if one.article == pane.shown_article.id), None)
        if pane is screen.pane:
            continue
        if best is None:
            pane.mark_differences(())
        else:
            pane.select(selected((best.start, best.end)))
            _mark(screen.pane, place, pane, best)


def _mark(one: Pane, here: Place, other: Pane, there: Place) -> None:
    """Underline the words in which two sentences differ."""
    from store.compare.wording import word_differences

    mine, theirs = word_differences(
        one.text[here.start : here.end], other.text[there.start : there.end]
    )
    one.mark_differences([(here.start + a, here.start + b) for a, b in mine])
    other.mark_differences([(there.start + a, there.start + b) for a, b in theirs])


def _judge(screen: ReadingScreen, verdict: Literal["confirmed", "rejected"]) -> None:
    """Say of this sentence and its like that they do, or do not, tell the same."""
    one = here(screen)
    other = screen.counterparts.set_out_from(one) if one else None
    if other is None:
        others = [pane for pane in screen.panes if pane is not screen.pane]
        other = _sentence(others[0]) if len(others) == 1 else None
    if one is None or other is None:
        screen.warn("which other sentence? {sentence.counterpart} goes to one; then judge it")
        return
    if screen.apply(SetMatch(one, other, verdict)):
        said = "tell the same" if verdict == "confirmed" else "do not tell the same"
        number = next(n for n, each in enumerate(screen.articles, 1) if each.id == other.article)
        screen.say(f"this and the sentence in article {number} {said}")


COMMANDS: dict[str, Callable[[ReadingScreen], None]] = {
    "sentence.counterpart": _other,
    "pane.tie": _tie,
    "sentence.same": partial(_judge, verdict="confirmed"),
    "sentence.different": partial(_judge, verdict="rejected"),
}
