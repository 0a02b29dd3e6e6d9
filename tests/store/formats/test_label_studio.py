"""Label Studio's tasks: exact bytes, everything back, and other people's files."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from store.desk import Desk
from store.errors import VariorumError
from store.formats.exchange import export_desk, import_file
from store.formats.quoted import Sought, find_passage
from store.model import Article, Entity, Link, Mention, Story
from store.text.offsets import Offsets
from tests.store.formats.desks import desk_of, empty_desk, mention

TEXT = "𝔘 Oslo met Ann.\n"


def _small() -> Desk:
    return desk_of(
        Story(id="s1", title="Story"),
        Article(id="a1", story="s1", title="T", text=TEXT),
        Entity(id="e1", name="Oslo"),
        mention("m1", TEXT, (2, 6), entity="e1", note="n", by="ann"),
        mention("m2", TEXT, (0, 1), (11, 14), label="PERSON", by="ann"),
        mention("m3", TEXT, (7, 10), label='<"Verb">', by="model", status="draft"),
        Link(id="l1", type="refines", source="m2", target="m1"),
        Link(id="l2", type="refines", source="m3", target="m1"),
    )


def test_folder_is_these_bytes(tmp_path: Path) -> None:
    out = export_desk(_small(), "label-studio", tmp_path / "x")
    head, _, behind = (tmp_path / "x" / "tasks.json").read_bytes().partition(b',"meta":{"v')
    place = b'"type":"labels","from_name":"label","to_name":"text","origin":"manual"'
    relation = (
        b'{"type":"relation","from_id":"%b","to_id":"%b","direction":"right","labels":["%b"]}'
    )
    assert head == (
        b'[\n{"id":1,"data":{"text":"' + TEXT[:-1].encode() + b'\\n","title":"T"},'
        b'"annotations":[{"result":['
        b'{"id":"1",' + place + b',"value":{"start":0,"end":1,"text":"\xf0\x9d\x94\x98",'
        b'"labels":["PERSON"]}},'
        b'{"id":"2",' + place + b',"value":{"start":11,"end":14,"text":"Ann",'
        b'"labels":["PERSON"]}},'
        b'{"id":"3",' + place + b',"value":{"start":2,"end":6,"text":"Oslo","labels":["GPE"]},'
        b'"meta":{"text":["n"]}},'
        + relation % (b"1", b"2", b"continues") + b","
        + relation % (b"1", b"3", b"refines") + b"]}],"
        b'"predictions":[{"model_version":"model","result":['
        b'{"id":"4",' + place + b',"value":{"start":7,"end":10,"text":"met",'
        b'"labels":["<\\"Verb\\">"]}}]}]'
    )  # fmt: skip
    assert behind.startswith(b'ariorum":{"article":{"id":"a1"')
    assert behind.endswith(b"}\n]\n")
    assert [loss.record for loss in out.losses] == ["l2"]
    assert out.carried == {"articles": 1, "mentions": 3, "entities": 1, "links": 1}


def test_config_names_every_label_and_relation(tmp_path: Path) -> None:
    export_desk(_small(), "label-studio", tmp_path / "x")
    config = ElementTree.parse(tmp_path / "x" / "label_config.xml").getroot()
    labels = {one.get("value"): one.get("background") for one in config.iter("Label")}
    assert labels['<"Verb">'] is None
    assert labels["GPE"] == "#009E73"
    assert {"refines", "continues"} <= {one.get("value") for one in config.iter("Relation")}


def test_label_that_xml_cannot_hold_is_told(tmp_path: Path) -> None:
    desk = desk_of(
        Story(id="s1"),
        Article(id="a1", story="s1", title="", text="a"),
        mention("m1", "a", (0, 1), label="bell\x07"),
    )
    out = export_desk(desk, "label-studio", tmp_path / "x")
    assert [(loss.table, loss.record, loss.field) for loss in out.losses] == [
        ("labels", "bell\x07", "name")
    ]
    ElementTree.parse(tmp_path / "x" / "label_config.xml")


def _region(id: str, start: int, end: int, *labels: str, **more: Any) -> dict[str, Any]:
    value = {"start": start, "end": end, "labels": list(labels), **more}
    return {"id": id, "type": "labels", "from_name": "l", "to_name": "t", "value": value}


def _tie(source: str, target: str, **more: Any) -> dict[str, Any]:
    return {"type": "relation", "from_id": source, "to_id": target, **more}


def _theirs(folder: Path, text: str, *annotations: Any, **more: Any) -> Path:
    path = folder / "theirs.json"
    data = {"t": text} if "data" not in more else {}
    task = {"id": 1, "data": data, "annotations": list(annotations), **more}
    path.write_text(json.dumps([task]), "utf-8")
    return path


def _read(path: Path) -> tuple[Desk, list[str]]:
    desk = empty_desk()
    into = import_file(desk, "label-studio", path)
    assert import_file(desk, "label-studio", path).changed is None
    return desk, [loss.reason for loss in into.losses]


def test_annotator_time_note_and_attributes_of_someone_else_are_kept(tmp_path: Path) -> None:
    noted = {**_region("r1", 0, 2, "ORG", text="EU"), "meta": {"text": ["why"]}}
    aside = {"id": "r1", "type": "choices", "from_name": "kind", "value": {"choices": ["a", "b"]}}
    path = _theirs(
        tmp_path,
        "EU rejects German call",
        {"completed_by": {"id": 3, "email": "z@example.org"}, "result": [noted, aside],
         "updated_at": "2024-01-30T02:40:43.893578+02:00"},
        {"completed_by": 7, "was_cancelled": True, "result": [_region("r1", 11, 17, "MISC")]},
        predictions=[{"model_version": "v2", "result": [_region("r1", 3, 10, "X", "Y")]}],
    )  # fmt: skip
    desk, told = _read(path)
    found = {one.quotes[0] + one.label: one for one in desk.all(Mention)}
    assert set(found) == {"EUORG", "GermanMISC", "rejectsX", "rejectsY"}
    eu = found["EUORG"]
    assert (eu.by, eu.at, eu.status) == ("z@example.org", "2024-01-30T00:40:43Z", "accepted")
    assert (eu.note, eu.attributes) == ("why", {"kind": "a; b"})
    assert (found["GermanMISC"].by, found["GermanMISC"].status) == ("7", "skipped")
    assert (found["rejectsX"].by, found["rejectsX"].status) == ("v2", "suggested")
    assert told == ["a prediction: what it says is suggested, not accepted"]


def test_relations_of_someone_else_are_links_and_fragments_one_mention(tmp_path: Path) -> None:
    result = [
        _region("a", 0, 1, "P"), _region("b", 2, 3, "P"), _region("c", 4, 5, "P"),
        _tie("a", "b", labels=["met"], direction="left"), _tie("b", "c", labels=["continues"]),
        _tie("a", "c", direction="bi"), _tie("a", "nowhere"),
    ]  # fmt: skip
    desk, told = _read(_theirs(tmp_path, "A B C", {"result": result}))
    ids = {" ".join(one.quotes): one.id for one in desk.all(Mention)}
    assert set(ids) == {"A", "B C"}
    assert {(one.type, one.source, one.target) for one in desk.all(Link)} == {
        ("met", ids["B C"], ids["A"]),
        ("relation", ids["A"], ids["B C"]),
    }
    assert told == ["a relation both ways is kept one way", "an end of it is not there"]


def test_words_say_which_offsets_are_meant(tmp_path: Path) -> None:
    result = [
        _region("a", 3, 5, "IN_UTF_16", text="EU"),
        _region("b", 5, 7, "MOVED", text="is"),
        _region("c", 8, 11, "BREAK", text="it\\nis"),
        _region("d", 0, 2, "NOWHERE", text="xyz"),
        _region("e", 1, 99, "OUTSIDE"),
    ]
    desk, told = _read(_theirs(tmp_path, "𝔘 EU it\r\nis", {"result": result}))
    assert {one.label: one.quotes for one in desk.all(Mention)} == {
        "IN_UTF_16": ("EU",), "MOVED": ("is",), "BREAK": ("it\nis",),
    }  # fmt: skip
    assert told == ["its text is not where it is said to be"] * 2


def test_what_stands_on_no_text_is_told(tmp_path: Path) -> None:
    result = [{"id": "r", "type": "choices", "value": {"choices": ["good"]}}]
    path = _theirs(tmp_path, "", {"result": result}, data={"text": "a", "url": "u"}, extra=1)
    _, told = _read(path)
    assert told == ["choices stands on no text", *["a field that is not read"] * 2]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("[]", "there is no task in it"),
        ('[{"data": {"image": "x.png"}}]', "no task brings a text"),
        ('[{"data": {"text": "a"}, "annotations": 3}]', "annotations is no list of objects"),
        ('[{"data": {"text": "a"}, "meta": {}}, 3]', "no JSON object"),
        ('[{"data": {"text": "a"}}', "no JSON"),
    ],
)
def test_bad_file_is_refused_in_a_line(content: str, says: str, tmp_path: Path) -> None:
    path = tmp_path / "theirs.json"
    path.write_text(content, "utf-8")
    with pytest.raises(VariorumError) as caught:
        import_file(empty_desk(), "label-studio", path)
    assert says in str(caught.value)
    assert "\n" not in str(caught.value)


def test_what_was_changed_in_label_studio_comes_back_and_the_rest_stays(tmp_path: Path) -> None:
    desk = _small()
    export_desk(desk, "label-studio", tmp_path / "x")
    path = tmp_path / "x" / "tasks.json"
    (task,) = json.loads(path.read_text("utf-8"))
    region = task["annotations"][0]["result"][2]
    region["value"] |= {"labels": ["ORG"], "end": 10, "text": "Oslo met"}
    region["meta"] = {"text": ["new"]}
    path.write_text(json.dumps([task]), "utf-8")
    into = import_file(desk, "label-studio", tmp_path / "x")
    assert into.altered == {"mentions": 1}
    found = desk.get(Mention, "m1")
    assert found is not None
    assert (found.label, found.quotes, found.entity) == ("ORG", ("Oslo met",), "e1")
    assert found.note == "new"


@pytest.mark.parametrize(
    ("sought", "place"),
    [
        (Sought(0, 2, "ab"), (0, 2)),
        (Sought(None, None, "ab", "c ", ""), (6, 8)),
        (Sought(None, None, "ab", "", " c"), (0, 2)),
        (Sought(None, None, "ab"), None),
        (Sought(7, 9, "ab"), (6, 8)),
        (Sought(0, 2, "ab", "d ", ""), (0, 2)),
        (Sought(2, 1), None),
        (Sought(None, None, "zz"), None),
    ],
)
def test_passage_is_found_by_offsets_then_words_then_what_is_around(
    sought: Sought, place: tuple[int, int] | None
) -> None:
    text = "ab cc ab"
    assert find_passage(text, Offsets(text), sought) == place
