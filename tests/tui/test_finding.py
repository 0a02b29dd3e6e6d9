"""Search through all articles, names nobody tagged, the filter, and the same name everywhere."""

from __future__ import annotations

import pytest

from store.desk import Desk
from store.edits import AddMention
from store.suggest.untagged import next_untagged, previous_untagged
from tests.tui.driving import driven, text_desk


def _desk() -> Desk:
    return text_desk(
        "North Korea met Sweden. The DPRK left. Korea is one word of it.",
        "The Democratic People’s Republic of Korea (DPRK) met Sweden. DPRK again.",
    )


async def test_search_goes_on_in_the_next_article_and_round() -> None:
    async with driven(_desk()) as app:
        await app.type("/", "text:DPRK", "enter")
        seen = [(app.screen.pane.number, app.screen.pane.selection.head[0])]
        for _ in range(3):
            await app.type("n")
            seen.append((app.screen.pane.number, app.screen.pane.selection.head[0]))
        assert [number for number, _ in seen] == [1, 2, 2, 1]
        assert "1 of 1 here  (2 in 2)" in app.said()
        await app.type("b")
        assert (app.screen.pane.number, app.screen.pane.selection.head[0]) == seen[2]
        await app.type("b", "b")
        assert app.screen.pane.number == 1


async def test_search_for_what_stands_in_the_other_article_alone_goes_there() -> None:
    async with driven(_desk()) as app:
        await app.type("/", "text:again", "enter")
        assert app.screen.pane.number == 2
        assert app.selected() == "again"
        await app.type("/", "text:nowhere", "enter")
        assert "nowhere in this story" in app.said()


async def test_everywhere_takes_the_known_aliases_along_counted_in_each_article() -> None:
    async with driven(_desk(), suggesting=True) as app:
        await app.type("G", "escape", "g", "g", "v", "l", "G", "y")
        rows = "\n".join(app.rows("listing"))
        assert "1:1  2:3" in rows
        await app.type("enter")
        names = [words for _, words in app.mentions("a2")]
        assert names == ["Democratic People’s Republic of Korea", "DPRK", "DPRK"]
        await app.type("u")
        assert app.mentions("a2") == []


async def test_everywhere_keeps_out_of_what_is_longer_and_pending() -> None:
    desk = text_desk("They saw Korea. Ministers of South Korea came.", "x")
    async with driven(desk, suggesting=True) as app:
        await app.type("/", "text:Korea", "enter", "G", "y")
        assert "nowhere else untagged" in app.said()


async def test_everywhere_on_a_suggestion_accepts_it_and_its_like_and_goes_on() -> None:
    async with driven(text_desk("Norway met Sweden.", "Norway left."), suggesting=True) as app:
        await app.type("n", "y", "enter")
        assert app.mentions("a1") == [("GPE", "Norway")]
        assert app.mentions("a2") == [("GPE", "Norway")]
        assert app.selected() == "Sweden"


async def test_filter_hides_what_does_not_pass_from_sight_and_walk() -> None:
    desk = text_desk("Oslo and Bergen and Alta", "x")
    for start, end, label in ((0, 4, "GPE"), (9, 15, "ORG"), (20, 24, "GPE")):
        desk.apply(AddMention("a1", ((start, end),), label))
    async with driven(desk) as app:
        assert app.rows()[1].rstrip(" │").endswith("GOG")
        await app.type("g", "/", "text:label org", "enter")
        assert app.rows()[1].rstrip(" │").endswith("O")
        assert "only ORG" in app.said()
        await app.type("g", "a")
        assert app.selected() == "Bergen"
        await app.type("!", "g", "/", "text:unsure", "enter")
        assert app.rows()[1].rstrip(" │").endswith("O")
        await app.type("g", "/", "text:everything", "enter")
        assert app.rows()[1].rstrip(" │").endswith("GOG")


async def test_filter_by_annotator_hides_suggestions_and_s_accepts_only_what_is_shown() -> None:
    async with driven(text_desk("Norway met Orla Venn.", "x"), suggesting=True) as app:
        await app.type("g", "/", "text:label gpe", "enter", "n", "s")
        await app.suggested()
        assert app.mentions("a1") == [("GPE", "Norway")]
        await app.type("g", "/", "text:everything", "enter")
        await app.type("g", "/", "text:annotator ann", "enter", "n")
        assert "no suggestion left" in app.said()


async def test_untagged_names_are_walked_over_until_they_are_tagged() -> None:
    async with driven(text_desk("Anna met Orla Venn in Oslo. Norway won.", "x")) as app:
        walked = []
        await app.type("g", "t")
        walked.append(app.selected())
        await app.type("P", "n")
        walked.append(app.selected())
        await app.type("n", "b", "b")
        walked.append(app.selected())
        assert walked == ["Orla Venn", "Oslo", "Oslo"]


@pytest.mark.parametrize("text", ["", "\n\n", "no names here", "Ab"])
def test_texts_without_names_have_no_untagged_ones(text: str) -> None:
    positions = text_desk("x").positions("a1")
    assert next_untagged(text, positions, 0) is None
    assert previous_untagged(text, positions, len(text)) is None
