"""The desk: every change an Edit, undo and redo without limit, watchers told."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.desk import Changed, Desk
from store.edits import (
    AddClaim,
    AddMention,
    AlreadyThere,
    MoveSpan,
    Refused,
    RemoveAssertion,
    RemoveMention,
    ReplaceLabels,
    Retag,
    SetMetadata,
    SetNote,
    SetUnsure,
)
from store.edits.articles import AddArticle
from store.model import Article, Assertion, Claim, LabelSet, Mention, Silence, encode
from store.model.label_file import parse_labels
from store.undo import Moved, NothingToUndo
from tests.store.desks import ONE, contents, made_desk
from tests.store.memory import MemoryStore


def _tag(desk: Desk, start: int, end: int, label: str = "GPE", article: str = "a1") -> str:
    changed = desk.apply(AddMention(article, ((start, end),), label))
    return changed.touched[0][1]


def test_tagging_writes_a_mention_with_its_quote_and_who_did_it() -> None:
    desk = made_desk()
    mention = desk.get(Mention, _tag(desk, 13, 17))
    assert mention is not None
    assert mention.quotes == ("Oslo",)
    assert (mention.by, mention.label, mention.status) == ("ann", "GPE", "accepted")
    assert mention.at.startswith("2026-01-01T")
    assert mention.rev == desk.store.sequence


def test_undo_and_redo_bring_back_the_same_record() -> None:
    desk = made_desk()
    before = contents(desk)
    _tag(desk, 13, 17)
    after = contents(desk)
    desk.undo()
    assert contents(desk) == before
    desk.redo()
    assert contents(desk) == after


def test_undo_reaches_across_articles_and_a_new_change_ends_redo() -> None:
    desk = made_desk()
    one = _tag(desk, 13, 17)
    two = _tag(desk, 0, 4, article="a2")
    desk.undo()
    assert desk.get(Mention, two) is None
    desk.undo()
    assert desk.get(Mention, one) is None
    _tag(desk, 0, 3)
    with pytest.raises(NothingToUndo, match="nothing to redo"):
        desk.redo()


def test_undo_after_undo_and_redo_still_finds_the_older_change() -> None:
    desk = made_desk()
    mention = _tag(desk, 13, 17)
    desk.apply(Retag(mention, "ORG"))
    desk.undo()
    desk.redo()
    desk.undo()
    desk.undo()
    assert desk.get(Mention, mention) is None


def test_undo_is_of_this_annotator_only() -> None:
    store = MemoryStore()
    _tag(made_desk(store=store), 13, 17)
    other = Desk(made_desk().path, store, annotator="bea")
    with pytest.raises(NothingToUndo):
        other.undo()


def test_undo_refuses_and_names_who_when_the_record_moved_on() -> None:
    store = MemoryStore()
    desk = made_desk(store=store)
    mention = _tag(desk, 13, 17)
    desk.apply(Retag(mention, "ORG"))
    bea = Desk(desk.path, store, annotator="bea")
    bea.apply(Retag(mention, "LOC"))
    with pytest.raises(Moved, match="changed mentions"):
        desk.undo()
    assert bea.get(Mention, mention).label == "LOC"  # type: ignore[union-attr]


def test_a_new_desk_handle_can_undo_what_was_done_before() -> None:
    store = MemoryStore()
    mention = _tag(made_desk(store=store), 13, 17)
    again = Desk(made_desk().path, store, annotator="ann")
    again.undo()
    assert again.get(Mention, mention) is None


def test_watchers_hear_what_changed_and_where() -> None:
    desk = made_desk()
    heard: list[Changed] = []
    stop = desk.watch(heard.append)
    mention = _tag(desk, 13, 17)
    desk.apply(MoveSpan("mentions", mention, ((4, 17),)))
    assert heard[0].spans == (("a1", 13, 17),)
    assert heard[1].spans == (("a1", 13, 17), ("a1", 4, 17))
    stop()
    desk.undo()
    assert len(heard) == 2


def test_claim_makes_claim_and_assertion_and_leaves_with_its_last_assertion() -> None:
    desk = made_desk()
    changed = desk.apply(AddClaim("a1", ((0, 42),)))
    assertion = desk.get(Assertion, dict(changed.touched)["assertions"])
    assert assertion is not None
    claim = desk.get(Claim, assertion.claim)
    assert claim is not None
    assert claim.text == ONE[:42]
    assert assertion.stance == "supports"
    silence = Silence(id="o1", claim=claim.id, article="a2")
    desk.store.commit([_put(silence)], by="ann", at="2026-01-01T00:00:00Z", verb="mark silence")
    desk.apply(RemoveAssertion(assertion.id))
    assert not list(desk.all(Claim))
    assert not list(desk.all(Silence))
    desk.undo()
    assert desk.get(Claim, claim.id) is not None


def _put(record: Silence):  # type: ignore[no-untyped-def]
    from store.db.seam import Put

    return Put(record.TABLE, record.id, encode(record))


def test_discontinuous_mention_is_sorted_and_joined_where_it_touches() -> None:
    desk = made_desk()
    changed = desk.apply(AddMention("a1", ((13, 17), (0, 3), (3, 9)), "ORG"))
    mention = desk.get(Mention, changed.touched[0][1])
    assert mention is not None
    assert mention.fragments == ((0, 9), (13, 17))
    assert mention.quotes == ("The mayor", "Oslo")


@pytest.mark.parametrize(
    ("edit", "line"),
    [
        (AddMention("a1", ((5, 5),), "GPE"), "empty span"),
        (AddMention("a1", ((5, 9999),), "GPE"), "lies outside the text"),
        (AddMention("a1", ((0, 3),), "GEP"), "not in the label set"),
        (AddMention("a9", ((0, 3),), "GPE"), "no longer on this desk"),
        (Retag("m999", "GPE"), "no longer on this desk"),
        (RemoveMention("m999"), "no longer on this desk"),
        (SetNote("nothing", "m1", "x"), "no table"),
        (SetMetadata("a1", {"text": "other"}), "is not metadata"),
    ],
)
def test_edit_that_cannot_be_made_is_refused_and_changes_nothing(edit, line) -> None:  # type: ignore[no-untyped-def]
    desk = made_desk()
    before = contents(desk)
    with pytest.raises(Exception, match=line) as refused:
        desk.apply(edit)
    assert "\n" not in str(refused.value)
    assert contents(desk) == before


def test_same_article_twice_is_refused_unless_forced() -> None:
    desk = made_desk()
    again = Article(id="a9", story="s1", title="Again", text=ONE)
    with pytest.raises(AlreadyThere, match="already on this desk as 'Article 1'"):
        desk.apply(AddArticle(again))
    desk.apply(AddArticle(again, force=True))
    assert len(desk.articles("s1")) == 3


def test_corrected_metadata_is_no_guess_any_more() -> None:
    desk = made_desk()
    guessed = Article(id="a7", story="s1", title="T", text="x y", guessed=("title", "author"))
    desk.apply(AddArticle(guessed))
    desk.apply(SetMetadata("a7", {"title": "Better"}))
    article = desk.get(Article, "a7")
    assert article is not None
    assert (article.title, article.guessed) == ("Better", ("author",))


def test_label_in_use_cannot_vanish() -> None:
    desk = made_desk()
    _tag(desk, 13, 17)
    few = parse_labels('[[labels]]\nname = "PLACE"\nkey = "L"\n', "few.toml")
    with pytest.raises(Refused, match="has no GPE"):
        desk.apply(ReplaceLabels(few))
    desk.undo()
    desk.apply(ReplaceLabels(few))
    assert desk.labels.keyed("L").name == "PLACE"  # type: ignore[union-attr]
    desk.undo()
    assert desk.labels.named("GPE") is not None


def test_unknown_fields_survive_an_edit() -> None:
    desk = made_desk()
    mention = _tag(desk, 13, 17)
    raw = desk.store.get("mentions", mention)
    assert raw is not None
    from store.db.seam import Put
    from store.undo import bare

    strange = bare(raw)[:-1] + b',"future":{"deep":[1]}}'
    desk.store.commit([Put("mentions", mention, strange)], by="bea", at="", verb="import")
    desk.apply(Retag(mention, "ORG"))
    found = desk.get(Mention, mention)
    assert found is not None
    assert found.unknown == {"future": {"deep": [1]}}
    assert b'"future":{"deep":[1]}' in (desk.store.get("mentions", mention) or b"")


def test_note_and_doubt_are_kept_with_the_annotation() -> None:
    desk = made_desk()
    mention = _tag(desk, 13, 17)
    desk.apply(SetNote("mentions", mention, "which Oslo?"))
    desk.apply(SetUnsure("mentions", mention, True))
    found = desk.get(Mention, mention)
    assert found is not None
    assert (found.note, found.unsure) == ("which Oslo?", True)


STEP = st.one_of(
    st.tuples(st.just("tag"), st.integers(0, 60), st.integers(1, 12)),
    st.tuples(st.just("retag"), st.integers(0, 9), st.sampled_from(["ORG", "LOC"])),
    st.tuples(st.just("remove"), st.integers(0, 9), st.none()),
    st.tuples(st.just("claim"), st.integers(0, 60), st.integers(1, 12)),
    st.tuples(st.just("undo"), st.none(), st.none()),
    st.tuples(st.just("redo"), st.none(), st.none()),
)


def _make(desk: Desk, step: tuple[str, int, int | str]) -> None:
    what, first, second = step
    mentions = list(desk.all(Mention))
    if what in ("tag", "claim"):
        span = ((first, first + int(second)),)
        desk.apply(AddMention("a1", span, "GPE") if what == "tag" else AddClaim("a1", span))
    elif mentions:
        mention = mentions[first % len(mentions)].id
        desk.apply(Retag(mention, str(second)) if what == "retag" else RemoveMention(mention))


@settings(max_examples=60)
@given(st.lists(STEP, max_size=25))
def test_undo_all_the_way_and_redo_all_the_way(steps) -> None:  # type: ignore[no-untyped-def]
    desk = made_desk()
    floor = desk.store.sequence
    states = [contents(desk)]
    for step in steps:
        if step[0] == "undo":
            if len(states) > 1:
                desk.undo()
                states.pop()
                assert contents(desk) == states[-1]
        elif step[0] != "redo":
            _make(desk, step)
            if contents(desk) != states[-1]:
                states.append(contents(desk))
    assert desk.store.sequence >= floor
    depth = len(states) - 1
    for state in reversed(states[:-1]):
        desk.undo()
        assert contents(desk) == state
    for state in states[1 : depth + 1]:
        desk.redo()
        assert contents(desk) == state
    for mention in desk.all(Mention):
        assert mention.quotes == tuple(ONE[a:b] for a, b in mention.fragments)


def test_label_set_record_is_one() -> None:
    desk = made_desk()
    few = parse_labels('[[labels]]\nname = "PLACE"\nkey = "L"\n', "few.toml")
    desk.apply(ReplaceLabels(few))
    assert [one.id for one in desk.all(LabelSet)] == ["labels"]
