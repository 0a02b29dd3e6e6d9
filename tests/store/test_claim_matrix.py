"""The claim matrix: what each cell says, edits of its rows, and that it never drifts."""

from __future__ import annotations

from contextlib import suppress

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from store.claim_matrix import LiveMatrix, Matrix, chosen, matrix, sayings
from store.desk import Changed, Desk
from store.edits import (
    AddAssertion,
    AddClaim,
    Edit,
    MarkSilence,
    MatchAssertions,
    MergeClaims,
    MoveClaim,
    Refused,
    RemoveAssertion,
    RenameClaim,
    SetAssertion,
    SetTopic,
    SplitClaim,
    Stated,
)
from store.edits.assertions import Fields
from store.edits.bring_in import BringIn
from store.errors import VariorumError
from store.model import RECORDS, Assertion, Attribution, Claim, Entity, Silence, Source, Topic
from store.references import references
from tests.gold import load
from tests.store.desks import made_desk

PAGES = (
    "The ferry sank on Monday. Nobody died.",
    "The ferry did not sink, the company said. Two died.",
    "A ferry is said to have sunk.",
)
ALL = ("a1", "a2", "a3")


def _desk() -> Desk:
    return made_desk(*PAGES)


def _claim(desk: Desk, article: str, words: str) -> str:
    text = PAGES[int(article[1]) - 1]
    start = text.index(words)
    done = desk.apply(AddClaim(article, ((start, start + len(words)),)))
    return next(id for table, id in done.touched if table == Claim.TABLE)


def _state(desk: Desk, claim: str, article: str, words: str, **fields: object) -> str:
    text = PAGES[int(article[1]) - 1]
    start = text.index(words)
    edit = AddAssertion(claim, article, ((start, start + len(words)),), fields)  # type: ignore[arg-type]
    return next(id for table, id in desk.apply(edit).touched if table == Assertion.TABLE)


def _signs(desk: Desk) -> dict[str, str]:
    made = matrix(desk, "s1", ALL)
    return {row.claim.text: " ".join(cell.sign for cell in row.cells) for row in made.rows}


QUOTED = (Attribution(source=Source(text="the company")),)


def test_each_cell_says_what_its_article_makes_of_the_claim() -> None:
    desk = _desk()
    sank = _claim(desk, "a1", "The ferry sank")
    _state(desk, sank, "a2", "did not sink", stance="contradicts", attribution=QUOTED)
    _state(desk, sank, "a3", "sunk", stance="partly")
    died = _claim(desk, "a1", "Nobody died")
    _state(desk, died, "a2", "Two died", stance="contradicts")
    desk.apply(MarkSilence(died, "a3", "ann"))
    _claim(desk, "a1", "on Monday")
    assert _signs(desk) == {
        "The ferry sank": "● (≠) ~",
        "Nobody died": "● ≠ ○",
        "on Monday": "● · ·",
    }
    made = matrix(desk, "s1", ALL)
    assert (made.looked, made.size) == (7, 9)


def test_own_voice_and_quoted_voice_that_contradict_stand_in_one_cell() -> None:
    desk = _desk()
    sank = _claim(desk, "a1", "The ferry sank")
    _state(desk, sank, "a1", "ferry", stance="contradicts", attribution=QUOTED)
    _state(desk, sank, "a1", "sank on", stance="supports")
    assert _signs(desk) == {"The ferry sank": "●2(≠) · ·"}


def test_articles_that_repeat_one_statement_count_as_one_origin() -> None:
    desk = _desk()
    desk.apply(BringIn((Entity(id="agency", name="Agency"),)))
    sank = _claim(desk, "a1", "The ferry sank")
    for article, words in (("a2", "The ferry"), ("a3", "A ferry")):
        _state(desk, sank, article, words, origin="agency")
    assert [row.origins for row in matrix(desk, "s1", ALL).rows] == [2]


def test_speakers_are_the_innermost_of_an_attribution_or_the_article_itself() -> None:
    desk = _desk()
    sank = _claim(desk, "a1", "The ferry sank")
    third = (*QUOTED, Attribution(source=Source(text="a sailor")))
    _state(desk, sank, "a2", "did not sink", stance="contradicts", attribution=third)
    found = {
        one.speaker: "".join(cell.sign for cell in one.cells) for one in sayings(desk, "s1", ALL)
    }
    assert found["a sailor"] == "·(≠)·"
    assert "the company" not in found
    assert len(found) == 2


