"""Mentions of one thing under several names, in several articles."""

import pytest

from store.desk import Desk
from store.edits import (
    AddClaim,
    AddMention,
    GroupMentions,
    MergeEntities,
    Refused,
    RenameEntity,
    SetOrigin,
    SplitMention,
)
from store.model import Assertion, Entity, Mention
from store.suggest import propose_entity
from tests.store.desks import contents, made_desk

ONE = "The Czech Republic met Orla Venn. The Teyr Safety Board (TSB) left."
TWO = "Czechia left. Venn stayed, as did Czech envoys. TSB came."


def _tag(desk: Desk, article: str, words: str, label: str) -> str:
    text = {"a1": ONE, "a2": TWO}[article]
    start = text.index(words)
    desk.apply(AddMention(article, ((start, start + len(words)),), label))
    return [one.id for one in desk.all(Mention)][-1]


def _mention(desk: Desk, id: str) -> Mention:
    found = desk.get(Mention, id)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("first", "second", "label"),
    [("Czech Republic", "Czechia", "GPE"), ("Orla Venn", "Venn", "PERSON")],
)
def test_a_new_mention_joins_the_entity_of_the_same_thing_in_another_article(
    first: str, second: str, label: str
) -> None:
    desk = made_desk(ONE, TWO)
    desk.apply(GroupMentions((_tag(desk, "a1", first, label),)))
    entity = next(desk.all(Entity))
    assert _mention(desk, _tag(desk, "a2", second, label)).entity == entity.id


def test_people_of_a_country_are_proposed_its_entity_and_others_none() -> None:
    desk = made_desk(ONE, TWO)
    desk.apply(GroupMentions((_tag(desk, "a1", "Czech Republic", "GPE"),)))
    people = _mention(desk, _tag(desk, "a2", "Czech", "NORP"))
    assert propose_entity(desk, people) == next(desk.all(Entity))
    assert propose_entity(desk, _mention(desk, _tag(desk, "a2", "Venn", "PERSON"))) is None


def test_an_entity_known_to_the_table_has_its_name_and_country_code() -> None:
    desk = made_desk(ONE, TWO)
    desk.apply(GroupMentions((_tag(desk, "a1", "Czech Republic", "GPE"),)))
    entity = next(desk.all(Entity))
    assert (entity.name, entity.identifiers) == ("Czechia", {"iso": "CZE"})
    assert entity.aliases == ("Czech Republic",)


def test_renamed_keeps_its_old_name_as_an_alias() -> None:
    desk = made_desk(ONE, TWO)
    desk.apply(GroupMentions((_tag(desk, "a1", "Orla Venn", "PERSON"),)))
    entity = next(desk.all(Entity))
    desk.apply(RenameEntity(entity.id, "O. Venn", {"wikidata": "Q1"}))
    new = next(desk.all(Entity))
    assert (new.name, new.aliases, new.identifiers) == (
        "O. Venn",
        ("Orla Venn",),
        {"wikidata": "Q1"},
    )
    with pytest.raises(Refused, match="needs a name"):
        desk.apply(RenameEntity(entity.id, " "))
    with pytest.raises(Refused, match="nothing to change"):
        desk.apply(RenameEntity(entity.id, "O. Venn"))


def test_merged_takes_over_mentions_and_origins_and_is_one_undo_step() -> None:
    desk = made_desk(ONE, TWO)
    venn, board = _tag(desk, "a1", "Orla Venn", "PERSON"), _tag(desk, "a2", "TSB", "ORG")
    desk.apply(GroupMentions((venn,)))
    desk.apply(GroupMentions((board,)))
    desk.apply(AddClaim("a2", ((0, 13),)))
    assertion = next(desk.all(Assertion))
    desk.apply(SetOrigin(assertion.id, "TSB"))
    keep, other = list(desk.all(Entity))
    before = contents(desk)
    desk.apply(MergeEntities(keep.id, other.id))
    assert [one.id for one in desk.all(Entity)] == [keep.id]
    assert _mention(desk, board).entity == keep.id
    assert next(desk.all(Assertion)).origin == keep.id
    assert "TSB" in next(desk.all(Entity)).aliases
    desk.undo()
    assert contents(desk) == before


def test_split_gives_a_mention_an_entity_of_its_own_or_none() -> None:
    desk = made_desk(ONE, TWO)
    both = _tag(desk, "a1", "Orla Venn", "PERSON"), _tag(desk, "a2", "Venn", "PERSON")
    desk.apply(GroupMentions(both))
    desk.apply(SplitMention(both[1]))
    first, second = (_mention(desk, id).entity for id in both)
    assert first != second
    assert second is not None
    desk.apply(SplitMention(both[1]))
    assert _mention(desk, both[1]).entity is None
    with pytest.raises(Refused, match="of no entity"):
        desk.apply(SplitMention(both[1]))
