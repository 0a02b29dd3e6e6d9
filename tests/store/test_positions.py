"""Annotations by place: the same answers as walking them all."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from store.positions import Positions

SPAN = st.tuples(st.integers(0, 3000), st.integers(1, 700)).map(lambda s: (s[0], s[0] + s[1]))
ROWS = st.lists(SPAN, max_size=25)


def _filled(spans: list[tuple[int, int]]) -> Positions:
    positions = Positions()
    positions.fill(("mentions", f"m{n}", "GPE", (span,)) for n, span in enumerate(spans))
    return positions


@given(ROWS, SPAN)
def test_covering_finds_what_shares_a_code_point(
    spans: list[tuple[int, int]], asked: tuple[int, int]
) -> None:
    found = {one.id for one in _filled(spans).covering(*asked)}
    assert found == {f"m{n}" for n, (a, b) in enumerate(spans) if a < asked[1] and asked[0] < b}


@given(ROWS, st.integers(0, 4000))
def test_after_and_before_part_the_annotations_at_an_offset(
    spans: list[tuple[int, int]], offset: int
) -> None:
    positions = _filled(spans)
    after = [one.start for one in positions.after("mentions", offset)]
    before = [one.start for one in positions.before("mentions", offset)]
    assert after == sorted(a for a, _ in spans if a >= offset)
    assert before == sorted((a for a, _ in spans if a < offset), reverse=True)


@given(ROWS, st.data())
def test_putting_and_dropping_one_by_one_equals_filling(
    spans: list[tuple[int, int]], data: st.DataObject
) -> None:
    positions = Positions()
    for n, span in enumerate(spans):
        positions.put("mentions", f"m{n}", "GPE", (span,))
        if data.draw(st.booleans()):
            positions.put("mentions", f"m{n}", "ORG", (span,))
    gone = data.draw(st.sets(st.integers(0, max(0, len(spans) - 1))))
    for n in gone:
        positions.drop("mentions", f"m{n}")
    left = {f"m{n}" for n in range(len(spans))} - {f"m{n}" for n in gone}
    assert {one.id for one in positions.covering(0, 5000)} == left
    assert len(list(positions.after("mentions", 0))) == len(left)
    assert len(positions) == len(left)


def test_outer_mention_comes_before_the_one_nested_in_it() -> None:
    positions = _filled([(5, 9), (5, 20)])
    assert [one.id for one in positions.covering(0, 30)] == ["m1", "m0"]


def test_fragments_count_as_one_annotation() -> None:
    positions = Positions()
    positions.put("mentions", "m1", "GPE", ((0, 3), (300, 310)))
    assert len(positions) == 1
    assert [one.part for one in positions.covering(0, 400)] == [0, 1]
    assert [one.start for one in positions.after("mentions", 0)] == [0]
