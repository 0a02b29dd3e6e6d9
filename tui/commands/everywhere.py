"""The same name everywhere in the story, its known aliases too: counted first, one change."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING

from msgspec import structs

from store.edits import TagEverywhere
from store.model import Mention
from store.referents import like_forms
from tui.commands.annotating import here
from tui.commands.suggesting import go_on
from tui.modes import Proposing
from tui.widgets.listing import Choice, Panel

if TYPE_CHECKING:
    from tui.screens.reading import ReadingScreen


def _everywhere(screen: ReadingScreen) -> None:
    """Say how often the words, or names of the same, stand untagged in each article."""
    named = _named(screen)
    if named is None:
        screen.warn("no mention here: tag it once, then {mention.everywhere} tags it everywhere")
        return
    form, label = named
    pending = _pending(screen)
    articles = {article.id: article for article in screen.articles}
    words = {articles[id].text[start:end] for id, start, end in (*pending, *_tagged(screen))}
    texts = [article.text for article in screen.articles]
    like = like_forms(form, words, texts, screen.learnt.same)
    alone = TagEverywhere(form, label, tuple(articles), (), pending)
    edits = [structs.replace(alone, aliases=like), alone] if like else [alone]
    choices = [choice for edit in edits if (choice := _choice(screen, edit))]
    if not choices:
        screen.say(f"{form}: nowhere else untagged in this story")
        return
    title = "everywhere in the story, as one change"
    screen.open_panel(Panel(title, choices, partial(_tag_all, screen)))


def _named(screen: ReadingScreen) -> tuple[str, str] | None:
    """The words and the label under the cursor: of a suggestion, or of a mention."""
    if isinstance(screen.mode, Proposing):
        one = screen.mode.proposed
        return " ".join(one.words.split()), one.label
    mention = here(screen)
    if not isinstance(mention, Mention):
        return None
    return " ".join(" ".join(mention.quotes).split()), mention.label


def _pending(screen: ReadingScreen) -> tuple[tuple[str, int, int], ...]:
    return tuple(
        (article.id, one.start, one.end)
        for article in screen.articles
        for one in screen.pending.within(article.id, 0, len(article.text))
    )


def _tagged(screen: ReadingScreen) -> Iterator[tuple[str, int, int]]:
    for article in screen.articles:
        for place in screen.desk.positions(article.id).after(Mention.TABLE, 0):
            yield article.id, place.start, place.end


def _choice(screen: ReadingScreen, edit: TagEverywhere) -> Choice | None:
    """A row: how many, in which article, and in which words; none where there are none."""
    counts = [len(spans) for _, spans in edit.places(screen.desk)]
    each = "  ".join(f"{number}:{count}" for number, count in enumerate(counts, 1))
    words = ", ".join((edit.form, *edit.aliases))
    text = f"tag {sum(counts)} more: {words}"
    return Choice(text, each, edit, edit.label) if sum(counts) else None


def _tag_all(screen: ReadingScreen, choice: Choice) -> None:
    edit, mode = choice.value, screen.mode
    if not isinstance(edit, TagEverywhere):
        return
    done = screen.apply(edit)
    if done is None:
        return
    if isinstance(mode, Proposing):
        go_on(screen, mode.proposed.end)
    more = f"{edit.label}: {edit.form}, {len(done.touched)} more"
    screen.say(f"{more}  ({{edit.undo}} undoes them all)")


COMMANDS: dict[str, Callable[[ReadingScreen], None]] = {"mention.everywhere": _everywhere}
