"""The pane's arithmetic: every offset on one line, no line too wide, no cluster cut."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from wcwidth import iter_graphemes

from store.text.visible import shown
from tui.widgets.layout import Layout

NARROW = st.text(st.sampled_from("ab cde-é’\n. "), max_size=200)
ANY = st.text(
    st.one_of(
        st.sampled_from("ab \n中文한국é́👩‍👩‍👧🇺🇸שלום\u0301\ufe0f\u200dก็"),
        st.characters(exclude_categories=["Cs"]),
    ),
    max_size=80,
).map(shown)
WIDTHS = st.integers(2, 30)


@given(st.one_of(NARROW, ANY), WIDTHS)
def test_lines_hold_every_offset_once_in_order(text: str, width: int) -> None:
    layout = Layout(text, width)
    lines = [layout.line(number) for number in range(len(layout))]
    assert lines[0].start == 0
    assert lines[-1].end == len(text)
    for line, following in itertools.pairwise(lines):
        assert line.start <= line.end <= following.start
        assert text[line.end : following.start] in ("", " ", "\n")
    for offset in range(len(text) + 1):
        line = layout.line(layout.line_of(offset))
        assert line.start <= offset


@given(st.one_of(NARROW, ANY), WIDTHS)
def test_no_line_is_wider_than_asked_but_a_single_cluster(text: str, width: int) -> None:
    layout = Layout(text, width)
    for number in range(len(layout)):
        start, end = layout.line(number)
        clusters = list(iter_graphemes(text[start:end]))
        assert "\n" not in text[start:end]
        assert layout.cells(number) <= layout.width or len(clusters) == 1


@given(ANY, WIDTHS)
def test_no_cluster_of_a_paragraph_is_cut(text: str, width: int) -> None:
    layout = Layout(text, width)
    edges = {0, len(text)}
    start = 0
    for paragraph in text.split("\n"):
        offset = start
        for cluster in iter_graphemes(paragraph):
            edges.add(offset)
            offset += len(cluster)
        edges.add(offset)
        start += len(paragraph) + 1
    for number in range(len(layout)):
        assert set(layout.line(number)) <= edges


@given(ANY, WIDTHS, st.data())
def test_cell_of_is_the_width_of_the_clusters_before(
    text: str, width: int, data: st.DataObject
) -> None:
    layout = Layout(text, width)
    number = data.draw(st.integers(0, len(layout) - 1))
    start, end = layout.line(number)
    offset = start
    cell = 0
    for cluster in iter_graphemes(text[start:end]):
        assert layout.cell_of(number, offset) == cell
        if cell_len(cluster):
            assert layout.offset_at(number, cell) >= offset
        offset += len(cluster)
        cell += cell_len(cluster)


@given(ANY, WIDTHS, st.data())
def test_snap_widens_to_whole_clusters(text: str, width: int, data: st.DataObject) -> None:
    layout = Layout(text, width)
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    left, right = layout.snap(start, end)
    assert left <= start
    assert end <= right
    assert layout.snap(left, right) == (left, right)


def test_line_breaks_at_the_last_space_that_fits() -> None:
    layout = Layout("one two three", 8)
    assert [layout.line(n) for n in range(len(layout))] == [(0, 7), (8, 13)]


def test_word_longer_than_the_width_is_broken_after_a_hyphen() -> None:
    layout = Layout("short-range-missiles", 14)
    assert layout.line(0) == (0, 12)


def test_wide_characters_break_between_each_other() -> None:
    layout = Layout("한국한국한국", 4)
    assert [layout.line(n) for n in range(len(layout))] == [(0, 2), (2, 4), (4, 6)]
    assert layout.cell_of(0, 1) == 2
    assert layout.offset_at(0, 3) == 1


def test_empty_text_has_one_empty_line() -> None:
    layout = Layout("", 10)
    assert len(layout) == 1
    assert layout.line(0) == (0, 0)
    assert layout.offset_at(0, 5) == 0


@pytest.mark.parametrize("text", ["x" * 200_000, "한" * 50_000, "a\n" * 100_000])
def test_long_texts_take_every_code_point(text: str) -> None:
    layout = Layout(text, 40)
    assert sum(end - start for start, end in map(layout.line, range(len(layout)))) == len(
        text.replace("\n", "")
    )
