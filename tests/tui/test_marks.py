"""Which look each stretch of a line gets, and which chips stand in its margin."""

from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from store.positions import Placed
from tui.widgets.marks import Chip, Look, chips, claims_here, stretches


def _mention(start: int, end: int, label: str = "GPE", part: int = 0) -> Placed:
    return Placed(start, -end, "mentions", f"m{start}-{end}-{label}", label, part)


def _claim(start: int, end: int) -> Placed:
    return Placed(start, -end, "assertions", f"x{start}-{end}", "", 0)


def test_nested_mention_shows_the_inner_label_and_depth() -> None:
    found = stretches(0, 20, [_mention(2, 12, "ORG"), _mention(7, 12, "GPE")], [])
    assert [(s.start, s.end, s.look.label, s.look.depth) for s in found] == [
        (0, 2, "", 0),
        (2, 7, "ORG", 1),
        (7, 12, "GPE", 2),
        (12, 20, "", 0),
    ]


def test_crossing_mentions_are_all_visible() -> None:
    found = stretches(0, 12, [_mention(0, 8, "ORG"), _mention(4, 12, "GPE")], [])
    assert [s.look.depth for s in found] == [1, 2, 1]
    assert {s.look.label for s in found} == {"ORG", "GPE"}


def test_same_span_twice_shows_both_chips() -> None:
    both = [_mention(0, 4, "GPE"), _mention(0, 4, "NORP")]
    assert chips(0, 10, both) == [Chip("GPE", 1), Chip("NORP", 1)]
    assert stretches(0, 4, both, [])[0].look.depth == 2


def test_runs_of_one_label_are_counted() -> None:
    placed = [_mention(0, 2), _mention(3, 5), _mention(6, 8, "DATE"), _mention(9, 10)]
    assert chips(0, 20, placed) == [Chip("GPE", 2), Chip("DATE", 1), Chip("GPE", 1)]


def test_chip_stands_on_the_line_where_the_mention_begins() -> None:
    placed = [_mention(5, 30)]
    assert chips(0, 10, placed) == [Chip("GPE", 1)]
    assert chips(10, 20, placed) == []


def test_second_fragment_has_no_chip_of_its_own() -> None:
    assert chips(0, 20, [_mention(0, 3), _mention(8, 10, part=1)]) == [Chip("GPE", 1)]


def test_furniture_is_dim_and_a_claim_tints() -> None:
    found = stretches(0, 10, [_claim(6, 9)], [(0, 4)])
    assert [s.look for s in found] == [
        Look(furniture=True),
        Look(),
        Look(asserted=True),
        Look(),
    ]
    assert claims_here(0, 10, [_claim(6, 9)]) == (1, True)
    assert claims_here(7, 10, [_claim(6, 9)]) == (0, True)


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(1, 10)), max_size=8))
def test_stretches_cover_the_line_without_gap(spans: list[tuple[int, int]]) -> None:
    placed = sorted(_mention(start, start + size) for start, size in spans)
    over = [one for one in placed if one.start < 25 and one.end > 5]
    found = stretches(5, 25, over, [])
    assert found[0].start == 5
    assert found[-1].end == 25
    for one, following in itertools.pairwise(found):
        assert one.end == following.start
    for one in found:
        covering = [p for p in placed if p.start <= one.start and one.end <= p.end]
        assert one.look.depth == len(covering)
