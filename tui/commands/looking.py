"""What is shown: zoom, detail, the forms tagged, an article's metadata."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from store.edits import SetMetadata
from store.forms import Form, tagged_forms
from store.model import METADATA, Article, Mention
from tui.commands.jumping import pick
from tui.widgets.listing import Choice, Panel

if TYPE_CHECKING:
    from tui.screens.reading import ReadingScreen


def _zoom(screen: ReadingScreen) -> None:
    screen.zoom()


def _third(screen: ReadingScreen) -> None:
    screen.toggle_third()


def _detail(screen: ReadingScreen) -> None:
    screen.toggle_detail()


def _forms(screen: ReadingScreen) -> None:
    numbers = {article.id: number for number, article in enumerate(screen.articles, 1)}

    def row(form: Form) -> Choice:
        counts = "  ".join(f"{numbers[id]}:{count}" for id, count in form.counts if id in numbers)
        return Choice(form.text, counts, form, form.label)

    forms = tagged_forms(screen.desk, [article.id for article in screen.articles])
    screen.open_panel(
        Panel(
            "forms tagged, with how often in each article",
            [row(form) for form in forms],
            partial(_to_form, screen),
            "nothing tagged yet: Esc, then a capital on a word tags it",
        )
    )


def _to_form(screen: ReadingScreen, choice: Choice) -> None:
    form = choice.value
    if not isinstance(form, Form):
        return
    mention = screen.desk.get(Mention, form.first)
    if mention is None:
        return
    pane = screen.pane_showing(mention.article)
    screen.activate(pane)
    places = pane.positions.of(Mention.TABLE, mention.id)
    if places:
        pick(pane, places[0])


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
    "forms.show": _forms,
    "metadata.show": _metadata,
}