def test_silence_goes_where_an_assertion_comes_and_cannot_stand_beside_one() -> None:
    desk = _desk()
    sank = _claim(desk, "a1", "The ferry sank")
    desk.apply(MarkSilence(sank, "a3", "ann"))
    _state(desk, sank, "a3", "sunk")
    assert not list(desk.all(Silence))
    with pytest.raises(Refused, match="not silent"):
        desk.apply(MarkSilence(sank, "a3", "ann"))
    desk.undo()
    assert len(list(desk.all(Silence))) == 1


def test_silence_is_taken_back_by_whoever_marked_it() -> None:
    desk = _desk()
    sank = _claim(desk, "a1", "The ferry sank")
    desk.apply(BringIn((Silence(id="o9", claim=sank, article="a2", by="bob"),)))
    desk.apply(MarkSilence(sank, "a2", desk.annotator))
    desk.apply(MarkSilence(sank, "a2", desk.annotator))
    assert [one.by for one in desk.all(Silence)] == ["bob"]


def test_merged_claims_keep_what_was_said_of_either() -> None:
    desk = _desk()
    one, two = _claim(desk, "a1", "The ferry sank"), _claim(desk, "a3", "sunk")
    desk.apply(MarkSilence(one, "a3", "ann"))
    desk.apply(MarkSilence(two, "a2", "ann"))
    before = _signs(desk)
    desk.apply(MergeClaims(one, two))
    assert _signs(desk) == {"The ferry sank": "● ○ ●"}
    desk.undo()
    assert _signs(desk) == before
    with pytest.raises(Refused, match="one claim"):
        desk.apply(MergeClaims(one, one))


def test_split_claim_has_a_row_of_its_own_right_after() -> None:
    desk = _desk()
    sank = _claim(desk, "a1", "The ferry sank")
    other = _state(desk, sank, "a3", "sunk")
    _claim(desk, "a1", "Nobody died")
    desk.apply(SplitClaim(sank, (other,)))
    assert list(_signs(desk).items()) == [
        ("The ferry sank", "● · ·"), ("sunk", "· · ●"), ("Nobody died", "● · ·"),
    ]  # fmt: skip
    with pytest.raises(Refused, match="not all"):
        desk.apply(SplitClaim(sank, tuple(x.id for x in desk.by(Assertion, "claim", sank))))


def test_claims_are_ordered_reworded_and_put_under_topics() -> None:
    desk = _desk()
    one, two = _claim(desk, "a1", "The ferry sank"), _claim(desk, "a1", "Nobody died")
    three = _claim(desk, "a2", "Two died")
    desk.apply(MoveClaim(three, one))
    assert list(_signs(desk)) == ["Two died", "The ferry sank", "Nobody died"]
    desk.apply(MoveClaim(three, None))
    assert list(_signs(desk)) == ["The ferry sank", "Nobody died", "Two died"]
    desk.apply(RenameClaim(two, "  No one\ndied. "))
    desk.apply(SetTopic(one, "the sinking"))
    desk.apply(SetTopic(three, "the sinking"))
    assert [(row.topic, row.claim.text) for row in matrix(desk, "s1", ALL).rows] == [
        ("", "No one died."), ("the sinking", "The ferry sank"), ("the sinking", "Two died"),
    ]  # fmt: skip
    for claim in (one, three):
        desk.apply(SetTopic(claim, ""))
    assert not list(desk.all(Topic))
    with pytest.raises(Refused, match="needs words"):
        desk.apply(RenameClaim(two, "  "))


def test_rows_are_filtered_and_sorted() -> None:
    desk = _desk()
    sank = _claim(desk, "a1", "The ferry sank")
    _state(desk, sank, "a2", "did not sink", stance="contradicts")
    _claim(desk, "a1", "Nobody died")
    made = matrix(desk, "s1", ALL)
    assert [row.claim.text for row in chosen(made.rows, "contradicted")] == ["The ferry sank"]
    assert [row.claim.text for row in chosen(made.rows, "in one article")] == ["Nobody died"]
    assert not chosen(made.rows, "unsure")
    assert len(chosen(made.rows, "not looked at")) == 2
    assert next(iter(chosen(made.rows, "all", sort="wording"))).claim.text == "Nobody died"


def test_renaming_every_entity_changes_only_names() -> None:
    desk = _desk()
    desk.apply(BringIn((Entity(id="agency", name="Agency"),)))
    sank = _claim(desk, "a1", "The ferry sank")
    by = (Attribution(source=Source(entity="agency")),)
    _state(desk, sank, "a2", "did not sink", stance="contradicts", attribution=by, origin="agency")
    before = matrix(desk, "s1", ALL)
    desk.apply(BringIn((Entity(id="agency", name="Bureau"),)))
    assert matrix(desk, "s1", ALL) == before
    assert "Bureau" in [one.speaker for one in sayings(desk, "s1", ALL)]


