"""What assertions say of themselves, and how they come to speak of one claim."""

from __future__ import annotations

from contextlib import suppress
from typing import TypeVar, cast

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from store.desk import Desk
from store.edits import (
    AddClaim,
    AddLink,
    AddMention,
    Edit,
    How,
    LinkAssertions,
    MatchAssertions,
    Refused,
    RemoveAssertion,
    RemoveMention,
    SetAssertion,
    SetOrigin,
    Stated,
)
from store.edits.bring_in import BringIn
from store.ends import Ends
from store.errors import VariorumError
from store.model import (
    RECORDS,
    Assertion,
    Attribution,
    BadSpan,
    Claim,
    Entity,
    Link,
    Mention,
    Record,
    Silence,
    Source,
)
from store.references import references
from store.undo import Moved
from tests.store.desks import contents, made_desk
from tests.store.memory import MemoryStore

R = TypeVar("R", bound=Record)


def _three() -> Desk:
    return made_desk(
        "The ferry sank, the mayor said.",
        "The ferry did not sink.",
        "A ferry sank, they say. Nobody died.",
    )


def _claimed(desk: Desk, article: str, start: int, end: int) -> Assertion:
    done = desk.apply(AddClaim(article, ((start, end),)))
    return _get(desk, Assertion, next(id for table, id in done.touched if table == "assertions"))


def _get(desk: Desk, kind: type[R], id: str) -> R:
    found = desk.get(kind, id)
    assert found is not None
    return found


def _stances(desk: Desk, claim: str) -> dict[str, str]:
    return {one.article: one.stance for one in desk.by(Assertion, "claim", claim)}


def test_claim_is_made_with_what_is_known_of_its_assertion() -> None:
    desk = _three()
    said = Attribution(source=Source(span=((16, 25),)), cue=((26, 30),))
    desk.apply(AddClaim("a1", ((0, 14),), {"attribution": (said,), "modality": "reported"}))
    (made,) = desk.all(Assertion)
    assert (made.attribution, made.modality, made.quotes) == (
        (said,),
        "reported",
        ("The ferry sank",),
    )


def test_fields_of_an_assertion_are_set_and_taken_back() -> None:
    desk = _three()
    before = _claimed(desk, "a1", 0, 14)
    desk.apply(SetAssertion(before.id, {"stance": "partly", "polarity": "negative"}))
    after = _get(desk, Assertion, before.id)
    assert (after.stance, after.polarity) == ("partly", "negative")
    desk.undo()
    assert _get(desk, Assertion, before.id).stance == "supports"


def test_setting_what_is_so_already_changes_nothing() -> None:
    desk = _three()
    one = _claimed(desk, "a1", 0, 14)
    with pytest.raises(Refused, match="nothing to change"):
        desk.apply(SetAssertion(one.id, {"stance": "supports"}))


@pytest.mark.parametrize(
    "fields",
    [
        {"stance": "maybe"},
        {"modality": "sung"},
        {"certainty": "so-so"},
        {"origin": "nobody"},
        {"attribution": (Attribution(source=Source(entity="nobody")),)},
        {"attribution": (Attribution(source=Source(span=((3, 2000),))),)},
        {"claim": "c1"},
    ],
)
def test_fields_no_assertion_can_have_are_refused(fields: dict[str, object]) -> None:
    desk = _three()
    one = _claimed(desk, "a1", 0, 14)
    with pytest.raises((Refused, BadSpan)):
        desk.apply(SetAssertion(one.id, fields))  # type: ignore[arg-type]


def test_origin_is_the_entity_of_that_name_or_a_new_one() -> None:
    desk = _three()
    one, other = _claimed(desk, "a1", 0, 14), _claimed(desk, "a3", 0, 12)
    desk.apply(SetOrigin(one.id, "The harbour  office"))
    desk.apply(SetOrigin(other.id, "the harbour office"))
    (office,) = desk.all(Entity)
    assert {each.origin for each in desk.all(Assertion)} == {office.id}
    assert office.name == "The harbour office"


@pytest.mark.parametrize(
    ("how", "stance"),
    [("same", "supports"), ("contradicts", "contradicts"), ("partly", "partly")],
)
def test_matched_sentences_speak_of_one_claim(how: str, stance: str) -> None:
    desk = _three()
    one, other = Stated("a1", ((0, 14),)), Stated("a2", ((0, 23),))
    desk.apply(MatchAssertions(one, other, how))  # type: ignore[arg-type]
    (claim,) = desk.all(Claim)
    assert claim.text == "The ferry sank"
    assert _stances(desk, claim.id) == {"a1": "supports", "a2": stance}
    desk.undo()
    assert not list(desk.all(Claim))


