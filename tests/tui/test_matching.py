"""Matching what two articles say, in three keys, and links that can be walked."""

from __future__ import annotations

from store.model import Assertion, Claim, Link, Mention
from tests.gold.load import load_article
from tests.tui.driving import driven, text_desk

ONE = "Ferry lost\n\nThe ferry sank off Arden on 3 May 2021. Rain fell all week."
TWO = "Mayor denies it\n\nShops stayed shut. The ferry never sank off Arden, the mayor said."
THREE = "Arden\n\nThe ferry that sank off Arden had 12 people aboard."


async def test_two_untagged_sentences_are_matched_in_three_keys() -> None:
    desk = text_desk(ONE, TWO)
    async with driven(desk) as app:
        await app.type("g", "p", "-")
        assert "never sank" in app.rows("listing")[1]
        await app.type("a", "x")
        (claim,) = desk.all(Claim)
        assert {one.article: one.stance for one in desk.by(Assertion, "claim", claim.id)} == {
            "a1": "supports",
            "a2": "contradicts",
        }
        assert app.screen.mode is None
        assert app.screen.pane.shown_article.id == "a1"
        await app.type("u")
        assert not list(desk.all(Claim))


async def test_match_goes_on_from_the_open_bar() -> None:
    desk = text_desk(ONE, TWO)
    async with driven(desk) as app:
        await app.type("g", "p", "C", "-", "a", "s")
        assert len(list(desk.all(Claim))) == 1
        assert len(list(desk.all(Assertion))) == 2


async def test_asserted_targets_are_offered_as_they_stand() -> None:
    desk = text_desk(ONE, TWO)
    async with driven(desk) as app:
        await app.type("tab", "g", "p", ".", "C", "enter", "shift+tab", "g", "p", "-")
        assert "C " in app.rows("listing")[1]
        await app.type("a", "s")
        assert len(list(desk.all(Claim))) == 1
        assert len(list(desk.all(Assertion))) == 2


async def test_narrator_contradicts_whom_the_same_article_quotes() -> None:
    desk = text_desk("“Nobody fell ill,” said the mayor. Yet eleven were treated.", TWO)
    async with driven(desk) as app:
        await app.type("C", "-", "-", ".", "enter", "x")
        (claim,) = desk.all(Claim)
        said = {one.quotes[0]: one for one in desk.by(Assertion, "claim", claim.id)}
        assert {one.stance for one in said.values()} == {"supports", "contradicts"}
        (quoted,) = (one for one in said.values() if one.attribution)
        assert (quoted.stance, quoted.quotation) == ("supports", "direct")
        assert app.screen.mode is None


async def test_place_is_pointed_to_in_another_article() -> None:
    desk = text_desk(ONE, TWO)
    async with driven(desk) as app:
        await app.type("g", "p", "-", "-", "tab", "g", "p", "enter", "p")
        assert {one.article: one.stance for one in desk.all(Assertion)} == {
            "a1": "supports",
            "a2": "partly",
        }


async def test_denial_at_third_hand_is_matched_with_its_chain() -> None:
    desk = text_desk(load_article("ansa-1").text, load_article("ansa-3").text)
    async with driven(desk) as app:
        await app.type("/", "text:a full day", "enter", "escape", "-")
        row = next(row for row in app.rows("listing") if "Radio Kelland" in row)
        await app.type(row.lstrip("▸ ")[0], "x")
        (denial,) = desk.by(Assertion, "article", "a2")
        names = [slice(*step.source.span[0]) for step in denial.attribution]
        text = load_article("ansa-3").text
        assert [text[name].split()[0] for name in names] == ["Radio", "a", "the"]
        assert (denial.stance, denial.modality) == ("contradicts", "denied")


async def test_leaving_a_match_makes_nothing() -> None:
    desk = text_desk(ONE, TWO)
    async with driven(desk) as app:
        await app.type("g", "p", "-", "escape", "-", "a", "escape")
        assert not list(desk.all(Assertion))
        assert app.screen.mode is None


async def test_sentence_that_refines_is_linked_and_the_link_walked_both_ways() -> None:
    desk = text_desk(ONE, THREE)
    async with driven(desk) as app:
        await app.type("g", "p", "-", "a", "r")
        (link,) = desk.all(Link)
        assert link.type == "refines"
        await app.type("<")
        assert app.screen.pane.shown_article.id == "a2"
        app.screen.fill_detail()
        assert any("← refines: The ferry sank" in line for line in app.rows("detail"))
        await app.type("<")
        assert app.screen.pane.shown_article.id == "a1"
        await app.type("x")
        assert not list(desk.all(Link))


async def test_any_two_annotations_are_linked_by_what_the_label_set_allows() -> None:
    desk = text_desk(ONE, TWO)
    async with driven(desk) as app:
        await app.type("g", "p", "L", ">", "tab", "g", "p", "O", "enter")
        (link,) = desk.all(Link)
        ends = {one.id: one.article for one in desk.all(Mention)}
        assert (link.type, ends[link.source], ends[link.target]) == ("see also", "a1", "a2")


async def test_link_to_itself_is_refused() -> None:
    desk = text_desk(ONE, TWO)
    async with driven(desk) as app:
        await app.type("g", "p", "L", ">", "enter")
        assert "itself" in app.said()
        assert not list(desk.all(Link))


async def test_detail_shows_the_claim_and_every_other_articles_words() -> None:
    async with driven(text_desk(ONE, TWO, THREE)) as app:
        await app.type("g", "p", "C", "m", "r", "enter", "-")
        row = next(row for row in app.rows("listing") if "12 people" in row)
        await app.type(row.split()[1] if row.startswith("▸") else row.split()[0], "p")
        app.screen.fill_detail()
        first, second = app.rows("detail")
        assert "The ferry sank off Arden" in first
        assert "reported" in first
        assert "3 ~ The ferry that sank off Arden had 12 people aboard." in second


async def test_quotation_is_copied_with_its_citation() -> None:
    async with driven(text_desk(ONE, TWO)) as app:
        await app.type("g", "p", "g", "y")
        start = ONE.index("The ferry")
        end = ONE.index(" Rain")
        cited = f"“{ONE[start:end]}” (Paper, Article 1, 2024-01-10, {start}-{end})"
        assert app.pilot.app.clipboard == cited
        assert "copied" in app.said()
