"""Going to a place in sight by the letters that lie on it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from store.text.word_spans import words
from tui.commands.moving import go
from tui.commands.suggesting import stand
from tui.hinting import lettered, narrowed
from tui.modes import Hinting
from tui.selection import Span

if TYPE_CHECKING:
    from tui.screens.reading import ReadingScreen


def _show(screen: ReadingScreen) -> None:
    """Letters on what the pane shows, the nearest to the cursor having the shortest."""
    pane = screen.pane
    article = pane.shown_article.id
    first, last = pane.in_sight
    head = pane.selection.head[0]
    proposed = screen.pending.within(article, first, last, screen.wants)
    suggested = [(one.start, one.end) for one in proposed]
    taken = {start for start, _ in suggested}
    taken |= {start + 1 for start in taken}
    free: list[Span] = []
    for start, end in words(pane.text[first:last]):
        is_clear = not free or first + start > free[-1][0] + 1
        if first + start not in taken and is_clear:
            free.append((first + start, first + end))

    def away(span: Span) -> int:
        return abs(span[0] - head)

    letters = lettered(sorted(suggested, key=away), sorted(free, key=away))
    screen.mode = Hinting(pane, letters)


def take(screen: ReadingScreen, mode: Hinting, key: str) -> None:
    """One letter more: what it leaves is shown, and gone to when it is one place."""
    left = narrowed(mode.letters, mode.begun + key)
    if not left:
        screen.warn(f"{mode.begun}{key} stands nowhere: {mode.hint()}")
    elif "" in left:
        screen.mode = None
        _go_to(screen, left[""])
    else:
        mode.begun += key
        mode.pane.show_letters(left)


def _go_to(screen: ReadingScreen, span: Span) -> None:
    pane = screen.pane
    proposed = screen.pending.at(pane.shown_article.id, *span)
    if proposed is not None and not pane.selection.extending:
        stand(screen, proposed)
        return
    go(screen, span)
    pane.keep_column()


def _erase(screen: ReadingScreen) -> None:
    if isinstance(screen.mode, Hinting):
        screen.mode.begun = ""
        screen.mode.pane.show_letters(screen.mode.letters)


def _leave(screen: ReadingScreen) -> None:
    screen.mode = None


COMMANDS: dict[str, Callable[[ReadingScreen], None]] = {
    "hint.show": _show,
    "hint.erase": _erase,
    "hint.leave": _leave,
}
