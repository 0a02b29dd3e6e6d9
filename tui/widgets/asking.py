"""One line in which the user types an answer: a search, a note, a title."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, Static

from store.text.visible import shown_line


class SafeInput(Input):
    """An input whose value can always be shown: what would act on a terminal becomes a sign."""

    def validate_value(self, value: str) -> str:
        """Replace one for one, so that the cursor stays where it is."""
        return shown_line(value)


class Asking(Widget):
    """The line, hidden until something is asked."""

    DEFAULT_CSS: ClassVar[str] = """
    Asking { layout: horizontal; height: 1; display: none; }
    Asking Static { width: auto; padding: 0 1; }
    Asking Input, Asking Input:focus { width: 1fr; height: 1; border: none; padding: 0; }
    """

    def __init__(self) -> None:
        super().__init__(id="asking")
        self._answered: Callable[[str], None] | None = None
        self._given = ""

    def compose(self) -> ComposeResult:
        """What is asked, and room for the answer."""
        yield Static(id="asked")
        yield SafeInput(id="answer", compact=True, select_on_focus=False)

    @property
    def is_open(self) -> bool:
        """Whether something is asked."""
        return self._answered is not None

    def ask(self, what: str, given: str, answered: Callable[[str], None]) -> None:
        """Ask, with an answer to start from."""
        self._answered, self._given = answered, given
        self.query_one("#asked", Static).update(Content(f"{shown_line(what)}:"))
        answer = self.query_one("#answer", SafeInput)
        answer.value = given
        answer.cursor_position = len(given)
        self.display = True
        self.screen.set_focus(answer)

    def close(self) -> None:
        """Ask nothing any more."""
        self._answered = None
        self.display = False
        self.screen.set_focus(None)

    def answer(self) -> None:
        """Hand on what is typed; an answer left as it was given is handed on untouched."""
        answered, typed = self._answered, self.query_one("#answer", SafeInput).value
        self.close()
        if answered is not None:
            answered(self._given if typed == shown_line(self._given) else typed)

    async def caught_up(self) -> None:
        """Wait until every key handed on so far is in the line.

        Textual gives a widget its keys through a queue of its own; the next key may only be
        looked at when the line has had those before it, however fast they are typed.
        """
        done = asyncio.Event()
        self.query_one("#answer", SafeInput).call_later(done.set)
        await done.wait()
