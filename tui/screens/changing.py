"""Changing the desk from the screen, and bringing the screen up to what changed."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from store.db.faults import NotSaved
from store.errors import VariorumError
from store.model import Article
from tui.selection import selected

if TYPE_CHECKING:
    from store.desk import Changed
    from store.edits import Edit
    from tui.screens.reading import ReadingScreen


class Changing:
    """Makes Edits, takes them back, and redraws what they touched."""

    def __init__(self, screen: ReadingScreen) -> None:
        self._screen = screen

    def apply(self, edit: Edit) -> Changed | None:
        """Make an Edit; where it cannot be made, say so and return None."""
        return self._try(partial(self._screen.desk.apply, edit))

    def take_back(self, *, again: bool) -> None:
        """Undo or redo, and go where it happened."""
        desk = self._screen.desk
        self._go_to(self._try(desk.redo if again else desk.undo))

    def take_back_one(self, sequence: int) -> None:
        """Take back one change of the history, whoever made it."""
        self._go_to(self._try(partial(self._screen.desk.take_back, sequence)))

    def show(self, changed: Changed) -> None:
        """Redraw what a change touched, whoever made it."""
        screen = self._screen
        learns = screen.learnt.take_in(changed)
        if changed.is_all:
            screen.shelf.renew(screen.desk.articles(screen.story))
            screen.pending.forget_all()
            screen.prompting.look()
            screen.besides.look()
            return
        screen.touch([*changed.spans, *screen.pending.take_in(changed)])
        screen.prompting.remember(changed)
        for pane in screen.panes:
            if pane.article is not None and pane.selection.picked in changed.touched:
                pane.drop_lost_pick()
        if any(table == Article.TABLE for table, _ in changed.touched):
            articles = screen.desk.articles(screen.story)
            if articles:
                screen.shelf.reread(articles)
        if learns:
            screen.prompting.look()
            screen.besides.look()
            return
        screen.prompting.look_again(changed)
        screen.besides.look_again(changed)

    def tend(self, idle: float) -> None:
        """What is due beside the keys: others' changes, taking over, folding."""
        screen, before = self._screen, self._screen.desk.reading
        was_unsaved = screen.desk.unsaved
        try:
            screen.desk.tend(idle)
        except VariorumError as error:
            screen.warn(str(error))
        if was_unsaved and not screen.desk.unsaved:
            screen.say("what waited is saved")
        now = screen.desk.reading
        if now != before:
            screen.say("the desk is free: changes are saved again" if before else now)

    def _try(self, change: Callable[[], Changed]) -> Changed | None:
        screen = self._screen
        try:
            done = change()
        except NotSaved as error:
            screen.saying.is_saved = False
            screen.warn(str(error))
        except VariorumError as error:
            screen.warn(str(error))
        else:
            screen.saying.is_saved = True
            return done
        return None

    def _go_to(self, done: Changed | None) -> None:
        """Go where a change was taken back or made again."""
        from tui.commands.suggesting import resume

        screen = self._screen
        if done is None:
            return
        if not screen.desk.count(Article, "story", screen.story):
            screen.desk.redo()
            screen.warn("not undone: this would take the last article away")
            return
        if done.spans:
            here = screen.pane.shown_article.id
            article, start, end = min(done.spans, key=lambda span: (span[0] != here, span))
            pane = screen.pane_showing(article)
            screen.activate(pane)
            pane.select(selected((start, end)))
        screen.say(done.verb)
        resume(screen, done.verb)
