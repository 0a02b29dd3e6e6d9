"""Searching the articles, names that nobody tagged, and what is shown at all."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from store.model import Mention
from tui.filtering import Filter
from tui.selection import Span, selected
from tui.widgets.listing import Choice, Panel

if TYPE_CHECKING:
    from tui.screens.reading import ReadingScreen


def _search(screen: ReadingScreen) -> None:
    screen.ask("search", "", partial(_searched, screen))


def _searched(screen: ReadingScreen, words: str) -> None:
    words = words or screen.search.words
    if not words:
        return
    screen.search.words = words
    screen.jump_kind = "hit"
    screen.mark_hits()
    start, hits = screen.pane.selection.head[0], screen.search.hits(screen.pane.shown_article)
    if hits:
        _to_first(screen, (_here(screen), next((hit for hit in hits if hit[0] >= start), hits[0])))
    else:
        to_hit(screen, forward=True)


def to_hit(screen: ReadingScreen, *, forward: bool) -> None:
    """To the next hit or the last, in whichever article it stands."""
    if not screen.search.words:
        _search(screen)
        return
    start = screen.pane.selection.head[0]
    found = screen.search.beyond(screen.articles, _here(screen), start, forward=forward)
    _to_first(screen, found)


def _here(screen: ReadingScreen) -> str:
    return screen.pane.shown_article.id


def _to_first(screen: ReadingScreen, found: tuple[str, Span] | None) -> None:
    if found is None:
        screen.warn(f"nowhere in this story: {screen.search.words}")
        return
    article, hit = found
    pane = screen.pane_showing(article)
    screen.activate(pane)
    screen.mark_hits()
    pane.select(selected(hit))
    pane.keep_column()
    hits = screen.search.hits(pane.shown_article)
    elsewhere = screen.search.elsewhere(pane.shown_article, screen.articles)
    screen.say(f"{hits.index(hit) + 1} of {len(hits)} here{elsewhere}")


def to_name(screen: ReadingScreen, *, forward: bool) -> None:
    """To the next name that is not tagged, or the last."""
    from store.suggest.untagged import next_untagged, previous_untagged

    pane = screen.pane
    find = next_untagged if forward else previous_untagged
    found = find(pane.text, pane.positions, pane.selection.span[0])
    if found is None:
        screen.warn(f"no untagged name {'after' if forward else 'before'} here in this article")
        return
    pane.select(selected(found))
    pane.keep_column()


# -- what is shown


def _ask_filter(screen: ReadingScreen) -> None:
    """Rows to limit by; one that limits already is let go again."""
    now = screen.filter or Filter()
    rows = [Choice("everything", "", Filter())]
    for label in screen.desk.labels.labels:
        labels = _toggled(now.labels, label.name)
        rows.append(_row(f"label {label.name}", now._replace(labels=labels), now, label.name))
    for name in _annotators(screen):
        names = _toggled(now.annotators, name)
        rows.append(_row(f"annotator {name}", now._replace(annotators=names), now))
    rows.append(_row("unsure", now._replace(unsure=not now.unsure), now))
    title = f"show only (now: {now})" if any(now) else "show only"
    screen.open_panel(Panel(title, rows, partial(_limit, screen)))


def _row(text: str, then: Filter, now: Filter, chip: str = "") -> Choice:
    is_on = sum(map(bool, then)) < sum(map(bool, now)) or len(str(then)) < len(str(now))
    return Choice(text, "on: Enter lets go" if is_on else "", then, chip)


def _toggled(names: tuple[str, ...], name: str) -> tuple[str, ...]:
    return tuple(one for one in names if one != name) if name in names else (*names, name)


def _annotators(screen: ReadingScreen) -> list[str]:
    found = {
        mention.by
        for article in screen.articles
        for mention in screen.desk.by(Mention, "article", article.id)
    }
    return sorted(found)


def _limit(screen: ReadingScreen, choice: Choice) -> None:
    if isinstance(choice.value, Filter):
        screen.limit(choice.value)
        screen.say(f"shown: only {choice.value}" if any(choice.value) else "everything is shown")


COMMANDS: dict[str, Callable[[ReadingScreen], None]] = {
    "text.search": _search,
    "filter.show": _ask_filter,
}
