"""Walking the claim matrix, and judging its cells."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Final

from store.edits import AddAssertion, MarkSilence
from store.model import Article, Assertion
from store.model.claim import Stance
from tui.claim_view import Spot
from tui.modes import Mode
from tui.selection import picked, selected
from tui.widgets.row import Part

if TYPE_CHECKING:
    from tui.screens.claims_panel import ClaimsPanel
    from tui.screens.reading import ReadingScreen

_CANDIDATES: Final = 6


class InMatrix(Mode):
    """The keys go to the claim matrix."""

    scope = "matrix"

    def __init__(self, panel: ClaimsPanel) -> None:
        self.panel = panel

    def line(self, screen: ReadingScreen) -> list[Part]:
        """The claim under the cursor, whole, and what its cell says."""
        spot = self.panel.view.spot
        if spot is None:
            return [(" no claim here", screen.palette.dim)]
        return [
            (f" {spot.cell.sign} ", screen.palette.claim),
            (f" {spot.claim.text}", screen.palette.base),
            (f"  {_said(screen, spot)}", screen.palette.dim),
        ]

    def ended(self) -> None:
        """The cursor rests."""
        self.panel.show(has_keys=False)


def _said(screen: ReadingScreen, spot: Spot) -> str:
    """The article's own words for the claim."""
    found = (screen.desk.get(Assertion, id) for id in spot.cell.assertions)
    words = [" … ".join(one.quotes) for one in found if one is not None]
    note = f"note: {spot.claim.note}  " if spot.claim.note else ""
    return note + (" / ".join(words) or ("silent" if spot.cell.is_silent else "not looked at"))


def _show(screen: ReadingScreen) -> None:
    panel = screen.claims
    panel.open()
    screen.mode = InMatrix(panel)
    panel.show()


def _close(screen: ReadingScreen) -> None:
    screen.mode = None
    screen.claims.close()


def _to_articles(screen: ReadingScreen) -> None:
    screen.mode = None


def _move(screen: ReadingScreen, rows: int, columns: int) -> None:
    screen.claims.candidates = []
    screen.claims.view.move(rows, columns)
    screen.claims.show()


def point(screen: ReadingScreen, row: int, column: int) -> None:
    """Put the cursor on a cell, and the keys in the matrix."""
    screen.claims.view.point(row, column)
    screen.mode = InMatrix(screen.claims)
    _move(screen, 0, 0)


def _page(screen: ReadingScreen, by: int) -> None:
    _move(screen, by * screen.claims.grid.page, 0)


def spot_of(screen: ReadingScreen) -> Spot | None:
    """The cell under the cursor; where there is none, it says how to make one."""
    spot = screen.claims.view.spot
    if spot is None:
        screen.warn("no claim here: {claim.add} on a sentence makes one")
    return spot


def _evidence(screen: ReadingScreen) -> None:
    """Every pane goes to what its article says of the claim, the cell's article among them."""
    spot = spot_of(screen)
    if spot is None:
        return
    first: dict[str, Assertion] = {}
    for one in screen.desk.by(Assertion, "claim", spot.claim.id):
        first.setdefault(one.article, one)
    if not first:
        screen.warn("nothing states this claim yet")
        return
    if spot.article in first:
        screen.activate(screen.pane_showing(spot.article))
    for id, one in first.items():
        if id in _shown(screen) or not _shown(screen) <= first.keys():
            screen.pane_beside(id).select(picked(Assertion.TABLE, one.id, one.fragments))
    screen.say(f"stated in {len(first)} of {len(screen.articles)} articles")


def _shown(screen: ReadingScreen) -> set[str]:
    """The articles in sight."""
    return {pane.shown_article.id for pane in screen.panes}


def _to_unseen(screen: ReadingScreen, by: int) -> None:
    panel = screen.claims
    if not panel.view.to_unseen(by):
        panel.show()
        screen.say("every cell is looked at")
        return
    panel.show()
    _look(screen)


def _look(screen: ReadingScreen) -> None:
    """Show in the cell's article the sentences most like the claim, the best first."""
    from store.compare.nearest import nearest

    spot = spot_of(screen)
    article = screen.desk.get(Article, spot.article) if spot else None
    if spot is None or article is None:
        return
    words = [spot.claim.text]
    words += [" ".join(x.quotes) for x in screen.desk.by(Assertion, "claim", spot.claim.id)]
    found = nearest(" ".join(words), [article], (), _CANDIDATES, screen.learnt.same)
    screen.claims.candidates = [one.fragments[0] for one in found]
    if not found:
        screen.pane_beside(spot.article)
        screen.say("nothing here is like it: {matrix.silent} says it is silent")
        return
    _show_candidate(screen, spot)


def _show_candidate(screen: ReadingScreen, spot: Spot) -> None:
    count = len(screen.claims.candidates)
    pane = screen.pane_beside(spot.article)
    pane.select(selected(screen.claims.candidates[0]))
    screen.say(
        f"the most like of {count}: {{matrix.silent}} silent, {{matrix.supports}} says it, "
        "{matrix.contradicts} denies it, {matrix.partly} partly, {matrix.candidate} the next"
    )


def _candidate(screen: ReadingScreen) -> None:
    """The next sentence like the claim; after the last the first again."""
    spot = spot_of(screen)
    if spot is None:
        return
    candidates = screen.claims.candidates
    if not candidates:
        _look(screen)
        return
    screen.claims.candidates = [*candidates[1:], candidates[0]]
    _show_candidate(screen, spot)


def _silent(screen: ReadingScreen) -> None:
    spot = spot_of(screen)
    if spot and screen.apply(MarkSilence(spot.claim.id, spot.article, screen.desk.annotator)):
        screen.say("looked at again" if spot.cell.is_silent else "silent, as far as you looked")


def _states(screen: ReadingScreen, stance: Stance) -> None:
    """The sentence shown in the cell's article becomes an assertion of the claim."""
    from store.prefill import prefilled

    spot = spot_of(screen)
    if spot is None:
        return
    pane = screen.pane_beside(spot.article)
    candidates = screen.claims.candidates
    fragments = (candidates[0],) if candidates else pane.selection.fragments
    words, fields = prefilled(screen.desk, pane.shown_article, fragments, is_given=not candidates)
    fields["stance"] = stance
    if screen.apply(AddAssertion(spot.claim.id, spot.article, words, fields)):
        screen.claims.candidates = []
        screen.say(f"{stance}: {pane.text[words[0][0] : words[-1][1]]}")


COMMANDS: dict[str, Callable[[ReadingScreen], None]] = {
    "matrix.show": _show,
    "matrix.down": partial(_move, rows=1, columns=0),
    "matrix.up": partial(_move, rows=-1, columns=0),
    "matrix.right": partial(_move, rows=0, columns=1),
    "matrix.left": partial(_move, rows=0, columns=-1),
    "matrix.page_down": partial(_page, by=1),
    "matrix.page_up": partial(_page, by=-1),
    "matrix.evidence": _evidence,
    "matrix.next": partial(_to_unseen, by=1),
    "matrix.back": partial(_to_unseen, by=-1),
    "matrix.candidate": _candidate,
    "matrix.silent": _silent,
    "matrix.supports": partial(_states, stance="supports"),
    "matrix.contradicts": partial(_states, stance="contradicts"),
    "matrix.partly": partial(_states, stance="partly"),
    "matrix.articles": _to_articles,
    "matrix.close": _close,
}
