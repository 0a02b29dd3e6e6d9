from __future__ import annotations

from itertools import permutations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.compare import Discrepancy, discrepancies
from store.model import Article
from tests.evaluate.discrepancies import as_read, counts_as
from tests.gold.load import load_articles, load_discrepancies


def article(id: str, text: str, updated: str = "") -> Article:
    return Article(id=id, story="s", title=id, text=text, updated=updated)


def found(a: str, b: str) -> list[Discrepancy]:
    return discrepancies([article("a", a), article("b", b)])


def shown(one: Discrepancy, id: str, text: str) -> list[str]:
    return [text[start:end] for start, end in one.spans.get(id, ())]


CASES = {
    "number": (
        "The storm over Lorne Bay sank twelve fishing boats at the pier.",
        "At the pier of Lorne Bay the storm sank 14 fishing boats.",
        "hard",
        ("twelve fishing boats", "14 fishing boats"),
    ),
    "unit": (
        "The slick off Lorne Bay has spread over 300 square kilometres of sea.",
        "Off Lorne Bay the slick has spread over 300 square miles of sea.",
        "hard",
        ("300 square kilometres", "300 square miles"),
    ),
    "list": (
        "Rescue boats came from Lorne, Hale, Ostrand and Pell to search the bay.",
        "To search the bay rescue boats came from Lorne, Hale and Pell.",
        "hard",
        ("Ostrand", "Lorne, Hale and Pell"),
    ),
    "date": (
        "The ferry company must repair the pier at Lorne by 3 May 2030.",
        "By May 13, 2030 the ferry company must repair the pier at Lorne.",
        "hard",
        ("3 May 2030", "May 13, 2030"),
    ),
    "name": (
        "Captain Olga Brandt steered the lifeboat through the surf at Lorne.",
        "Through the surf at Lorne the lifeboat was steered by Captain Olga Brendt.",
        "hard",
        ("Olga Brandt", "Olga Brendt"),
    ),
    "modality": (
        "The ministry will pay the fishermen of Lorne for their lost boats.",
        "The ministry has paid the fishermen of Lorne for their lost boats.",
        "hard",
        ("will pay", "has paid"),
    ),
    "quotation": (
        "“The sea took everything we had in one night,” said Olga Brandt of Lorne.",
        "“The sea took everything we owned in one night,” said Olga Brandt of Lorne.",
        "hard",
        (
            "The sea took everything we had in one night",
            "The sea took everything we owned in one night",
        ),
    ),
    "attribution": (
        "The pier had been rotten for years, the harbour master of Lorne alleged.",
        "The pier had been rotten for years, the harbour master of Lorne said.",
        "soft",
        ("alleged", "said"),
    ),
    "scope": (
        "Tests found lead in Wells 3, 4 and 9, all of which the council of Lorne had closed.",
        "The council of Lorne had closed Well 4. Tests found lead in Wells 3, 4 and 9.",
        "hard",
        ("Wells 3, 4 and 9, all of which the council of Lorne had closed", "The council"),
    ),
}


@pytest.mark.parametrize("kind", CASES)
def test_a_difference_is_found_with_its_spans(kind: str) -> None:
    a, b, grade, (one, other) = CASES[kind]
    reports = [report for report in found(a, b) if report.kind == kind]
    assert [(r.grade, shown(r, "a", a)[0], shown(r, "b", b)[0][: len(other)]) for r in reports] == [
        (grade, one, other)
    ]


@pytest.mark.parametrize("kind", CASES)
def test_a_signature_is_the_same_from_either_side_and_beside_other_articles(kind: str) -> None:
    a, b, *_ = CASES[kind]
    three = [article("a", a), article("b", b), article("c", "Snow fell on the hills above Mell.")]
    wanted = {report.signature for report in found(a, b) if report.kind == kind}
    for order in permutations(three):
        assert wanted <= {report.signature for report in discrepancies(order)}
    moved = [article("a", f"Lorne Bay\n\n{a}"), article("b", b)]
    assert wanted <= {report.signature for report in discrepancies(moved)}


