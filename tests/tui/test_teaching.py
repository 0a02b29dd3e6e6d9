"""What is taught in passing: prefix keys, the mouse, Caps Lock."""

from __future__ import annotations

import asyncio

from tests.tui.driving import driven, text_desk
from tui.teaching import Teaching
from tui.widgets.following import HESITATION, Following


async def test_hesitation_after_a_prefix_shows_what_may_follow_and_the_next_key_hides_it() -> None:
    async with driven(text_desk("Oslo", "x"), size=(80, 24)) as app:
        following = app.screen.query_one(Following)
        await app.type("g")
        assert not following.display
        async with asyncio.timeout(HESITATION * 40):
            while not following.rows:
                await app.pilot.pause(HESITATION / 10)
        shown = "\n".join(row.text for row in following.rows)
        assert "m    metadata of this article" in shown
        assert all(row.cell_length == 80 for row in following.rows)
        await app.type("e")
        assert not following.display


async def test_three_capitals_on_nothing_hint_at_caps_lock() -> None:
    async with driven(text_desk("Oslo", "x")) as app:
        await app.type("J", "K")
        assert "Caps Lock" not in app.said()
        await app.type("J")
        assert "is Caps Lock on?" in app.said()
        await app.type("l", "J")
        assert "Caps Lock" not in app.said()


async def test_mouse_teaches_the_keys_twice() -> None:
    async with driven(text_desk("Oslo and Bergen", "x")) as app:
        for taught in (True, True, False):
            await app.pilot.click("#pane-0", offset=(4, 1))
            assert ("by keys" in app.said()) is taught
            app.screen.say("")


def test_each_thing_is_taught_on_its_own() -> None:
    teaching = Teaching()
    assert [bool(teaching.mouse("turn")) for _ in range(3)] == [True, True, False]
    assert teaching.mouse("point")


async def test_terminal_cursor_stands_on_the_reading_cursor() -> None:
    async with driven(text_desk("Oslo and Bergen", "London")) as app:
        await app.type("l", "l")
        pane = app.screen.pane
        x, y = app.pilot.app.cursor_position
        assert pane.offset_at(x - pane.region.x, y - pane.region.y) == pane.text.index("Bergen")
        await app.type("tab")
        other = app.screen.pane
        assert other is not pane
        assert other.region.contains(*app.pilot.app.cursor_position)
