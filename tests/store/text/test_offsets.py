from __future__ import annotations

from itertools import accumulate

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.text import OffsetError, Offsets, Tokens

# Long runs, so that texts span several blocks.
texts = st.lists(
    st.tuples(st.sampled_from(["a", "é", "’", "\U0001f600", "\ud83d", "\ude00", "\n"]),
              st.integers(1, 300)), max_size=8,
).map(lambda runs: "".join(letter * count for letter, count in runs))  # fmt: skip


def sizes(text: str, codec: str, width: int) -> list[int]:
    return [len(letter.encode(codec, "surrogatepass")) // width for letter in text]


@settings(deadline=None)
@given(texts)
def test_offsets_agree_with_a_count_of_every_letter(text: str) -> None:
    offsets = Offsets(text)
    utf16 = [0, *accumulate(sizes(text, "utf-16-le", 2))]
    utf8 = [0, *accumulate(sizes(text, "utf-8", 1))]
    every = range(len(text) + 1)
    assert [offsets.utf16(at) for at in every] == utf16
    assert [offsets.utf8(at) for at in every] == utf8
    assert [offsets.from_utf16(unit) for unit in utf16] == list(every)
    assert [offsets.from_utf8(byte) for byte in utf8] == list(every)


@settings(deadline=None)
@given(texts)
def test_offsets_refuse_every_unit_inside_a_character(text: str) -> None:
    offsets = Offsets(text)
    starts = {0, *accumulate(sizes(text, "utf-8", 1))}
    for byte in range(max(starts)):
        if byte not in starts:
            with pytest.raises(OffsetError, match="inside a character"):
                offsets.from_utf8(byte)


def test_offsets_name_the_unit_inside_a_pair() -> None:
    offsets = Offsets("a\U0001f600b")
    assert [offsets.from_utf16(unit) for unit in (0, 1, 3, 4)] == [0, 1, 2, 3]
    with pytest.raises(OffsetError, match=r"^UTF-16 offset 2 is inside a character$"):
        offsets.from_utf16(2)


@pytest.mark.parametrize("text", ["", "abc", "a\U0001f600", "é" * 512])
def test_offsets_refuse_what_is_outside_the_text(text: str) -> None:
    offsets = Offsets(text)
    length16, length8 = len(text.encode("utf-16-le")) // 2, len(text.encode())
    for call, end in (
        (offsets.utf16, len(text)), (offsets.utf8, len(text)),
        (offsets.from_utf16, length16), (offsets.from_utf8, length8),
    ):  # fmt: skip
        call(end)
        for outside in (-1, end + 1):
            with pytest.raises(OffsetError, match="outside the text"):
                call(outside)


spans = st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)).map(sorted).map(tuple),
                 max_size=4)  # fmt: skip


@settings(deadline=None)
@given(st.text(st.sampled_from("ab1 .-\n\té\u0301\u200d\U0001f469"), max_size=30), spans)
def test_tokens_hold_all_but_spaces_and_none_stands_half_in_a_span(
    text: str, cuts: list[tuple[int, int]]
) -> None:
    cuts = [(min(start, len(text)), min(end, len(text))) for start, end in cuts]
    tokens = Tokens(text, cuts)
    held = {at for start, end in tokens.spans for at in range(start, end)}
    assert sum(end - start for start, end in tokens.spans) == len(held)
    assert {at for at in range(len(text)) if at not in held and not text[at].isspace()} == set()
    assert all(text[start:end].strip() == text[start:end] for start, end in tokens.spans)
    for start, end in cuts:
        first, last = tokens.between(start, end)
        joined = "".join(text[a:b] for a, b in tokens.spans[first:last])
        assert joined == "".join(text[start:end].split())
        is_exact = bool(joined) and text[start:end] == text[start:end].strip()
        assert (tokens.taken(start, end) == (first, last)) is is_exact


def test_tokens_taken_by_half_a_word_are_none() -> None:
    tokens = Tokens("Oslo said")
    assert tokens.taken(0, 4) == (0, 1)
    assert tokens.taken(0, 3) is None
    assert tokens.taken(4, 5) is None
