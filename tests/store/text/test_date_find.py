from __future__ import annotations

import subprocess
import sys
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.text import find_dates, numeric_readings
from store.text.date_find import date_spans
from tests.gold.load import load_article, load_dates

PUBLISHED = date(2021, 3, 2)


@pytest.mark.parametrize(
    ("text", "words", "iso", "precision"),
    [
        ("on December 30, 2023, and", "December 30, 2023", "2023-12-30", "day"),
        ("on Dec.30, 2023 and", "Dec.30, 2023", "2023-12-30", "day"),
        ("on Jan. 2, 2024.", "Jan. 2, 2024", "2024-01-02", "day"),
        ("on 3 June 2024 in", "3 June 2024", "2024-06-03", "day"),
        ("the 3rd of June, 2024", "3rd of June, 2024", "2024-06-03", "day"),
        ("Tuesday, May 4, 2021", "Tuesday, May 4, 2021", "2021-05-04", "day"),
        ("Jan 10, 2024 11:44 AM", "Jan 10, 2024 11:44 AM", "2024-01-10T11:44", "minute"),
        ("4 May 2021, 9:05 p.m. today", "4 May 2021, 9:05 p.m.", "2021-05-04T21:05", "minute"),
        ("May 4, 2021 - 21:05", "May 4, 2021 - 21:05", "2021-05-04T21:05", "minute"),
        ("at 2024-01-10.", "2024-01-10", "2024-01-10", "day"),
        ("2024-01-10T11:44:09Z", "2024-01-10T11:44:09Z", "2024-01-10T11:44+00:00", "minute"),
        ("25/12/2020", "25/12/2020", "2020-12-25", "day"),
        ("25.12.2020", "25.12.2020", "2020-12-25", "day"),
        ("10-Jan-2024", "10-Jan-2024", "2024-01-10", "day"),
        ("January 9–11, 2024", "January 9–11, 2024", "2024-01-09", "day"),
        ("in June 2024 it", "June 2024", "2024-06", "month"),
        ("MAY 2024", "MAY 2024", "2024-05", "month"),
        ("Since 2016, he", "2016", "2016", "year"),
        ("in late 2023", "2023", "2023", "year"),
        ("It reopens on 1 July.", "1 July", "--07-01", "day"),
    ],
)
def test_dates_are_read_as_exactly_as_stated(
    text: str, words: str, iso: str, precision: str
) -> None:
    (found,) = find_dates(text)
    assert text[found.start : found.end] == words
    assert found[2:] == (iso, precision, False)


@pytest.mark.parametrize(
    "text",
    [
        "US, EU, 47 more condemn",
        "resolution 1718 (2006), resolution 2270 (2016) and resolutions 1718, 2270, 1874",
        "He may 10 times march 10 miles. They marched March 10 miles.",
        "May and March, 2270 of 48 countries",
        "in 2016 people, in 2016%, in the 1990s, room 2016",
        "Feb 30, 2024 and 2024-13-45 and 45/45/2024",
        "version 1.2.2024.3, 9/11, 24/7, 192.168.10.2024",
        "in January\n2 people",
        "Marching 10, Decade 20, Junes 3",
    ],
)
def test_dates_are_not_seen_in_other_numbers(text: str) -> None:
    assert find_dates(text) == []


@pytest.mark.parametrize(
    ("text", "iso"),
    [("January 9th", "2021-01-09"), ("Dec 25", "2020-12-25"), ("9 June", "2021-06-09")],
)
def test_a_missing_year_puts_the_date_nearest_to_publication(text: str, iso: str) -> None:
    assert find_dates(text, PUBLISHED)[0][2:] == (iso, "day", True)
    assert find_dates(text, datetime(2021, 3, 2, 9)) == find_dates(text, PUBLISHED)


def test_a_missing_year_is_that_of_the_nearest_whole_date_of_an_undated_text() -> None:
    found = find_dates("May 4, 2011. Then came December 30, 2023, and on January 2 it began.")
    assert [(one.iso, one.inferred) for one in found] == [
        ("2011-05-04", False), ("2023-12-30", False), ("2024-01-02", True),
    ]  # fmt: skip


def test_a_missing_year_stays_missing_where_nothing_tells_it() -> None:
    assert find_dates("on January 9th")[0][2:] == ("--01-09", "day", False)


def test_a_leap_day_without_a_year_finds_its_year() -> None:
    assert find_dates("Feb 29", PUBLISHED)[0].iso == "2020-02-29"


def test_a_numeric_date_with_two_readings_says_so() -> None:
    assert numeric_readings("10/01/2024") == ("2024-10-01", "2024-01-10")
    assert numeric_readings("13/01/2024") == ("2024-01-13",)
    assert numeric_readings("05/05/2024") == ("2024-05-05",)
    assert numeric_readings("10.01.2024") == ("2024-01-10",)
    assert numeric_readings("January 9") == ()
    assert find_dates("10/01/2024")[0].iso == "2024-10-01"
    assert find_dates("10/01/2024", date(2024, 1, 12))[0].iso == "2024-01-10"


@pytest.mark.parametrize("article", ["seed-1", "seed-2"])
def test_every_date_of_the_seeds_has_its_iso_value_and_nothing_else_is_a_date(article: str) -> None:
    gold = load_dates(article)
    assert any(one.inferred for one in gold)
    told = load_article(article)
    published = date.fromisoformat(told.published[:10]) if told.published else None
    for known in (published, None):  # also by the text's other whole dates alone
        found = {tuple(one) for one in find_dates(told.text, known)}
        every = [(g.start, g.end, g.iso, g.precision, g.inferred) for g in gold]
        assert {one for one, g in zip(every, gold, strict=True) if not g.optional} <= found
        assert found <= set(every)


@given(st.text(st.sampled_from("Jan May1 209/.-,:T\nin of")), st.dates())
def test_dates_stand_where_their_words_are(text: str, published: date) -> None:
    at = 0
    for one in find_dates(text, published):
        assert at <= one.start < one.end <= len(text)
        assert text[one.start : one.end].strip() == text[one.start : one.end]
        assert (one.start, one.end) in date_spans(text)
        at = one.end


def test_dateutil_is_not_loaded_before_a_date_is_read() -> None:
    code = (
        "import sys; from store.text import expansions, find_dates; find_dates('no dates');"
        " expansions('on May 4', (0, 0)); sys.exit('dateutil' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
