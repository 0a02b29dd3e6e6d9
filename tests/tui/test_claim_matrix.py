"""The claim matrix on the screen: walking it, judging its cells, the room it takes."""

from __future__ import annotations

import pytest

from store.claim_matrix import matrix
from store.desk import Desk
from store.edits import AddClaim
from store.model import Assertion, Claim, Silence
from tests.tui.driving import Driver, driven, text_desk
from tui.widgets.grid import Grid

PAGES = (
    "The ferry Astrid sank on Monday. Nobody died.",
    "The company denied that the ferry Astrid sank on Monday. Two people died.",
    "The weather was fair. A boat went down.",
)


def _claimed() -> Desk:
    """Two claims of the first article."""
    desk = text_desk(*PAGES)
    desk.apply(AddClaim("a1", ((0, 31),)))
    desk.apply(AddClaim("a1", ((33, 44),)))
    return desk


def _grid(app: Driver) -> list[str]:
    return [row.text.rstrip() for row in app.screen.query_one(Grid).rows]


def _signs(desk: Desk) -> list[str]:
    made = matrix(desk, "s1", ["a1", "a2", "a3"])
    return [" ".join(cell.sign for cell in row.cells) for row in made.rows]


@pytest.mark.parametrize("size", [(160, 48), (120, 40), (80, 24)])
async def test_matrix_leaves_two_articles_in_sight(size: tuple[int, int]) -> None:
    async with driven(_claimed(), size=size) as app:
        await app.type("m")
        assert len(app.screen.panes) == 2
        grid = app.screen.query_one(Grid).region
        for pane in app.screen.panes:
            assert pane.region.height >= 5
            assert not pane.region.overlaps(grid)
        assert not app.screen.saying.foot.region.overlaps(grid)
        rows = _grid(app)
        assert rows[0].strip() == "2 claims  2 of 6 looked at"
        assert rows[2].split()[-3:] == ["●", "·", "·"]
        await app.type("m")
        assert not app.screen.query_one(Grid).display
        assert app.screen.scope == "reader"


async def test_next_cell_not_looked_at_shows_the_sentence_most_like_the_claim() -> None:
    async with driven(_claimed()) as app:
        await app.type("m", "n")
        other = next(pane for pane in app.screen.panes if pane.shown_article.id == "a2")
        start, end = other.selection.span
        assert other.text[start:end] == PAGES[1][:56]
        await app.type("x")
        assert _signs(app.desk)[0] == "● (≠) ·"
        await app.type("n", "0")
        assert _signs(app.desk)[0] == "● (≠) ○"
        await app.type("0")
        assert not list(app.desk.all(Silence))
        await app.type("u", "u")
        assert _signs(app.desk)[0] == "● (≠) ·"


async def test_candidates_are_gone_through_until_the_first_comes_again() -> None:
    async with driven(_claimed()) as app:
        await app.type("m", "n")
        pane = next(pane for pane in app.screen.panes if pane.shown_article.id == "a2")
        first = pane.selection.span
        seen = len(app.screen.claims.candidates)
        for _ in range(seen):
            await app.type(".")
        assert pane.selection.span == first


async def test_every_cell_looked_at_is_said_so() -> None:
    async with driven(_claimed()) as app:
        await app.type("m", *("n", "0") * 4, "n")
        assert "every cell is looked at" in app.said()
        assert _signs(app.desk) == ["● ○ ○", "● ○ ○"]


async def test_evidence_takes_the_panes_to_what_their_articles_say() -> None:
    async with driven(_claimed()) as app:
        await app.type("m", "n", "s", "enter")
        found = {}
        for pane in app.screen.panes:
            picked = pane.selection.picked
            assert picked is not None
            assert picked[0] == Assertion.TABLE
            found[pane.shown_article.id] = pane.selection.fragments
        assert found.keys() == {"a1", "a2"}
        assert "stated in 2 of 3 articles" in app.said()


async def test_claim_is_reworded_merged_and_divided() -> None:
    async with driven(_claimed()) as app:
        await app.type("m", "e", "ctrl+u", "text:The Astrid sank.", "enter")
        assert next(app.desk.by(Claim, "story", "s1")).text == "The Astrid sank."
        await app.type("y", "enter")
        assert _signs(app.desk) == ["●2 · ·"]
        await app.type("n", "s")
        assert _signs(app.desk) == ["●2 (●) ·"]
        await app.type("d")
        assert _signs(app.desk) == ["●2 · ·", "· (●) ·"]


