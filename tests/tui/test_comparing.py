"""The same place in the next article, and panes that follow."""

from __future__ import annotations

from store.model import Match
from tests.tui.driving import driven, text_desk

ONE = (
    "The ferry Aurora sank near Bergen on 3 May 2021.\n\nRain fell.\n\n"
    "The mayor of Bergen, Ada Holm, promised an inquiry."
)
TWO = (
    "Mayor Ada Holm of Bergen has promised an inquiry.\n\nShops stayed shut.\n\n"
    "On 3 May 2021 the ferry Aurora sank close to Bergen."
)


async def test_same_place_is_found_out_of_order_and_back() -> None:
    async with driven(text_desk(ONE, TWO)) as app:
        await app.type("o")
        await app.suggested()
        assert app.screen.pane.number == 2
        assert app.selected().startswith("On 3 May 2021 the ferry")
        await app.type("o")
        await app.suggested()
        assert app.screen.pane.number == 1
        assert app.selected().startswith("The ferry Aurora")


async def test_sentence_of_one_article_alone_says_so() -> None:
    async with driven(text_desk(ONE, TWO)) as app:
        await app.type(".", "o")
        await app.suggested()
        assert app.screen.pane.number == 1
        assert "no other article says this" in app.said()


async def test_every_article_that_says_it_is_visited() -> None:
    async with driven(text_desk(ONE, TWO, "Ferry Aurora sank at Bergen on 3 May 2021.")) as app:
        visited = []
        for _ in range(3):
            await app.type("o")
            await app.suggested()
            visited.append(app.screen.pane.number)
        assert visited == [2, 3, 1]


async def test_tied_panes_follow_the_sentence() -> None:
    async with driven(text_desk(ONE, TWO)) as app:
        await app.type("t")
        await app.suggested()
        other = app.screen.panes[1]
        assert other.text[slice(*other.selection.head)].startswith("On 3 May")
        await app.type(".", ".")
        app.screen.fill_detail()
        assert other.text[slice(*other.selection.head)].startswith("Mayor Ada Holm")
        await app.type("t", ",", ",")
        app.screen.fill_detail()
        assert other.text[slice(*other.selection.head)].startswith("Mayor Ada Holm")


async def test_counterpart_said_not_to_be_one_is_gone_to_no_more_until_taken_back() -> None:
    desk = text_desk(ONE, TWO)
    async with driven(desk) as app:
        await app.type("o", "g", "-", "o")
        await app.suggested()
        assert "no other article says this" in app.said()
        await app.type("u", "o")
        await app.suggested()
        assert [app.screen.pane.number, list(desk.all(Match))] == [1, []]


async def test_sentences_said_to_be_the_same_are_counterparts_whatever_their_words() -> None:
    desk = text_desk(ONE, TWO)
    async with driven(desk) as app:
        await app.type(".", "tab", ".", "g", "+", "tab", "o")
        await app.suggested()
        assert app.selected().startswith("Shops stayed shut")
        await app.type("g", "-")
        assert [match.verdict for match in desk.all(Match)] == ["rejected"]
        await app.type("o")
        await app.suggested()
        assert "no other article says this" in app.said()


async def test_counterpart_is_not_sought_in_the_key_press() -> None:
    async with driven(text_desk(ONE, TWO)) as app:
        app.screen.run_command("sentence.counterpart")
        assert app.screen.pane.number == 1
        assert not app.screen.counterparts.is_current(app.screen.articles)
        await app.suggested()
        assert app.screen.pane.number == 2


async def test_words_that_differ_are_underlined_until_the_sentence_is_left() -> None:
    async with driven(text_desk(ONE, TWO)) as app:
        await app.type("o")
        await app.suggested()
        app.screen.fill_detail()
        assert all(pane._differing for pane in app.screen.panes)
        await app.type(",")
        app.screen.fill_detail()
        assert not any(pane._differing for pane in app.screen.panes)