@pytest.mark.parametrize("kind", CASES)
def test_an_article_against_itself_has_no_discrepancy(kind: str) -> None:
    for text in CASES[kind][:2]:
        assert found(text, f"{text}\n") == []


def test_names_known_under_two_forms_are_one_in_a_list() -> None:
    a = "Envoys of Czechia, Ivory Coast, Chile and Peru signed the pact in Lorne."
    b = "The pact was signed in Lorne by envoys of Chile, Côte d’Ivoire, Peru and Czechia."
    a = a.replace("Czechia", "the Czech Republic")
    assert [report for report in found(a, b) if report.kind == "list"] == []


def test_a_stated_count_that_its_own_list_does_not_reach_is_found_in_one_article() -> None:
    a = (
        "Eight towns signed the pact. The towns are Lorne, Hale, Ostrand, Pell, Mell, Tarn,"
        " Vik and Orm."
    )
    b = "Eight towns signed the pact. The towns are Lorne, Hale, Ostrand, Pell, Mell, Tarn and Vik."
    (report,) = [one for one in found(a, b) if one.kind == "number"]
    assert shown(report, "b", b)[0] == "Eight towns"
    assert "a" not in report.spans


ALIKE = {
    "a count of something else in a sentence that shares little": (
        "Venn spent 19 seasons with the Lorne rowers and was made head of the club in 2023.",
        "He spent four seasons as a porter on the pier before he was made head of the Lorne club.",
    ),
    "a number that goes on": (
        "In three-plus seasons as coach of Lorne, after nine seasons as rower, Venn won 122 races.",
        "In just over three seasons as coach of Lorne Venn won 122 races.",
    ),
    "a stamp of when the page was made": (
        "Fire at Lorne\nUpdated: May 24, 2031, 3:23 PM ET\nThe mill of Lorne burned down.",
        "Mill fire\nUpdated: May 16, 2031, 6:03 PM ET\nThe mill of Lorne burned down.",
    ),
    "a date without a year, read by another date of each text": (
        "Venn was dismissed on March 2 as clerk of Lorne. The port was sold on 5 May 2031.",
        "Venn was dismissed on March 2 as clerk of Lorne. The mill was built on 5 May 1987.",
    ),
    "dates of two things": (
        "After the war he ran the ferry as its first captain from 1999.",
        "He ran the mill with two sons before the war and was made harbour master in June 2003.",
    ),
    "a place before a name": (
        "Born in 1923 in Hale, Ostrand, Olga Mae Venn was one of six children of a porter.",
        "Born in 1923 in Hale, Ostrand, Venn said she was one of six children of a porter.",
    ),
    "two spellings of one language": (
        "He was taken to the Lorne Burns Centre with his sons on Monday, the doctors said.",
        "He was taken to the Lorne Burns Center with his sons on Monday, the doctors said.",
    ),
}


@pytest.mark.parametrize("what", ALIKE)
def test_what_differs_in_no_checkable_way_is_not_hard(what: str) -> None:
    for a, b in (ALIKE[what], ALIKE[what][::-1]):
        assert [one.explanation for one in found(a, b) if one.grade == "hard"] == []


def test_a_list_that_is_not_all_of_it_is_soft() -> None:
    a = "Rescue boats from many ports, including Lorne, Hale, Ostrand and Pell, searched the bay."
    b = "Rescue boats from many ports, including Lorne, Hale and Pell, searched the bay."
    assert [(one.kind, one.grade) for one in found(a, b)] == [("list", "soft")]


def test_a_speaker_named_before_or_after_is_one_speaker() -> None:
    a = "Its clerk, Orla Venn, said the port of Lorne closed at noon after the storm."
    b = "The port of Lorne closed at noon after the storm, its clerk Orla Venn said in a letter."
    assert found(a, b) == []


