"""The app as a user types at it: what the desk holds and what the screen shows."""

from __future__ import annotations

import pytest
from textual import events

from store.db.faults import NotSaved
from store.db.seam import Transaction
from store.desk import Desk
from store.edits import AddMention
from store.model import Assertion, Claim, Mention
from tests.tui.driving import driven, seed_desk, text_desk
from tui.widgets.pane import Pane


async def test_two_articles_stand_side_by_side() -> None:
    async with driven() as app:
        first, second = app.screen.panes
        assert first.number == 1
        assert second.number == 2
        assert first.region.y == second.region.y
        assert "In a joint statement, the United States" in "\n".join(app.rows())


async def test_session_of_tags_claims_undo_and_redo() -> None:
    desk = seed_desk()
    async with driven(desk) as app:
        await app.type("tab", "/", "text:North Macedonia", "enter", "G")
        await app.type("tab", "/", "text:Democratic People", "enter", "e", "G")
        assert app.mentions("a1") == [("GPE", "Democratic People’s Republic of Korea")]
        await app.type("escape", "l", "l", "l", "l")
        assert app.head() == "Korea"
        await app.type("G")
        assert ("GPE", "Korea") in app.mentions("a1")
        await app.type("/", "text:resolution 1718", "enter", "escape", "C", "enter")
        claims = [claim.text for claim in desk.all(Claim)]
        assert len(claims) == 1
        assert claims[0].startswith("The transfer of ballistic missiles")
        await app.type("u", "u")
        assert not list(desk.all(Claim))
        assert app.mentions("a1") == [("GPE", "Democratic People’s Republic of Korea")]
        await app.type("r")
        assert ("GPE", "Korea") in app.mentions("a1")
        assert app.mentions("a2") == [("GPE", "North Macedonia")]
        for mention in desk.all(Mention):
            article = desk.articles()[int(mention.article[1]) - 1]
            assert mention.quotes == tuple(article.text[a:b] for a, b in mention.fragments)


async def test_walking_by_word_line_and_sentence() -> None:
    async with driven(text_desk("One two. Three four.\nFive six.", "x")) as app:
        walked = [app.head()]
        for key in ("l", "l", "h", ".", ".", ",", "j", "k"):
            await app.type(key)
            walked.append(app.head())
        assert walked == ["One", "two", "Three", "two", "Three", "Five", "Three", "six", "Three"]


async def test_extending_to_the_end_of_the_sentence_selects_it() -> None:
    async with driven(text_desk("One two three. Four five.", "x")) as app:
        await app.type("v", ".")
        assert app.selected() == "One two three"
        await app.type(".")
        assert app.selected() == "One two three. Four five"


async def test_expanding_and_contracting() -> None:
    async with driven(text_desk("He saw New Zealand there. It rained.", "x")) as app:
        await app.type("l", "l", "e")
        assert app.selected() == "New Zealand"
        await app.type("e")
        assert app.selected().startswith("He saw New Zealand there")
        await app.type("c")
        assert app.selected() == "New Zealand"
        await app.type("c")
        assert app.selected() == "New"


async def test_capital_on_a_picked_mention_retags_it() -> None:
    async with driven(text_desk("Oslo and Bergen", "x")) as app:
        await app.type("G", "O")
        assert app.mentions("a1") == [("ORG", "Oslo")]
        await app.type("escape", "G")
        assert sorted(app.mentions("a1")) == [("GPE", "Oslo"), ("ORG", "Oslo")]


async def test_same_label_on_the_same_span_is_not_doubled() -> None:
    async with driven(text_desk("Oslo and Bergen", "x")) as app:
        await app.type("G", "escape", "G")
        assert app.mentions("a1") == [("GPE", "Oslo")]
        assert "already GPE" in app.said()


async def test_removing_takes_the_innermost_annotation_under_the_cursor() -> None:
    async with driven(text_desk("New York City is large", "x")) as app:
        await app.type("v", "l", "l", "G", "escape", "G")
        assert len(app.mentions("a1")) == 2
        await app.type("escape", "x")
        assert app.mentions("a1") == [("GPE", "New York City")]


async def test_fragments_make_one_discontinuous_mention() -> None:
    async with driven(text_desk("Left and right wings met", "x")) as app:
        await app.type("&", "l", "l", "l", "N")
        assert app.mentions("a1") == [("NORP", "Left … wings")]


