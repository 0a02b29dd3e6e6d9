"""Claims for others: ClaimReview and pairs of texts, exact bytes, and all that is left is told."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from store.desk import Desk
from store.errors import VariorumError
from store.formats.choice import Choice
from store.formats.exchange import export_desk, import_file
from store.model import Article, Assertion, Claim, Match, Place, Silence, Story
from tests.store.formats.desks import assertion, desk_of, desks, empty_desk

ONE = "Five men died. The army denied it."
TWO = "Six died in Oslo. It rained."
STAMP: dict[str, Any] = {"by": "ann", "at": "2026-01-01T00:00:00Z"}


def _desk(*more: Any) -> Desk:
    return desk_of(
        Story(id="s1", title="Story"),
        Article(id="a1", story="s1", title="One", text=ONE, publisher="P", url="u", **STAMP),
        Article(id="a2", story="s1", title="", text=TWO, **STAMP),
        Claim(id="c1", story="s1", text="Five died.", **STAMP),
        assertion("x1", ONE, (0, 4), (9, 13), **STAMP),
        assertion("x2", TWO, (0, 8), article="a2", stance="contradicts", **STAMP),
        *more,
    )


def _written(desk: Desk, name: str, folder: Path, choice: Choice | None = None) -> str:
    export_desk(desk, name, folder / "x", choice=choice, overwrite=True)
    return (folder / "x").read_text("utf-8")


def test_claim_review_is_these_bytes(tmp_path: Path) -> None:
    silence = Silence(id="o1", claim="c1", article="a2")
    assert _written(_desk(silence), "claimreview", tmp_path) == (
        '{"@context":"https://schema.org","@graph":[\n'
        '{"@type":"ClaimReview","claimReviewed":"Five died.",'
        '"author":{"@type":"Person","name":"ann"},"dateModified":"2026-01-01T00:00:00Z",'
        '"itemReviewed":{"@type":"Claim","@id":"urn:variorum:claims:c1","text":"Five died.",'
        '"appearance":[{"@type":"Quotation","@id":"urn:variorum:assertions:x1",'
        '"text":"Five … died","disambiguatingDescription":"supports",'
        '"isPartOf":{"@type":"NewsArticle","@id":"urn:variorum:articles:a1","headline":"One",'
        '"publisher":{"@type":"Organization","name":"P"},"url":"u"}}]},'
        '"isBasedOn":[{"@type":"Quotation","@id":"urn:variorum:assertions:x2",'
        '"text":"Six died","disambiguatingDescription":"contradicts",'
        '"isPartOf":{"@type":"NewsArticle","@id":"urn:variorum:articles:a2"}}],'
        '"reviewRating":{"@type":"Rating",'
        '"alternateName":"stated by 1, contradicted by 1, not in 1"}}\n]}\n'
    )


def test_pairs_are_these_bytes(tmp_path: Path) -> None:
    match = Match(
        id="h1",
        a=Place(article="a1", start=15, end=34),
        b=Place(article="a2", start=18, end=28),
        verdict="rejected",
    )
    assert _written(_desk(match), "claimpairs", tmp_path) == (
        '{"id":"c1:x1","kind":"claim","text_a":"Five died.","text_b":"Five … died",'
        '"label":"same","article_a":"","article_b":"a1"}\n'
        '{"id":"c1:x2","kind":"claim","text_a":"Five died.","text_b":"Six died",'
        '"label":"contradicts","article_a":"","article_b":"a2"}\n'
        '{"id":"x1:x2","kind":"assertions","text_a":"Five … died","text_b":"Six died",'
        '"label":"contradicts","article_a":"a1","article_b":"a2"}\n'
        '{"id":"h1","kind":"match","text_a":"The army denied it.","text_b":"It rained.",'
        '"label":"none","article_a":"a1","article_b":"a2"}\n'
    )


@pytest.mark.parametrize(
    ("one", "other", "label"),
    [
        ("supports", "supports", "same"),
        ("supports", "partly", "partly"),
        ("contradicts", "supports", "contradicts"),
        ("contradicts", "contradicts", None),
        ("partly", "partly", None),
    ],
)
def test_two_assertions_are_a_pair_where_their_stances_tell(
    one: Any, other: Any, label: str | None, tmp_path: Path
) -> None:
    desk = desk_of(
        Story(id="s1"),
        *(Article(id=id, story="s1", title="", text=ONE) for id in ("a1", "a2")),
        Claim(id="c1", story="s1", text=""),
        assertion("x1", ONE, (0, 4), stance=one),
        assertion("x2", ONE, (0, 4), stance=other, article="a2"),
        assertion("x3", ONE, (5, 8), stance=other, article="a2"),
    )
    lines = map(json.loads, _written(desk, "claimpairs", tmp_path).splitlines())
    found = {line["id"]: line["label"] for line in lines if line["kind"] == "assertions"}
    assert found == ({"x1:x2": label, "x1:x3": label} if label else {})


@pytest.mark.parametrize("name", ["claimreview", "claimpairs"])
@given(desk=desks())
@settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.too_slow])
def test_every_assertion_is_carried_or_told(
    name: str, desk: Desk, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("claims")
    told = {loss.record for loss in export_desk(desk, name, folder / "x").losses if not loss.field}
    written = (folder / "x").read_text("utf-8")
    for one in desk.all(Assertion):
        assert one.id in told or f"{one.id}" in written
    for claim in desk.all(Claim):
        assert claim.id in told or f"{claim.id}" in written
    again = export_desk(desk, name, folder / "y")
    assert (folder / "y").read_text("utf-8") == written
    assert {loss.record for loss in again.losses} >= told


def test_claims_of_what_was_asked_for_alone_are_written(tmp_path: Path) -> None:
    desk = _desk(
        Story(id="s2"),
        Article(id="a3", story="s2", title="", text="It is so."),
        Claim(id="c2", story="s2", text="So it is."),
    )
    for choice, claims in (
        (Choice(stories=("s1",)), {"c1"}),
        (Choice(annotators=("nobody",)), set()),
        (Choice(), {"c1", "c2"}),
    ):
        graph = json.loads(_written(desk, "claimreview", tmp_path, choice))["@graph"]
        assert {one["itemReviewed"]["@id"].rsplit(":")[-1] for one in graph} == claims


@pytest.mark.parametrize("name", ["claimreview", "claimpairs"])
def test_format_is_only_written(name: str, tmp_path: Path) -> None:
    with pytest.raises(VariorumError, match="only written"):
        import_file(empty_desk(), name, tmp_path)