def test_a_pronoun_means_who_was_named_last_and_no_street() -> None:
    quotation = "“The nets were cut on purpose and we all know by whom,” she said."
    a = (
        "The harbour master, Ida Moe, and the pilot Una Berg saw the boats of Lorne drift.\n"
        f"Moe found the nets of the boats. {quotation}"
    )
    b = (
        "The boats of Lorne drifted, as the pilot Una Berg and the harbour master saw, Ida Moe.\n"
        "The nets of the boats were found by Moe and brought to Mill Lane, Dock Street and Tar"
        f" Road.\n{quotation}"
    )
    assert [one.explanation for one in found(a, b) if one.kind == "attribution"] == []
    reports = found(a, b.replace("found by Moe", "found by Berg"))
    (other,) = [one for one in reports if one.kind == "attribution"]
    assert other.grade == "hard"
    words = quotation[: quotation.index(",")].strip("“")
    assert shown(other, "a", a) == ["Moe", words, "she"]


def test_persons_listed_with_their_posts_are_a_list() -> None:
    a = (
        "The court of Lorne found three guilty: the skipper, Ida Moe; the head of the yard, Tom"
        " Lund; and the company lawyer, Una Berg."
    )
    b = (
        "Found guilty by the court of Lorne were skipper Ida Moe, head of the yard Tom Lund,"
        " company lawyer Una Berg and treasurer Karl Voss."
    )
    reports = [one for one in found(a, b) if one.kind == "list"]
    assert [shown(one, "b", b) for one in reports] == [["Karl Voss"]]
    assert [
        one for one in found(a, b.replace(" and treasurer Karl Voss", "")) if one.kind == "list"
    ] == []


def test_a_higher_rank_is_another() -> None:
    a = "Chief Superintendent Ida Moe led the search for the boats of Lorne."
    b = "The search for the boats of Lorne was led by Superintendent Ida Moe."
    (report,) = found(a, b)
    assert (report.kind, report.grade) == ("name", "hard")


def test_one_difference_is_told_once() -> None:
    told = "“The nets were cut on purpose and we all know by whom,” said {}. The boats drifted."
    reports = found(told.format("Ida Moe"), told.format("Una Berg"))
    assert [(one.kind, one.grade) for one in reports] == [("attribution", "hard")]


def test_a_rounded_number_is_soft() -> None:
    a = "About 5,000 people left the villages around Lorne during the flood."
    b = "During the flood 5,120 people left the villages around Lorne."
    assert [(one.kind, one.grade) for one in found(a, b)] == [("number", "soft")]


def test_an_update_that_the_other_lacks_is_metadata() -> None:
    text = "Nothing moved in the harbour of Lorne that night."
    reports = discrepancies([article("a", text), article("b", text, updated="2030-05-01")])
    assert [(one.kind, one.grade) for one in reports] == [("metadata", "soft")]


def test_a_passage_that_a_third_article_has_is_not_present_in_one_alone() -> None:
    lone = "Two whales swam into the harbour of Lorne and stayed until noon."
    other = "The council of Hale closed every school because of the ice on its roads."
    reports = discrepancies([article("a", lone), article("b", other), article("c", f"{lone}\n")])
    assert [list(one.spans) for one in reports if one.kind == "presence"] == [["b"]]


def test_a_paraphrase_with_names_numbers_and_dates_kept_has_nothing_hard() -> None:
    a = (
        "Two trawlers collided in fog off Lorne Bay on 3 May 2030, and four sailors drowned.\n"
        "Coastguards from Hale, Pell and Ostrand searched the water until dusk.\n"
        "Olga Brandt, the harbour master, said that neither ship had used its radar.\n"
        "The owners will raise both wrecks before winter, according to the ministry."
    )
    b = (
        "Four sailors drowned on May 3, 2030 when two trawlers ran into each other off Lorne Bay"
        " in fog.\n"
        "Until dusk the water was searched by coastguards from Hale, Pell and Ostrand.\n"
        "Neither ship had used its radar, said Olga Brandt, the harbour master.\n"
        "According to the ministry, both wrecks will be raised by the owners before winter."
    )
    assert [one for one in found(a, b) if one.grade == "hard"] == []


