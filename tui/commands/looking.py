"""What is shown: zoom, detail, an article's metadata."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from store.edits import SetMetadata
from store.model import METADATA, Article
from tui.widgets.listing import Choice, Panel

if TYPE_CHECKING:
    from tui.screens.reading import ReadingScreen


def _zoom(screen: ReadingScreen) -> None:
    screen.zoom()


def _third(screen: ReadingScreen) -> None:
    screen.toggle_third()


def _detail(screen: ReadingScreen) -> None:
    screen.toggle_detail()


def _metadata(screen: ReadingScreen) -> None:
    article = screen.desk.get(Article, screen.pane.shown_article.id)
    if article is None:
        return

    def row(name: str) -> Choice:
        value = getattr(article, name) or "—"
        guess = "a guess, Enter corrects" if name in article.guessed else ""
        return Choice(f"{name:<10} {value}", guess, name)

    screen.open_panel(
        Panel(
            f"metadata of article {screen.pane.number}",
            [row(name) for name in METADATA],
            partial(_ask_metadata, screen, article),
        )
    )


def _ask_metadata(screen: ReadingScreen, article: Article, choice: Choice) -> None:
    name = str(choice.value)
    screen.ask(name, getattr(article, name), partial(_set_metadata, screen, article, name))


def _set_metadata(screen: ReadingScreen, article: Article, name: str, value: str) -> None:
    if screen.apply(SetMetadata(article.id, {name: value.strip()})):
        screen.say(f"{name}: {value.strip() or 'cleared'}")
        _metadata(screen)


COMMANDS: dict[str, Callable[[ReadingScreen], None]] = {
    "pane.zoom": _zoom,
    "pane.third": _third,
    "detail.toggle": _detail,
    "metadata.show": _metadata,
}
