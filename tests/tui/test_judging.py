"""Walking over what the articles disagree on, and judging it."""

from __future__ import annotations

from store.desk import Desk
from store.model import Assertion, Claim, Verdict
from tests.tui.driving import Driver, driven, text_desk

ONE = "Floods in Arden\n\nThe flood killed 12 people in Arden on 3 May 2021. Rain fell all week."
TWO = "Arden under water\n\nThe flood killed 19 people in Arden on 3 May 2021. Shops stayed shut."


async def _walked(app: Driver, *keys: str) -> str:
    """What is said of the discrepancy once the comparison is done."""
    await app.type(*keys)
    await app.pilot.app.workers.wait_for_complete()
    await app.pilot.pause()
    return _told(app)


def _told(app: Driver) -> str:
    """The line above the status line."""
    return "".join(app.rows("bar"))


def _verdicts(desk: Desk) -> list[tuple[bool, str]]:
    return [(verdict.real, verdict.reason) for verdict in desk.all(Verdict)]


async def test_walk_stands_on_the_evidence_in_both_panes() -> None:
    async with driven(text_desk(ONE, TWO)) as app:
        said = await _walked(app, "g", "d")
        assert "hard number" in said
        held = [
            " ".join(pane.text[a:b] for a, b in pane.selection.fragments)
            for pane in app.screen.panes
        ]
        assert "12" in held[0]
        assert "19" in held[1]


async def test_enter_judges_real_and_goes_on() -> None:
    desk = text_desk(ONE, TWO)
    async with driven(desk) as app:
        before = await _walked(app, "g", "d")
        await app.type("enter")
        assert _verdicts(desk) == [(True, "")]
        assert _told(app) != before
        await app.type("u")
        assert _verdicts(desk) == []


async def test_dismissed_with_a_reason_it_does_not_come_back() -> None:
    desk = text_desk(ONE, TWO)
    async with driven(desk) as app:
        said = await _walked(app, "g", "d")
        count = int(said.split(" of ")[1].split()[0])
        await app.type("x", "down", "enter")
        assert _verdicts(desk) == [(False, "one says more, neither says otherwise")]
        for _ in range(count):
            await app.type("n")
            assert "hard number" not in _told(app)


async def test_two_names_of_one_thing_are_learnt_and_undone() -> None:
    line = "Captain Olga {} steered the lifeboat through the surf at Lorne."
    desk = text_desk(line.format("Brandt"), line.format("Brendt"))
    async with driven(desk) as app:
        assert "hard name" in await _walked(app, "g", "d")
        await _walked(app, "x", "enter")
        assert [one.names for one in desk.all(Verdict)] == [("Olga Brandt", "Olga Brendt")]
        await app.type("u")
        assert "hard name" in await _walked(app, "g", "d")


async def test_reason_can_be_typed() -> None:
    desk = text_desk(ONE, TWO)
    async with driven(desk) as app:
        await _walked(app, "g", "d")
        await app.type("x", "text:type", "enter", "text:early count", "enter")
        assert _verdicts(desk) == [(False, "early count")]


async def test_discrepancy_becomes_a_claim_with_assertions_on_both_sides() -> None:
    desk = text_desk(ONE, TWO)
    async with driven(desk) as app:
        await _walked(app, "g", "d")
        await app.type("C")
        assert len(list(desk.all(Claim))) == 1
        assert {one.article for one in desk.all(Assertion)} == {"a1", "a2"}
        await app.type("u")
        assert not list(desk.all(Claim))


async def test_moving_away_leaves_the_discrepancy() -> None:
    desk = text_desk(ONE, TWO)
    async with driven(desk) as app:
        await _walked(app, "g", "d")
        await app.type("l", "enter")
        assert _verdicts(desk) == []
        assert "does nothing here" in app.said()