def test_two_claims_that_say_the_same_become_one_with_all_its_assertions() -> None:
    desk = _three()
    one, other = _claimed(desk, "a1", 0, 14), _claimed(desk, "a3", 0, 12)
    desk.apply(
        MatchAssertions(
            Stated("a3", other.fragments, other.id), Stated("a2", ((0, 23),)), "contradicts"
        )
    )
    desk.apply(
        MatchAssertions(
            Stated("a1", one.fragments, one.id), Stated("a3", other.fragments, other.id), "same"
        )
    )
    (claim,) = desk.all(Claim)
    assert claim.id == one.claim
    assert _stances(desk, claim.id) == {"a1": "supports", "a2": "contradicts", "a3": "supports"}


def test_claim_contradicted_takes_along_those_that_say_what_the_other_says() -> None:
    desk = _three()
    one, other = _claimed(desk, "a1", 0, 14), _claimed(desk, "a2", 0, 23)
    more = Stated("a3", ((13, 22),))
    desk.apply(MatchAssertions(Stated("a2", other.fragments, other.id), more, "same"))
    desk.apply(
        MatchAssertions(
            Stated("a1", one.fragments, one.id),
            Stated("a2", other.fragments, other.id),
            "contradicts",
        )
    )
    (claim,) = desk.all(Claim)
    assert _stances(desk, claim.id) == {"a1": "supports", "a2": "contradicts", "a3": "contradicts"}


def test_match_ends_the_silence_it_speaks_against_and_keeps_the_others() -> None:
    desk = _three()
    one, other = _claimed(desk, "a1", 0, 14), _claimed(desk, "a2", 0, 23)
    desk.apply(
        BringIn(
            (
                Silence(id="o1", claim=one.claim, article="a2", by="ann"),
                Silence(id="o2", claim=other.claim, article="a3", by="ann"),
            )
        )
    )
    desk.apply(
        MatchAssertions(
            Stated("a1", one.fragments, one.id), Stated("a2", other.fragments, other.id), "same"
        )
    )
    assert [(each.claim, each.article) for each in desk.all(Silence)] == [(one.claim, "a3")]


def test_links_of_a_claim_are_those_of_the_one_it_is_merged_into() -> None:
    desk = _three()
    one, other = _claimed(desk, "a1", 0, 14), _claimed(desk, "a2", 0, 23)
    third = _claimed(desk, "a3", 0, 12)
    desk.apply(AddLink("see also", third.id, other.claim))
    desk.apply(AddLink("see also", other.claim, one.claim))
    here, there = (Stated(each.article, each.fragments, each.id) for each in (one, other))
    desk.apply(MatchAssertions(here, there, "same"))
    assert [(link.source, link.target) for link in desk.all(Link)] == [(third.id, one.claim)]
    desk.undo()
    assert len(list(desk.links(other.claim))) == 2


def test_silence_does_not_come_along_to_where_the_claim_is_now_stated() -> None:
    desk = _three()
    other = _claimed(desk, "a2", 0, 23)
    desk.apply(BringIn((Silence(id="o1", claim=other.claim, article="a1", by="ann"),)))
    there = Stated("a2", other.fragments, other.id)
    desk.apply(MatchAssertions(Stated("a1", ((0, 14),)), there, "same"))
    assert not list(desk.all(Silence))


def test_passage_is_not_matched_with_itself() -> None:
    desk = _three()
    one = _claimed(desk, "a1", 0, 14)
    here = Stated("a1", one.fragments, one.id)
    with pytest.raises(Refused, match="one passage"):
        desk.apply(MatchAssertions(here, here, "same"))


def test_sentences_are_linked_as_assertions_of_two_claims() -> None:
    desk = _three()
    edit = LinkAssertions("refines", Stated("a1", ((0, 14),)), Stated("a3", ((0, 12),)))
    desk.apply(edit)
    (link,) = desk.all(Link)
    ends = [_get(desk, Assertion, id) for id in (link.source, link.target)]
    assert [end.article for end in ends] == ["a1", "a3"]
    assert [claim.order for claim in desk.all(Claim)] == [1, 2]


def test_link_the_label_set_does_not_allow_is_refused() -> None:
    desk = _three()
    one, other = _claimed(desk, "a1", 0, 14), _claimed(desk, "a2", 0, 23)
    desk.apply(AddMention("a1", ((4, 9),), "WEAPON"))
    (mention,) = desk.all(Mention)
    with pytest.raises(Refused, match="refines"):
        desk.apply(AddLink("refines", mention.id, one.id))
    desk.apply(AddLink("refines", one.id, other.id))
    with pytest.raises(Refused, match="already"):
        desk.apply(AddLink("refines", one.id, other.id))


