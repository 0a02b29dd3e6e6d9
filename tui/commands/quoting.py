"""Copying words of an article with their citation."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from store.citation import quotation
from store.text.sentence_split import sentence_at

if TYPE_CHECKING:
    from tui.screens.reading import ReadingScreen


def _copy(screen: ReadingScreen) -> None:
    """Hand what is selected, or the sentence, and its place to the terminal's clipboard."""
    pane = screen.pane
    fragments = pane.selection.fragments
    if not pane.selection.is_wide:
        sentence = sentence_at(pane.text, pane.selection.head[0])
        fragments = (sentence,) if sentence else fragments
    cited = quotation(pane.shown_article, fragments)
    screen.app.copy_to_clipboard(cited)
    screen.say(f"copied: {cited}")


COMMANDS: dict[str, Callable[[ReadingScreen], None]] = {"quotation.copy": _copy}
