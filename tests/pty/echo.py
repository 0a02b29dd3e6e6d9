"""``python -m tests.pty.echo``: shows, by number, each key as the program would be given it."""

from __future__ import annotations

from functools import partial
from typing import ClassVar

from textual import events
from textual.app import App, ComposeResult
from textual.widgets import Static

from tui.app import SIZE_EVERY, notice_lost_resize
from tui.keys import key_name


class Echo(App[None]):
    """Writes what it is given into its one line."""

    ENABLE_COMMAND_PALETTE: ClassVar = False
    BINDINGS: ClassVar = []

    def compose(self) -> ComposeResult:
        """The line."""
        yield Static("ready", markup=False)

    def on_mount(self) -> None:
        """Nothing is given yet."""
        self.number = 0
        self.set_interval(SIZE_EVERY, partial(notice_lost_resize, self))

    async def on_event(self, event: events.Event) -> None:
        """Take keys before anything of Textual's own does."""
        if isinstance(event, events.Key):
            self.number += 1
            name = key_name(event.key, event.character)
            self.query_one(Static).update(f"{self.number}<{name}>")
            return
        await super().on_event(event)


if __name__ == "__main__":
    Echo().run()
