from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.text import expansions

PARLIAMENT = (
    "In Oslo, the People’s Assembly of the Isles met on Dec.30, 2023 in the hall. “We will,"
    " never, go back. We stay,” said Ada de Vries."
)


def grown(text: str, words: str) -> list[str]:
    at = text.index(words)
    return [text[start:end] for start, end in expansions(text, (at, at))]


def test_selection_grows_from_word_to_paragraph() -> None:
    assert grown(PARLIAMENT, "Assembly") == [
        "Assembly",
        "People’s Assembly of the Isles",
        "the People’s Assembly of the Isles met on Dec.30, 2023 in the hall",
        PARLIAMENT[: PARLIAMENT.index(" “We")],
        PARLIAMENT,
    ]


def test_selection_grows_out_of_a_quotation_of_several_sentences() -> None:
    assert grown(PARLIAMENT, "never") == [
        "never",
        "We will, never, go back.",
        "We will, never, go back. We stay,",
        "“We will, never, go back. We stay,”",
        PARLIAMENT,
    ]
    assert grown(PARLIAMENT, "stay")[:3] == [
        "stay",
        "We stay",
        "We stay,",
    ]


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Isles", "People’s Assembly of the Isles"),
        ("Vries", "Ada de Vries"),
        ("30", "Dec.30, 2023"),
        ("Dec", "Dec.30, 2023"),
    ],
)
def test_selection_grows_to_the_name_or_date_around(words: str, name: str) -> None:
    assert grown(PARLIAMENT, words)[1] == name


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("The US said so", "US", ["US", "The US said so"]),
        ("North Korea-Russia ties", "North", ["North", "North Korea", "North Korea-Russia"]),
        ("the Ministry of Trade and Industry", "Trade", ["Trade", "Ministry of Trade"]),
        ("he met Gen. J. Doe there", "Doe", ["Doe", "Gen. J. Doe"]),
        ("a ‘strong term’ it is", "term", ["term", "strong term", "‘strong term’"]),
        ("the deal (or so) holds", "or", ["or", "or so"]),
        ("Russia’s use", "use", ["use", "Russia’s use"]),
    ],
)
def test_selection_grows_by_the_shape_of_names(text: str, words: str, expected: list[str]) -> None:
    assert grown(text, words)[: len(expected)] == expected


def test_selection_grows_from_several_words_and_from_a_gap() -> None:
    text = "In a gap, here it is."
    assert expansions(text, (3, 7)) == [(3, 8), (0, 8), (0, 21)]
    assert expansions(text, (2, 2)) == [(3, 4), (0, 8), (0, 21)]
    assert expansions("\n\nthere", (0, 0)) == []
    assert expansions("here\nthere", (2, 7)) == []
    assert expansions("whole", (0, 5)) == []


@given(st.text(st.sampled_from('aA of.,“”"-1\n(é’s'), max_size=50), st.data())
def test_selection_grows_strictly_within_its_paragraph(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    last = (start, data.draw(st.integers(start, len(text))))
    for step in expansions(text, last):
        if last[0] < last[1]:
            assert step[0] <= last[0] <= last[1] <= step[1]
        assert step != last
        assert 0 <= step[0] < step[1] <= len(text)
        assert "\n" not in text[slice(*step)]
        last = step
