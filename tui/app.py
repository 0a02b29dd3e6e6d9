"""The terminal program: takes keys to the reading screen, and paints at once."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from textual import events
from textual.app import App
from textual.geometry import Size

from tui.config import Config
from tui.keys import Keymap
from tui.screens.reading import ReadingScreen
from tui.widgets.painted import Painter
from tui.widgets.palette import Palette
from tui.widgets.themes import THEMES

if TYPE_CHECKING:
    from store.desk import Desk
    from store.model import Article

SIZE_EVERY = 1.0
"""Seconds between looks at the terminal's size."""


def notice_lost_resize(app: App[Any]) -> None:
    """A terminal that is resized while the program starts may say so to nobody."""
    try:
        size = Size(*os.get_terminal_size(sys.__stdin__.fileno()))  # type: ignore[union-attr]
    except (OSError, ValueError, AttributeError):
        return
    if size != app.screen.size:
        app._size = size  # noqa: SLF001 - Textual has no other way in
        app.screen.post_message(events.Resize(size, size))


class VariorumApp(App[None]):
    """Shows one story of a desk."""

    TITLE = "Variorum"
    ENABLE_COMMAND_PALETTE: ClassVar = False
    BINDINGS: ClassVar = []

    def __init__(
        self,
        desk: Desk,
        articles: list[Article],
        config: Config | None = None,
        *,
        is_tutor: bool = False,
    ) -> None:
        super().__init__()
        self.painter = Painter()
        self.animation_level = "none"
        self._desk = desk
        self._articles = articles
        self._config = config or Config()
        self._is_tutor = is_tutor

    def get_default_screen(self) -> ReadingScreen:
        """The articles."""
        theme = THEMES[self._config.theme or ("dark" if self.current_theme.dark else "light")]
        if self.no_color:
            theme = theme._replace(has_colour=False)
        palette = Palette(self._desk.labels, theme)
        keymap = Keymap(self._config.actions)
        if self._is_tutor:
            from tui.screens.tutor import TutorScreen

            return TutorScreen(self._desk, self._articles, palette, keymap)
        screen = ReadingScreen(self._desk, self._articles, palette, keymap)
        if self._config.suggest:
            from store.suggest.others import Others

            screen.pending.ask(Others(**self._config.suggest))
        return screen

    def on_mount(self) -> None:
        """End in good order where the terminal is closed or the process is told to end."""
        for name in ("SIGTERM", "SIGHUP"):
            number = getattr(signal, name, None)
            if number is not None:
                with suppress(NotImplementedError, ValueError, RuntimeError):
                    asyncio.get_running_loop().add_signal_handler(number, self.exit)
        if not self.is_headless:
            self.set_interval(SIZE_EVERY, partial(notice_lost_resize, self))

    async def on_event(self, event: events.Event) -> None:
        """Keys and the wheel act on the articles here, and are painted before anything else.

        Textual's own way from a key to its binding and to the screen costs about as much as the
        whole repaint of a line.
        """
        if isinstance(event, events.InputEvent | events.Paste) and not event.is_forwarded:
            screen = self.screen_stack[-1] if self.screen_stack else None
            if isinstance(screen, ReadingScreen):
                await screen.is_ready.wait()
                if not self._take(screen, event):
                    await super().on_event(event)
                    await screen.above.line_caught_up()
                return
        await super().on_event(event)

    def _take(self, screen: ReadingScreen, event: events.Event) -> bool:
        """Let the articles have an event; what a burst of them changed is painted once."""
        self.painter.hold(screen)
        if isinstance(event, events.Key):
            return screen.press(event)
        if isinstance(event, events.MouseScrollDown | events.MouseScrollUp):
            return screen.turn_wheel(event)
        return False
