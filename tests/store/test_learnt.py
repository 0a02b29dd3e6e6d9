"""Names that an analyst dismissed as one thing's are one name everywhere, until undone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.aliases import aliases
from store.compare import discrepancies
from store.compare.nearest import nearest
from store.compare.places import matched
from store.desk import Changed, Desk
from store.edits import AddMention, MergeEntities, SetVerdict
from store.edits.bring_in import BringIn
from store.learnt import Learnt, learnt
from store.model import Entity, Verdict
from store.referents import like_forms, referents
from store.suggest.remembering import Memory, memory, with_other_names
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


def _names(*groups: tuple[str, str]) -> tuple[Entity, ...]:
    return tuple(
        Entity(id=f"e{at}", name=name, aliases=(alias,)) for at, (name, alias) in enumerate(groups)
    )


def test_other_name_is_suggested_under_the_label_of_the_one_tagged() -> None:
    desk = text_desk(ONE, "On the pier stood the brandts of Lorne.")
    article = desk.articles(desk.store.ids("stories")[0])[0]
    start = article.text.index("Olga Brandt")
    desk.apply(AddMention(article.id, ((start, start + 11),), "PERSON"))
    kept = Learnt(desk)
    remembering = Memory(desk, kept)
    list(remembering.fill())
    assert remembering.forms() == memory(desk) == [("Olga Brandt", "PERSON")]

    def take_in(changed: Changed) -> None:
        kept.take_in(changed)

    desk.watch(take_in)
    desk.apply(BringIn(_names(("Olga Brandt", "the brandts"))))
    both = [("Olga Brandt", "PERSON"), ("the brandts", "PERSON")]
    assert remembering.forms() == memory(desk) == both
    desk.undo()
    assert remembering.forms() == memory(desk) == [("Olga Brandt", "PERSON")]


def test_refused_form_stays_refused_under_another_name() -> None:
    forms = with_other_names([("Lorne", "GPE"), ("the harbour", None)], (("Lorne", "the harbour"),))
    assert forms == [("Lorne", "GPE"), ("the harbour", None)]


def test_sentences_that_differ_by_two_names_of_one_thing_match() -> None:
    desk = text_desk(
        "Voss met Ilse Hartmann at Aldermere. The pier is long.",
        "The Margrave saw the Chancellor at Tarn Cross. Trains ran late on the coast.",
    )
    one, two = desk.articles("s1")
    groups = (
        ("Voss", "The Margrave"),
        ("Ilse Hartmann", "the Chancellor"),
        ("Aldermere", "Tarn Cross"),
    )
    assert matched([one, two]) == []
    assert [(x.a.start, x.b.start) for x in matched([one, two], same=groups)] == [(0, 0)]
    assert nearest("Voss went to Aldermere", [two], (), 1) == []
    found = nearest("Voss went to Aldermere", [two], (), 1, groups)
    assert [each.fragments for each in found] == [((0, 46),)]


@given(st.lists(st.tuples(st.integers(0, 3), st.sampled_from(["add", "drop", "real", "not"]))))
def test_learnt_in_step_with_the_desk_is_learnt_anew(steps: list[tuple[int, str]]) -> None:
    desk = text_desk(ONE, TWO)
    story = desk.store.ids("stories")[0]
    kept = Learnt(desk)
    told: list[bool] = []

    def take_in(changed: Changed) -> None:
        told.append(kept.take_in(changed))

    desk.watch(take_in)
    depth = 0
    for number, what in steps:
        before = kept.same
        depth += -1 if what == "drop" else 1
        if what == "add":
            made = Entity(id=desk.new_id(Entity), name=f"Ada {number}", aliases=(f"Bo {number}",))
            desk.apply(BringIn((made,)))
        elif what == "drop" and depth >= 0:
            desk.undo()
        elif what == "drop":
            depth = 0
            continue
        else:
            names = (f"Cy {number}", f"Di {number}")
            desk.apply(SetVerdict(story, f"s{number}", what == "real", "the same", names))
        assert kept.same == learnt(desk)
        assert told.pop() == (kept.same != before)


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