def test_link_goes_with_either_of_its_ends() -> None:
    desk = _three()
    one, other = _claimed(desk, "a1", 0, 14), _claimed(desk, "a2", 0, 23)
    desk.apply(AddMention("a1", ((4, 9),), "WEAPON"))
    (mention,) = desk.all(Mention)
    desk.apply(AddLink("refines", one.id, other.claim))
    desk.apply(AddLink("see also", mention.id, other.id))
    desk.apply(RemoveMention(mention.id))
    assert [link.type for link in desk.all(Link)] == ["refines"]
    desk.apply(RemoveAssertion(other.id))
    assert not list(desk.all(Link))


def test_change_others_build_on_is_not_taken_back() -> None:
    desk = _three()
    made = desk.apply(AddClaim("a1", ((0, 14),)))
    (one,) = desk.all(Assertion)
    done = contents(desk)
    desk.apply(
        MatchAssertions(Stated("a1", one.fragments, one.id), Stated("a2", ((0, 23),)), "same")
    )
    with pytest.raises(Moved, match="hangs on it"):
        desk.take_back(made.sequence)
    desk.undo()
    assert contents(desk) == done


_EDITS = st.lists(
    st.tuples(
        st.sampled_from(
            [
                *("claim", "same", "contradicts", "partly", "link", "tag", "remove", "untag"),
                *("origin", "silence", "undo", "redo", "take back", "other undo"),
            ]
        ),
        st.integers(0, 5),
        st.integers(0, 5),
    ),
    max_size=25,
)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(_EDITS)
def test_no_sequence_of_edits_leaves_a_dangling_reference(
    edits: list[tuple[str, int, int]],
) -> None:
    store = MemoryStore()
    texts = ("One. Two. Three.", "Four. Five. Six.", "Seven. Eight.")
    path = made_desk(*texts, annotator="editor", store=store).path
    desk, other = (Desk(path, store, annotator=name) for name in ("ann", "bob"))
    for kind, n, m in edits:
        who = other if n % 3 == 0 else desk
        who.catch_up()
        with suppress(VariorumError):
            _do(who, desk, other, kind, n, m)
        desk.catch_up()
        anew = Ends(store)
        for end in store.ids(Assertion.TABLE):
            assert sorted(link.id for link in desk.links(end)) == sorted(anew.of(end))
        for table, record in RECORDS.items():
            for id in store.ids(table):
                for one in references(_get(desk, record, id)):
                    named = (desk.get(RECORDS[each], one.id) for each in one.tables)
                    assert any(found is not None for found in named), (kind, record, one)


def _do(who: Desk, desk: Desk, other: Desk, kind: str, n: int, m: int) -> None:
    """One step of a session: ``n`` and ``m`` say on what."""
    if kind == "undo":
        who.undo()
    elif kind == "redo":
        who.redo()
    elif kind == "other undo":
        other.undo()
    elif kind == "take back":
        history = [one.sequence for one in who.history() if one.sequence > 3]
        who.take_back(history[n % len(history)] if history else 0)
    else:
        who.apply(_edit(who, kind, n, m))


def _edit(desk: Desk, kind: str, n: int, m: int) -> Edit:
    assertions, mentions = list(desk.all(Assertion)), list(desk.all(Mention))
    one, another = _stated(desk, assertions, n), _stated(desk, assertions, m)
    if kind in ("same", "contradicts", "partly"):
        return MatchAssertions(one, another, cast("How", kind))
    if kind == "claim" or not assertions:
        return AddClaim(one.article, one.fragments)
    assertion = assertions[n % len(assertions)]
    if kind == "link":
        ends = [*assertions, *mentions, *desk.all(Claim), *desk.all(Link)]
        return AddLink("see also", ends[n % len(ends)].id, ends[m % len(ends)].id)
    if kind == "remove":
        return RemoveAssertion(assertion.id)
    if kind == "untag" and mentions:
        return RemoveMention(mentions[m % len(mentions)].id)
    if kind == "origin":
        return SetOrigin(assertion.id, f"entity {m}")
    if kind == "silence":
        silent = {f"a{each}" for each in (1, 2, 3)} - {
            each.article for each in desk.by(Assertion, "claim", assertion.claim)
        }
        return BringIn(
            tuple(
                Silence(id=f"o{assertion.claim}{article}", claim=assertion.claim, article=article)
                for article in sorted(silent)[:1]
            )
        )
    return AddMention(one.article, one.fragments, "PERSON")


def _stated(desk: Desk, assertions: list[Assertion], n: int) -> Stated:
    """Now an assertion, now a passage."""
    if n % 2 and assertions:
        found = assertions[n % len(assertions)]
        return Stated(found.article, found.fragments, found.id)
    return Stated(f"a{n % 3 + 1}", ((0, 4),))
