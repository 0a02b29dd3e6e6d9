"""What is suggested on sentences of our own, on the first seed, and on hostile text."""

from hypothesis import given
from hypothesis import strategies as st

from store.suggest import suggest_mentions
from tests.gold.load import load_article, load_lists


def _found(text: str, *memory: tuple[str, str | None]) -> list[tuple[str, str]]:
    return [(text[s.start : s.end], s.label) for s in suggest_mentions(text, memory)]


def test_countries_and_people_of_them_and_dates_have_their_labels() -> None:
    text = "The Republic of Korea met Danish envoys on 3 May 2021."
    assert _found(text) == [
        ("Republic of Korea", "GPE"),
        ("Danish", "NORP"),
        ("3 May 2021", "DATE"),
    ]


def test_what_was_retyped_or_rejected_is_remembered() -> None:
    text = "Later Orla Venn met Danish envoys."
    memory = (("Orla Venn", "ORG"), ("Danish", None))
    assert _found(text, *memory)[-1] == ("Orla Venn", "ORG")


def test_every_name_that_is_listed_is_touched_by_a_suggestion() -> None:
    for article in ("seed-1", "seed-2"):
        found = suggest_mentions(load_article(article).text)
        for listed in load_lists(article):
            for name in listed.members:
                assert any(s.start < name.end and name.start < s.end for s in found), name


@given(st.text())
def test_suggestions_are_in_order_inside_the_text_and_apart(text: str) -> None:
    at = 0
    for one in suggest_mentions(text):
        assert at <= one.start < one.end <= len(text)
        at = one.end


def test_the_year_of_a_resolution_is_a_part_of_it() -> None:
    assert _found("It cites resolution 4410 (1999).")[-1] == ("resolution 4410 (1999)", "LAW")