async def test_adjusting_moves_the_edges_and_leaving_restores_them() -> None:
    async with driven(text_desk("Oslo’s harbour", "x")) as app:
        await app.type("G", "a", "h", "h", "enter")
        before = app.mentions("a1")
        await app.type("a", "h", "escape")
        assert app.mentions("a1") == before
        assert before[0][1] in ("Oslo", "Os")


async def test_jumping_over_annotations_goes_through_nested_ones() -> None:
    async with driven(text_desk("New York City is in New York", "x")) as app:
        await app.type("v", "l", "l", "G", "escape", "g", "g", "v", "l", "G", "escape")
        await app.type("g", "e", "h", "v", "l", "G", "g", "g", "escape")
        found = []
        await app.type("g", "a")
        found.append(app.selected())
        for _ in range(2):
            await app.type("n")
            found.append(app.selected())
        assert found == ["New York City", "New York", "New York"]
        await app.type("b", "b")
        assert app.selected() == "New York City"


async def test_jump_past_the_last_says_so_and_stays() -> None:
    async with driven(text_desk("Oslo and Bergen", "x")) as app:
        await app.type("g", "a")
        assert "no annotation after here" in app.said()


async def test_search_selects_the_hit_and_says_where_else_it_stands() -> None:
    async with driven() as app:
        await app.type("/", "text:people's republic", "enter")
        assert app.selected() == "People’s Republic"
        assert "1 of 1 here" in app.said()
        assert "1 in 2" in app.said()
        await app.type("/", "text:nowhere at all", "enter")
        assert "nowhere in this story" in app.said()


async def test_paragraph_jumps_pass_over_furniture() -> None:
    async with driven() as app:
        await app.type("g", "p")
        first = app.head()
        await app.type("n", "b")
        assert app.head() == first


async def test_repeat_tags_with_the_last_label() -> None:
    async with driven(text_desk("Oslo Bergen", "x")) as app:
        await app.type("=")
        assert "no label to repeat" in app.said()
        await app.type("G", "l", "=")
        assert app.mentions("a1") == [("GPE", "Oslo"), ("GPE", "Bergen")]


async def test_label_menu_narrows_by_typing() -> None:
    async with driven(text_desk("Oslo Bergen", "x")) as app:
        await app.type("space", "text:weap", "enter")
        assert app.mentions("a1") == [("WEAPON", "Oslo")]


async def test_forms_panel_counts_and_jumps() -> None:
    async with driven(text_desk("Oslo", "Bergen saw Oslo")) as app:
        await app.type("G", "tab", "l", "l", "G", "tab", "w")
        assert any("Oslo" in row and "1:1  2:1" in row for row in app.rows("listing"))
        await app.type("enter")
        assert app.selected() == "Oslo"


async def test_metadata_can_be_corrected() -> None:
    desk = text_desk("Oslo", "Bergen")
    async with driven(desk) as app:
        await app.type("g", "m", "text:title", "enter", "ctrl+u", "text:Better", "enter")
        assert desk.articles()[0].title == "Better"
        await app.type("escape")
        assert "Better" in app.rows()[0]
        await app.type("u")
        assert "Article 1" in app.rows()[0]


async def test_note_and_doubt_show_in_the_detail_strip() -> None:
    async with driven(text_desk("Oslo", "x")) as app:
        await app.type("G", "!", "i", "text:which one", "enter")
        app.screen.fill_detail()
        assert "unsure" in app.rows("detail")[0]
        assert "note: which one" in app.rows("detail")[0]


async def test_claim_takes_the_sentence_and_shows_in_the_gutter() -> None:
    async with driven(text_desk("One two. Three four.", "x")) as app:
        await app.type("l", "l", "C")
        assertion = next(iter(app.desk.all(Assertion)))
        assert assertion.quotes == ("Three four.",)
        assert app.rows()[1].startswith("C ")
        await app.type("enter", "x")
        assert not list(app.desk.all(Claim))


async def test_undo_goes_to_the_article_it_happened_in() -> None:
    async with driven(text_desk("Oslo", "Bergen")) as app:
        await app.type("tab", "G", "tab", "u")
        assert app.screen.pane.number == 2
        assert app.selected() == "Bergen"


