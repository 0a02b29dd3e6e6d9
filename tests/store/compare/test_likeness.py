from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.compare import align, kept, matches
from store.compare.stems import stem
from tests.gold.load import load_matches, load_sentences

A = [
    "The ferry sank off Port Tovin on Monday.",
    "Divers found Captain Olaf Brandt in the wheelhouse.",
    "",
]
B = [
    "Nobody saw the lights.",
    "On Monday a ferry sank near Port Tovin.",
    "In the wheelhouse was Captain Brandt, found by divers.",
]


def test_align_gives_every_pair_that_shares_something_with_indices_of_both() -> None:
    found = {(i, j): score for i, j, score in align(A, B)}
    assert found[0, 1] > found.get((0, 0), 0.0)
    assert all(i != 2 for i, _ in found)
    assert all(0 < score <= 1 for score in found.values())


def test_matches_are_found_out_of_order() -> None:
    assert {(i, j) for i, j, _ in matches(A[:2], B)} == {(0, 1), (1, 2)}


def test_matches_are_many_to_many_where_a_sentence_is_told_in_two() -> None:
    a = ["The mill in Aldersey burned down and its owner Greta Holm fled to Mell by boat."]
    b = ["The mill in Aldersey burned down.", "Its owner Greta Holm fled to Mell by boat."]
    assert {(i, j) for i, j, _ in matches(a, b)} == {(0, 0), (0, 1)}


def test_kept_drops_what_is_far_from_the_best_of_row_and_column() -> None:
    assert kept([(0, 0, 0.9), (0, 1, 0.3), (1, 1, 0.9)]) == [(0, 0, 0.9), (1, 1, 0.9)]


def test_matches_of_nothing_are_nothing() -> None:
    assert matches([], B) == matches(A, []) == align([], []) == []


def test_one_name_written_in_two_ways_counts_as_shared() -> None:
    with_name = align(["The DPRK objected."], ["North Korea objected."])[0][2]
    without = align(["The ROC objected."], ["North Korea objected."])[0][2]
    assert with_name > without


@pytest.mark.parametrize(
    ("one", "other"),
    [("condemned", "condemning"), ("violates", "violation"), ("countries", "country")],
)
def test_stem_is_one_for_shapes_of_a_word(one: str, other: str) -> None:
    assert stem(one) == stem(other)


@given(st.lists(st.text(max_size=40), max_size=4), st.lists(st.text(max_size=40), max_size=4))
def test_align_is_symmetric_and_in_bounds(a: list[str], b: list[str]) -> None:
    there = {(i, j): score for i, j, score in align(a, b)}
    back = {(i, j): score for j, i, score in align(b, a)}
    assert there == pytest.approx(back, abs=2e-6)
    assert all(0 <= i < len(a) and 0 <= j < len(b) and s <= 1 for (i, j), s in there.items())


def test_matches_of_the_sample_are_those_a_reader_finds() -> None:
    gold = load_matches("seeds")
    a, b = ([s for s in load_sentences(f"seed-{n}") if not s.furniture] for n in (1, 2))
    found = {
        (a[i].index, b[j].index) for i, j, _ in matches([s.quote for s in a], [s.quote for s in b])
    }
    must = {(one.i, one.j) for one in gold if one.grade == "same"}
    assert len(must & found) >= 0.9 * len(must)
    assert len(found - {(one.i, one.j) for one in gold}) <= 1
