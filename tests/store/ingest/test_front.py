from __future__ import annotations

import pytest

from store.ingest.front import read_front

BODY = (
    "The bridge across the Lunde was closed on Monday after cracks were found in two of its nine"
    " piers, the city said, and nobody could say when it would open again to trains or to walkers."
)
PAGE = f"""Skip to content

Bridge closed after cracks are found

By Ada Coe and Jo de Vries
May 4, 2021 9:30 PM

Photo: City of Lunde

{BODY}

Advertisement

“It is safe,” said the mayor. By contrast, the engineers did not agree.

Last Updated: \xa0 May 6, 2021 07:05 AM
"""


def test_front_reads_what_a_page_says_of_its_article() -> None:
    front = read_front(PAGE)
    assert front[:4] == (
        "Bridge closed after cracks are found",
        "Ada Coe and Jo de Vries",
        "2021-05-04T21:30",
        "2021-05-06T07:05",
    )
    assert [(PAGE[start:end], kind) for start, end, kind in front.furniture] == [
        ("Skip to content", "navigation"),
        ("By Ada Coe and Jo de Vries", "byline"),
        ("May 4, 2021 9:30 PM", "date"),
        ("Photo: City of Lunde", "credit"),
        ("Advertisement", "advertisement"),
        ("Last Updated: \xa0 May 6, 2021 07:05 AM", "date"),
    ]


def test_front_passes_over_the_way_that_leads_to_the_title() -> None:
    front = read_front(
        f"Home World Bridge closed, trains stop\n\nBridge closed, trains stop\n{BODY}"
    )
    assert front.title == "Bridge closed, trains stop"
    assert front.furniture == ((0, 37, "navigation"),)


@pytest.mark.parametrize(
    "first",
    [
        "Why is the bridge closed, trains stop",  # ends alike, but no line follows that is it
        "It rained. Bridge closed, trains stop",  # a sentence before it
    ],
)
def test_front_keeps_a_first_line_that_is_a_title_itself(first: str) -> None:
    later = "Bridge closed, trains stop" if "." in first else "Something else altogether"
    assert read_front(f"{first}\n\n{later}\n\n{BODY}").title == first


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("By Ada Coe", "Ada Coe"),
        ("BY ADA COE", "ADA COE"),
        (
            "Written by Ada B. Coe, Jo Li and Éva O’Shea-Nagy",
            "Ada B. Coe, Jo Li and Éva O’Shea-Nagy",
        ),
        ("By Ada Coe, Science Editor", "Ada Coe"),
        ("By Jan van der Meer | Lunde", "Jan van der Meer"),
        ("By Reuters", "Reuters"),
        ("By contrast, nothing moved", ""),
        ("By Monday", ""),
        ("By Monday the water had gone", ""),
        ("By Ada Coe the bridge was built.", ""),
        ("By land and sea", ""),
        ("Ada Coe", ""),
    ],
)
def test_front_takes_only_names_for_authors(line: str, author: str) -> None:
    front = read_front(f"Bridge closed\n{line}\n{BODY}")
    assert front.author == author
    assert [kind for _, _, kind in front.furniture] == ["byline"] * bool(author)


@pytest.mark.parametrize(
    ("line", "published", "updated"),
    [
        ("4 May 2021", "2021-05-04", ""),
        ("Published on Tuesday, 4 May 2021 at 21:30 GMT", "2021-05-04T21:30", ""),
        ("Published May 4, 2021 · Updated May 6, 2021", "2021-05-04", "2021-05-06"),
        ("Updated on 6 May 2021", "", "2021-05-06"),
        ("By Ada Coe | May 4, 2021", "2021-05-04", ""),
        ("The Courier, Oslo, 4 May 2021", "2021-05-04", ""),
        ("OSLO, Norway, May 4, 2021", "2021-05-04", ""),
        ("She died in Oslo, 4 May 2021", "", ""),
        ("May 4", "", ""),
        ("May 2021", "", ""),
        ("On May 4, 2021 it closed", "", ""),
        ("4 killed on May 4, 2021", "", ""),
    ],
)
def test_front_takes_only_lines_of_nothing_but_dates(
    line: str, published: str, updated: str
) -> None:
    front = read_front(f"Bridge closed\n{line}\n{BODY}")
    assert (front.published, front.updated) == (published, updated)
    assert bool(front.furniture) == bool(published or updated)


def test_front_takes_no_unlabelled_date_from_the_end() -> None:
    lines = "\n".join(f"{BODY} {number}" for number in range(20))
    front = read_front(f"Bridge closed\n{lines}\n4 May 2021\nLast updated 5 May 2021")
    assert (front.published, front.updated) == ("", "2021-05-05")
    assert [kind for _, _, kind in front.furniture] == ["date"]


def test_front_of_a_text_without_a_title_is_the_start_of_its_text() -> None:
    title = read_front(f"{BODY} {BODY}").title
    assert len(title) <= 201
    assert title.endswith("…")
    assert BODY.startswith(title[:-1].rstrip()) or f"{BODY} {BODY}".startswith(title[:-1])
    assert read_front("x" * 5000).title == "x" * 200 + "…"


def test_front_of_nothing_but_furniture_has_a_title_still() -> None:
    assert read_front("Menu\nSearch\n").title == "Menu"
