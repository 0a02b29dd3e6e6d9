"""Tokens that spaCy puts together to the very text; the DocBin is read in ``tests.consumers``."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from store.formats.spacy_docs import _pieces
from store.text import Tokens


def together(text: str, *spans: tuple[int, int]) -> list[str]:
    pieces = _pieces(text, Tokens(text, spans))
    return [text[start:end] + " " * is_spaced for start, end, is_spaced in pieces]


@settings(deadline=None)
@given(st.text(st.sampled_from("ab. \n\té\u0301\u200d\U0001f469\N{NO-BREAK SPACE}"), max_size=30))
def test_tokens_with_their_spaces_are_the_text(text: str) -> None:
    assert "".join(together(text)) == text


def test_one_space_belongs_to_the_token_before_and_others_are_tokens() -> None:
    assert together(" Oslo  said\n\nit ", (0, 2)) == [" ", "O", "slo ", " ", "said", "\n\n", "it "]
