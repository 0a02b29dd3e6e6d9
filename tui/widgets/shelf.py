"""The shelf: the panes of one story, side by side or stacked, and which of them has the keys."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import ClassVar, Final

from textual.app import ComposeResult
from textual.widget import Widget

from store.desk import Desk
from store.model import Article
from store.positions import Placed, Positions
from tui.beside import Beside
from tui.selection import Selection
from tui.widgets.palette import Palette
from tui.widgets.pane import Pane

SIDE_BY_SIDE: Final = 100
"""Columns from which two panes stand beside each other."""
THREE: Final = 200
"""Columns from which a third article can stand beside them."""
_MOST: Final = 3


class Shelf(Widget):
    """Holds the panes; remembers the selection of every article that is not shown."""

    BLANK = True
    DEFAULT_CSS: ClassVar[str] = """
    Shelf { layout: horizontal; height: 1fr; }
    Shelf.-stacked { layout: vertical; }
    Shelf .-away { display: none; }
    """

    def __init__(
        self,
        desk: Desk,
        articles: Sequence[Article],
        palette: Palette,
        suggested: Callable[[str], Positions],
    ) -> None:
        super().__init__(id="shelf")
        self._desk = desk
        self._palette = palette
        self._suggested = suggested
        self._beside: Mapping[str, Beside] = {}
        self._wants: Callable[[Placed], bool] | None = None
        self.articles = list(articles)
        self._panes = [Pane(id=f"pane-{place}") for place in range(2)]
        self._selections: dict[str, Selection] = {}
        self.active = self._panes[0]
        self._zoomed = False
        self._three = False

    def compose(self) -> ComposeResult:
        """Two panes, each with its article; a third is made when it is asked for."""
        for pane in self._panes:
            pane.use(self._palette)
        self.active.activate(True)
        self.fill()
        yield from self._panes

    def on_resize(self) -> None:
        """Side by side where there is room."""
        self._arrange()

    @property
    def panes(self) -> list[Pane]:
        """The panes in sight."""
        return [pane for pane in self._panes if not pane.has_class("-away")]

    def activate(self, pane: Pane) -> None:
        """Give a pane the keys."""
        if pane is not self.active:
            self.active.activate(False)
            self.active = pane
            pane.activate(True)
            if pane.has_class("-away"):
                self._arrange()

    def show(self, pane: Pane, number: int, selection: Selection | None = None) -> None:
        """Let a pane show the ``number``-th article, counted from 1."""
        if pane.article is not None:
            self._selections[pane.article.id] = pane.selection
        article = self.articles[number - 1]
        found = selection or self._selections.get(article.id)
        positions = self._desk.positions(article.id), self._suggested(article.id)
        beside = self._beside.get(article.id, Beside())
        pane.show(article, number, *positions, beside, found or pane.first(article))

    def show_beside(self, signs: Mapping[str, Beside]) -> None:
        """Say in the gutters what the other articles say too, by article id."""
        self._beside = signs
        for pane in self._panes:
            if pane.article is not None:
                pane.show_beside(signs.get(pane.article.id, Beside()))

    def showing(self, article: str) -> Pane:
        """A pane that shows an article: one that does already, else the active one."""
        for pane in (self.active, *self.panes):
            if pane.article is not None and pane.article.id == article:
                return pane
        number = next(n for n, one in enumerate(self.articles, 1) if one.id == article)
        self.show(self.active, number)
        return self.active

    def beside(self, article: str) -> Pane:
        """The pane that shows an article; else one that is not active comes to show it."""
        shown = {pane.article.id: pane for pane in self.panes if pane.article is not None}
        if article in shown:
            return shown[article]
        free = next((pane for pane in self.panes if pane is not self.active), self.active)
        number = next(n for n, one in enumerate(self.articles, 1) if one.id == article)
        self.show(free, number)
        return free

    def limit(self, wants: Callable[[Placed], bool] | None) -> None:
        """Let every pane show only some of what stands on the text; None for all."""
        self._wants = wants
        for pane in self._panes:
            pane.limit(wants)

    def reread(self, articles: Sequence[Article]) -> None:
        """Articles came, went, or have other metadata."""
        self.articles = list(articles)
        self.fill()

    def renew(self, articles: Sequence[Article]) -> None:
        """Read everything anew: what changed is not known."""
        self.articles = list(articles)
        self.fill()
        for pane in self._panes:
            if pane.article is not None:
                self.show(pane, pane.number, pane.selection)

    def fill(self) -> None:
        """Keep each pane on its article; one that has none takes the first that is not shown."""
        numbers = {article.id: number for number, article in enumerate(self.articles, 1)}
        kept = {pane.article.id for pane in self._panes if pane.article} & numbers.keys()
        spare = [number for id, number in numbers.items() if id not in kept]
        for pane in self._panes:
            if pane.article is not None and pane.article.id in numbers:
                number = numbers[pane.article.id]
                pane.retitle(self.articles[number - 1], number)
            elif spare:
                self.show(pane, spare.pop(0))
            else:
                pane.article = None
        self._arrange()

    def use(self, palette: Palette) -> None:
        """Take other colours."""
        self._palette = palette
        for pane in self._panes:
            pane.use(palette)

    def zoom(self) -> None:
        """The active pane alone, or all again."""
        self._zoomed = not self._zoomed
        self._arrange()

    def toggle_third(self) -> str:
        """A third pane or not; returns why not, or nothing."""
        if len(self.articles) < _MOST:
            return f"there is no third article: this story has {len(self.articles)}"
        width = self.app.size.width
        if width < THREE and not self._three:
            return f"a third article needs {THREE} columns, here are {width}"
        self._three = not self._three
        if len(self._panes) < _MOST:
            self.call_later(self._add_third)
        else:
            self._arrange()
        return ""

    async def _add_third(self) -> None:
        pane = Pane(id=f"pane-{_MOST - 1}")
        self._panes.append(pane)
        await self.mount(pane)
        pane.use(self._palette)
        pane.limit(self._wants)
        self.fill()

    def _arrange(self) -> None:
        width = self.app.size.width
        count = _MOST if self._three and width >= THREE else 2
        filled = [pane for pane in self._panes if pane.article is not None]
        shown = filled[:count]
        if self.active not in filled and filled:
            self.activate(filled[0])
        if self._zoomed:
            shown = [self.active]
        elif self.active not in shown:
            shown = [*shown[:-1], self.active]
        for pane in self._panes:
            pane.set_class(pane not in shown, "-away")
            pane.set_edge(pane in shown[:-1] and width >= SIDE_BY_SIDE)
        self.set_class(width < SIDE_BY_SIDE, "-stacked")
