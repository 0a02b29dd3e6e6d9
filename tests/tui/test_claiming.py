"""The claim bar: one key a field, each saved at once."""

from __future__ import annotations

from store.desk import Desk
from store.model import Assertion, Claim, Entity
from tests.tui.driving import Driver, driven, text_desk

ONE = (
    "Ferry lost\n\nThe Harbour Office alleged that the ferry sank on 3 May 2021. "
    "Rain fell all week."
)
TWO = "No ferry lost\n\nThe ferry did not sink on 3 May 2021. Mayor Anna Berg denied it all."


def _desk() -> Desk:
    return text_desk(ONE, TWO)


def _only(desk: Desk) -> Assertion:
    (assertion,) = desk.all(Assertion)
    return assertion


def _bar(app: Driver) -> str:
    return app.screen.saying.foot.text_of("bar")[0]


async def test_claim_key_saves_an_assertion_and_opens_its_bar() -> None:
    desk = _desk()
    async with driven(desk) as app:
        await app.type("g", "p", "C")
        assert "ferry sank" in _only(desk).quotes[0]
        assert "stance" in app.rows("hint")[0] or "supports" in _bar(app)
        await app.type("enter")
        assert app.screen.mode is None
        assert app.screen.saying.foot.text_of("bar") == []
        await app.type("u")
        assert not list(desk.all(Claim))


async def test_claim_key_on_an_assertion_opens_its_bar_again() -> None:
    desk = _desk()
    async with driven(desk) as app:
        await app.type("g", "p", "C", "enter", "C", "t", "enter")
        assert _only(desk).stance == "contradicts"
        await app.type(";", "C", "t", "enter")
        assert _only(desk).stance == "partly"


async def test_bar_is_filled_in_with_who_says_it_and_how() -> None:
    desk = _desk()
    async with driven(desk) as app:
        await app.type("g", "p", "C")
        one = _only(desk)
        assert one.quotes == ("the ferry sank on 3 May 2021",)
        ((source, cue),) = ((step.source.span[0], step.cue[0]) for step in one.attribution)
        assert (ONE[slice(*source)], ONE[slice(*cue)]) == ("The Harbour Office", "alleged")
        assert (one.modality, one.quotation) == ("alleged", "indirect")
        await app.type("enter", "h", "h", "C", "t")
        assert _only(desk).stance == "contradicts"


async def test_each_field_is_one_key_and_its_letter() -> None:
    desk = _desk()
    async with driven(desk) as app:
        await app.type("g", "p", "C", "m", "f", "d", "a", "c", "o", "k", "p", "enter")
        one = _only(desk)
        assert (one.modality, one.polarity) == ("feared", "negative")
        assert one.date is not None
        assert one.date.iso == "2021-05-03"
        assert (one.certainty, one.quotation) == ("possible", "partial")
        await app.type("u")
        assert _only(desk).polarity == "positive"


async def test_source_is_chosen_by_letter_and_the_next_is_quoted_by_it() -> None:
    desk = _desk()
    async with driven(desk) as app:
        await app.type("g", "p", "C", "s", "t", "text:The mayor", "enter")
        await app.type("s", "s", "t", "text:a diver", "enter")
        chain = _only(desk).attribution
        assert [step.source.text for step in chain][-2:] == ["The mayor", "a diver"]
        assert "The mayor ‹alleged› ‹ a diver" in _bar(app)
        await app.type("s", "x")
        assert _only(desk).attribution[-1].source.text == "The mayor"
        await app.type("s", "v")
        assert _only(desk).attribution == ()


async def test_words_for_a_cue_are_selected_in_the_text() -> None:
    desk = _desk()
    async with driven(desk) as app:
        await app.type("g", "p", ".", "C", "u", "l", "enter", "enter")
        ((start, end),) = _only(desk).attribution[-1].cue
        assert ONE[start:end] == "fell"


async def test_content_may_be_several_fragments() -> None:
    desk = _desk()
    async with driven(desk) as app:
        await app.type("g", "p", "C", "w", ";", "&", "l", "l", "enter", "enter")
        assert len(_only(desk).fragments) == 2
        await app.type("u")
        assert len(_only(desk).fragments) == 1


async def test_leaving_the_words_keeps_what_was_there() -> None:
    desk = _desk()
    async with driven(desk) as app:
        await app.type("g", "p", "C")
        before = _only(desk)
        await app.type("w", "l", "l", "escape", "u", "l", "ctrl+g", "escape")
        assert _only(desk) == before
        assert app.screen.mode is None


async def test_origin_typed_makes_its_entity_and_is_offered_next_time() -> None:
    desk = _desk()
    async with driven(desk) as app:
        await app.type("g", "p", "C", "o", "t", "text:Harbour Office", "enter", "enter")
        await app.type(".", "C", "o", "a", "enter")
        (office,) = desk.all(Entity)
        assert [one.origin for one in desk.all(Assertion)] == [office.id, office.id]


async def test_date_typed_is_read_and_what_is_no_date_is_told() -> None:
    desk = _desk()
    async with driven(desk) as app:
        await app.type("g", "p", "C", "d", "t", "text:May 2021", "enter")
        one = _only(desk)
        assert one.date is not None
        assert (one.date.iso, one.date.precision) == ("2021-05", "month")
        await app.type("d", "t", "text: or so", "enter")
        assert "no date" in app.said()
        assert _only(desk).date == one.date


async def test_bar_replaces_the_hint_where_the_detail_is_hidden() -> None:
    async with driven(_desk()) as app:
        await app.type("d", "g", "p", "C")
        rows = [row.text for row in app.screen.saying.foot.rows]
        assert "supports" in rows[-1]


async def test_other_keys_are_named_and_change_nothing() -> None:
    desk = _desk()
    async with driven(desk) as app:
        await app.type("g", "p", "C")
        before = _only(desk)
        await app.type("z", "P")
        assert "does nothing here" in app.said()
        assert _only(desk) == before