UNRELATED = (
    "The Tarn Valley orchestra will tour Portugal in June 2031, said its director, Ilse Vang.\n"
    "Eleven concerts are planned. “We have waited ten years for this,” she said on Friday.",
    "A fungus has killed 4,000 elms along the Brede canal since 2028, foresters say.\n"
    "They blame mild winters. Felling will cost 3 million crowns and last until autumn.",
    "Noor Halim, 19, won the women’s marathon in Askel in 2 hours 21 minutes.\n"
    "She beat Rosa Quint by 40 seconds. Heavy wind slowed the leaders after 30 kilometres.",
    "The central bank of Ostravia raised its main rate to 5.5 percent on Wednesday.\n"
    "Inflation reached 9 percent in March. Analysts had not expected the step before July.",
    "Archaeologists digging near Pell uncovered a Roman bath with three heated rooms.\n"
    "Coins found below the floor date it to the second century, according to Jan Prokop.",
)


def test_nine_unrelated_articles_differ_in_presence_only() -> None:
    events = ("seeds", "corvane-1", "osmund-1", "teyr-1")
    firsts = [next(as_read(one) for one in load_articles(event)) for event in events]
    others = [article(f"u{number}", text) for number, text in enumerate(UNRELATED)]
    assert len(firsts) + len(others) == 9
    reports = discrepancies([*firsts, *others])
    assert {one.kind for one in reports} == {"presence"}


def test_one_article_twice_has_no_discrepancy() -> None:
    one = as_read(next(iter(load_articles("seeds"))))
    twin = msgspec.structs.replace(one, id="twin")
    assert discrepancies([one, twin]) == []


@pytest.mark.parametrize(
    "story", ["seeds", *(f"{e}-{n}" for e in ("corvane", "osmund", "teyr") for n in (1, 2))]
)
def test_what_a_reader_finds_is_found(story: str) -> None:
    gold = load_discrepancies(story)
    reports = discrepancies([as_read(one) for one in load_articles(story)])
    must = [one for one in gold if one.verdict == "must"]
    hits = [one for one in must if any(counts_as(report, one) for report in reports)]
    false = [
        report
        for report in reports
        if not any(counts_as(report, one) for one in gold if one.verdict != "never")
    ]
    assert len(hits) >= 0.8 * len(must)
    assert len(false) <= (2 if story == "seeds" else 1)


def test_who_is_named_beside_a_list_is_neither_missing_from_it_nor_counted_twice() -> None:
    names = "Chile, Fiji, Ghana, Japan, Kenya, Malta and Peru"
    a = f"In conjunction with the US, {names} signed the pact of Lorne."
    b = f"The pact of Lorne was signed by eight countries: {names}, and by the United States."
    assert [one for one in found(a, b) if one.grade == "hard"] == []


def test_who_holds_an_office_for_many_is_none_of_the_many() -> None:
    names = "Chile, Fiji, Ghana, Japan, Kenya, Malta, Peru"
    a = f"{names}, and the High Commissioner of the League signed the pact of Lorne."
    b = f"The pact of Lorne was signed by seven countries, {names}, and others."
    assert [one for one in found(a, b) if one.grade == "hard"] == []


