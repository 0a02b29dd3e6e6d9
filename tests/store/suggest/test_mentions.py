"""What is suggested on sentences of our own, on the first seed, and on hostile text."""

from hypothesis import given
from hypothesis import strategies as st

from store.suggest import suggest_mentions
from tests.gold.load import load_article, load_lists, load_mentions


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


@given(st.text())
def test_suggestions_are_in_order_inside_the_text_and_apart(text: str) -> None:
    at = 0
    for one in suggest_mentions(text):
        assert at <= one.start < one.end <= len(text)
        at = one.end


def test_the_year_of_a_resolution_is_a_part_of_it() -> None:
    assert _found("It cites resolution 4410 (1999).")[-1] == ("resolution 4410 (1999)", "LAW")


def test_an_office_is_no_part_of_a_name_and_a_surname_stays_a_person() -> None:
    text = "He met President Orla Venn. Venn left. A letter by Venn came."
    assert _found(text) == [("Orla Venn", "PERSON"), ("Venn", "PERSON"), ("Venn", "PERSON")]


def test_head_nouns_give_the_label() -> None:
    text = "They left the Harbour Authority, Lake Osmund, the Water Act and the Corvane Summit."
    assert _found(text) == [
        ("Harbour Authority", "ORG"),
        ("Lake Osmund", "LOC"),
        ("Water Act", "LAW"),
        ("Corvane Summit", "EVENT"),
    ]


def test_what_leads_to_a_name_tells_places_and_bodies_everywhere_in_the_text() -> None:
    text = "They met in Brekkholm. Soon Brekkholm grew, and the Courier praised Mirela Castellan."
    assert _found(text) == [
        ("Brekkholm", "GPE"),
        ("Brekkholm", "GPE"),
        ("Courier", "ORG"),
        ("Mirela Castellan", "PERSON"),
    ]


def test_a_compound_of_two_known_names_is_two_and_a_listed_one_is_one() -> None:
    text = "We saw North Korea-Russia trade in the Indo-Pacific."
    assert _found(text) == [
        ("North Korea", "GPE"),
        ("Russia", "GPE"),
        ("Indo-Pacific", "LOC"),
    ]


def test_offices_of_a_country_leave_the_country() -> None:
    assert _found("Signed by Ministers of Foreign Affairs of Albania.") == [("Albania", "GPE")]


def test_an_acronym_and_its_long_form_have_one_label() -> None:
    text = "The Teyr Monitoring Mission (TMM) met. Later TMM left."
    assert _found(text) == [
        ("Teyr Monitoring Mission", "ORG"),
        ("TMM", "ORG"),
        ("TMM", "ORG"),
    ]


def test_small_words_letters_and_cries_are_no_names_whatever_their_capital() -> None:
    text = "Today I saw that WHO was there. Oh No! We NEED it, Sooo much: @Venn #Venn http://X.org"
    assert [one for one in _found(text) if one[0] != "WHO"] == []
    assert _found("Who left us here?") == []


def test_weapons_and_quantities_are_suggested() -> None:
    text = "He sent short-range ballistic missiles, 40,000 tonnes and 9 percent to 48 countries."
    assert _found(text) == [
        ("short-range ballistic missiles", "WEAPON"),
        ("40,000", "QUANTITY"),
        ("9 percent", "QUANTITY"),
        ("48", "QUANTITY"),
    ]


def test_in_a_line_of_capitals_only_known_names_are_names() -> None:
    assert _found("THEY ALL CAME BACK FROM NORTH KOREA") == [("NORTH KOREA", "GPE")]


def test_what_needs_english_steps_aside_where_there_is_none() -> None:
    text = "Der Minister traf am Montag die Vertreter der Hafenbehörde in Russland und Norway. " * 8
    found = _found(text, ("Hafenbehörde", "ORG"))
    assert set(found) == {("Hafenbehörde", "ORG"), ("Norway", "GPE")}


def test_every_mention_of_the_seeds_is_suggested_as_it_stands_and_nothing_else() -> None:
    for article in ("seed-1", "seed-2"):
        found = {(s.start, s.end, s.label) for s in suggest_mentions(load_article(article).text)}
        gold = load_mentions(article)
        every = {(m.start, m.end) for m in gold}
        assert {(m.start, m.end, m.label) for m in gold if not m.optional} <= found
        assert {place[:2] for place in found} <= every


def test_every_name_that_is_listed_is_suggested_exactly() -> None:
    for article in ("seed-1", "seed-2"):
        text = load_article(article).text
        found = {(s.start, s.end) for s in suggest_mentions(text)}
        for listed in load_lists(article):
            for name in listed.members:
                assert (name.start, name.end) in found, name
