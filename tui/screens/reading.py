"""The reading screen: articles side by side, and below them what is under the cursor.

It turns keys into commands, commands into Edits, and the desk's changes into repaints. What a
command does stands in ``tui/commands``; what may be done stands in the store.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.screen import Screen

from store.desk import Changed, Desk
from store.learnt import Learnt
from store.model import Article
from store.suggest.proposals import Proposals
from store.text.word_spans import word_near
from tui.actions import BY_ID, Scope, scopes_of, shown_key
from tui.commands import commands
from tui.counterparts import Counterparts
from tui.hints import LETTERED, following_keys, keys_of, reading_keys
from tui.keys import Keymap, key_name
from tui.modes import Mode
from tui.screens.above import Above
from tui.screens.besides import FIRST_LOOK as FIRST_COMPARED
from tui.screens.besides import Besides
from tui.screens.changing import Changing
from tui.screens.prompting import FIRST_LOOK, Prompting
from tui.screens.saying import Saying
from tui.searching import Search
from tui.selection import Selection, moved
from tui.teaching import Teaching
from tui.walk import Walk
from tui.widgets.palette import Palette
from tui.widgets.pane import Pane
from tui.widgets.shelf import SIDE_BY_SIDE, Shelf

if TYPE_CHECKING:
    from store.edits import Edit
    from store.positions import Placed
    from store.referents import Referent
    from tui.app import VariorumApp
    from tui.filtering import Filter
    from tui.screens.claims_panel import ClaimsPanel
    from tui.widgets.grid import Grid
    from tui.widgets.listing import Listing, Panel

DETAIL_DELAY = 0.1
"""Seconds after the last key before the panels that follow the cursor are filled."""

WHEEL_LINES = 3
TEND_EVERY = 0.5
"""Seconds between looks at what other programs did to the desk."""


class ReadingScreen(Screen[None]):
    """Reads and annotates the articles of one story."""

    app: VariorumApp
    DEFAULT_CSS: ClassVar = "ReadingScreen { layout: vertical; layers: base above; }"
    AUTO_FOCUS: ClassVar = ""

    def __init__(
        self, desk: Desk, articles: list[Article], palette: Palette, keymap: Keymap
    ) -> None:
        super().__init__()
        self.desk = desk
        self.story = articles[0].story
        self.palette = palette
        self.learnt = Learnt(desk)
        self.pending = Proposals(desk, self.learnt)
        self.shelf = Shelf(desk, articles, palette, self.pending.positions)
        self.is_ready = asyncio.Event()
        self.above = Above(palette)
        self.changing = Changing(self)
        self.prompting = Prompting(self)
        self.besides = Besides(self)
        self.jump_kind = "suggestion"
        self.search = Search()
        self.filter: Filter | None = None
        self.walk = Walk(desk, self.story, self.learnt)
        self._claims: ClaimsPanel | None = None
        self.counterparts = Counterparts(desk, self.learnt)
        self.is_tied: bool = False
        self.teaching = Teaching()
        self.last_label = ""
        self.merging: Referent | None = None
        self.keymap = keymap
        self._mode: Mode | None = None
        self.saying = Saying(desk, palette, keymap)
        self._last_key = time.monotonic()
        self._is_warned = False
        self._detail_due: asyncio.TimerHandle | None = None

    def compose(self) -> ComposeResult:
        """Articles, detail, status, hints; panels lie above them."""
        yield self.shelf
        yield self.saying.foot

    def on_mount(self) -> None:
        """Listen to the desk, and say how things stand."""
        self.desk.watch(self.changing.show)
        self._fill_detail_soon()
        self.call_after_refresh(self._mount_rest)
        self.say(self.desk.reading or f"{self.desk.path}")
        self.set_interval(TEND_EVERY, self._tend)
        self.call_after_refresh(self.say_how_things_stand)

    async def _mount_rest(self) -> None:
        """What is not needed to read, once the articles are on the terminal."""
        await self.above.mount(self, before=self.saying.foot)
        commands()
        self.is_ready.set()
        self.set_timer(FIRST_LOOK, self.prompting.look)
        self.set_timer(FIRST_COMPARED, self.besides.look)

    def on_resize(self, event: events.Resize) -> None:
        """Less room for detail on a small screen."""
        self.saying.narrow(event.size.width < SIDE_BY_SIDE)
        if self._claims is not None:
            self._claims.arrange()

    # -- keys

    @property
    def scope(self) -> Scope:
        """Where a key would count now."""
        return self.above.scope or (self.mode.scope if self.mode else "reader")

    @property
    def mode(self) -> Mode | None:
        """What keys mean now, where that is something particular."""
        return self._mode

    @mode.setter
    def mode(self, mode: Mode | None) -> None:
        if self._mode is not None and self._mode is not mode:
            self._mode.ended()
        self._mode = mode

    def press(self, event: events.Key) -> bool:
        """Take a key. Says no to what a line being typed should have itself."""
        scope = self.scope
        self._last_key = time.monotonic()
        self.prompting.when_found = None
        pressed = self.keymap.press(scope, key_name(event.key, event.character))
        if not pressed.capital:
            self.teaching.key(is_astray=False)
        if pressed.action is not None:
            self.say("")
            self.run_command(pressed.action.id)
        elif scope == "line":
            return False
        elif scope == "panel":
            if event.character and event.character.isprintable():
                self.listing.type(event.character)
        elif pressed.capital:
            self._tag(pressed.capital)
        elif pressed.unknown and self.mode:
            self.mode.typed(self, pressed.unknown)
        elif pressed.unknown:
            self.warn(f"{shown_key(pressed.unknown)} does nothing here: ? shows the keys")
        self.say_how_things_stand()
        self._fill_detail_soon()
        return True

    def _tag(self, key: str) -> None:
        if self.teaching.key(is_astray=self.desk.labels.keyed(key) is None):
            self.warn(f"no label has the key {key}: is Caps Lock on?")
            return
        if self.mode and self.mode.labelled(self, key):
            return
        from tui.commands.annotating import tag_by_key

        tag_by_key(self, key)

    def turn_wheel(self, event: events.MouseScrollDown | events.MouseScrollUp) -> bool:
        """Move the text under the mouse. Says no where there is none."""
        for pane in self.panes:
            if pane.region.contains(int(event.screen_x), int(event.screen_y)):
                down = isinstance(event, events.MouseScrollDown)
                pane.scroll_lines(WHEEL_LINES if down else -WHEEL_LINES)
                self._teach("turn")
                return True
        return False

    def run_command(self, id: str) -> None:
        """Do what an action names, in the Mode that is on or without it."""
        action = BY_ID[id]
        if self.mode and action.scope in scopes_of(self.mode.scope):
            self.mode = self.mode if self.mode.outlives(action) else None
        commands()[id](self)

    # -- panes

    @property
    def articles(self) -> list[Article]:
        """The articles of the story."""
        return self.shelf.articles

    @property
    def pane(self) -> Pane:
        """The pane the keys go to."""
        return self.shelf.active

    @property
    def panes(self) -> list[Pane]:
        """The panes in sight."""
        return self.shelf.panes

    def activate(self, pane: Pane) -> None:
        """Give a pane the keys."""
        self.shelf.activate(pane)

    def show_article(self, pane: Pane, number: int) -> None:
        """Show an article in a pane."""
        self.shelf.show(pane, number)
        self.mark_hits()
        self.besides.mark_versions()

    def pane_showing(self, article: str) -> Pane:
        """A pane that shows an article."""
        return self.shelf.showing(article)

    def pane_beside(self, article: str) -> Pane:
        """A pane that shows an article, the one shown beside it staying in sight."""
        return self.shelf.beside(article)

    def zoom(self) -> None:
        """One pane alone, or all."""
        self.shelf.zoom()

    def toggle_third(self) -> None:
        """A third pane, where there is room."""
        why_not = self.shelf.toggle_third()
        if why_not:
            self.warn(why_not)

    def toggle_detail(self) -> None:
        """Show or hide the detail strip."""
        self.saying.toggle_detail()
        self.fill_detail()

    @on(Pane.Pointed)
    def _move_to_mouse(self, event: Pane.Pointed) -> None:
        self.activate(event.pane)
        word = word_near(event.pane.text, event.offset)
        if word is None:
            return
        selection = event.pane.selection
        if event.extending and not selection.extending:
            selection = selection._replace(anchor=selection.head, extending=True)
        elif not event.extending:
            selection = Selection()
        event.pane.select(moved(selection, word))
        self._teach("draw" if event.extending else "point")
        self.fill_detail()

    def on_grid_pointed(self, event: Grid.Pointed) -> None:
        """A click on a cell of the claim matrix goes there."""
        from tui.commands.claim_matrix import point

        point(self, event.row, event.column)
        self._teach("cell")

    def _teach(self, did: str) -> None:
        """Name the keys for what the mouse did."""
        keys = self.teaching.mouse(did)
        if keys:
            self.say(keys)
        self.say_how_things_stand()

    # -- changing the desk

    def apply(self, edit: Edit) -> Changed | None:
        """Make an Edit; where it cannot be made, say so and return None."""
        return self.changing.apply(edit)

    def touch(self, spans: Iterable[tuple[str, int, int]]) -> None:
        """Draw the lines anew on which something came, went or changed."""
        spans = list(spans)
        for pane in self.panes:
            if pane.article is not None:
                here = pane.article.id
                pane.touch((start, end) for article, start, end in spans if article == here)

    @property
    def claims(self) -> ClaimsPanel:
        """The claim matrix; made when it is first asked for."""
        if self._claims is None:
            from tui.screens.claims_panel import ClaimsPanel

            self._claims = ClaimsPanel(self)
        return self._claims

    # -- searching

    def mark_hits(self) -> None:
        """Show the hits in every pane."""
        for pane in self.panes:
            pane.mark_hits(self.search.hits(pane.shown_article))

    def limit(self, filter: Filter) -> None:
        """Show only what passes, and say so as long as it lasts."""
        self.filter = filter if any(filter) else None
        self.shelf.limit(self.wants if self.filter else None)
        self.saying.only = str(filter)

    def wants(self, place: Placed) -> bool:
        """Whether an annotation or a suggestion is shown."""
        return self.filter is None or self.filter.wants(self.desk, place)

    # -- panels, lines

    @property
    def listing(self) -> Listing:
        """The panel."""
        return self.above.listing

    def open_panel(self, panel: Panel) -> None:
        """Show rows to choose from."""
        self.above.open(panel)

    def ask(self, what: str, given: str, answered: Callable[[str], None]) -> None:
        """Have the user type a line."""
        self.above.ask(what, given, answered)

    # -- what is said

    def say(self, text: str) -> None:
        """Say what was done, until the next key that does something."""
        self.saying.say(text)

    def warn(self, text: str) -> None:
        """Say what could not be done."""
        self.saying.warn(text)

    def say_how_things_stand(self) -> None:
        """Bring status line and hint bar up to date."""
        prefix = self.keymap.prefix
        self.saying.status(self.jump_kind)
        following = self.keymap.following(self.scope, prefix) if prefix else []
        self.above.expect(prefix, following)
        if prefix:
            line = following_keys(following)
        elif self.scope == "reader":
            line = reading_keys(self.pane.selection)
        elif self.mode and self.scope == self.mode.scope:
            line = self.mode.hint()
        elif self.scope == "panel" and self.listing.is_lettered:
            line = LETTERED
        else:
            line = keys_of(self.scope)
        self.saying.hint(line)
        self.saying.bar(self.mode.line(self) if self.mode else ())

    @property
    def idle(self) -> float:
        """Seconds since the last key."""
        return time.monotonic() - self._last_key

    def _tend(self) -> None:
        self.changing.tend(self.idle)
        self.say_how_things_stand()

    def _fill_detail_soon(self) -> None:
        """Fill what follows the cursor once the keys pause."""
        if self._detail_due is not None:
            self._detail_due.cancel()
        loop = asyncio.get_running_loop()
        self._detail_due = loop.call_later(DETAIL_DELAY, self.fill_detail)

    def fill_detail(self) -> None:
        """Say what is under the cursor, and let tied panes follow."""
        if not self.is_attached:
            return
        self.saying.detail(self.pane, self.articles)
        if self.is_tied:
            from tui.commands.comparing import follow

            follow(self)
        elif self.counterparts.between:
            from tui.commands.comparing import leave

            leave(self)

    def leave(self) -> None:
        """Close the program; where something waits to be saved, say so first, once."""
        if self.desk.unsaved and not self._is_warned:
            self._is_warned = True
            self.warn("once more leaves, and what is NOT SAVED is lost")
            return
        self.app.exit()
