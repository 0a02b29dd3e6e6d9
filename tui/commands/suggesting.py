"""Walking over what is suggested: accept, retype, refuse, and on to the next."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from store.edits.suggestions import AcceptSuggestions, RejectSuggestion
from store.suggest.proposals import Proposed
from store.text.sentence_split import sentence_at
from tui.modes import Proposing
from tui.selection import selected

if TYPE_CHECKING:
    from tui.screens.reading import ReadingScreen


def walk(screen: ReadingScreen, *, forward: bool) -> None:
    """To the next or the last suggestion, in whichever article it stands."""
    selection = screen.pane.selection
    go_on(screen, selection.span[0] + (forward and selection.is_wide), forward=forward)


def go_on(screen: ReadingScreen, offset: int, *, forward: bool = True) -> None:
    """Stand on the first suggestion from an offset of this article on, or before it."""
    article = screen.pane.shown_article.id
    found = screen.pending.beyond(
        screen.articles, article, offset, forward=forward, wants=screen.wants
    )
    if found is not None:
        stand(screen, found)
        return
    screen.mode = None
    if screen.pending.is_looking:
        screen.say("looking for suggestions …")
        screen.prompting.when_found = partial(go_on, screen, offset, forward=forward)
    else:
        screen.say("no suggestion left in this story")


def stand(screen: ReadingScreen, proposed: Proposed) -> None:
    """Put the cursor on a suggestion."""
    pane = screen.pane_showing(proposed.article)
    screen.activate(pane)
    pane.select(selected((proposed.start, proposed.end)))
    pane.keep_column()
    screen.mode = Proposing(proposed)
    screen.say(_line(screen, proposed))


def resume(screen: ReadingScreen, done: str) -> None:
    """Stand on the suggestion that something done has left selected, where there is one."""
    pane = screen.pane
    proposed = screen.pending.at(pane.shown_article.id, *pane.selection.span)
    screen.mode = Proposing(proposed) if proposed else None
    if proposed:
        screen.say(f"{done}  {_line(screen, proposed)}")


def stand_again(screen: ReadingScreen) -> None:
    """Where the suggestion under the cursor is another one by now, stand on that."""
    mode = screen.mode
    if not isinstance(mode, Proposing):
        return
    one = mode.proposed
    now = screen.pending.at(one.article, one.start, one.end)
    if now is None:
        screen.mode = None
    elif now != one:
        screen.mode = Proposing(now)
        screen.say(_line(screen, now))


def _line(screen: ReadingScreen, one: Proposed) -> str:
    """What the status line says of a suggestion."""
    letter = screen.palette.letter(one.label)
    rest = len(_rest(screen, one))
    left = screen.pending.count(screen.articles)
    return f"{letter} {one.label}? ({one.suggester})  {rest} to the sentence's end, {left} in all"


def _proposed(screen: ReadingScreen) -> Proposed | None:
    """The suggestion under the cursor."""
    if isinstance(screen.mode, Proposing):
        return screen.mode.proposed
    screen.warn("no suggestion under the cursor: g s goes to the next")
    return None


def accept(screen: ReadingScreen, label: str = "") -> None:
    """Make a mention of the suggestion, under another label where one is given."""
    one = _proposed(screen)
    if one is not None:
        screen.last_label = label or one.label
        _accept(screen, [one._replace(label=label or one.label)])


def _accept(screen: ReadingScreen, them: Sequence[Proposed]) -> None:
    if screen.apply(AcceptSuggestions(tuple(them))):
        go_on(screen, them[-1].end)


def _sentence(screen: ReadingScreen) -> None:
    one = _proposed(screen)
    if one is not None:
        _accept(screen, _rest(screen, one))


def _rest(screen: ReadingScreen, one: Proposed) -> list[Proposed]:
    """The suggestion and those after it in its sentence."""
    sentence = sentence_at(screen.pane.text, one.start)
    end = sentence[1] if sentence else one.end
    return screen.pending.within(one.article, one.start, end, screen.wants)


def _reject(screen: ReadingScreen) -> None:
    one = _proposed(screen)
    if one is not None and screen.apply(RejectSuggestion(one)):
        go_on(screen, one.end)


COMMANDS: dict[str, Callable[[ReadingScreen], None]] = {
    "suggestion.accept": accept,
    "suggestion.reject": _reject,
    "suggestion.sentence": _sentence,
}
