from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.text import (
    next_paragraph,
    next_sentence,
    paragraph_at,
    paragraphs,
    previous_paragraph,
    previous_sentence,
    sentence_at,
    sentences,
)

tricky = st.text(st.sampled_from("aA1.?!… \n\t\"”)':;DThe"), max_size=60)


def split(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


@pytest.mark.parametrize(
    "text",
    [
        "He left. | She stayed! | Did they? | No one knows.",
        "Gen. Mark Doe met Dr. A. B. Coe of the U.S. Navy on Jan. 2 at No. 10.",
        "They trade with the U.S. | The deal is off.",
        "It was sold to Acme Inc. | However, nobody paid.",
        "It was sold to Acme Inc. Holdings by J. R. Ewing.",
        "“Is it over?” he asked. | “It is.” | Nobody laughed.",
        "“Never!” said the minister. | He meant it.",
        "The rate rose 3.5 percent to 1.2 million. | 47 states agreed.",
        "See www.example.org for more... | Then call us.",
        "He waited… and left. | (Nobody saw it.) | End",
        "1. Open the door. | 2. Close it.",
        "He left Lunde, Calif. on Monday. | It was a Calif. state matter, the Gov. said.",
        "Yahoo! is a company. | They know it.",
        "I read the page at http://x.org/a | Then it broke",
        "We met in Lunde | The food was good | They left",
        "see you there | Thanks, | Orla | ----------- | Sent from afar",
        "the works of The Hague and I agree",
        "声明发表了。 | 各国同意！ | 真的吗？",
        "So it went e.g. well, i.e. badly, etc. and so on.",
        "i like it. | it works. | they fit :) Thanks",
    ],
)
def test_sentences_end_where_a_reader_would_stop(text: str) -> None:
    parts = text.split(" | ")
    if text[0] in "声i":
        parts = [*parts[:-1], *(parts[-1].replace(":) ", ":)|").split("|"))]
    assert split(" ".join(parts)) == parts


def test_sentences_never_cross_a_line() -> None:
    assert split("A title without a stop\n\n  Mr.\nDoe came.  \n") == [
        "A title without a stop",
        "Mr.",
        "Doe came.",
    ]


def test_sentences_of_unpunctuated_text_start_at_words_that_only_start_one() -> None:
    assert split("the place was nice They also sell bread") == [
        "the place was nice",
        "They also sell bread",
    ]
    assert split("she sang the What Is Love song") == ["she sang the What Is Love song"]


@given(tricky)
def test_sentences_are_sorted_trimmed_and_lose_nothing_but_space(text: str) -> None:
    spans = sentences(text)
    at = 0
    for start, end in spans:
        assert not text[at:start].strip()
        assert text[start:end] == text[start:end].strip() != ""
        assert "\n" not in text[start:end]
        at = end
    assert not text[at:].strip()


@given(tricky)
def test_sentences_looked_up_one_by_one_are_those_of_the_whole(text: str) -> None:
    spans = sentences(text)
    for offset in range(len(text) + 1):
        after = [span for span in spans if span[0] > offset]
        before = [span for span in spans if span[0] < offset]
        assert next_sentence(text, offset) == (after[0] if after else None)
        assert previous_sentence(text, offset) == (before[-1] if before else None)
        here = sentence_at(text, offset)
        holding = [span for span in spans if span[0] <= offset < span[1]]
        assert not holding or here == holding[0]
        assert (here is None) == (paragraph_at(text, offset) is None)


@given(tricky)
def test_paragraphs_looked_up_one_by_one_are_those_of_the_whole(text: str) -> None:
    spans = paragraphs(text)
    assert [text[start:end] for start, end in spans] == [
        line.strip() for line in text.split("\n") if line.strip()
    ]
    for offset in range(len(text) + 1):
        after = [span for span in spans if span[0] > offset]
        before = [span for span in spans if span[0] < offset]
        assert next_paragraph(text, offset) == (after[0] if after else None)
        assert previous_paragraph(text, offset) == (before[-1] if before else None)
        holding = [span for span in spans if span[0] <= offset < span[1]]
        assert not holding or paragraph_at(text, offset) == holding[0]