async def test_undo_never_takes_the_last_article_away() -> None:
    desk = text_desk("Oslo", "Bergen")
    async with driven(desk) as app:
        await app.type("u")
        assert [article.id for article in desk.articles()] == ["a1"]
        assert len(app.screen.panes) == 1
        await app.type("u")
        assert [article.id for article in desk.articles()] == ["a1"]
        assert "last article" in app.said()
        await app.type("r")
        assert len(app.screen.panes) == 2


async def test_number_picks_the_article_and_each_keeps_its_place() -> None:
    desk = text_desk("One two three", "x", "Third here")
    async with driven(desk) as app:
        await app.type("l", "3")
        assert app.head() == "Third"
        await app.type("1")
        assert app.head() == "two"
        await app.type("9")
        assert "there is no article 9" in app.said()


@pytest.mark.parametrize(("width", "is_stacked"), [(160, False), (100, False), (99, True)])
async def test_panes_are_stacked_under_a_hundred_columns(width: int, is_stacked: bool) -> None:
    async with driven(size=(width, 40)) as app:
        first, second = app.screen.panes
        assert (first.region.x == second.region.x) is is_stacked


async def test_third_article_stands_beside_from_200_columns() -> None:
    desk = text_desk("One", "Two", "Three")
    async with driven(desk, size=(200, 30)) as app:
        assert len(app.screen.panes) == 2
        await app.type("g", "3")
        assert [pane.number for pane in app.screen.panes] == [1, 2, 3]
    async with driven(desk, size=(160, 30)) as app:
        await app.type("g", "3")
        assert "needs 200 columns" in app.said()


async def test_zoom_shows_one_pane_and_all_again() -> None:
    async with driven() as app:
        await app.type("z")
        assert len(app.screen.panes) == 1
        await app.type("z")
        assert len(app.screen.panes) == 2


async def test_resize_keeps_the_place() -> None:
    text = "\n".join(f"Line {number} of a long article." for number in range(300))
    async with driven(text_desk(text, "x")) as app:
        for _ in range(6):
            await app.type("pagedown")
        here = app.head(), app.screen.pane.selection.head
        top = app.screen.pane.page.layout.line(app.screen.pane.top).start
        await app.pilot.resize_terminal(80, 24)
        await app.pilot.pause()
        assert (app.head(), app.screen.pane.selection.head) == here
        pane = app.screen.pane
        shown = range(pane.top, pane.top + pane.text_height)
        assert pane.page.layout.line_of(here[1][0]) in shown
        assert abs(pane.page.layout.line(pane.top).start - top) < 1500


async def test_mouse_moves_selects_and_scrolls() -> None:
    async with driven(text_desk("One two three\n" + "x\n" * 100, "y")) as app:
        pane = app.screen.pane
        await app.pilot.click(pane, offset=(7, 1))
        assert app.head() == "two"
        await app.pilot.mouse_down(pane, offset=(2, 1))
        await app.pilot.hover(pane, offset=(12, 1))
        await app.pilot.mouse_up(pane, offset=(12, 1))
        await app.pilot.pause()
        assert app.selected() == "One two three"
        app.pilot.app.post_message(_wheel(pane))
        await app.pilot.pause()
        assert pane.top == 3


def _wheel(pane: Pane) -> events.MouseScrollDown:
    x, y = pane.region.x + 3, pane.region.y + 3
    return events.MouseScrollDown(
        None, x, y, delta_x=0, delta_y=1, button=0, shift=False, meta=False, ctrl=False,
        screen_x=x, screen_y=y,
    )  # fmt: skip


async def test_unknown_key_is_named_and_unknown_capital_lists_the_keys() -> None:
    async with driven() as app:
        await app.type("%")
        assert "% does nothing here" in app.said()
        await app.type("Z")
        assert "no label has the key Z" in app.said()


async def test_prefix_shows_what_may_follow() -> None:
    async with driven() as app:
        await app.type("g")
        assert "a annotation" in app.rows("hint")[0]
        await app.type("escape")


async def test_help_lists_every_key_and_does_what_is_chosen() -> None:
    async with driven() as app:
        await app.type("?")
        assert app.screen.listing.is_open
        await app.type("text:zoom", "enter")
        assert len(app.screen.panes) == 1


