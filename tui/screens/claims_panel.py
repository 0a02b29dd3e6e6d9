"""The claim matrix on the screen: beside the articles where there is room, else below them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tui.claim_view import ClaimView
from tui.widgets.grid import Grid

if TYPE_CHECKING:
    from store.desk import Changed
    from tui.screens.reading import ReadingScreen

BESIDE: Final = 160
"""Columns from which the matrix stands beside the articles."""
_ARTICLES: Final = 100
"""Columns that the articles keep."""
_WIDEST: Final = 84
_SHARE: Final = 2 / 5
"""Of the rows above the foot, where the matrix lies below the articles."""


class ClaimsPanel:
    """Holds the view of the claims and the grid that shows it."""

    def __init__(self, screen: ReadingScreen) -> None:
        self._screen = screen
        self.view = ClaimView(screen.desk, screen.story, screen.articles)
        self.grid = Grid(screen.palette)
        self.is_open = False
        self.candidates: list[tuple[int, int]] = []
        """Sentences of the cell's article most like its claim, the one shown first."""
        screen.mount(self.grid, before=screen.saying.foot)
        screen.desk.watch(self._changed)

    def open(self) -> None:
        """Show the matrix as the desk is now."""
        self.is_open = True
        self.arrange()
        self.show()

    def close(self) -> None:
        """Show the articles alone."""
        self.is_open = False
        self.grid.hide()
        self._screen.shelf.styles.margin = 0

    def arrange(self) -> None:
        """Make room for the grid."""
        if not self.is_open:
            return
        screen, grid = self._screen, self.grid
        width, height = screen.app.size
        foot = screen.saying.height
        if width >= BESIDE:
            wide = min(width - _ARTICLES, _WIDEST)
            grid.styles.dock, grid.styles.width, grid.styles.height = "right", wide, height - foot
            screen.shelf.styles.margin = (0, wide, 0, 0)
        else:
            tall = max(5, int((height - foot) * _SHARE))
            grid.styles.dock, grid.styles.width, grid.styles.height = "bottom", "1fr", tall
            screen.shelf.styles.margin = (0, 0, tall, 0)
        grid.styles.margin = (0, 0, foot, 0)

    def show(self, *, has_keys: bool = True) -> None:
        """Draw the view."""
        if self.is_open:
            self.grid.show(self.view.sheet(has_keys=has_keys))

    def _changed(self, changed: Changed) -> None:
        if any(table == "articles" for table, _ in changed.touched) or changed.is_all:
            view = ClaimView(self._screen.desk, self._screen.story, self._screen.articles)
            view.row, view.column = self.view.row, self.view.column
            view.move(0, 0)
            self.view = view
        elif not self.view.take_in(changed):
            return
        mode = self._screen.mode
        self.show(has_keys=mode is not None and mode.scope == "matrix")
