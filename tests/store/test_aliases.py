"""One key for each thing under all its names."""

import pytest

from store.aliases import acronym_pairs, aliases, fold
from store.compare.folding import folded


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("the Russian Federation", "Russia"),
        ("U.S.", "the United States of America"),
        ("US", "United States’"),
        ("UN", "United Nations"),
        ("the Czech Republic", "Czechia"),
        ("DPRK", "Democratic People’s Republic of Korea"),
        ("Republic of Korea", "ROK"),
        ("Britain", "U.K."),
        ("Republic of Albania", "Albania’s"),
    ],
)
def test_forms_of_one_thing_have_one_key(one: str, other: str) -> None:
    assert fold(one) == fold(other)


def test_things_that_are_named_alike_have_keys_of_their_own() -> None:
    named = ["Korea", "South Korea", "North Korea", "Niger", "Nigeria", "Guinea", "us", "US"]
    assert len({fold(one) for one in named}) == len(named)


def test_demonyms_and_capitals_stand_for_the_country_only_where_asked() -> None:
    assert fold("Russian") == "russian"
    assert aliases().fold("Russian", demonyms=True) == "russia"
    assert fold("Washington") == "washington"
    assert aliases().fold("Washington", capitals=True) == "united states"


def test_a_text_states_its_own_acronyms() -> None:
    text = "It asked the Harbour Safety Board (HSB), and members (ALL) of it."
    assert acronym_pairs(text) == [("Harbour Safety Board", "HSB")]
    assert aliases().with_text(text).fold("HSB") == "harbour safety board"


@pytest.mark.parametrize(
    ("form", "name"),
    [
        ("the Czech Republic", "Czechia"),
        ("Kiev", "Kyiv"),
        ("Russian", "Russian"),
        ("Paris", "Paris"),
        ("the Harbour Board", "Harbour Board"),
        ("Côte d’Ivoire", "Ivory Coast"),
    ],
)
def test_the_name_shown_is_that_of_a_country_a_body_or_a_city(form: str, name: str) -> None:
    assert aliases().one_name(form) == name


def test_a_text_has_each_name_in_one_form() -> None:
    text = "The UN asked Washington, Kiev and the U.S. Department of State; us it did not."
    named = (
        "The United Nations asked {}, {} and the United States Department of State; us it did not."
    )
    assert folded(text) == named.format("Washington", "Kyiv")
    assert folded(text, seats=True) == named.format("United States", "Ukraine")
