"""Names that an analyst dismissed as one thing's are one name everywhere, until undone."""

from __future__ import annotations

import pytest

from store.aliases import aliases
from store.compare import discrepancies
from store.desk import Desk
from store.edits import AddMention, MergeEntities, SetVerdict
from store.edits.bring_in import BringIn
from store.learnt import learnt
from store.model import Entity, Verdict
from store.referents import like_forms, referents
from tests.tui.driving import text_desk

ONE = "Captain Olga Brandt steered the lifeboat through the surf at Lorne."
TWO = "Through the surf at Lorne the lifeboat was steered by Captain Olga Brendt."
HERE = "Rescue boats came from Lorne, Hale, Ostrand and Pell to search the bay."
THERE = "To search the bay rescue boats came from Lorne, Hale, Oostland and Pell."


def _dismissed(desk: Desk) -> None:
    story = desk.store.ids("stories")[0]
    found = discrepancies(desk.articles(story))
    one = next(one for one in found if one.names)
    desk.apply(SetVerdict(story, one.signature, False, "the same", one.names))


@pytest.mark.parametrize("texts", [(ONE, TWO), (HERE, THERE)])
def test_two_names_of_one_thing_differ_no_more_until_it_is_undone(texts: tuple[str, str]) -> None:
    desk = text_desk(*texts)
    story = desk.store.ids("stories")[0]
    _dismissed(desk)

    def named() -> list[tuple[str, ...]]:
        found = discrepancies(desk.articles(story), learnt(desk))
        return [one.names for one in found if one.kind in ("name", "list")]

    assert named() == []
    desk.undo()
    assert learnt(desk) == ()
    assert len(named()) == 1


def test_learnt_names_are_tagged_and_listed_together() -> None:
    desk = text_desk(ONE, TWO)
    _dismissed(desk)
    story = desk.store.ids("stories")[0]
    articles = desk.articles(story)
    for article, name in zip(articles, ("Olga Brandt", "Olga Brendt"), strict=True):
        start = article.text.index(name)
        desk.apply(AddMention(article.id, ((start, start + len(name)),), "PERSON"))
    assert [len(row.mentions) for row in referents(desk, articles)] == [2]
    texts = [article.text for article in articles]
    assert like_forms("Olga Brandt", (), texts, learnt(desk)) == ("Olga Brendt",)


def test_verdict_judged_real_after_all_unlearns() -> None:
    desk = text_desk(ONE, TWO)
    _dismissed(desk)
    verdict = next(desk.all(Verdict))
    desk.apply(SetVerdict(verdict.story, verdict.signature, True))
    assert learnt(desk) == ()


def test_chains_of_names_are_one_thing() -> None:
    table = aliases((("Alda", "Beck"), ("Cord", "Dorn"), ("Beck", "Cord")))
    assert {table.fold(name) for name in ("Alda", "Beck", "Cord", "Dorn")} == {"alda"}
    assert {table.one_name(name) for name in ("Alda", "Beck", "Cord", "Dorn")} == {"Alda"}


def test_name_learnt_for_a_country_is_that_country() -> None:
    table = aliases((("the Hermit Kingdom", "DPRK"),))
    assert table.fold("Hermit Kingdom") == table.fold("North Korea")
    assert aliases().known("Hermit Kingdom") is None


def test_names_merged_into_one_entity_differ_no_more_until_it_is_undone() -> None:
    desk = text_desk(ONE, TWO)
    story = desk.store.ids("stories")[0]
    made = [Entity(id=f"e{name}", name=f"Olga {name}") for name in ("Brandt", "Brendt")]
    desk.apply(BringIn(tuple(made)))

    def named() -> bool:
        found = discrepancies(desk.articles(story), learnt(desk))
        return any(one.kind == "name" for one in found)

    assert named()
    desk.apply(MergeEntities("eBrandt", "eBrendt"))
    assert not named()
    desk.undo()
    assert named()
