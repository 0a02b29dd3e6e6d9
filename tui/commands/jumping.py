"""Jumping over what the status line names, and searching."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING, Final

from store.model import Assertion, Mention
from store.positions import Placed
from store.text.paragraph_spans import next_paragraph, previous_paragraph
from store.text.word_spans import word_near
from tui.commands import suggesting
from tui.commands.judging import walk
from tui.commands.moving import go
from tui.hints import KINDS
from tui.selection import picked, selected

if TYPE_CHECKING:
    from tui.screens.reading import ReadingScreen
    from tui.widgets.pane import Pane

_TABLES: Final = {"annotation": Mention.TABLE, "claim": Assertion.TABLE}


def pick(pane: Pane, place: Placed) -> None:
    """Stand on an annotation with all its fragments."""
    fragments = pane.positions.of(place.table, place.id)
    pane.select(picked(place.table, place.id, tuple((one.start, one.end) for one in fragments)))
    pane.keep_column()


def _choose(screen: ReadingScreen, kind: str) -> None:
    screen.jump_kind = kind
    _jump(screen, forward=True)


def _jump(screen: ReadingScreen, *, forward: bool) -> None:
    kind = screen.jump_kind
    if kind == "suggestion":
        suggesting.walk(screen, forward=forward)
    elif kind in _TABLES:
        _to_annotation(screen, _TABLES[kind], forward=forward)
    elif kind == "hit":
        _to_hit(screen, forward=forward)
    elif kind == "discrepancy":
        walk(screen, 1 if forward else -1)
    else:
        _to_paragraph(screen, forward=forward)


def _to_annotation(screen: ReadingScreen, table: str, *, forward: bool) -> None:
    pane = screen.pane
    place = next(_beyond(pane, table, forward=forward), None)
    if place is not None:
        pick(pane, place)
        return
    where = "after" if forward else "before"
    screen.warn(f"no {KINDS[screen.jump_kind]} {where} here in this article")


def _beyond(pane: Pane, table: str, *, forward: bool) -> Iterator[Placed]:
    """The annotations after or before the one stood on, or the cursor."""
    positions, selection = pane.positions, pane.selection
    here = positions.of(*selection.picked)[:1] if selection.picked else ()
    start = selection.head[0]
    if not here or here[0].table != table:
        yield from positions.after(table, start) if forward else positions.before(table, start)
        return
    found = positions.after(table, start) if forward else positions.before(table, start + 1)
    for place in found:
        if (place > here[0]) if forward else (place < here[0]):
            yield place


def _to_paragraph(screen: ReadingScreen, *, forward: bool) -> None:
    pane = screen.pane
    find = next_paragraph if forward else previous_paragraph
    found = find(pane.text, pane.selection.head[0])
    while found is not None and pane.is_furniture(*found):
        found = find(pane.text, found[0])
    if found is None:
        screen.warn(f"no paragraph {'after' if forward else 'before'} here in this article")
        return
    go(screen, word_near(pane.text, found[0]))
    pane.keep_column()


def _elsewhere(screen: ReadingScreen) -> str:
    return screen.search.elsewhere(screen.pane.shown_article, screen.articles)


def _search(screen: ReadingScreen) -> None:
    screen.ask("search", "", partial(_searched, screen))


def _searched(screen: ReadingScreen, words: str) -> None:
    words = words or screen.search.words
    if not words:
        return
    screen.search.words = words
    screen.jump_kind = "hit"
    screen.mark_hits()
    hits = screen.search.hits(screen.pane.shown_article)
    if not hits:
        elsewhere = _elsewhere(screen)
        screen.warn(f"not in this article: {words}{elsewhere}")
        return
    here = screen.pane.selection.head[0]
    hit = next((hit for hit in hits if hit[0] >= here), hits[0])
    _stand_on(screen, hit, hits)


def _to_hit(screen: ReadingScreen, *, forward: bool) -> None:
    if not screen.search.words:
        _search(screen)
        return
    hits = screen.search.hits(screen.pane.shown_article)
    start = screen.pane.selection.head[0]
    beyond = [hit for hit in hits if (hit[0] > start if forward else hit[0] < start)]
    if not hits:
        screen.warn(f"not in this article: {screen.search.words}{_elsewhere(screen)}")
        return
    around = beyond or hits
    _stand_on(screen, around[0 if forward else -1], hits)


def _stand_on(screen: ReadingScreen, hit: tuple[int, int], hits: list[tuple[int, int]]) -> None:
    screen.pane.select(selected(hit))
    screen.pane.keep_column()
    screen.say(f"{hits.index(hit) + 1} of {len(hits)} here{_elsewhere(screen)}")


COMMANDS: dict[str, Callable[[ReadingScreen], None]] = {
    "jump.next": partial(_jump, forward=True),
    "jump.back": partial(_jump, forward=False),
    "jump.suggestion": partial(_choose, kind="suggestion"),
    "jump.annotation": partial(_choose, kind="annotation"),
    "jump.claim": partial(_choose, kind="claim"),
    "jump.discrepancy": partial(_choose, kind="discrepancy"),
    "jump.paragraph": partial(_choose, kind="paragraph"),
    "jump.hit": partial(_choose, kind="hit"),
    "text.search": _search,
}
