"""Tokens that spaCy puts together to the very text, and what a DocBin has of them.

The numbers that stand for spaCy's attributes differ with its version: exact is what it unpacks to.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.formats.exchange import export_desk
from store.formats.spacy_docs import _pieces
from store.model import Article, Entity, Story
from store.text import Tokens
from tests.store.formats.desks import OTHER, desk_of, mention


def together(text: str, *spans: tuple[int, int]) -> list[str]:
    pieces = _pieces(text, Tokens(text, spans))
    return [text[start:end] + " " * is_spaced for start, end, is_spaced in pieces]


@settings(deadline=None)
@given(st.text(st.sampled_from("ab. \n\té\u0301\u200d\U0001f469\N{NO-BREAK SPACE}"), max_size=30))
def test_tokens_with_their_spaces_are_the_text(text: str) -> None:
    assert "".join(together(text)) == text


def test_one_space_belongs_to_the_token_before_and_others_are_tokens() -> None:
    assert together(" Oslo  said\n\nit ", (0, 2)) == [" ", "O", "slo ", " ", "said", "\n\n", "it "]


def test_docs_are_these_and_twice_the_same_bytes(tmp_path: Path) -> None:
    pytest.importorskip("spacy", reason="spacy is not installed here")
    import spacy
    from spacy.tokens import DocBin

    desk = desk_of(
        Story(id="s1"),
        Article(id="a1", story="s1", title="T", text=OTHER),
        Entity(id="e1", name="Oslo"),
        mention("m1", OTHER, (0, 3), (13, 17), label="PERSON"),
        mention("m2", OTHER, (4, 17), label="ORG"),
        mention("m3", OTHER, (13, 17), entity="e1"),
    )
    for name in ("x", "y"):
        out = export_desk(desk, "spacy", tmp_path / name)
    assert (tmp_path / "x").read_bytes() == (tmp_path / "y").read_bytes()
    assert out.carried == {"articles": 1, "mentions": 3}
    (doc,) = DocBin().from_disk(tmp_path / "x").get_docs(spacy.blank("xx").vocab)
    assert [token.text_with_ws for token in doc] == [
        "The ", "mayor ", "of ", "Oslo", ", ", "she ", "said", ", ", "met ", "nobody", ".", "\n",
    ]  # fmt: skip
    assert {key: str(value) for key, value in doc.user_data.items() if isinstance(key, str)} == {
        "article": "a1", "title": "T", "story": "s1",
    }  # fmt: skip
    said = [(one.id_, one.start, one.end, one.label_, one.kb_id_) for one in doc.spans["sc"]]
    assert said == [
        ("m1", 0, 1, "PERSON", ""), ("m1", 3, 4, "PERSON", ""),
        ("m2", 1, 4, "ORG", ""), ("m3", 3, 4, "GPE", "e1"),
    ]  # fmt: skip
    assert [(one.id_, one.start, one.end, one.label_) for one in doc.ents] == [
        ("m1", 0, 1, "PERSON"), ("m2", 1, 4, "ORG"),
    ]  # fmt: skip
