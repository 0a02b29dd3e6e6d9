"""The claim bar: what an assertion says of itself on one line, and a key for each field."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Final

from store.attributions import chain_line
from store.compare.found import shortened
from store.model import Article, Assertion, Entity
from tui.modes import Mode
from tui.widgets.row import Part

if TYPE_CHECKING:
    from store.desk import Desk
    from store.edits import Stated
    from store.model import Fragment
    from tui.actions import Action
    from tui.screens.reading import ReadingScreen
    from tui.widgets.palette import Palette

_WHILE_CHOOSING: Final = ("move", "jump", "search", "select", "look", "compare")
"""The groups of actions that go on choosing words."""


class Barred(Mode):
    """The bar of an assertion is open."""

    scope = "bar"

    def __init__(self, assertion: str) -> None:
        self.assertion = assertion

    def line(self, screen: ReadingScreen) -> list[Part]:
        """The fields, each after its key: its value, or its name where it has none."""
        desk = screen.desk
        assertion = desk.get(Assertion, self.assertion)
        article = desk.get(Article, assertion.article) if assertion else None
        if assertion is None or article is None:
            return []
        return bar_line(desk, article, assertion, screen.palette, screen.keymap.spell)


class Wording(Mode):
    """Words of an article, of any where ``article`` is empty, are being chosen.

    ``take`` gets their fragments; ``beneath`` is the Mode that comes back.
    """

    scope = "words"

    def __init__(
        self,
        beneath: Mode | None,
        article: str,
        what: str,
        take: Callable[[tuple[Fragment, ...]], None],
    ) -> None:
        self.beneath = beneath
        self.article = article
        self.what = what
        self.take = take

    def line(self, screen: ReadingScreen) -> list[Part]:
        """What the words are for."""
        return [
            (f" {self.what}: ", screen.palette.claim),
            ("select the words", screen.palette.base),
        ]

    def outlives(self, action: Action) -> bool:
        """Moving and selecting are what it is for."""
        return super().outlives(action) or action.group in _WHILE_CHOOSING


def bar_line(
    desk: Desk,
    article: Article,
    assertion: Assertion,
    palette: Palette,
    spell: Callable[[str], str],
) -> list[Part]:
    """The bar of an assertion, the fields asked for most often first."""
    parts: list[Part] = [(" C ", palette.claim)]
    for name, value in _fields(desk, article, assertion):
        parts.append((spell(f"  {{bar.{name}}} "), palette.dim))
        parts.append((value or name, palette.base if value else palette.dim))
    return parts


def _fields(desk: Desk, article: Article, assertion: Assertion) -> Iterator[tuple[str, str]]:
    origin = desk.get(Entity, assertion.origin) if assertion.origin else None
    date = assertion.date
    yield "source", chain_line(desk, article, assertion.attribution)
    yield "modality", assertion.modality
    yield "date", f"{date.iso}{' inferred' * date.inferred}" if date else ""
    yield "stance", assertion.stance
    yield "polarity", assertion.polarity
    yield "quotation", assertion.quotation
    yield "certainty", assertion.certainty
    yield "origin", origin.name if origin else ""
    yield "note", assertion.note


class Matching(Mode):
    """What is to be said of two passages of two articles."""

    scope = "match"

    def __init__(self, one: Stated, other: Stated) -> None:
        self.one = one
        self.other = other

    def line(self, screen: ReadingScreen) -> list[Part]:
        """The two passages, each after the number of its article."""
        parts: list[Part] = []
        for stated in (self.one, self.other):
            for number, article in enumerate(screen.articles, 1):
                if article.id == stated.article:
                    words = " … ".join(article.text[a:b] for a, b in stated.fragments)
                    parts += [
                        (f" {number} ", screen.palette.claim),
                        (f"{shortened(words, (screen.size.width - 6) // 2)} ", screen.palette.base),
                    ]
        return parts


class Linking(Mode):
    """A link has begun at an annotation; its other end is being looked for."""

    scope = "link"

    def __init__(self, source: str, words: str) -> None:
        self.source = source
        self.words = words

    def line(self, screen: ReadingScreen) -> list[Part]:
        """What the link begins at."""
        return [(" link from: ", screen.palette.claim), (self.words, screen.palette.base)]

    def labelled(self, screen: ReadingScreen, key: str) -> bool:
        """Tag the other end on the way."""
        from tui.commands.annotating import tag_by_key

        tag_by_key(screen, key)
        screen.mode = self
        return True

    def outlives(self, action: Action) -> bool:
        """Moving and picking are what it is for."""
        return super().outlives(action) or action.group in _WHILE_CHOOSING
