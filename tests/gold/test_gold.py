"""The gold itself: exact, whole, and in step with what is written by hand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from itertools import pairwise
from typing import Any

import msgspec
import pytest

from store.model.label_file import default_labels
from tests.gold import load
from tests.gold.build import build
from tests.gold.load import HERE, Gold, Words
from tests.gold.marks import BadMark, passage, unmark

ARTICLES = [a.id for a in load.load_articles()]
MARKED = [a for a in ARTICLES if (HERE / "marked" / f"{a}.txt").exists()]
STORIES = sorted({a.story for a in load.load_articles()})
MATRICES = sorted({a.story for a in load.load_articles() if a.matrix})
PAIRS = [s for s in STORIES if s[-1] in "12"]
KINDS = {
    "number",
    "date",
    "list",
    "name",
    "attribution",
    "quotation",
    "modality",
    "scope",
    "presence",
    "unit",
    "metadata",
}


def words_of(part: Any) -> Iterator[Words]:
    """All words with a span, however deep in a record."""
    if isinstance(part, Words):
        yield part
    elif isinstance(part, Gold):
        for field in part.__struct_fields__:
            yield from words_of(getattr(part, field))
    elif isinstance(part, tuple):
        for piece in part:
            yield from words_of(piece)


def records(article: str) -> Iterator[Gold]:
    """All that is recorded of one article alone."""
    yield from load.load_mentions(article)
    yield from load.load_dates(article)
    yield from load.load_quantities(article)
    yield from load.load_sentences(article)
    yield from load.load_lists(article)
    yield from load.load_attributions(article)
    for claim in load.load_claims(load.load_article(article).story):
        yield from (a for a in load.load_assertions(claim.id) if a.article == article)


def test_files_are_what_the_hand_written_gold_builds_to() -> None:
    for name, lines in build().items():
        assert (HERE / f"{name}.jsonl").read_bytes() == lines, f"build {name} anew"


@pytest.mark.parametrize("article", ARTICLES)
def test_quotes_equal_the_text_at_their_spans(article: str) -> None:
    text = load.load_article(article).text
    found = [w for record in records(article) for w in words_of(record)]
    for d in load.load_discrepancies(load.load_article(article).story):
        found += d.spans[article]
    assert found
    for w in found:
        assert 0 <= w.start < w.end
        assert text[w.start : w.end] == w.quote
        assert w.quote == w.quote.strip()


@pytest.mark.parametrize("article", MARKED)
def test_mentions_are_sorted_apart_and_labelled_from_the_label_set(article: str) -> None:
    mentions = load.load_mentions(article)
    assert all(a.end <= b.start for a, b in pairwise(mentions))
    assert {m.label for m in mentions} <= {label.name for label in default_labels().labels}


@pytest.mark.parametrize("article", MARKED)
def test_mentions_refer_to_entities_and_values_to_none(article: str) -> None:
    entities = load.load_entities()
    for m in load.load_mentions(article):
        if m.label in ("DATE", "QUANTITY"):
            assert m.about is None
            continue
        entity = entities[m.about or ""]
        assert m.quote in entity.aliases
        assert m.label == entity.label or m.label == "NORP"


@pytest.mark.parametrize("article", MARKED)
def test_every_value_belongs_to_a_mention(article: str) -> None:
    spans = {(m.start, m.end): m.label for m in load.load_mentions(article)}
    for d in load.load_dates(article):
        assert spans[d.start, d.end] == "DATE"
        padded = d.iso + "-01" * {"year": 2, "month": 1}.get(d.precision, 0)
        assert datetime.fromisoformat(padded).year > 2000
        assert ("T" in d.iso) == (d.precision == "minute")
    for q in load.load_quantities(article):
        assert spans[q.start, q.end] == "QUANTITY"
        assert float(q.value) >= 0
        assert q.of


@pytest.mark.parametrize("article", MARKED)
def test_sentences_hold_all_the_words_of_the_text_once(article: str) -> None:
    text = load.load_article(article).text
    sentences = load.load_sentences(article)
    assert [s.index for s in sentences] == list(range(len(sentences)))
    assert all(a.end <= b.start for a, b in pairwise(sentences))
    assert "".join(s.quote for s in sentences).split() != []
    outside = text
    for s in reversed(sentences):
        assert "\n" not in s.quote
        outside = outside[: s.start] + outside[s.end :]
    assert not outside.strip()
    assert all(
        any(s.start <= m.start and m.end <= s.end for s in sentences)
        for m in load.load_mentions(article)
    )


def test_titles_and_dates_of_articles_are_those_of_their_texts() -> None:
    for article in load.load_articles():
        assert article.title in article.text.split("\n")
        assert article.author in article.text
    for id in MARKED:
        article = load.load_article(id)
        stated = {d.iso for d in load.load_dates(id) if d.precision in ("minute", "day")}
        assert {article.published, article.updated} - {""} <= stated


def test_entities_are_mentioned_or_an_origin() -> None:
    origins = {
        x
        for story in MATRICES
        for claim in load.load_claims(story)
        for a in load.load_assertions(claim.id)
        for x in (a.origin, *(step.entity for step in a.by))
        if x
    }
    entities = load.load_entities()
    assert origins <= set(entities)
    assert all(e.aliases or e.id in origins for e in entities.values())
    names = [e.name for e in entities.values()]
    assert len(names) == len(set(names))


def test_matches_name_sentences_that_are_no_furniture_when_they_must_be_found() -> None:
    for story in STORIES:
        pairs = load.load_matches(story)
        assert len({(m.a, m.i, m.b, m.j) for m in pairs}) == len(pairs)
        for m in pairs:
            a, b = load.load_sentences(m.a)[m.i], load.load_sentences(m.b)[m.j]
            assert m.grade == "overlap" or not (a.furniture or b.furniture)


@pytest.mark.parametrize("story", MATRICES)
def test_matrix_has_every_cell_asserted_or_silent_and_never_both(story: str) -> None:
    articles = {a.id for a in load.load_articles(story) if a.matrix}
    claims = load.load_claims(story)
    assert claims
    assert len({c.id for c in claims}) == len(claims)
    modalities = set(default_labels().modalities)
    for claim in claims:
        asserted = {a.article for a in load.load_assertions(claim.id)}
        silent = [s.article for s in load.load_silences(claim.id)]
        assert asserted | set(silent) == articles
        assert not asserted & set(silent)
        assert len(silent) == len(set(silent))
        assert {a.modality for a in load.load_assertions(claim.id)} <= modalities


def test_assertions_and_silences_are_all_of_known_claims() -> None:
    claims = {c.id for story in MATRICES for c in load.load_claims(story)}
    files = build()
    for name in ("assertions", "silences"):
        for line in files[name].splitlines():
            assert msgspec.json.decode(line)["claim"] in claims


@pytest.mark.parametrize("story", STORIES)
def test_discrepancies_have_evidence_and_a_kind(story: str) -> None:
    articles = [a.id for a in load.load_articles(story)]
    found = load.load_discrepancies(story)
    assert len({d.id for d in found}) == len(found)
    for d in found:
        assert d.kind in d.kinds
        assert set(d.kinds) <= KINDS
        assert list(d.spans) == articles
        assert any(d.spans.values())
        assert set(d.difference) <= set(load.load_entities())
        if d.kind == "presence" and d.verdict != "never":
            assert d.grade == "soft"
            assert sum(bool(s) for s in d.spans.values()) == 1
        assert all(a.end <= b.start for s in d.spans.values() for a, b in pairwise(s))


def test_seed_signatories_differ_by_one_name() -> None:
    first, second = (
        next(x for x in load.load_lists(a) if x.id.startswith("signatories"))
        for a in ("seed-1", "seed-2")
    )
    assert (len(first.members), len(second.members)) == (46, 47)
    assert set(first.entities) ^ set(second.entities) == {"north-macedonia"}
    lists = next(d for d in load.load_discrepancies("seeds") if d.id == "signatory-lists")
    assert lists.difference == ("north-macedonia",)


def test_attributions_have_what_their_verdict_needs() -> None:
    for article in ARTICLES:
        for a in load.load_attributions(article):
            if a.verdict == "never":
                assert a.cue
                assert a.why
            else:
                assert a.content


def test_passage_refuses_words_that_are_not_there_once() -> None:
    assert [w.start for w in passage("one two one", "two [one]")] == [8]
    assert [w.quote for w in passage("one two three", "[one] two [three]")] == ["one", "three"]
    for bad in ("one", "four", "[one two"):
        with pytest.raises(BadMark):
            passage("one two one", bad)


def test_unmark_takes_marks_out_and_keeps_offsets() -> None:
    found = unmark("<title>{P a|Ann} goes\n\nShe {?D 2031-02~|then} went.¦ So.\n")
    assert found.text == "Ann goes\n\nShe then went. So."
    assert [(m.words.quote, m.words.start, m.optional) for m in found.mentions] == [
        ("Ann", 0, False),
        ("then", 14, True),
    ]
    assert [(x.words.quote, x.role) for x in found.lines] == [
        ("Ann goes", "title"),
        ("She then went.", "body"),
        ("So.", "body"),
    ]
    for bad in ("{P a|Ann", "Ann}"):
        with pytest.raises(BadMark):
            unmark(bad)


def test_no_article_is_counted_twice() -> None:
    assert max(Counter(ARTICLES).values()) == 1
    assert max(Counter(a.path for a in load.load_articles()).values()) == 1


@pytest.mark.parametrize("story", PAIRS)
def test_pair_differs_in_ten_planted_things_within_250_to_450_words(story: str) -> None:
    planted = [d for d in load.load_discrepancies(story) if d.verdict == "must"]
    assert len(planted) == 10
    assert len({d.kind for d in planted}) >= 6
    articles = load.load_articles(story)
    assert len(articles) == 2
    for article in articles:
        assert 250 <= len(article.text.split()) <= 450


def test_pairs_are_six_on_three_events_and_plant_every_kind() -> None:
    assert len(PAIRS) == 6
    assert len({s.split("-")[0] for s in PAIRS}) == 3
    assert {d.kind for s in PAIRS for d in load.load_discrepancies(s)} == KINDS
