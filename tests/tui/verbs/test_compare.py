"""``variorum compare`` as a user types it."""

from __future__ import annotations

from pathlib import Path

import pytest

from store.compare import discrepancies
from store.model import Article, Match, Place, Story, Verdict
from tests.tui.verbs.calling import Caller, desk_file

A = Article(id="a1", story="s1", title="A", text="The storm sank twelve boats at Lorne pier.")
B = Article(id="a2", story="s1", title="B", text="At Lorne pier the storm sank 14 boats.")
WHOLE = (Place(article="a1", start=0, end=42), Place(article="a2", start=0, end=38))


def desk(folder: Path, *more: Match | Verdict) -> Path:
    records = (Story(id="s1"), Story(id="s2"), A, B, *more)
    return desk_file(folder / "d.json", *records)


def test_compare_prints_one_json_value_of_the_contract(call: Caller, tmp_path: Path) -> None:
    said = call("compare", desk(tmp_path), "--json")
    assert said.code == 0
    (pair,) = said.value["matches"]
    assert pair["a"] == {"article": "a1", "start": 0, "end": 42}
    assert 0 < pair["score"] <= 1
    (report,) = said.value["discrepancies"]
    assert report.pop("signature").startswith("number:")
    assert report == {
        "kind": "number",
        "grade": "hard",
        "explanation": "“twelve boats” or “14 boats”",
        "spans": {"a1": [[15, 27]], "a2": [[29, 37]]},
        "verdict": None,
    }


def test_compare_prints_lines_for_people_with_the_words_of_each_article(
    call: Caller, tmp_path: Path
) -> None:
    said = call("compare", desk(tmp_path), "--story", "s1")
    assert said.out.splitlines() == [
        "s1: articles: 2; sentences that say the same: 1; discrepancies: 1 hard, 0 soft",
        "  hard number: “twelve boats” or “14 boats”",
        "    a1 15-27  twelve boats",
        "    a2 29-37  14 boats",
    ]


def test_fail_on_hard_exits_3_and_only_where_one_is_found(call: Caller, tmp_path: Path) -> None:
    path = desk(tmp_path)
    assert call("compare", path, "--fail-on", "hard").code == 3
    assert call("compare", path, "--fail-on", "soft", "--json").code == 3
    assert call("compare", path, "--story", "s2", "--fail-on", "hard").code == 0


@pytest.mark.parametrize(("real", "code"), [(True, 3), (False, 0)])
def test_a_dismissed_discrepancy_fails_no_more(
    call: Caller, tmp_path: Path, real: bool, code: int
) -> None:
    (report,) = discrepancies([A, B])
    verdict = Verdict(id="v1", story="s1", signature=report.signature, real=real, reason="no")
    path = desk(tmp_path, verdict)
    assert call("compare", path, "--fail-on", "hard").code == code
    (shown,) = call("compare", path, "--json").value["discrepancies"]
    assert shown["verdict"] == ("real" if real else "dismissed")


def test_what_the_analyst_rejects_is_no_match_and_what_is_confirmed_is_one(
    call: Caller, tmp_path: Path
) -> None:
    (tmp_path / "no").mkdir()
    refused = desk(tmp_path / "no", Match(id="h1", a=WHOLE[1], b=WHOLE[0], verdict="rejected"))
    assert call("compare", refused, "--json").value["matches"] == []
    agreed = desk(tmp_path, Match(id="h1", a=WHOLE[0], b=WHOLE[1]))
    assert [one["score"] for one in call("compare", agreed, "--json").value["matches"]] == [1.0]


def test_a_story_that_is_not_there_is_refused(call: Caller, tmp_path: Path) -> None:
    assert "no story 'x': use one of s1, s2" in call.refused(
        "compare", desk(tmp_path), "--story", "x"
    )
