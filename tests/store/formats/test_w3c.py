"""W3C Web Annotation: exact bytes, what the standard asks for, everything back, others' files."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings

from store.desk import Desk
from store.errors import VariorumError
from store.formats.exchange import export_desk, import_file
from store.model import (
    RECORDS,
    Article,
    Assertion,
    Entity,
    LabelSet,
    Link,
    Match,
    Mention,
    Record,
    Story,
)
from tests.store.formats.desks import OTHER, Write, desk_of, desks, empty_desk, full_desk, mention

TEXT = "𝔘 Oslo met Ann.\n"
HERE = "The mayor of Oslo met nobody. Nobody met the mayor of Bergen.\n"


def _export(desk: Desk, folder: Path) -> Path:
    path = folder / "x.jsonld"
    export_desk(desk, "w3c", path)
    return path


def test_file_is_these_bytes(tmp_path: Path) -> None:
    desk = desk_of(
        Story(id="s1", title="Story", by="ann", at="2026-01-01T00:00:00Z"),
        Article(id="a 1", story="s1", title="T", text=TEXT, url="https://example.org/1"),
        mention("m1", TEXT, (2, 6), article="a 1", note="n", at="2026-01-01T00:00:00Z", by="ann"),
    )
    out = export_desk(desk, "w3c", tmp_path / "x.jsonld")
    assert (tmp_path / "x.jsonld").read_text("utf-8") == (
        '{"@context":["http://www.w3.org/ns/anno.jsonld",{"@version":1.1,"variorum":'
        '"urn:variorum:","variorum:record":{"@type":"@json"},"variorum:articles":{"@type":"@json"},'
        '"variorum:records":{"@type":"@json"}}],"id":"urn:variorum:collection",'
        '"type":"AnnotationCollection","first":{"id":"urn:variorum:page","type":"AnnotationPage",'
        '"startIndex":0,"items":[\n'
        '{"id":"urn:variorum:mentions:m1","type":"Annotation","motivation":"classifying",'
        '"creator":{"nickname":"ann"},"modified":"2026-01-01T00:00:00Z",'
        '"body":[{"type":"TextualBody","purpose":"classifying","value":"GPE"},'
        '{"type":"TextualBody","purpose":"commenting","value":"n"}],'
        '"target":{"type":"SpecificResource","source":"urn:variorum:articles:a%201",'
        '"selector":[{"type":"TextPositionSelector","start":2,"end":6},'
        '{"type":"TextQuoteSelector","exact":"Oslo","prefix":"𝔘 ","suffix":" met Ann.\\n"}],'
        '"scope":"https://example.org/1"},'
        '"variorum:record":{"id":"m1","by":"ann","at":"2026-01-01T00:00:00Z","note":"n",'
        '"article":"a 1","fragments":[[2,6]],"quotes":["Oslo"],"label":"GPE"}}]},\n'
        '"total":1,"variorum:articles":[{"id":"a 1","story":"s1","sha256":'
        '"d891fe0e3978593b9599bc7be35eb2179343b94fc0d99d43de500c12471b6eab"}],'
        '"variorum:records":{"stories":[{"id":"s1","by":"ann","at":"2026-01-01T00:00:00Z",'
        '"title":"Story"}]}}\n'
    )
    assert {(loss.table, loss.field) for loss in out.losses} >= {
        ("articles", "text"),
        ("articles", "title"),
        ("articles", "url"),
    }


def test_each_annotation_is_as_the_standard_wants_it(tmp_path: Path) -> None:
    found = json.loads(_export(full_desk(), tmp_path).read_text("utf-8"))
    items = found["first"]["items"]
    assert found["total"] == len(items) == len({one["id"] for one in items}) == 13
    for one in items:
        assert one["id"].startswith("urn:variorum:")
        assert one["type"] == "Annotation"
        assert one["motivation"] in ("classifying", "assessing", "linking")
        for body in one["body"]:
            assert body["type"] in ("TextualBody", "SpecificResource")
            assert ("value" in body) is (body["type"] == "TextualBody")
        targets = one["target"] if isinstance(one["target"], list) else [one["target"]]
        for target in targets:
            if isinstance(target, dict):
                position, quote = target["selector"]
                assert position["end"] - position["start"] == len(quote["exact"]) > 0


def _bare(record: Record) -> Record:
    return msgspec.structs.replace(record, rev=0)


def _comes_back(desk: Desk) -> None:
    """On a desk with the same texts everything is as it was; what is told has no article's id."""
    with TemporaryDirectory() as folder:
        path = _export(desk, Path(folder))
        left = {
            loss.record
            for loss in export_desk(desk, "w3c", Path(folder, "y")).losses
            if not loss.field
        }
        other = empty_desk(annotator="other")
        other.apply(Write((desk.labels, *desk.all(Story), *desk.all(Article))))
        assert not import_file(other, "w3c", path).losses
        for kind in RECORDS.values():
            for one in desk.all(kind) if kind is not LabelSet else ():
                if one.id not in left:
                    back = other.get(kind, one.id)
                    assert back is not None, (kind.TABLE, one.id)
                    assert _bare(back) == _bare(one)
        assert import_file(other, "w3c", path).changed is None
        assert import_file(desk, "w3c", path).changed is None
        assert path.read_bytes() == Path(folder, "y").read_bytes()


