"""Walking over suggestions: accept, retype, refuse, the rest of the sentence, and on."""

from __future__ import annotations

import asyncio
import shlex
import sys
from collections.abc import Callable
from pathlib import Path

from store.desk import Desk
from store.edits.bring_in import BringIn
from store.model import Entity, Mention, Rejection
from tests.tui.driving import Driver, driven, text_desk
from tui.config import Config

ONE = "Denmark met Norway in Oslo. It rained in Sweden and Finland."
TWO = "Estonia met Denmark on 3 May 2021."


def _desk() -> Desk:
    return text_desk(ONE, TWO)


async def test_walk_goes_through_all_articles_and_round() -> None:
    async with driven(_desk(), suggesting=True) as app:
        walked = []
        for _ in range(9):
            await app.type("n")
            walked.append(app.selected())
        assert walked[:5] == ["Denmark", "Norway", "Oslo", "Sweden", "Finland"]
        assert walked[5:] == ["Estonia", "Denmark", "3 May 2021", "Denmark"]
        assert app.screen.pane.number == 1
        await app.type("b", "b")
        assert app.selected() == "Denmark"
        assert app.screen.pane.number == 2


async def test_enter_accepts_and_goes_on() -> None:
    async with driven(_desk(), suggesting=True) as app:
        await app.type("n", "enter")
        assert app.mentions("a1") == [("GPE", "Denmark")]
        assert app.selected() == "Norway"
        await app.type("n", "enter")
        assert app.mentions("a1") == [("GPE", "Denmark"), ("GPE", "Oslo")]


async def test_capital_and_the_label_menu_accept_under_another_label() -> None:
    async with driven(_desk(), suggesting=True) as app:
        await app.type("n", "O")
        await app.type("space", "text:person", "enter")
        assert app.mentions("a1") == [("ORG", "Denmark"), ("PERSON", "Norway")]
        await app.type("=")
        assert app.mentions("a1")[-1] == ("PERSON", "Oslo")
        assert app.selected() == "Sweden"


async def test_rest_of_the_sentence_is_accepted_from_the_cursor_on_as_one_change() -> None:
    async with driven(_desk(), suggesting=True) as app:
        await app.type("n", "n")
        assert "2 to the sentence's end" in app.said()
        await app.type("s")
        assert app.mentions("a1") == [("GPE", "Norway"), ("GPE", "Oslo")]
        assert app.selected() == "Sweden"
        await app.type("u")
        assert app.mentions("a1") == []
        assert app.selected() == "Norway"
        await app.type("enter")
        assert app.mentions("a1") == [("GPE", "Norway")]


async def test_refused_its_like_is_suggested_nowhere_any_more() -> None:
    desk = _desk()
    async with driven(desk, suggesting=True) as app:
        await app.type("n", "x")
        assert app.selected() == "Norway"
        await app.suggested()
        left = []
        for _ in range(6):
            left.append(app.selected())
            await app.type("n")
        assert "Denmark" not in left
        assert [one.quotes for one in desk.all(Rejection)] == [("Denmark",)]
        assert not list(desk.all(Mention))


async def test_refusal_taken_back_lets_it_and_its_like_be_suggested_again() -> None:
    async with driven(_desk(), suggesting=True) as app:
        await app.type("n")
        before = app.screen.pending.count(app.screen.articles)
        await app.type("x", "u")
        assert app.screen.pending.count(app.screen.articles) == before
        await app.suggested()
        assert app.screen.pending.count(app.screen.articles) == before


async def test_nothing_left_is_said_and_reading_keys_are_back() -> None:
    async with driven(text_desk("Denmark met nobody.", "x"), suggesting=True) as app:
        await app.type("n", "enter")
        assert "no suggestion left" in app.said()
        await app.type("s")
        assert "does nothing here" in app.said()


async def test_moving_away_leaves_the_suggestion_as_it_is() -> None:
    async with driven(_desk(), suggesting=True) as app:
        await app.type("n", "l", "enter")
        assert "does nothing here" in app.said()
        assert app.mentions("a1") == []


