"""What the analyst says of two sentences."""

from __future__ import annotations

import pytest

from store.compare.places import matched
from store.edits import Refused, SetMatch
from store.model import Match, Place
from tests.tui.driving import text_desk

ONE = "The ferry Aurora sank near Bergen. Rain fell."
TWO = "Near Bergen the ferry Aurora sank."
HERE = Place(article="a1", start=0, end=34)
THERE = Place(article="a2", start=0, end=34)


def test_rejected_match_is_none_and_confirmed_again_has_the_highest_score() -> None:
    desk = text_desk(ONE, TWO)
    articles = desk.articles("s1")
    assert [(one.a, one.b) for one in matched(articles)] == [(HERE, THERE)]
    desk.apply(SetMatch(HERE, THERE, "rejected"))
    assert matched(articles, desk.all(Match)) == []
    desk.apply(SetMatch(THERE, HERE, "confirmed"))
    assert [one.score for one in matched(articles, desk.all(Match))] == [1.0]
    assert len(list(desk.all(Match))) == 1


@pytest.mark.parametrize(
    "other",
    [
        Place(article="a1", start=35, end=45),
        Place(article="a2", start=0, end=99),
        Place(article="a9", start=0, end=5),
    ],
)
def test_match_within_an_article_or_outside_a_text_is_refused(other: Place) -> None:
    desk = text_desk(ONE, TWO)
    with pytest.raises(Refused):
        desk.apply(SetMatch(HERE, other, "confirmed"))
    assert list(desk.all(Match)) == []