@given(desks())
@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow])
def test_any_desk_comes_back_or_is_told(desk: Desk) -> None:
    _comes_back(desk)


def test_desk_with_everything_comes_back() -> None:
    _comes_back(full_desk())


def test_same_text_under_another_id_is_found_and_its_story_taken(tmp_path: Path) -> None:
    desk = full_desk()
    path = _export(desk, tmp_path)
    moved = [
        msgspec.structs.replace(one, id=f"z{one.id}", story=f"z{one.story}", version_of=None)
        for one in desk.all(Article)
    ]
    other = desk_of(*(Story(id=id) for id in {one.story for one in moved}), *moved)
    assert not import_file(other, "w3c", path).losses
    found = other.get(Mention, "m1")
    assert found is not None
    assert found.article == "za1"
    assert {one.story for one in other.all(RECORDS["claims"])} == {"zs1", "zs2"}  # type: ignore[attr-defined]
    assert {one.id for one in other.all(Story)} == {"zs1", "zs2"}
    assert import_file(other, "w3c", path).changed is None


def test_passage_is_found_by_its_words_in_a_text_that_changed(tmp_path: Path) -> None:
    desk = full_desk()
    path = _export(desk, tmp_path)
    text = "Oslo. " + OTHER
    other = desk_of(Story(id="s9"), Article(id="a2", story="s9", title="", text=text))
    into = import_file(other, "w3c", path)
    (found,) = other.all(Mention)
    assert (found.id, found.fragments, found.quotes) == ("m6", ((10, 23),), ("mayor of Oslo",))
    (said,) = other.all(Assertion)
    assert (said.id, said.quotes) == ("x2", ("The m", "r of Oslo, s"))
    assert {loss.record for loss in into.losses} >= {"m1", "m5", "x1", "h1", "l1", "o1"}
    assert import_file(other, "w3c", path).changed is None


def _theirs(folder: Path, *annotations: dict[str, Any], **more: Any) -> Path:
    path = folder / "theirs.jsonld"
    items = [{"type": "Annotation", **one} for one in annotations]
    page = {"type": "AnnotationPage", "items": items, **more}
    path.write_text(json.dumps(page), "utf-8")
    return path


def _aim(start: int, end: int, source: str = "https://example.org/1#top") -> dict[str, Any]:
    return {
        "source": source,
        "selector": {"type": "TextPositionSelector", "start": start, "end": end},
    }


def _words(exact: str, prefix: str = "", suffix: str = "") -> dict[str, Any]:
    quote = {"type": "TextQuoteSelector", "exact": exact, "prefix": prefix, "suffix": suffix}
    return {"source": "https://example.org/other", "selector": quote}


def _here() -> Desk:
    return desk_of(
        Story(id="s1"),
        Article(id="a1", story="s1", title="", text=HERE, url="https://example.org/1"),
        Article(id="a2", story="s1", title="", text=TEXT),
    )


def _read(path: Path) -> tuple[Desk, list[str]]:
    desk = _here()
    into = import_file(desk, "w3c", path)
    assert import_file(desk, "w3c", path).changed is None
    return desk, [loss.reason for loss in into.losses]


def test_annotations_of_someone_else_are_mentions(tmp_path: Path) -> None:
    path = _theirs(
        tmp_path,
        {"id": "urn:1", "motivation": "tagging", "target": _aim(4, 9),
         "creator": {"name": "Zoë"}, "created": "2024-01-30T02:40:43+02:00",
         "body": [{"type": "TextualBody", "value": "ROLE"}, {"value": "T", "purpose": "tagging"},
                  {"type": "TextualBody", "value": "why", "purpose": "describing"},
                  {"type": "SpecificResource", "purpose": "identifying", "source": "urn:wd:Q1"}]},
        {"id": "urn:2", "bodyValue": "of which?", "target": _words("mayor", "met the ")},
        {"id": "urn:3", "target": {"type": "Composite", "items": [_aim(0, 3), _aim(10, 12)]}},
        {"id": "urn:4", "motivation": ["highlighting"], "target": [_aim(18, 21), _words("Ann")]},
    )  # fmt: skip
    desk, told = _read(path)
    assert told == []
    found = {(one.label, one.article, one.quotes): one for one in desk.all(Mention)}
    assert set(found) == {
        ("ROLE", "a1", ("mayor",)), ("T", "a1", ("mayor",)), ("annotation", "a1", ("mayor",)),
        ("annotation", "a1", ("The", "of")), ("highlighting", "a1", ("met",)),
        ("highlighting", "a2", ("Ann",)),
    }  # fmt: skip
    role = found["ROLE", "a1", ("mayor",)]
    assert (role.by, role.at, role.note) == ("Zoë", "2024-01-30T00:40:43Z", "why")
    assert role.entity is not None
    assert desk.get(Entity, role.entity) is not None
    later = found["annotation", "a1", ("mayor",)]
    assert (later.fragments, later.note) == (((45, 50),), "of which?")


