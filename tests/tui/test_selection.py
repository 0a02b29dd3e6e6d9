"""Selecting: moving, extending, growing, fragments."""

from __future__ import annotations

from tui.selection import (
    Selection,
    collapsed,
    contracted,
    expanded,
    extended,
    kept_aside,
    moved,
    picked,
    selected,
)

HERE = Selection(head=(4, 8), anchor=(4, 8))


def test_moving_carries_the_cursor_and_lets_a_pick_go() -> None:
    now = moved(picked("mentions", "m1", ((4, 8),)), (9, 12))
    assert now.span == (9, 12)
    assert now.picked is None


def test_extending_selects_from_the_anchor_both_ways() -> None:
    now = moved(extended(HERE), (9, 12))
    assert now.span == (4, 12)
    assert moved(now, (0, 3)).span == (0, 8)


def test_extending_again_stops_and_keeps_what_is_selected() -> None:
    now = extended(moved(extended(HERE), (9, 12)))
    assert not now.extending
    assert now.span == (4, 12)
    assert now.is_wide


def test_contracting_goes_back_the_way_it_grew() -> None:
    grown = expanded(expanded(HERE, (4, 20)), (0, 40))
    assert contracted(grown).span == (4, 20)
    assert contracted(contracted(grown)).span == (4, 8)
    assert contracted(HERE) == HERE


def test_fragments_are_kept_while_the_cursor_moves_on() -> None:
    now = moved(kept_aside(HERE), (20, 25))
    assert now.fragments == ((4, 8), (20, 25))


def test_collapsing_leaves_the_word_alone() -> None:
    now = collapsed(moved(kept_aside(expanded(HERE, (0, 40))), (20, 25)), (20, 25))
    assert now.fragments == ((20, 25),)
    assert not now.is_wide


def test_picking_a_discontinuous_annotation_selects_its_fragments() -> None:
    now = picked("mentions", "m1", ((4, 8), (20, 25)))
    assert sorted(now.fragments) == [(4, 8), (20, 25)]


def test_a_search_hit_is_wide_so_that_a_claim_takes_it_whole() -> None:
    assert selected((3, 9)).is_wide
