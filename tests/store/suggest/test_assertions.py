"""Who says what: sentences of our own, the seeds' attributions, and hostile text."""

from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.suggest import attribution_at, content_at, suggest_assertions
from tests.gold.load import Attribution, load_article, load_attributions

SEEDS = ("seed-1", "seed-2")


def _found(text: str) -> list[tuple[str, ...]]:
    return [tuple(text[slice(*part)] if part else "" for part in s) for s in _in_order(text)]


def _in_order(text: str) -> list[tuple[tuple[int, int] | None, ...]]:
    return sorted(suggest_assertions(text), key=lambda s: s[2] or (0, 0))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Orla Venn said that it rained.", ("Orla Venn", "said", "it rained")),
        ("It rained, said Orla Venn.", ("Orla Venn", "said", "It rained")),
        ("“It rained,” the mayor said.", ("the mayor", "said", "It rained")),
        ("“It rained all day,” said Venn.", ("Venn", "said", "It rained all day")),
        ("Officials said: “It will rain.”", ("Officials", "said", "It will rain.")),
        (
            "According to the ministry, it rained.",
            ("the ministry", "According to", "it rained"),
        ),
        ("It rained, according to two clerks.", ("two clerks", "according to", "It rained")),
        (
            "The plan was criticised by the Greens and the Left.",
            ("the Greens and the Left", "criticised", "The plan"),
        ),
        (
            "Teyrland and its allies have repeatedly denounced the raid.",
            ("Teyrland and its allies", "denounced", "the raid"),
        ),
        (
            "Police charged the crowd and the mayor denounced the raid.",
            ("the mayor", "denounced", "the raid"),
        ),
        (
            "Venn, the clerk of the port, told reporters on Monday that it rained.",
            ("Venn, the clerk of the port", "told", "it rained"),
        ),
        ("The bridge, Venn said, was closed in May.", ("Venn", "said", "was closed in May")),
        ("It is alleged that he left.", ("", "alleged", "he left")),
        ("“No,” Ms. Venn, who leads the port, said.", ("Ms. Venn", "said", "No")),
        ("He claims 40 boats sank.", ("He", "claims", "40 boats sank")),
        (
            "A clerk of the port who would not be named said that it rained.",
            ("A clerk of the port who would not be named", "said", "it rained"),
        ),
        (
            "Venn is a clerk who prosecutors say sank the boat.",
            ("prosecutors", "say", "sank the boat"),
        ),
        (
            "A woman who lives nearby said that it rained.",
            ("A woman who lives nearby", "said", "it rained"),
        ),
        (
            "No boat had sunk at the pier, and all nets were dry, said Orla Venn, the clerk.",
            ("Orla Venn", "said", "No boat had sunk at the pier, and all nets were dry"),
        ),
        (
            "Its clerk, Orla Venn, said the port closed at noon after the storm.",
            ("Its clerk, Orla Venn", "said", "the port closed at noon after the storm"),
        ),
    ],
)
def test_source_cue_and_content_are_found(text: str, said: tuple[str, ...]) -> None:
    assert _found(text) == [said]


@pytest.mark.parametrize(
    "text",
    [
        "The United States and its claims were discussed.",
        "These reports of claims filled the states.",
        "She would not say whether it rained.",
        "The minister’s demands and the union’s call were long.",
        "It rained. Nobody came.",
    ],
)
def test_nouns_and_the_article_s_own_voice_are_nothing_said(text: str) -> None:
    assert _found(text) == []


def test_a_quotation_that_goes_on_is_of_who_spoke_before_it() -> None:
    text = "“We will win,” the minister said. “It is over for all of them.”"
    assert _found(text) == [
        ("the minister", "said", "We will win"),
        ("the minister", "said", "It is over for all of them."),
    ]


def test_an_attribution_chain_is_given_outermost_first() -> None:
    text = "It rained. The Ledger reports that the minister said the bridge was closed."
    begin, end = text.index("The Ledger"), len(text)
    words = [
        tuple(text[slice(*part)] if part else "" for part in step)
        for step in attribution_at(text, begin, end)
    ]
    assert words == [("The Ledger", "reports"), ("the minister", "said")]
    assert text[slice(*content_at(text, begin, end))] == "the bridge was closed"


def test_words_inside_what_is_said_have_its_attribution_and_stay_as_selected() -> None:
    text = "“We shall go. We call on all to stay home,” the mayors stated."
    begin, end = 0, text.index(" We call")
    assert [text[slice(*source)] for source, _ in attribution_at(text, begin, end) if source] == [
        "the mayors"
    ]
    assert text[slice(*content_at(text, begin, end))] == "We shall go."


def test_the_article_s_own_voice_has_no_attribution_and_keeps_its_words() -> None:
    text = "It rained. Nobody came."
    assert attribution_at(text, 0, 10) == []
    assert content_at(text, 0, 10) == (0, 10)


def test_what_has_a_source_and_can_be_checked_comes_before_a_bare_quotation() -> None:
    text = "“We shall all go home now.”\nThe Ledger said that 40 boats sank at Port Orla."
    assert [text[slice(*s[1])] if s[1] else "" for s in suggest_assertions(text)] == ["said", ""]


def _gold() -> list[Attribution]:
    return list(chain.from_iterable(load_attributions(article) for article in SEEDS))


def _touching(gold: Attribution) -> list[tuple[tuple[int, int] | None, ...]]:
    cue = gold.cue[0]
    found = suggest_assertions(load_article(gold.article).text)
    return [s for s in found if s[1] and s[1][0] < cue.end and cue.start < s[1][1]]


def test_every_cue_of_the_seeds_that_must_be_found_is_with_its_source() -> None:
    for gold in (one for one in _gold() if one.verdict == "must"):
        found = _touching(gold)
        assert found, gold
        source = (gold.source[0].start, gold.source[0].end) if gold.source else None
        assert found[0][0] == source, gold


def test_what_is_said_in_the_seeds_is_found_exactly_in_all_but_three() -> None:
    must = [one for one in _gold() if one.verdict == "must"]
    exact = sum(
        _touching(one)[0][2] == (one.content[0].start, one.content[-1].end)
        for one in must
        if _touching(one)
    )
    assert exact >= len(must) - 3


def test_nothing_in_the_seeds_that_is_no_cue_is_taken_for_one() -> None:
    never = [one for one in _gold() if one.verdict == "never"]
    assert never
    assert not [one for one in never if _touching(one)]


_SCRAPS = st.sampled_from(
    [
        "said",
        "“",
        "”",
        ",",
        ".",
        '"',
        "by",
        "was",
        "that",
        "Venn",
        " ",
        "\n",
        "according to",
        "é",
        "’s",
    ]
)


@given(st.one_of(st.text(), st.lists(_SCRAPS, max_size=40).map(" ".join)))
def test_spans_are_inside_the_text_and_never_empty(text: str) -> None:
    for part in filter(None, chain.from_iterable(suggest_assertions(text))):
        assert 0 <= part[0] < part[1] <= len(text)


@given(st.lists(_SCRAPS, max_size=40).map(" ".join), st.integers(0, 80), st.integers(1, 80))
def test_content_is_inside_what_was_selected(text: str, start: int, length: int) -> None:
    begin = min(start, max(0, len(text) - 1))
    end = min(begin + length, len(text))
    if begin < end:
        first, last = content_at(text, begin, end)
        assert begin <= first < last <= end