def test_links_of_someone_else_join_their_annotations(tmp_path: Path) -> None:
    link = {"motivation": "linking", "target": "urn:1", "body": "urn:2"}
    path = _theirs(
        tmp_path,
        {"id": "urn:1", "target": _aim(4, 9)},
        {"id": "urn:2", "target": _words("Ann")},
        {"id": "urn:3", **link},
        {"id": "urn:4", **link, "body": "urn:nowhere"},
    )
    desk, told = _read(path)
    (found,) = desk.all(Link)
    mentions = {one.id: one.article for one in desk.all(Mention)}
    assert (mentions[found.source], mentions[found.target]) == ("a1", "a2")
    assert told == ["it links what is no annotation of this file"]


@pytest.mark.parametrize(
    ("annotation", "said"),
    [
        ({"target": "https://example.org/1"}, "its target is no passage of a text"),
        ({"target": _words("nowhere")}, "its passage is in no article of this desk"),
        ({"target": _words("mayor")}, "its passage is in no article of this desk"),
        ({"target": _aim(4, 9999)}, "its passage is in no article of this desk"),
        ({"target": _aim(4, 9, "https://example.org/9")}, "in no article of this desk"),
        ({"target": _aim(4, 9), "rights": "r"}, "a field that is not read"),
        ({"target": _aim(4, 9), "body": {"type": "Choice", "items": ["u"]}}, "of a choice"),
        ({"target": {"type": "Composite", "items": [_aim(4, 9), _words("Ann")]}},
         "its passage is in no article of this desk"),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_told(annotation: dict[str, Any], said: str, tmp_path: Path) -> None:
    _, (told,) = _read(_theirs(tmp_path, {"id": "urn:1", **annotation}))
    assert said in told


def test_page_elsewhere_is_told(tmp_path: Path) -> None:
    _, told = _read(_theirs(tmp_path, next="https://example.org/page2"))
    assert told == ["a page that is not in this file"]


def test_what_was_changed_by_others_comes_back_and_the_rest_stays(tmp_path: Path) -> None:
    desk = full_desk()
    path = _export(desk, tmp_path)
    found = json.loads(path.read_text("utf-8"))
    (one,) = (one for one in found["first"]["items"] if one["id"] == "urn:variorum:mentions:m1")
    one["body"] = [{"type": "TextualBody", "purpose": "tagging", "value": "ORG"}]
    one["target"]["selector"] = [{"type": "TextPositionSelector", "start": 6, "end": 9}]
    path.write_text(json.dumps(found), "utf-8")
    into = import_file(desk, "w3c", path)
    assert into.altered == {"mentions": 1}
    back = desk.get(Mention, "m1")
    assert back is not None
    assert (back.label, back.quotes, back.note) == ("ORG", ("met",), "")
    assert (back.entity, back.attributes) == ("e1", {"a": "b"})


def test_match_stands_between_the_two_articles(tmp_path: Path) -> None:
    found = json.loads(_export(full_desk(), tmp_path).read_text("utf-8"))
    (match,) = (one for one in found["first"]["items"] if ":matches:" in one["id"])
    sources = [target["source"] for target in match["target"]]
    assert sources == ["urn:variorum:articles:a1", "urn:variorum:articles:a2"]
    assert next(iter(full_desk().all(Match))).verdict == match["body"][0]["value"]


def _broken() -> Iterator[tuple[str, str]]:
    ours = {"type": "Annotation", "id": "urn:variorum:mentions:m1"}
    yield "", "there is no annotation in it"
    yield "{", "no JSON"
    yield json.dumps({**ours, "variorum:record": {}}), "mend it or take it away"
    yield json.dumps({**ours, "id": "x", "variorum:record": {}}), "mend it or take it away"
    yield json.dumps({"type": "AnnotationPage", "variorum:records": {"x": [1]}}), "mend it"
    yield json.dumps({"type": "AnnotationPage", "variorum:articles": 3}), "is no list"


@pytest.mark.parametrize(("content", "says"), list(_broken()))
def test_broken_file_is_refused_in_a_line(content: str, says: str, tmp_path: Path) -> None:
    path = tmp_path / "theirs.jsonld"
    path.write_text(content, "utf-8")
    with pytest.raises(VariorumError) as caught:
        import_file(_here(), "w3c", path)
    assert says in str(caught.value)
    assert "\n" not in str(caught.value)
