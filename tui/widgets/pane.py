"""The pane: one article on the screen.

It answers the compositor with Strips it already has and repaints only the cells that changed.
What the numbers say is in ``tests/bench``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import ClassVar

from textual import events
from textual.geometry import Offset, Region, Size
from textual.message import Message
from textual.strip import Strip

from store.model import Article
from store.positions import Placed, Positions
from store.text.visible import shown
from store.text.word_spans import word_near
from tui.beside import Beside
from tui.selection import Selection, Span
from tui.widgets.overlays import Overlay, by_line, differences, overlays_of
from tui.widgets.page import GUTTER, Page
from tui.widgets.painted import Painted
from tui.widgets.palette import Palette
from tui.widgets.row import title_row

TEXT_WIDTH = (45, 75)
"""Prose is set between these many cells where there is room."""
_MARGIN = (3, 8)
_EDGE = 2
"""Lines kept in sight beyond the cursor when it nears the pane's edge."""


class Pane(Painted):
    """Shows one article with its annotations, a selection, and a title line."""

    class Pointed(Message):
        """The mouse went down, or was drawn along, at an offset of the article."""

        def __init__(self, pane: Pane, offset: int, *, extending: bool, chain: int) -> None:
            super().__init__()
            self.pane = pane
            self.offset = offset
            self.extending = extending
            self.chain = chain

    DEFAULT_CSS: ClassVar[str] = "Pane { width: 1fr; height: 1fr; }"

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self.article: Article | None = None
        self.selection = Selection()
        self.is_active = False
        self.column = 0
        self._number = 0
        self._page: Page | None = None
        self._positions = Positions()
        self._suggested = Positions()
        self._wants: Callable[[Placed], bool] | None = None
        self._letters: dict[int, str] = {}
        self._palette: Palette | None = None
        self._text = ""
        self._hits: Sequence[tuple[int, int]] = ()
        self._differing: Sequence[tuple[int, int]] = ()
        self._beside = Beside()
        self._top = 0
        self._drawn: dict[int, tuple[Overlay, ...]] = {}
        self._dragging = False
        self._has_edge = False
        self._laid_out_for = Size(0, 0)

    # -- what it shows

    @property
    def shown_article(self) -> Article:
        """The article in the pane."""
        if self.article is None:
            raise RuntimeError("the pane shows no article yet")
        return self.article

    @property
    def text(self) -> str:
        """The article's text, as the offsets count it."""
        return self.shown_article.text

    @property
    def number(self) -> int:
        """The key that picks the article."""
        return self._number

    @property
    def positions(self) -> Positions:
        """Where the article's annotations stand."""
        return self._positions

    @property
    def suggested(self) -> Positions:
        """Where something is suggested in the article."""
        return self._suggested

    def is_furniture(self, start: int, end: int) -> bool:
        """Whether a passage belongs to the page and not to the text."""
        return any(a <= start and end <= b for a, b, _ in self.shown_article.furniture)

    def first(self, article: Article) -> Selection:
        """The first word of an article that is not furniture."""
        offset = 0
        for start, end, _ in sorted(article.furniture):
            if article.text[offset:start].strip():
                break
            offset = end
        text = article.text
        word = word_near(text, offset) or (0, min(1, len(text)))
        return Selection(head=word, anchor=word)

    def show(
        self,
        article: Article,
        number: int,
        positions: Positions,
        suggested: Positions,
        beside: Beside,
        selection: Selection,
    ) -> None:
        """Show an article; ``number`` is the key that picks it."""
        self.article, self._number, self._positions = article, number, positions
        self._suggested = suggested
        self._text = shown(article.text)
        self.selection = selection
        self._hits = ()
        self._differing = ()
        self._beside = beside
        self._top = 0
        self._lay_out()
        self.reveal()
        self.keep_column()

    def retitle(self, article: Article, number: int) -> None:
        """The same article with other metadata, or under another key."""
        if (article, number) == (self.article, self._number):
            return
        self.article, self._number = article, number
        self._repaint_rows([-1])

    def use(self, palette: Palette) -> None:
        """Take other colours."""
        self._palette = palette
        self._lay_out()

    def set_edge(self, has_edge: bool) -> None:
        """Draw a line at the right edge, or none."""
        if has_edge != self._has_edge:
            self._has_edge = has_edge
            self._lay_out()

    @property
    def page(self) -> Page:
        """The article laid out at the pane's width."""
        if self._page is None:
            raise RuntimeError("the pane shows no article yet")
        return self._page

    @property
    def is_ready(self) -> bool:
        """Whether an article is laid out."""
        return self._page is not None

    @property
    def text_height(self) -> int:
        """Rows of text, the title line apart."""
        return max(1, self.size.height - 1)

    def select(self, selection: Selection) -> None:
        """Move the selection; repaints what differs and keeps the head in sight."""
        self.selection = selection
        if not self.reveal():
            self._repaint_overlays()
        self.place_cursor()

    def place_cursor(self) -> None:
        """Let the terminal's own cursor stand on the head, for screen readers and magnifiers."""
        if not self.is_active or self._page is None:
            return
        layout, offset = self._page.layout, self.selection.head[0]
        number = layout.line_of(offset)
        row = self._row_of(number)
        if row is not None:
            left = self.region.x + GUTTER + layout.cell_of(number, offset)
            self.app.cursor_position = Offset(left, self.region.y + row)

    def keep_column(self) -> None:
        """Let line moves aim at the column the cursor is in now."""
        if self._page is not None:
            layout, offset = self._page.layout, self.selection.head[0]
            self.column = layout.cell_of(layout.line_of(offset), offset)

    def drop_lost_pick(self) -> None:
        """Let go of an annotation that is no longer there, or no longer in this place."""
        now = self.selection.picked
        if now is None:
            return
        spans = tuple((one.start, one.end) for one in self._positions.of(*now))
        if tuple(sorted(self.selection.fragments)) != spans:
            self.select(self.selection._replace(picked=None, kept=(), trail=()))

    def mark_hits(self, hits: Sequence[tuple[int, int]]) -> None:
        """Show search hits; an empty sequence hides them."""
        self._hits = hits
        self._repaint_overlays()

    def mark_differences(self, spans: Sequence[tuple[int, int]]) -> None:
        """Underline the words that differ from a counterpart; an empty sequence, none."""
        if spans or self._differing:
            self._differing = spans
            self._repaint_overlays()

    def show_beside(self, beside: Beside) -> None:
        """Say in the gutter what the other articles say too."""
        if beside != self._beside:
            self._beside = beside
            self._lay_out()

    def limit(self, wants: Callable[[Placed], bool] | None) -> None:
        """Show only some of what stands on the text; None shows all."""
        self._wants = wants
        if self._page is not None:
            self._lay_out(self._page.layout.line(self._top).start)

    @property
    def in_sight(self) -> Span:
        """``[start, end)`` of the text that the pane shows now."""
        layout = self.page.layout
        last = min(len(layout), self._top + self.text_height) - 1
        return layout.line(self._top).start, layout.line(last).end

    def show_letters(self, letters: Mapping[str, Span]) -> None:
        """Lay letters over the first cells of spans, nothing moving; none takes them away."""
        self._letters = {span[0]: key for key, span in letters.items()}
        self._redraw()

    def activate(self, active: bool) -> None:
        """Show whether the keys go to this pane."""
        if active != self.is_active:
            self.is_active = active
            self.place_cursor()
            self._repaint_overlays()
            self._repaint_rows([-1])

    def touch(self, spans: Iterable[tuple[int, int]]) -> None:
        """Redraw the lines that spans of the article touch: their annotations changed."""
        if self._page is None:
            return
        numbers = self._page.forget(spans)
        self._repaint_rows(number for number in numbers if self._row_of(number) is not None)

    # -- scrolling

    @property
    def top(self) -> int:
        """The number of the first line in sight."""
        return self._top

    def scroll_lines(self, by: int) -> bool:
        """Move the text by lines; the cursor stays where it is. Says whether it moved."""
        return self._scroll_to_top(self._top + by)

    def reveal(self) -> bool:
        """Bring the head into sight. Says whether the text moved."""
        if self._page is None:
            return False
        number = self._page.layout.line_of(self.selection.head[0])
        height = self.text_height
        edge = min(_EDGE, (height - 1) // 2)
        if self._top + edge <= number < self._top + height - edge:
            return False
        above, below = self._top + edge - number, number - (self._top + height - 1 - edge)
        beyond = max(above, below)
        if beyond <= _EDGE:
            return self._scroll_to_top(self._top - above if above > 0 else self._top + below)
        return self._scroll_to_top(number - height // 3)

    def _scroll_to_top(self, top: int) -> bool:
        if self._page is None:
            return False
        top = max(0, min(top, len(self._page.layout) - self.text_height))
        if top == self._top:
            return False
        self._top = top
        self._redraw()
        return True

    # -- drawing

    def render_lines(self, crop: Region) -> list[Strip]:
        """The rows; at the first time of asking they are made, so that no blank is painted."""
        if not self._rows:
            self._lay_out()
            self.reveal()
        return super().render_lines(crop)

    def on_resize(self) -> None:
        """Lay the article out anew, its first word in sight staying there."""
        place = None
        if self._page is not None and self._laid_out_for == self.size:
            return
        if self._page is not None and self._top < len(self._page.layout):
            place = self._page.layout.line(self._top).start
        self._lay_out(place)
        self.reveal()

    def _lay_out(self, place: int | None = None) -> None:
        width, height = self.size
        if self._palette is None or self.article is None or not width or not height:
            return
        self._laid_out_for = self.size
        low, high = TEXT_WIDTH
        margin = max(_MARGIN[0], min(_MARGIN[1], width - GUTTER - low))
        self._page = Page(
            self._text,
            self._positions,
            self._suggested,
            self._wants,
            [(start, end) for start, end, _ in self.article.furniture],
            self._beside,
            self._palette,
            self.filtered,
            text_width=min(high, width - GUTTER - margin),
            margin=margin,
            width=width,
            has_edge=self._has_edge,
        )
        if place is not None:
            self._top = self._page.layout.line_of(place)
        self._top = max(0, min(self._top, len(self._page.layout) - self.text_height))
        self._redraw()

    def _redraw(self) -> None:
        """Make every row anew from the cached lines."""
        page = self._page
        if page is None:
            return
        self._drawn = self._overlays_in_sight()
        numbers = range(self._top, self._top + self.text_height)
        self._rows = [self._title(), *(self._row(page, number) for number in numbers)]
        self.place_cursor()
        self.repaint()

    def _row(self, page: Page, number: int) -> Strip:
        strip = page.strip(number, self._drawn.get(number, ()))
        return page.lettered(strip, number, self._letters) if self._letters else strip

    @property
    def _colours(self) -> Palette:
        if self._palette is None:
            raise RuntimeError("the pane has no palette yet")
        return self._palette

    def _title(self) -> Strip:
        style = self._colours.title if self.is_active else self._colours.title_resting
        sign = "▸" if self.is_active else " "
        row = title_row(self.shown_article, f"{sign}{self._number}", self.size.width, style)
        return self.filtered(row)

    # -- repainting as little as possible

    def _row_of(self, number: int) -> int | None:
        """The row of the widget a line stands on, or None when it is out of sight."""
        row = number - self._top + 1
        return row if 1 <= row <= self.text_height else None

    def _overlays_in_sight(self) -> dict[int, tuple[Overlay, ...]]:
        layout = self.page.layout
        lines = range(self._top, min(len(layout), self._top + self.text_height))
        first, last = layout.line(lines[0]).start, layout.line(lines[-1]).end
        hits = [hit for hit in self._hits if hit[0] < last and first < hit[1]]
        differing = [one for one in self._differing if one[0] < last and first < one[1]]
        found = overlays_of(
            self.selection, hits, differing, layout, self._colours, is_active=self.is_active
        )
        return by_line(found, layout, lines)

    def _repaint_overlays(self) -> None:
        """Repaint the cells in which overlays differ from what is drawn."""
        if self._page is None:
            return
        old, self._drawn = self._drawn, self._overlays_in_sight()
        for number, start, end in differences(old, self._drawn):
            row = self._row_of(number)
            if row is not None:
                self._rows[row] = self._row(self._page, number)
                left, right = self._page.cells_of(number, start, end)
                self.repaint(Region(left, row, max(1, right - left), 1))

    def _repaint_rows(self, numbers: Iterable[int]) -> None:
        """Repaint whole lines; -1 stands for the title."""
        if self._page is None:
            return
        for number in numbers:
            row = 0 if number == -1 else self._row_of(number)
            if row is None:
                continue
            self._rows[row] = self._title() if number == -1 else self._row(self._page, number)
            self.repaint(Region(0, row, self.size.width, 1))

    # -- the mouse

    def offset_at(self, x: int, y: int) -> int | None:
        """The code point under a cell of the widget, or None on the title line."""
        if self._page is None or y < 1:
            return None
        layout = self._page.layout
        number = min(self._top + y - 1, len(layout) - 1)
        return layout.offset_at(number, x - GUTTER)

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """A press moves the cursor and may begin a selection."""
        self._dragging = True
        self.capture_mouse()
        self._point(event, extending=event.shift)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Drawing the mouse selects."""
        if self._dragging:
            self._point(event, extending=True)

    def on_mouse_up(self) -> None:
        """The selection is done."""
        self._dragging = False
        self.release_mouse()

    def _point(self, event: events.MouseEvent, *, extending: bool) -> None:
        offset = self.offset_at(event.x, event.y)
        if offset is not None:
            self.post_message(self.Pointed(self, offset, extending=extending, chain=1))
