"""Entities in their panel: proposed, merged, split, named; and attributes of mentions."""

from __future__ import annotations

from store.desk import Desk
from store.edits import AddMention
from store.model import Entity, Mention
from tests.tui.driving import Driver, driven, text_desk

ONE = "Russia met Orla Venn. The Russian Federation left Oslo."
TWO = "Venn saw Russia."


def _desk() -> Desk:
    desk = text_desk(ONE, TWO)
    for article, words, label in (
        ("a1", "Russia", "GPE"),
        ("a1", "Orla Venn", "PERSON"),
        ("a1", "Russian Federation", "GPE"),
        ("a1", "Oslo", "GPE"),
        ("a2", "Venn", "PERSON"),
        ("a2", "Russia", "GPE"),
    ):
        start = {"a1": ONE, "a2": TWO}[article].index(words)
        desk.apply(AddMention(article, ((start, start + len(words)),), label))
    return desk


def _panel(app: Driver) -> list[str]:
    return [" ".join(row.split()) for row in app.rows("listing") if row.strip()]


async def _to_row(app: Driver, start: str) -> None:
    for _ in app.rows("listing"):
        current = app.screen.listing.current
        assert current is not None
        if current.text.startswith(start):
            return
        await app.type("down")
    raise AssertionError(start)


async def test_panel_takes_together_what_the_alias_table_knows_with_counts() -> None:
    async with driven(_desk()) as app:
        await app.type("w")
        rows = "\n".join(_panel(app))
        assert "Russia = Russian Federation (one entity? m)" in rows
        assert "1:2 2:1" in rows


async def test_one_key_makes_a_proposal_an_entity_and_a_new_mention_joins_it() -> None:
    desk = _desk()
    async with driven(desk) as app:
        await app.type("w")
        await _to_row(app, "Russia")
        await app.type("m")
        entity = next(desk.all(Entity))
        assert entity.identifiers == {"iso": "RUS"}
        assert sum(one.entity == entity.id for one in desk.all(Mention)) == 3
        await app.type("escape", "u")
        assert not list(desk.all(Entity))


async def test_two_rows_are_merged_with_one_key_each_and_split_again() -> None:
    desk = _desk()
    async with driven(desk) as app:
        await app.type("w")
        await _to_row(app, "Orla Venn")
        await app.type("m")
        assert "merge Orla Venn with" in _panel(app)[0]
        await _to_row(app, "Venn")
        await app.type("m")
        entity = next(desk.all(Entity))
        assert entity.name == "Orla Venn"
        assert {one.quotes for one in desk.by(Mention, "entity", entity.id)} == {
            ("Orla Venn",),
            ("Venn",),
        }
        await _to_row(app, "Orla Venn")
        await app.type("s", "down", "s")
        assert len(list(desk.all(Entity))) == 2


async def test_entity_is_renamed_and_has_identifiers_typed_by_hand() -> None:
    desk = _desk()
    async with driven(desk) as app:
        await app.type("w")
        await _to_row(app, "Russia")
        await app.type("m", "r", *["backspace"] * 6, "text:Rus", "enter")
        await app.type("i", "text: wikidata Q159", "enter")
        entity = next(desk.all(Entity))
        assert entity.name == "Rus"
        assert entity.identifiers == {"iso": "RUS", "wikidata": "Q159"}
        assert "wikidata Q159" in "\n".join(_panel(app))


async def test_row_that_is_no_entity_yet_says_which_key_makes_it_one() -> None:
    async with driven(_desk()) as app:
        await app.type("w", "r")
        assert "m makes one" in app.said()
        await app.type("enter")
        assert app.screen.pane.selection.picked is not None


async def test_attribute_is_typed_shown_and_cleared() -> None:
    desk = text_desk("Oslo and Bergen", "x")
    async with driven(desk) as app:
        await app.type("G", "+", "text:role host", "enter")
        assert [one.attributes for one in desk.all(Mention)] == [{"role": "host"}]
        app.screen.fill_detail()
        assert "role host" in app.rows("detail")[0]
        await app.type("+", *["backspace"] * 5, "enter")
        assert [one.attributes for one in desk.all(Mention)] == [{}]
