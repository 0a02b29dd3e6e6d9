from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.text import shown, shown_line

any_text = st.text(st.characters(exclude_categories=()))


@given(any_text)
def test_shown_keeps_every_offset(text: str) -> None:
    assert len(shown(text)) == len(text)
    assert len(shown_line(text)) == len(text)


@given(any_text)
def test_shown_is_settled_after_one_pass(text: str) -> None:
    assert shown(shown(text)) == shown(text)


@pytest.mark.parametrize("code", [*range(0x0A), *range(0x0B, 0x20), *range(0x7F, 0xA0)])
def test_shown_lets_no_control_through(code: int) -> None:
    seen = shown(f"a{chr(code)}b")[1]
    assert unicodedata.category(seen) == "So"


def test_shown_gives_each_c0_control_its_picture() -> None:
    assert shown("\x00\t\x1b[2J\x07\x7f") == "␀␉␛[2J␇␡"


def test_shown_keeps_the_line_feed_and_shown_line_does_not() -> None:
    assert shown("a\nb") == "a\nb"
    assert shown_line("a\nb\u2028c") == "a␊b\ufffdc"


@pytest.mark.parametrize(
    "hidden",
    [
        *"\xad\u061c\u115f\u180e\u200b\u200c\u200e\u200f\u2028\u2029\u202e\u2060\u2066\u2069",
        *"\u3164\ufeff\ufff9\ufdd0\uffff\U0001fffe\U000e0001\U000e0041\U000e01f0",
    ],
)
def test_shown_makes_hidden_code_points_seen(hidden: str) -> None:
    assert shown(f"North{hidden}Korea") == "North\ufffdKorea"


def test_shown_makes_a_lone_surrogate_encodable() -> None:
    assert shown("a\ud800b\udc00").encode() == "a\ufffdb\ufffd".encode()


@pytest.mark.parametrize(
    "text",
    [
        "Zele\u0301nskiy",
        "\u0e41\u0e16\u0e25\u0e07",
        "\N{HEAVY BLACK HEART}\ufe0f",
        "1\ufe0f\u20e3",
        "back \u21a9\ufe0e",
        "\U0001f468\u200d\U0001f469\u200d\U0001f467",
        "\U0001f3f3\ufe0f\u200d\U0001f308",
        "\U0001f469\U0001f3fd\u200d\U0001f680",
        "\u845b\U000e0100",
        "\u5171\u540c \u0628\u064a\u0627\u0646 \ue000\xa0\u3000",
    ],
)
def test_shown_keeps_marks_and_real_sequences(text: str) -> None:
    assert shown(text) == text


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("a\u200db", "a\ufffdb"),
        ("\U0001f468\u200db", "\U0001f468\ufffdb"),
        ("a\u200d\U0001f468", "a\ufffd\U0001f468"),
        ("a\ufe0f\u200d\U0001f468", "a\ufffd\ufffd\U0001f468"),
        ("a\U000e0101\U000e0102", "a\ufffd\ufffd"),
        ("\U0001f600\U000e0101\ufe0f", "\U0001f600\ufffd\ufffd"),
        ("a\ufe0f", "a\ufffd"),
        ("\u845b\U000e0100\U000e0101", "\u845b\U000e0100\ufffd"),
    ],
)
def test_shown_replaces_joiners_and_selectors_out_of_place(text: str, seen: str) -> None:
    assert shown(text) == seen