async def test_suggestion_is_underlined_with_a_small_letter_and_a_mention_is_not() -> None:
    async with driven(_desk(), suggesting=True) as app:
        row = app.rows()[1]
        assert row.rstrip(" │").endswith("g5")
        await app.type("n", "enter")
        segments = {segment.text: segment.style for segment in app.screen.pane.rows[1]}
        assert segments["Sweden"] is not None
        assert segments["Sweden"].underline
        assert segments["Denmark"] is not None
        assert not segments["Denmark"].underline
        assert app.rows()[1].rstrip(" │").endswith("Gg4")


async def test_without_colour_a_mention_is_bold_and_a_suggestion_is_not(monkeypatch) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setenv("NO_COLOR", "1")
    async with driven(_desk(), suggesting=True) as app:
        await app.type("n", "enter")
        styles = {segment.text: segment.style for segment in app.screen.pane.rows[1]}
        mention, suggestion = styles["Denmark"], styles["Sweden"]
        assert mention
        assert mention.bold
        assert suggestion
        assert suggestion.underline
        assert not suggestion.bold


async def test_first_key_before_anything_is_found_waits_for_it() -> None:
    async with driven(_desk()) as app:
        await app.type("n")
        assert "looking" in app.said()
        app.screen.prompting.look()
        await app.suggested()
        assert app.selected() == "Denmark"


async def test_detail_says_what_the_suggestion_would_be() -> None:
    async with driven(_desk(), suggesting=True) as app:
        await app.type("n")
        app.screen.fill_detail()
        assert "g GPE?  Denmark" in app.rows("detail")[0]


async def test_what_is_tagged_is_suggested_and_shown_in_the_other_article_at_once() -> None:
    async with driven(text_desk("wagons came", "then wagons left"), suggesting=True) as app:
        other = app.screen.panes[1]
        assert not other.rows[1].text.rstrip().endswith("w")
        await app.pilot.press("W")
        assert other.rows[1].text.rstrip().endswith("w")


async def test_other_names_of_an_entity_are_suggested_once_they_are_learnt_and_no_more() -> None:
    desk = text_desk("wagons came", "then the carts left")
    async with driven(desk, suggesting=True) as app:
        pending = app.screen.pending
        await app.pilot.press("W")
        await _until(app, lambda: not pending.is_looking)
        assert not pending.within("a2", 0, 20)
        desk.apply(BringIn((Entity(id="e1", name="wagons", aliases=("the carts",)),)))
        await _until(app, lambda: bool(pending.within("a2", 0, 20)))
        assert [(x.words, x.label) for x in pending.within("a2", 0, 20)] == [
            ("the carts", "WEAPON")
        ]
        await app.pilot.press("u")
        await _until(app, lambda: not pending.within("a2", 0, 20))


async def test_a_program_that_is_set_suggests_too_in_long_articles_as_well(tmp_path: Path) -> None:
    program = tmp_path / "ships.py"
    program.write_text(
        "import json, sys\n"
        "for line in sys.stdin:\n"
        "    one = json.loads(line)\n"
        "    at = one['text'].index('astrid')\n"
        "    print(json.dumps({'id': one['id'], 'start': at, 'end': at + 6, 'label': 'SHIP'}))\n"
    )
    desk = text_desk("It was calm. " * 400 + "The astrid sank.", "No astrid here.")
    command = f"{shlex.quote(sys.executable)} {shlex.quote(str(program))}"
    async with driven(desk, suggesting=True, config=Config(suggest={"command": command})) as app:
        await app.type("g", "s")
        await _until(app, lambda: not app.screen.pending.is_looking)
        found = app.screen.pending.within("a1", 0, 10_000)
        assert [(one.words, one.label) for one in found] == [("astrid", "SHIP")]
        assert found[0].suggester != "names"


async def test_a_program_that_fails_is_told_once_and_ours_suggest_without_it() -> None:
    config = Config(suggest={"command": "false"})
    async with driven(text_desk("Oslo and Bergen.", "x"), suggesting=True, config=config) as app:
        await _until(app, lambda: not app.screen.pending.is_looking)
        assert "false" in app.said()
        assert app.screen.pending.within("a1", 0, 20)


async def _until(app: Driver, is_so: Callable[[], bool]) -> None:
    async with asyncio.timeout(20):
        while not is_so():
            await app.pilot.pause(0.01)