async def test_letters_in_a_line_are_text_and_not_commands() -> None:
    async with driven(text_desk("Oslo quay", "x")) as app:
        await app.type("/", "q", "u", "a", "y", "enter")
        assert app.selected() == "quay"


async def test_q_leaves() -> None:
    async with driven() as app:
        await app.type("q")
        assert not app.pilot.app.is_running or app.pilot.app._exit


async def test_history_says_who_did_what_and_takes_it_back() -> None:
    desk = text_desk("Oslo Bergen", "x")
    async with driven(desk) as app:
        await app.type("G", "l", "G", "g", "u")
        rows = app.rows("listing")
        assert "just now" in rows[1]
        assert "ann" in rows[1]
        assert "tag  GPE Bergen" in rows[1]
        await app.type("down", "enter")
        assert app.mentions("a1") == [("GPE", "Bergen")]


async def test_desk_held_by_another_says_so_and_changes_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    desk = text_desk("Oslo Bergen", "x")
    desk._held_by = "open in another program: reading until it leaves"
    monkeypatch.setattr(desk, "hold", lambda: None)  # the other one stays
    async with driven(desk) as app:
        await app.type("G")
        assert app.mentions("a1") == []
        assert "reading" in app.said()
        assert "open in another program" in app.said()


async def test_changes_of_another_program_appear() -> None:
    desk = text_desk("Oslo Bergen", "x")
    async with driven(desk) as app:
        other = Desk(desk.path, desk.store, annotator="bea")
        other.apply(AddMention("a1", ((0, 4),), "GPE"))
        desk.catch_up()
        await app.pilot.pause()
        assert app.rows()[1].rstrip().rstrip("│").rstrip().endswith("G")


async def test_change_that_cannot_be_written_says_not_saved_and_why() -> None:
    desk = text_desk("Oslo Bergen", "x")
    async with driven(desk) as app:
        real = desk.store.commit
        desk.store.commit = _full  # type: ignore[method-assign]
        await app.type("G")
        assert "NOT SAVED" in app.said()
        assert "no space left" in app.said()
        desk.store.commit = real  # type: ignore[method-assign]
        await app.type("G")
        assert app.said().startswith(" saved")


async def test_change_that_waits_for_space_is_shown_and_saved_by_itself() -> None:
    desk = text_desk("Oslo Bergen", "x")
    desk.keep_unsaved()
    async with driven(desk) as app:
        store, real = desk.store, desk.store.commit
        store.commit = _full  # type: ignore[method-assign]
        await app.type("G")
        assert app.said().startswith(" NOT SAVED")
        assert "no space left" in app.said()
        assert app.rows()[1].rstrip().rstrip("│").rstrip().endswith("G")
        await app.type("q")
        assert "NOT SAVED is lost" in app.said()
        store.commit = real  # type: ignore[method-assign]
        app.screen.changing.tend(0.0)
        await app.pilot.pause()
        app.screen.say_how_things_stand()
        assert app.said().startswith(" saved")
        assert len(store.ids("mentions")) == 1


def _full(*args: object, **named: object) -> Transaction:
    raise NotSaved("test.json: NOT SAVED: no space left on device")


async def test_keys_typed_faster_than_the_line_takes_them_keep_their_order() -> None:
    async with driven(text_desk("Oslo and New Bergen", "x")) as app:
        burst = [("slash", "/"), *((c, c) for c in "Bergen"), ("enter", "\r"), ("upper_g", "G")]
        for key, character in burst:
            app.pilot.app.post_message(events.Key(key, character))
        await app.pilot.pause()
        assert app.mentions("a1") == [("GPE", "Bergen")]


async def test_same_words_are_tagged_everywhere_in_one_change() -> None:
    desk = text_desk("Korea. North Korea and Korea’s ships", "South Korea saw Korea, Koreans too")
    async with driven(desk) as app:
        await app.type("l", "v", "l", "G", "escape", "g", "g", "G", "y")
        assert "tag 3 more: Korea" in app.rows("listing")[1]
        assert "1:1  2:2" in app.rows("listing")[1]
        await app.type("enter")
        assert app.mentions("a1") == [("GPE", "Korea"), ("GPE", "North Korea"), ("GPE", "Korea")]
        assert app.mentions("a2") == [("GPE", "Korea"), ("GPE", "Korea")]
        await app.type("u")
        assert len(app.mentions("a1")) == 2
        assert app.mentions("a2") == []
