"""Driving the real app from tests: the two seeds on a desk without a file, keys as typed."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from unittest.mock import patch

import msgspec
from textual.pilot import Pilot

from store.desk import Desk
from store.edits import AddArticle
from store.ingest import read_article
from store.model import Article, Mention
from tests.store.memory import MemoryStore
from tui.app import VariorumApp
from tui.config import Config
from tui.screens import reading
from tui.screens.reading import ReadingScreen

SEEDS = sorted(Path(__file__).parents[2].joinpath("seeds").glob("*.txt"))


def seed_desk() -> Desk:
    """Both seeds on a desk in memory, articles ``a1`` and ``a2`` of story ``s1``."""
    desk = Desk(Path("test.json"), MemoryStore(), annotator="ann")
    for number, path in enumerate(SEEDS, 1):
        article = msgspec.structs.replace(read_article(path, story="s1"), id=f"a{number}")
        desk.apply(AddArticle(article))
    return desk


def text_desk(*texts: str) -> Desk:
    """These texts on a desk in memory."""
    desk = Desk(Path("test.json"), MemoryStore(), annotator="ann")
    for number, text in enumerate(texts, 1):
        article = Article(
            id=f"a{number}",
            story="s1",
            title=f"Article {number}",
            text=text,
            published="2024-01-10",
            publisher="Paper",
        )
        desk.apply(AddArticle(article))
    return desk


class Driver:
    """Types keys and says what desk and screen hold."""

    def __init__(self, pilot: Pilot[None], desk: Desk) -> None:
        self.pilot = pilot
        self.desk = desk

    @property
    def screen(self) -> ReadingScreen:
        screen = self.pilot.app.screen
        assert isinstance(screen, ReadingScreen)
        return screen

    async def type(self, *keys: str) -> None:
        """Press keys; a word of several letters in ``text:`` is typed letter by letter."""
        pressed: list[str] = []
        for key in keys:
            letters = key.removeprefix("text:")
            is_text = letters != key
            pressed += ["space" if c == " " else c for c in letters] if is_text else [key]
        await self.pilot.press(*pressed)
        await self.pilot.pause()

    async def suggested(self) -> None:
        """Wait until the suggestions are what they are to be."""
        await self.pilot.app.workers.wait_for_complete()
        await self.pilot.pause()

    def mentions(self, article: str) -> list[tuple[str, str]]:
        """(label, text) of the mentions of an article, in reading order."""
        found = sorted(self.desk.by(Mention, "article", article), key=lambda m: m.fragments)
        return [(one.label, " … ".join(one.quotes)) for one in found]

    def selected(self) -> str:
        """What is selected in the active pane."""
        pane = self.screen.pane
        return " … ".join(pane.text[a:b] for a, b in pane.selection.fragments)

    def head(self) -> str:
        """The word under the cursor."""
        pane = self.screen.pane
        return pane.text[slice(*pane.selection.head)]

    def rows(self, widget: str = "") -> list[str]:
        """What the active pane shows, the panel, or ``detail``, ``bar``, ``status``, ``hint``."""
        if widget in ("detail", "bar", "status", "hint"):
            return self.screen.saying.foot.text_of(widget)
        shown = self.screen.listing if widget == "listing" else self.screen.pane
        return [row.text for row in shown.rows]

    def said(self) -> str:
        """The status line."""
        return self.rows("status")[0]


@asynccontextmanager
async def driven(
    desk: Desk | None = None,
    size: tuple[int, int] = (160, 48),
    config: Config | None = None,
    *,
    is_tutor: bool = False,
    suggesting: bool = False,
) -> AsyncIterator[Driver]:
    """The app on a desk, at a size; suggestions are looked for at once, or when something is
    tagged."""
    desk = desk or seed_desk()
    articles: Sequence[Article] = desk.articles("s1")
    app = VariorumApp(desk, list(articles), config, is_tutor=is_tutor)
    with patch.multiple(reading, FIRST_LOOK=1e6, FIRST_COMPARED=1e6):
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            driver = Driver(pilot, desk)
            if suggesting:
                driver.screen.prompting.look()
                await driver.suggested()
            yield driver
