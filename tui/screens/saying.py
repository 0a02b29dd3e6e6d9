"""What the lines below the articles say: what is under the cursor, how things stand, the keys."""

from __future__ import annotations

from collections.abc import Sequence

from store.desk import Desk
from store.model import Article
from tui.hints import KINDS
from tui.keys import Keymap
from tui.widgets.palette import Palette
from tui.widgets.pane import Pane
from tui.widgets.row import Foot, Part


class Saying:
    """Fills the foot of the reading screen.

    ``only`` is what alone is shown, empty for everything; ``differ`` how many discrepancies are
    left, empty for none. ``is_saved`` is false after a change that
    could not be written, until one could.
    """

    def __init__(self, desk: Desk, palette: Palette, keymap: Keymap) -> None:
        self.foot = Foot(palette.base)
        self.is_saved = True
        self._desk = desk
        self._palette = palette
        self._spell = keymap.spell
        self.only = self.differ = ""
        self._said: Part = ("", palette.base)
        self._has_detail, self._is_narrow = True, False

    def say(self, text: str) -> None:
        """Say what was done, until the next key that does something."""
        self._said = (self._spell(text), self._palette.base)

    def warn(self, text: str) -> None:
        """Say what could not be done."""
        self._said = (f"! {self._spell(text)}", self._palette.claim)

    def status(self, jump_kind: str) -> None:
        """Bring the status line up to date."""
        over = self._spell(f" {{jump.next}} {{jump.back}}: {KINDS[jump_kind]}  ")
        over += f"only {self.only}  " if self.only else ""
        if self.differ and jump_kind != "discrepancy":  # the walk over them says it itself
            over += f"{self._spell(self.differ)}  "
        unsaved = self._desk.unsaved
        parts: list[Part] = [
            (self._saved(), self._palette.title),
            (f" {unsaved}  ", self._palette.claim)
            if unsaved
            else (f"{over}{self._desk.annotator}  ", self._palette.dim),
            self._said,
        ]
        self.foot.show("status", parts)

    def _saved(self) -> str:
        if self._desk.reading:
            return " reading "
        return " saved " if self.is_saved and not self._desk.unsaved else " NOT SAVED "

    def hint(self, line: str) -> None:
        """Let the hint bar name these keys."""
        self.foot.show("hint", [(f" {self._spell(line)}", self._palette.dim)])

    def bar(self, parts: Sequence[Part]) -> None:
        """Let a line above the status line say this; nothing leaves it to the detail."""
        self.foot.show("bar", *([parts] if parts else []))

    def detail(self, pane: Pane, articles: Sequence[Article]) -> None:
        """Say what is under the cursor of a pane; ``articles`` are those of the story."""
        if not self._has_detail or not pane.is_ready:
            return
        from tui.details import Here, detail, suggested

        head, height = pane.selection.head, self.foot.detail_height
        places = list(pane.positions.covering(*head))
        proposed = [] if places else pane.suggested.covering(*head)[:height]
        numbers = {article.id: number for number, article in enumerate(articles, 1)}
        here = Here(self._desk, pane.shown_article, numbers, self._palette, self._spell)
        lines = [
            suggested(self._desk, one, pane.text[one.start : one.end], self._palette)
            for one in proposed
        ]
        self.foot.show("detail", *(lines or detail(here, places, height)))

    def narrow(self, is_narrow: bool) -> None:
        """One line of detail on a small screen, two on others."""
        self._is_narrow = is_narrow
        self._set_height()

    def toggle_detail(self) -> None:
        """Show or hide the detail strip."""
        self._has_detail = not self._has_detail
        self._set_height()

    @property
    def height(self) -> int:
        """Rows of the foot."""
        return self.foot.detail_height + 2

    def _set_height(self) -> None:
        height = (1 if self._is_narrow else 2) if self._has_detail else 0
        if height != self.foot.detail_height:
            self.foot.detail_height = height
            self.foot.styles.height = height + 2
