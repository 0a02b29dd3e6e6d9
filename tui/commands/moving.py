"""Moving the reading cursor, and choosing what the panes show."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from store.text.sentence_split import next_sentence, previous_sentence, sentence_at
from store.text.word_spans import next_word, previous_word, word_at, word_near
from tui.selection import Span, moved, word_edge

if TYPE_CHECKING:
    from tui.screens.reading import ReadingScreen


def go(screen: ReadingScreen, head: Span | None) -> None:
    """Put the cursor on a unit, if there is one."""
    if head is not None:
        pane = screen.pane
        pane.select(moved(pane.selection, head))


def _word(screen: ReadingScreen, *, forward: bool) -> None:
    edge = word_edge(screen.pane.selection, forward=forward)
    find = next_word if forward else previous_word
    go(screen, find(screen.pane.text, edge))
    screen.pane.keep_column()


def _line(screen: ReadingScreen, by: int) -> None:
    pane = screen.pane
    layout = pane.page.layout
    number = layout.line_of(pane.selection.head[0])
    column = pane.column
    step = 1 if by > 0 else -1
    number = max(0, min(number + by, len(layout) - 1))
    while 0 <= number < len(layout):
        start, end = layout.line(number)
        if start < end:
            offset = layout.offset_at(number, column)
            go(screen, word_at(pane.text, offset) or _on_line(pane.text, start, end, offset))
            return
        number += step


def _on_line(text: str, start: int, end: int, offset: int) -> Span:
    """A word of the line nearest to an offset that is on none; without words, the line itself."""
    before, after = previous_word(text, offset), next_word(text, offset)
    for word in (before, after):
        if word is not None and start <= word[0] < end:
            return word
    return start, end


def _sentence(screen: ReadingScreen, *, forward: bool) -> None:
    pane = screen.pane
    text, selection = pane.text, pane.selection
    if selection.extending and forward:
        go(screen, _to_sentence_end(text, selection.head))
    else:
        find = next_sentence if forward else previous_sentence
        sentence = find(text, selection.head[0])
        while sentence is not None and pane.is_furniture(*sentence):
            sentence = find(text, sentence[0])
        if sentence is not None:
            go(screen, word_near(text, sentence[0]))
    pane.keep_column()


def _to_sentence_end(text: str, head: Span) -> Span | None:
    """The last word of this sentence, or of the next when the head is there already."""
    sentence = sentence_at(text, head[0])
    last = previous_word(text, sentence[1]) if sentence else None
    if last is not None and last[0] > head[0]:
        return last
    following = next_sentence(text, head[0])
    return previous_word(text, following[1]) if following else None


def _page(screen: ReadingScreen, by: int) -> None:
    pane = screen.pane
    rows = pane.text_height - 2
    pane.scroll_lines(by * rows)
    _line(screen, by * rows)


def _edge(screen: ReadingScreen, *, end: bool) -> None:
    text = screen.pane.text
    go(screen, previous_word(text, len(text)) if end else word_near(text, 0))
    screen.pane.keep_column()


def _pane(screen: ReadingScreen, by: int) -> None:
    panes = screen.panes
    screen.activate(panes[(panes.index(screen.pane) + by) % len(panes)])


def _article(screen: ReadingScreen, number: int) -> None:
    if number > len(screen.articles):
        count = len(screen.articles)
        screen.warn(f"there is no article {number}: this story has {count}")
    else:
        screen.show_article(screen.pane, number)


COMMANDS: dict[str, Callable[[ReadingScreen], None]] = {
    "word.next": partial(_word, forward=True),
    "word.previous": partial(_word, forward=False),
    "line.next": partial(_line, by=1),
    "line.previous": partial(_line, by=-1),
    "sentence.next": partial(_sentence, forward=True),
    "sentence.previous": partial(_sentence, forward=False),
    "page.next": partial(_page, by=1),
    "page.previous": partial(_page, by=-1),
    "article.start": partial(_edge, end=False),
    "article.end": partial(_edge, end=True),
    "pane.next": partial(_pane, by=1),
    "pane.previous": partial(_pane, by=-1),
    **{f"article.{number}": partial(_article, number=number) for number in range(1, 10)},
}
