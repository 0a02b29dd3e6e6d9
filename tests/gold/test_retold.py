"""The stories told twice are exact, and what is found in them does not get worse."""

from __future__ import annotations

import pytest

from store.compare import discrepancies
from tests.gold.retold import Retold, load_retold, shows

STORIES = load_retold()
LEAST = 0.75
"""The share of the planted differences that is found, at least."""


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.name)
def test_planted_words_stand_once_in_their_article(story: Retold) -> None:
    assert len(story.planted) == 10
    for one in story.planted:
        assert one.first or one.second
        for article, words in ((story.first, one.first), (story.second, one.second)):
            assert not words or article.text.count(words) == 1, words


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.name)
def test_a_paraphrase_differs_in_nothing_hard(story: Retold) -> None:
    reports = discrepancies([story.first, story.paraphrase])
    assert [one.explanation for one in reports if one.grade == "hard"] == []


def test_most_of_what_is_planted_is_found() -> None:
    found = [
        any(shows(report, one, story) for report in reports)
        for story in STORIES
        for reports in (discrepancies([story.first, story.second]),)
        for one in story.planted
    ]
    assert sum(found) >= LEAST * len(found), f"{sum(found)} of {len(found)}"