def _gold_desk(story: str) -> tuple[Desk, dict[str, str]]:
    """The golden assertions and silences, made by edits; and our ids of its articles."""
    pages = [one for one in load.load_articles(story) if one.matrix]
    desk = made_desk(*(page.text for page in pages))
    ids = {page.id: f"a{number}" for number, page in enumerate(pages, 1)}
    for claim in load.load_claims(story):
        made = ""
        for one in load.load_assertions(claim.id):
            spans = tuple((words.start, words.end) for words in one.content)
            fields: Fields = {
                "stance": one.stance,
                "polarity": one.polarity,
                "attribution": tuple(
                    Attribution(source=Source(span=tuple((w.start, w.end) for w in step.source)))
                    for step in one.by
                ),
            }
            if made:
                desk.apply(AddAssertion(made, ids[one.article], spans, fields))
                continue
            done = desk.apply(AddClaim(ids[one.article], spans, fields))
            made = next(id for table, id in done.touched if table == Claim.TABLE)
            desk.apply(RenameClaim(made, claim.text))
        for silence in load.load_silences(claim.id):
            desk.apply(MarkSilence(made, ids[silence.article], "ann"))
    return desk, ids


@pytest.mark.parametrize("story", ["seeds", "ansa"])
def test_golden_matrix_comes_of_its_edits_with_no_cell_unlooked(story: str) -> None:
    desk, ids = _gold_desk(story)
    made = matrix(desk, "s1", list(ids.values()))
    assert made.rows
    assert made.looked == made.size
    stances = {
        (row.claim.text, article): {mark.stance for mark in cell.marks}
        for row in made.rows
        for article, cell in zip(ids, row.cells, strict=True)
    }
    wanted: dict[tuple[str, str], set[str]] = {key: set() for key in stances}
    for claim in load.load_claims(story):
        for one in load.load_assertions(claim.id):
            wanted[claim.text, one.article].add(one.stance)
    assert stances == wanted


# -- any sequence of edits


def _pick(draw: st.DrawFn, desk: Desk, kind: type[Claim] | type[Assertion]) -> str:
    ids = [one.id for one in desk.all(kind)]
    return draw(st.sampled_from(ids)) if ids else "none"


def _passage(draw: st.DrawFn) -> tuple[str, tuple[tuple[int, int], ...]]:
    at = draw(st.integers(0, 2))
    start = draw(st.integers(0, len(PAGES[at]) - 2))
    return ALL[at], ((start, draw(st.integers(start + 1, len(PAGES[at])))),)


def _edit(draw: st.DrawFn, desk: Desk) -> Edit:
    claim, other = _pick(draw, desk, Claim), _pick(draw, desk, Claim)
    assertion = _pick(draw, desk, Assertion)
    article, spans = _passage(draw)
    stance = draw(st.sampled_from(["supports", "contradicts", "partly"]))
    edits: list[Edit] = [
        AddClaim(article, spans),
        AddAssertion(claim, article, spans, {"stance": stance}),  # type: ignore[typeddict-item]
        MarkSilence(claim, article, "ann"),
        MergeClaims(claim, other),
        SplitClaim(claim, (assertion,)),
        RemoveAssertion(assertion),
        MoveClaim(claim, other),
        SetTopic(claim, draw(st.sampled_from(["", "one", "two"]))),
        RenameClaim(claim, "other words"),
        SetAssertion(assertion, {"stance": stance}),  # type: ignore[typeddict-item]
        MatchAssertions(Stated(article, spans), Stated("", (), assertion), "contradicts"),
    ]
    return draw(st.sampled_from(edits))


def _dangles(desk: Desk) -> list[str]:
    return [
        f"{kind.TABLE} {record.id}: {one.field}"
        for kind in RECORDS.values()
        for record in desk.all(kind)
        for one in references(record)
        if all(desk.store.get(table, one.id) is None for table in one.tables)
    ]


@given(st.data())
@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
def test_any_sequence_of_edits_leaves_nothing_dangling_and_the_matrix_true(
    data: st.DataObject,
) -> None:
    desk = _desk()
    live = LiveMatrix(desk, "s1", ALL)

    def follow(changed: Changed) -> None:
        live.take_in(changed)

    desk.watch(follow)
    for _ in range(data.draw(st.integers(1, 12))):
        with suppress(VariorumError):
            if data.draw(st.integers(0, 4)) == 0:
                desk.undo()
            else:
                desk.apply(data.draw(st.composite(_edit)(desk)))
        assert _dangles(desk) == []
        assert _bare(live.now) == _bare(matrix(desk, "s1", ALL))


def _bare(made: Matrix) -> list[object]:
    return [row._replace(claim=msgspec.structs.replace(row.claim, rev=0)) for row in made.rows]
