"""doccano's JSON Lines: exact bytes, everything back, and other people's files."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from store.desk import Desk
from store.errors import VariorumError
from store.formats.exchange import export_desk, import_file
from store.model import Article, Entity, Link, Mention, Story
from tests.store.formats.desks import desk_of, empty_desk, mention

TEXT = "𝔘 Oslo met Ann.\n"


def _small() -> Desk:
    return desk_of(
        Story(id="s1", title="Story"),
        Article(id="a1", story="s1", title="T", text=TEXT),
        Entity(id="e1", name="Oslo"),
        mention("m1", TEXT, (2, 6), entity="e1", note="n"),
        mention("m2", TEXT, (0, 1), (11, 14), label="PERSON"),
        Link(id="l1", type="refines", source="m2", target="m1"),
    )


def test_line_is_these_bytes(tmp_path: Path) -> None:
    out = export_desk(_small(), "doccano", tmp_path / "x.jsonl")
    raw = (tmp_path / "x.jsonl").read_bytes()
    head, _, behind = raw.partition(b',"variorum":')
    assert head == (
        b'{"id":1,"text":"\\ud835\\udd18 Oslo met Ann.\\n",'
        b'"label":[[0,2,"PERSON"],[12,15,"PERSON"],[3,7,"GPE"]],"entities":['
        b'{"id":1,"label":"PERSON","start_offset":0,"end_offset":2},'
        b'{"id":2,"label":"PERSON","start_offset":12,"end_offset":15},'
        b'{"id":3,"label":"GPE","start_offset":3,"end_offset":7}],'
        b'"relations":[{"id":1,"from_id":1,"to_id":3,"type":"refines"}]'
    )
    assert behind.startswith(b'{"article":{"id":"a1"')
    assert [(loss.record, loss.field) for loss in out.losses] == [("m2", "fragments")]


def _theirs(folder: Path, *lines: object) -> Path:
    path = folder / "theirs.jsonl"
    path.write_text("\n".join(map(json.dumps, lines)), "utf-8")
    return path


def test_both_dialects_of_someone_else_are_read(tmp_path: Path) -> None:
    desk = empty_desk()
    path = _theirs(
        tmp_path,
        {"text": "EU rejects\r\nGerman call", "label": [[0, 2, "ORG"], [12, 18, "MISC"]]},
        {"id": 7, "text": "A met B", "Comments": [],
         "entities": [{"id": 0, "label": "P", "start_offset": 0, "end_offset": 1},
                      {"id": 1, "label": "P", "start_offset": 6, "end_offset": 7}],
         "relations": [{"id": 0, "from_id": 0, "to_id": 1, "type": "met"}]},
    )  # fmt: skip
    into = import_file(desk, "doccano", path)
    assert not into.losses
    assert {(one.label, one.quotes) for one in desk.all(Mention)} == {
        ("ORG", ("EU",)), ("MISC", ("German",)), ("P", ("A",)), ("P", ("B",)),
    }  # fmt: skip
    assert [one.type for one in desk.all(Link)] == ["met"]
    assert {one.text for one in desk.all(Article)} == {"EU rejects\nGerman call", "A met B"}
    assert import_file(desk, "doccano", path).changed is None


def test_what_was_changed_in_doccano_comes_back_and_the_rest_stays(tmp_path: Path) -> None:
    desk = _small()
    path = tmp_path / "x.jsonl"
    export_desk(desk, "doccano", path)
    line = json.loads(path.read_text("utf-8"))
    line["entities"][2] |= {"label": "ORG", "end_offset": 8}
    path.write_text(json.dumps(line), "utf-8")
    import_file(desk, "doccano", path)
    found = desk.get(Mention, "m1")
    assert found is not None
    assert (found.label, found.quotes, found.entity, found.note) == ("ORG", ("Oslo ",), "e1", "n")


def test_span_that_the_text_has_not_is_told_and_the_others_are_read(tmp_path: Path) -> None:
    desk = empty_desk()
    path = _theirs(tmp_path, {"text": "𝔘a", "label": [[0, 1, "X"], [0, 9, "X"], [2, 3, "Y"]]})
    into = import_file(desk, "doccano", path)
    assert len(into.losses) == 2
    assert [one.quotes for one in desk.all(Mention)] == [("a",)]


def test_what_is_no_span_is_told(tmp_path: Path) -> None:
    path = _theirs(tmp_path, {"label": []}, {"text": "a", "label": ["positive", [0, 1]], "cats": 1})
    into = import_file(empty_desk(), "doccano", path)
    assert [(loss.field, loss.reason) for loss in into.losses] == [
        ("", "no field 'text' with a text"),
        ("label", "no span: 'positive'"),
        ("label", "no span: '[0, 1]'"),
        ("cats", "a field that is not read"),
    ]


def test_file_without_any_text_is_refused(tmp_path: Path) -> None:
    with pytest.raises(VariorumError, match="nor in any line after it"):
        import_file(empty_desk(), "doccano", _theirs(tmp_path, {"label": []}, {"x": 1}))


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ({"text": "a", "entities": [{"id": 1, "start_offset": 0, "end_offset": 1}],
          "relations": 3}, "no list of objects"),
        ({"text": "a", "entities": [{"id": "x"}]}, "id is no whole number"),
        ({"text": "a", "variorum": {"article": 3}}, "mend it or take it away"),
        (["a"], "no JSON object, but list"),
    ],
)  # fmt: skip
def test_bad_line_is_refused_by_file_and_line(line: object, says: str, tmp_path: Path) -> None:
    path = _theirs(tmp_path, {"text": "good"}, line)
    with pytest.raises(VariorumError) as caught:
        import_file(empty_desk(), "doccano", path)
    assert says in str(caught.value)
    assert ":2" in str(caught.value)
    assert "\n" not in str(caught.value)
