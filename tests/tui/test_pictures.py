"""Pictures of the screen at the sizes people use, and in what a terminal may lack."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.picture import picture
from tests.tui.driving import driven, text_desk

PICTURES = Path(__file__).parent / "pictures"


@pytest.mark.parametrize("size", [(160, 48), (120, 40), (80, 24)])
async def test_screen_looks_as_it_did(size: tuple[int, int], tmp_path: Path) -> None:
    kept = PICTURES / f"{size[0]}x{size[1]}.svg"
    drawn = await picture(size)
    if not kept.exists() or kept.read_text("utf-8") != drawn:
        new = tmp_path / kept.name
        new.write_text(drawn, "utf-8")
        pytest.fail(f"{kept.name} differs: look at {new}; python -m tests.picture keeps it")


async def test_compositor_shows_the_rows_the_pane_made() -> None:
    """Notices when Textual stops asking the pane's own ``render_lines``."""
    async with driven(text_desk("Oslo and Bergen", "x")) as app:
        await app.type("G")
        shown = [strip.text for strip in app.screen._compositor.render_strips()]
        left = [row.text for row in app.screen.pane.rows]
        assert [line[: len(row)] for line, row in zip(shown, left, strict=False)] == left
        assert app.screen.pane.render_lines(app.screen.pane.size.region) is app.screen.pane.rows


async def test_one_key_repaints_only_the_cells_that_changed(monkeypatch) -> None:  # type: ignore[no-untyped-def]
    async with driven(text_desk("One two three\nfour five", "x")) as app:
        compositor = app.screen._compositor
        seen: list[object] = []
        real = compositor.update_widgets

        def spy(widgets):  # type: ignore[no-untyped-def]
            real(widgets)
            seen.extend(compositor._dirty_regions)

        await app.type("l")  # the first key also clears what the status line said at the start
        monkeypatch.setattr(compositor, "update_widgets", spy)
        await app.pilot.press("l")
        assert seen
        assert all(region.height == 1 and region.width < 10 for region in seen)  # type: ignore[attr-defined]


async def test_without_colour_mentions_are_underlined_and_grey(monkeypatch) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setenv("NO_COLOR", "1")
    async with driven(text_desk("Oslo and Bergen", "x")) as app:
        await app.type("G", "l", "l")
        row = app.screen.pane.rows[1]
        tagged = next(segment for segment in row if segment.text == "Oslo")
        assert tagged.style is not None
        assert tagged.style.underline
        for segment in row:
            colour = segment.style.bgcolor if segment.style else None
            if colour is not None and colour.triplet is not None:
                assert len(set(colour.triplet)) == 1, "a colour is left"


async def test_letter_of_each_mention_stands_on_its_line() -> None:
    async with driven(text_desk("Oslo and Bergen on 3 May", "x")) as app:
        await app.type("G", "l", "l", "P", "l", "l", "D")
        assert re.search(r"May +GPD", app.rows()[1])