TOLD = (
    "Bus plunges into ravine near Vellin, killing nine\n"
    "A bus carrying 31 pilgrims fell into a ravine near Vellin on Tuesday, 14 May 2030, "
    "killing nine people and injuring 17, police said.\n"
    "The driver lost control on a bend at about 5:40 a.m. after a night of heavy rain, "
    "according to the provincial governor, Ada Morel.\n"
    "“We heard the brakes and then nothing,” said Ivo Rens, a farmer who lives above the "
    "road.\n"
    "The pilgrims were from Harrow, Kestle and Dun, and had been travelling to the shrine "
    "of Saint Orla for the spring festival.\n"
    "Rescuers from the army worked for six hours to reach the last survivor, a boy of 12.\n"
    "The transport ministry said it would review the licence of the company, Mountain "
    "Lines, which has had three accidents since 2027.\n"
    "The company denied that its buses were unsafe.\n"
    "Morel said the road would be closed for at least 10 days while engineers repair the "
    "barrier. She promised 2.5 million marks for the families."
)
RETOLD = (
    "Nine dead as pilgrims' bus falls into gorge\n"
    "Nine people died and 17 were hurt when a bus with 31 pilgrims on board went off the "
    "road near Vellin on May 14, 2030 and fell into a ravine, according to police.\n"
    "Ada Morel, governor of the province, said that the driver had lost control on a bend "
    "at around 5:40 a.m. It had rained heavily all night.\n"
    "Ivo Rens, who farms above the road, said: “We heard the brakes and then nothing.”\n"
    "The bus was on its way to the shrine of Saint Orla, where the spring festival is "
    "held; its passengers came from Harrow, Kestle and Dun.\n"
    "It took soldiers six hours to reach the last survivor, a 12-year-old boy.\n"
    "Mountain Lines, which runs the bus, has had three accidents since 2027. The ministry "
    "of transport said that it would look again at its licence. Mountain Lines denied "
    "that its buses were unsafe.\n"
    "The road will stay closed for at least ten days, Morel said, so that engineers can "
    "repair the barrier. The families are to receive 2.5 million marks, she promised."
)


def test_a_report_told_again_in_other_words_has_nothing_hard() -> None:
    assert [one for one in found(TOLD, RETOLD) if one.grade == "hard"] == []


def test_what_is_changed_in_a_report_told_again_is_found_and_nothing_else() -> None:
    changed = RETOLD.replace("Nine people", "Eight people").replace("ten days", "ten weeks")
    reports = [(one.kind, one.explanation) for one in found(TOLD, changed) if one.grade == "hard"]
    assert sorted(reports) == [
        ("number", "“nine people” or “Eight people”"),
        ("unit", "“10 days” or “ten weeks”"),
    ]


PIECES = st.lists(
    st.sampled_from(
        [
            "Lorne",
            "Hale",
            "Pell",
            "and",
            ",",
            ".",
            "“",
            "”",
            "(",
            ")",
            "5",
            "7",
            "nine",
            "3",
            "May",
            "2030",
            "Resolution",
            "people",
            "km",
            "said",
            "the",
            "of",
            "\n",
            "will",
            "have",
            "been",
            "not",
            "according",
            "to",
            "6:15",
            "p.m.",
        ]
    ),
    max_size=40,
).map(" ".join)
ROLLS = st.lists(
    st.lists(
        st.sampled_from(
            ["Lorne", "Hale", "Pell", "Oke", "Venn", "Teyr", "Marn", "Sule", "Dray", "Korr"]
        ),
        min_size=2,
        max_size=10,
        unique=True,
    ).map(lambda names: f"{', '.join(names[:-1])} and {names[-1]} said so."),
    min_size=1,
    max_size=4,
).map("\n".join)
TEXTS = st.one_of(PIECES, ROLLS)


@given(TEXTS, TEXTS)
def test_any_two_articles_are_compared_the_same_from_either_side(a: str, b: str) -> None:
    one, other = article("a", a), article("b", b)
    there, back = discrepancies([one, other]), discrepancies([other, one])
    for report in (*there, *back):
        for id, spans in report.spans.items():
            assert all(0 <= start < end <= len({"a": a, "b": b}[id]) for start, end in spans)
    presences = [
        {report.signature for report in those if report.kind == "presence"}
        for those in (there, back)
    ]
    assert presences[0] == presences[1]


def test_a_row_of_numbers_without_end_is_read() -> None:
    assert found("5, 6 and " * 2000, "Seven boats sank off the pier of Lorne.") is not None
