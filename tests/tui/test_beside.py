"""The gutter's cell for the other articles, and words that differ between counterparts."""

from __future__ import annotations

import asyncio
import time

import pytest

from store.compare import discrepancies
from store.compare.places import Shared
from store.compare.wording import word_differences
from store.edits import AddVersion, SetVerdict
from store.edits.bring_in import BringIn
from store.model import Article, Entity
from tests.tui.driving import Driver, driven, text_desk
from tui.beside import ALONE, Beside, beside
from tui.widgets.pane import Pane

ONE = (
    "The ferry Astrid sank off Bergen on Monday with 47 people aboard.\n\n"
    "A brass band played for the mayor in the old town hall.\n"
)
TWO = "The ferry Astrid sank off Bergen on Tuesday with 49 people aboard.\n"
THREE = "The ferry Astrid sank off Bergen on Monday, said the police.\n"


async def _compared(app: Driver) -> None:
    """Compare, and wait for the gutters."""
    app.screen.besides.look()
    await _settled(app)


async def _settled(app: Driver) -> None:
    async with asyncio.timeout(20):
        await app.pilot.app.workers.wait_for_complete()
    await app.pilot.pause()


def _gutters(pane: Pane) -> list[str]:
    return [row.text[:2] for row in pane.rows[1:6]]


async def test_passage_that_one_of_two_articles_has_alone_stands_out() -> None:
    async with driven(text_desk(ONE, TWO)) as app:
        await _compared(app)
        one, two = app.screen.panes
        assert [f" {ALONE}" in _gutters(one), f" {ALONE}" in _gutters(two)] == [True, False]
        assert _gutters(one)[0] == "  "


async def test_number_of_other_articles_stands_where_a_sentence_begins() -> None:
    async with driven(text_desk(ONE, TWO, THREE)) as app:
        await _compared(app)
        assert _gutters(app.screen.panes[0])[0] == " 2"
        await app.type("3")
        assert _gutters(app.screen.pane)[0] == " 2"


async def test_passages_that_learnt_names_make_alike_stand_out_no_more_until_undone() -> None:
    desk = text_desk(
        "Voss met Ilse Hartmann at Aldermere.", "The Margrave saw the Chancellor at Tarn Cross."
    )
    names = {"Voss": "The Margrave", "Ilse Hartmann": "the Chancellor", "Aldermere": "Tarn Cross"}
    learnt = tuple(
        Entity(id=f"e{at}", name=name, aliases=(alias,))
        for at, (name, alias) in enumerate(names.items())
    )
    async with driven(desk) as app:
        await _compared(app)
        assert f" {ALONE}" in _gutters(app.screen.panes[0])
        desk.apply(BringIn(learnt))
        await _settled(app)
        assert f" {ALONE}" not in _gutters(app.screen.panes[0])
        desk.undo()
        await _settled(app)
        assert f" {ALONE}" in _gutters(app.screen.panes[0])


async def test_claim_and_counterpart_share_the_gutter() -> None:
    async with driven(text_desk(ONE, TWO, THREE)) as app:
        await _compared(app)
        await app.type("C", "enter")
        assert _gutters(app.screen.pane)[0] == "C2"


async def test_tied_panes_underline_the_words_that_differ_until_untied() -> None:
    async with driven(text_desk(ONE, TWO)) as app:
        await _compared(app)
        await app.type("t")
        await app.suggested()
        app.screen.fill_detail()
        marked = {
            pane.number: [pane.text[slice(*span)] for span in pane._differing]
            for pane in app.screen.panes
        }
        assert marked == {1: ["Monday", "47"], 2: ["Tuesday", "49"]}
        rows = app.screen.panes[1].rows
        words = {seg.text: seg.style for row in rows for seg in row if seg.text in ("49", "Astrid")}
        assert words["49"] is not None
        assert words["49"].underline
        await app.type("t")
        assert not any(pane._differing for pane in app.screen.panes)


async def test_comparing_is_not_begun_unasked_where_it_would_take_long(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("tui.screens.besides._MOST", 10)
    async with driven(text_desk(ONE, TWO)) as app:
        await _compared(app)
        assert f" {ALONE}" not in _gutters(app.screen.panes[0])


@pytest.mark.parametrize(
    ("a", "b", "mine", "theirs"),
    [
        ("It sank.", "It sank.", [], []),
        ("It Sank off Oslo", "it sank off Bergen", ["Oslo"], ["Bergen"]),
        ("It sank", "It never sank", [], ["never"]),
        ("", "All new", [], ["All new"]),
    ],
)
def test_word_differences_are_spans_of_each(
    a: str, b: str, mine: list[str], theirs: list[str]
) -> None:
    one, other = word_differences(a, b)
    assert [a[slice(*span)] for span in one] == mine
    assert [b[slice(*span)] for span in other] == theirs


def test_signs_are_of_the_line_on_which_a_sentence_begins() -> None:
    made = beside([Shared(0, 10, 2), Shared(12, 40, 0), Shared(41, 60, 12)], 14)
    lines = [made.sign(*line) for line in ((0, 10), (10, 12), (12, 25), (25, 40), (40, 60))]
    assert lines == ["2", " ", ALONE, ALONE, "9"]
    assert beside([Shared(0, 10, 1)], 2).sign(0, 10) == " "
    assert Beside().sign(0, 5) == " "


async def test_text_and_its_correction_side_by_side_show_what_changed() -> None:
    desk = text_desk(ONE, "Something else.")
    new = Article(id="a9", story="", title="Corrected", text=ONE.replace("Monday", "Sunday"))
    desk.apply(AddVersion(new, "a1"))
    async with driven(desk) as app:
        await app.type("tab", "3")
        marked = {
            pane.shown_article.id: [pane.text[slice(*span)] for span in pane._differing]
            for pane in app.screen.panes
        }
        assert marked == {"a1": ["Monday"], "a9": ["Sunday"]}


async def test_discrepancies_left_to_judge_are_counted_in_the_status_line() -> None:
    desk = text_desk(ONE, TWO)
    async with driven(desk) as app:
        assert "g d:" not in app.said()
        await _compared(app)
        assert "g d: 2 hard 1 soft" in app.said()
        hard, *_ = discrepancies(desk.articles("s1"))
        desk.apply(SetVerdict("s1", hard.signature, True))
        assert "g d: 1 hard 1 soft" in app.said()
        await app.type("u")
        assert "g d: 2 hard 1 soft" in app.said()


async def test_nothing_is_compared_while_keys_are_typed() -> None:
    async with driven(text_desk(ONE, TWO)) as app:
        app.screen._last_key = time.monotonic() + 3600
        app.screen.besides.look()
        for _ in range(9):
            await app.pilot.pause()
        assert not app.screen.counterparts.is_current(app.screen.articles)
        app.screen._last_key = 0.0
        await _settled(app)
        assert app.screen.walk.is_current(app.screen.articles)
