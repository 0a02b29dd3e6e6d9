from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.text import next_word, previous_word, word_at, words

tricky = st.text(st.sampled_from("aAsS1.’'-,:/ \n\u0301\u200d漢カ“é_\U0001f600"), max_size=60)


def found(text: str) -> list[str]:
    return [text[start:end] for start, end in words(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Korea-Russia short-range", ["Korea", "Russia", "short", "range"]),
        ("the U.S. and U.N.-led e.g. J.K. Rowling", "the U.S. and U.N. led e.g. J.K. Rowling"),
        ("47 more, 1,000 of 3.5 at 11:44 on 9/11", "47 more 1,000 of 3.5 at 11:44 on 9/11"),
        ("Dec.30, 2023 and the 9th", ["Dec", "30", "2023", "and", "the", "9th"]),
        ("O’Brien don't l'Oréal", ["O’Brien", "don't", "l'Oréal"]),
        ("Russia’s People's allies’ ‘quoted’", ["Russia", "People", "allies", "quoted"]),
        ("an F-16s, a KN-23 and Covid-19 in mid-2023", "an F-16s a KN-23 and Covid-19 in mid 2023"),
        ("Zele\u0301nskiy mis\xadsile", ["Zele\u0301nskiy", "mis\xadsile"]),
        ("हिन्दी ไทยนี้", ["हिन्दी", "ไทยนี้"]),
        ("漢字 と カタカナ", ["漢", "字", "と", "カタカナ"]),
        ("snake_case… — 👍 \ufffd", ["snake", "case"]),
        ("", []),
    ],
)
def test_words_are_what_a_label_falls_on(text: str, expected: list[str] | str) -> None:
    assert found(text) == (expected.split() if isinstance(expected, str) else expected)


def test_words_in_a_range_are_whole() -> None:
    text = "one two three"
    assert words(text, 5, 9) == [(4, 7), (8, 13)]
    assert words(text, 4, 7) == [(4, 7)]
    assert words(text, 3, 4) == []


@given(tricky)
def test_words_looked_up_one_by_one_are_those_of_the_whole(text: str) -> None:
    spans = words(text)
    assert all(start < end for start, end in spans)
    assert all(one[1] <= two[0] for one, two in pairwise(spans))
    for offset in range(len(text) + 1):
        holding = [span for span in spans if span[0] <= offset < span[1]]
        assert word_at(text, offset) == (holding[0] if holding else None)
        after = [span for span in spans if span[0] > offset]
        assert next_word(text, offset) == (after[0] if after else None)
        before = [span for span in spans if span[0] < offset]
        assert previous_word(text, offset) == (before[-1] if before else None)
        assert words(text, offset, offset + 9) == [
            span for span in spans if span[0] < offset + 9 and span[1] > offset
        ]


@pytest.mark.parametrize("gap", ["\n" * 5000, "- " * 3000, "“" * 5000])
def test_words_are_found_across_a_long_gap(gap: str) -> None:
    text = f"one{gap}two"
    assert next_word(text, 1) == (len(text) - 3, len(text))
    assert previous_word(text, len(text) - 3) == (0, 3)


def test_word_outside_the_text_is_none() -> None:
    assert word_at("one", 3) is None
    assert word_at("one", -1) is None
    assert next_word("one", 3) is None
    assert previous_word("one", 0) is None