async def test_claim_is_moved_and_the_cursor_goes_with_it() -> None:
    async with driven(_claimed()) as app:
        await app.type("m", ">")
        assert app.screen.claims.view.row == 1
        rows = [row for row in _grid(app)[2:] if row]
        assert "Nobody died" in rows[0]
        await app.type("<")
        assert app.screen.claims.view.row == 0


async def test_topic_is_given_and_one_alone_is_shown() -> None:
    async with driven(_claimed()) as app:
        await app.type("m", "t", "down", "up", "enter", "text:victims", "enter")
        assert any(claim.topic for claim in app.desk.all(Claim))
        await app.type("g", "t")
        assert len([row for row in _grid(app)[2:] if row]) == 1
        assert "topic victims" in _grid(app)[0]
        await app.type("g", "t")
        assert len([row for row in _grid(app)[2:] if row]) == 2


async def test_only_what_one_source_says_is_shown() -> None:
    async with driven(_claimed()) as app:
        await app.type("m", "n", "x", "g", "s", "text:company", "enter")
        assert [row.split("  ")[0].strip() for row in _grid(app)[2:] if row] == [PAGES[0][:31]]
        assert "said by The company" in _grid(app)[0]
        await app.type("g", "s", "enter")
        assert len([row for row in _grid(app)[2:] if row]) == 2


async def test_filter_sort_and_speakers_are_said_in_the_title() -> None:
    async with driven(_claimed()) as app:
        await app.type("m", "f")
        assert "contradicted" in _grid(app)[0]
        assert "no claim is contradicted" in _grid(app)[2]
        await app.type("f", "o")
        assert "in one article  by disagreement" in _grid(app)[0]
        await app.type("v")
        assert "who says what" in _grid(app)[0]
        assert "Paper: " in _grid(app)[2]


async def test_empty_matrix_names_the_key_that_makes_a_claim() -> None:
    async with driven(text_desk(*PAGES)) as app:
        await app.type("m")
        assert "C on a sentence makes one" in _grid(app)[2]
        await app.type("n", "0", "enter", "e", "y", "d", "t", "!", "i", "<")
        assert app.screen.scope == "matrix"


async def test_matrix_stays_beside_the_articles_and_follows_what_is_tagged() -> None:
    async with driven(_claimed()) as app:
        await app.type("m", "tab")
        assert app.screen.scope == "reader"
        assert app.screen.query_one(Grid).display
        await app.type("tab", "C", "enter")
        assert _grid(app)[0].strip().startswith("3 claims")
        await app.type("m", "q")
        assert not app.screen.query_one(Grid).display


async def test_click_goes_to_a_cell_and_teaches_its_keys() -> None:
    async with driven(_claimed()) as app:
        await app.type("m", "tab")
        grid = app.screen.query_one(Grid)
        await app.pilot.click("#grid", offset=(grid.size.width - 2, 3))
        spot = app.screen.claims.view.spot
        assert spot is not None
        assert (spot.claim.text, spot.article) == ("Nobody died", "a3")
        assert app.screen.scope == "matrix"
        assert "by keys" in app.said()


async def test_matrix_opened_again_shows_what_changed_meanwhile() -> None:
    async with driven(_claimed()) as app:
        await app.type("m", "m", "tab", "C", "enter", "m")
        assert _grid(app)[0].strip().startswith("3 claims")


async def test_change_repaints_only_its_cell(monkeypatch: pytest.MonkeyPatch) -> None:
    async with driven(_claimed()) as app:
        await app.type("m", "l")
        grid = app.screen.query_one(Grid)
        repainted: list[tuple[int, int]] = []
        real = grid.repaint

        def spy(*regions):  # type: ignore[no-untyped-def]
            repainted.extend((one.height, one.width) for one in regions)
            assert regions
            real(*regions)

        monkeypatch.setattr(grid, "repaint", spy)
        await app.type("0")
        title, cell = sorted(repainted, key=lambda size: -size[1])
        assert title[0] == cell[0] == 1
        assert cell[1] <= 7
