"""What lies above the articles: the panel, the line to type in, what may follow a prefix.

Each is made after the articles are shown; reading needs none of them.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from tui.actions import Action, Scope

if TYPE_CHECKING:
    from textual.screen import Screen
    from textual.widget import Widget

    from tui.widgets.asking import Asking
    from tui.widgets.following import Following
    from tui.widgets.listing import Listing, Panel
    from tui.widgets.palette import Palette


class Above:
    """Makes these widgets, and says which of them has the keys."""

    def __init__(self, palette: Palette) -> None:
        self._palette = palette
        self._asking: Asking | None = None
        self._listing: Listing | None = None
        self._following: Following | None = None

    async def mount(self, screen: Screen[None], before: Widget) -> None:
        """Lay them above a screen."""
        from tui.widgets.following import Following

        self._following = Following(self._palette)
        await screen.mount(self.asking, self.listing, self._following, before=before)

    @property
    def listing(self) -> Listing:
        """The panel."""
        if self._listing is None:
            from tui.widgets.listing import Listing

            self._listing = Listing(id="listing")
        return self._listing

    @property
    def asking(self) -> Asking:
        """The line to type in."""
        if self._asking is None:
            from tui.widgets.asking import Asking

            self._asking = Asking()
        return self._asking

    @property
    def scope(self) -> Scope | None:
        """The scope of what has the keys; None where nothing here has."""
        if self._asking is not None and self._asking.is_open:
            return "line"
        if self._listing is not None and self._listing.panel is not None:
            return self._listing.panel.scope
        return None

    def open(self, panel: Panel) -> None:
        """Show rows to choose from."""
        self.listing.open(panel, self._palette)

    def ask(self, what: str, given: str, answered: Callable[[str], None]) -> None:
        """Have the user type a line."""
        self.asking.ask(what, given, answered)

    async def line_caught_up(self) -> None:
        """Wait until the line that is being typed has the keys it was given."""
        if self._asking is not None and self._asking.is_open:
            await self._asking.caught_up()

    def expect(self, prefix: str, choices: list[tuple[str, Action]]) -> None:
        """Show what may follow a prefix, once the user hesitates."""
        if self._following is not None:
            self._following.expect(prefix, choices)
