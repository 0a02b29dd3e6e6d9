"""Our own format: what goes out comes back the same, and what cannot is told in a line."""

from __future__ import annotations

import json
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from store.desk import Desk
from store.errors import VariorumError
from store.formats.choice import Choice
from store.formats.exchange import Exported, export_desk, import_file
from store.model import Article, Link, Mention, Rejection, Story, Topic
from tests.store.desks import contents
from tests.store.formats.desks import OTHER, TORTURE, desk_of, desks, empty_desk, full_desk, mention


def exported(desk: Desk, path: Path, **how: Any) -> Exported:
    return export_desk(desk, "jsonl", path, overwrite=True, **how)


def lines_of(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").split("\n")[:-1]]


def refused(path: Path, desk: Desk | None = None) -> str:
    desk = desk or empty_desk()
    before = contents(desk)
    with pytest.raises(VariorumError) as caught:
        import_file(desk, "jsonl", path)
    assert contents(desk) == before
    line = str(caught.value)
    assert "\n" not in line
    return line


@given(desks())
@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
def test_any_desk_comes_back_the_same(desk: Desk) -> None:
    with TemporaryDirectory() as folder:
        first, second = Path(folder, "1.jsonl"), Path(folder, "2.jsonl")
        losses = exported(desk, first).losses
        other = empty_desk(annotator="someone else")
        assert not import_file(other, "jsonl", first).losses
        exported(other, second)
        assert second.read_bytes() == first.read_bytes()
        # Only the label set is another's to give, and says so.
        assert [loss.table for loss in losses] == ["labels"]
        mine, theirs = contents(desk), contents(other)
        for desk_of_records in (mine, theirs):
            for key in [key for key in desk_of_records if key[0] == "labels"]:
                del desk_of_records[key]
        assert {key: json.loads(raw) for key, raw in theirs.items()} == {
            key: json.loads(raw) for key, raw in mine.items()
        }
        again = import_file(other, "jsonl", first)
        assert again.changed is None


def test_links_of_what_only_a_link_names_come_back(tmp_path: Path) -> None:
    desk = desk_of(
        Story(id="s1"),
        Story(id="s2"),
        Article(id="a1", story="s1", title="One", text="One."),
        Article(id="a2", story="s2", title="Two", text="Two."),
        Topic(id="t1", story="s2", title="Topic"),
        Topic(id="t2", story="s2", title="Other"),
        Link(id="l1", type="see also", source="a1", target="t1"),
        Link(id="l2", type="see also", source="a1", target="t2"),
        Link(id="l3", type="see also", source="t1", target="t2"),
    )
    exported(desk, tmp_path / "1.jsonl")
    other = empty_desk()
    import_file(other, "jsonl", tmp_path / "1.jsonl")
    assert [link.id for link in other.all(Link)] == ["l1", "l2", "l3"]


def test_everything_a_desk_holds_comes_back(tmp_path: Path) -> None:
    desk, other = full_desk(), empty_desk()
    out = exported(desk, tmp_path / "1.jsonl")
    assert not out.losses
    into = import_file(other, "jsonl", tmp_path / "1.jsonl")
    assert not into.losses
    mine, theirs = contents(desk), contents(other)
    assert {key: json.loads(raw) for key, raw in theirs.items()} == {
        key: json.loads(raw) for key, raw in mine.items()
    }
    exported(other, tmp_path / "2.jsonl")
    assert (tmp_path / "1.jsonl").read_bytes() == (tmp_path / "2.jsonl").read_bytes()
    assert out.carried["mentions"] == 6
    assert into.added["mentions"] == 6


def test_a_line_stands_alone(tmp_path: Path) -> None:
    exported(full_desk(), tmp_path / "all.jsonl")
    for line in (tmp_path / "all.jsonl").read_bytes().splitlines():
        one = tmp_path / "one.jsonl"
        one.write_bytes(line + b"\n")
        desk = empty_desk()
        into = import_file(desk, "jsonl", one)
        assert len(desk.articles()) == 1
        # What has its other side in another article cannot stand, and is named.
        assert {loss.table for loss in into.losses} <= {"matches", "links"}


def test_lines_hold_the_words_of_the_design(tmp_path: Path) -> None:
    exported(full_desk(), tmp_path / "all.jsonl")
    first, second, third = lines_of(tmp_path / "all.jsonl")
    assert [line["id"] for line in (first, second, third)] == ["a1", "a2", "a3"]
    assert first["schema"] == 1
    assert first["story"] == "s1"
    assert first["stories"][0]["title"] == "The [red]story[/red]"
    assert first["text"] == TORTURE
    assert first["wire"] == {"desk": [1, 2.5, None, "é"]}
    assert [one["id"] for one in first["mentions"]] == ["m2", "m4", "m1", "m3", "m5"]
    assert [one["id"] for one in first["entities"]] == ["e1", "e2"]
    # c2 and t2 are of no article and go with the story's last; a link brings its other end.
    assert [one["id"] for one in second["claims"]] == ["c2", "c3", "c1"]
    assert [one["id"] for one in second["links"]] == ["l1", "l2", "l3"]
    assert [one["id"] for one in second["entities"]] == ["e3"]
    assert [one["id"] for one in first["links"]] == ["l1"]
    for line in (first, second, third):
        for one in line["mentions"] + line["assertions"]:
            assert one["quotes"] == [line["text"][start:end] for start, end in one["fragments"]]
        assert '"rev"' not in json.dumps(line)


def test_import_is_undone_in_one_step(tmp_path: Path) -> None:
    exported(full_desk(), tmp_path / "all.jsonl")
    desk = desk_of(Story(id="s7"), Article(id="a7", story="s7", title="", text="Seven."))
    before = contents(desk)
    import_file(desk, "jsonl", tmp_path / "all.jsonl")
    assert len(desk.articles()) == 4
    desk.undo()
    assert contents(desk) == before


def test_import_keeps_annotator_time_and_status(tmp_path: Path) -> None:
    exported(full_desk(), tmp_path / "all.jsonl")
    desk = empty_desk(annotator="importer")
    import_file(desk, "jsonl", tmp_path / "all.jsonl")
    found = desk.get(Mention, "m2")
    assert found is not None
    assert (found.by, found.at, found.status) == ("bob", "2020-01-01T00:00:00Z", "draft")


def test_annotations_land_on_the_same_text_under_another_id(tmp_path: Path) -> None:
    exported(full_desk(), tmp_path / "all.jsonl")
    mine = desk_of(Story(id="mine"), Article(id="here", story="mine", title="Mine", text=OTHER))
    into = import_file(mine, "jsonl", tmp_path / "all.jsonl")
    assert into.found == {"a2": "here"}
    assert mine.get(Article, "a2") is None
    assert mine.get(Article, "here").title == "Mine"  # type: ignore[union-attr]
    assert mine.get(Mention, "m6").article == "here"  # type: ignore[union-attr]
    # Its story goes with it, so that an article and its claims have one.
    assert {article.story for article in mine.articles()} == {"mine", "s2"}
    assert [loss.record for loss in into.losses] == ["a2"]
    assert import_file(mine, "jsonl", tmp_path / "all.jsonl").changed is None


def test_label_that_the_desk_has_not_is_added_without_a_key(tmp_path: Path) -> None:
    desk = desk_of(
        Story(id="s1"),
        Article(id="a1", story="s1", title="", text=OTHER),
        mention("m1", OTHER, (0, 3), label="Ship of war"),
    )
    exported(desk, tmp_path / "all.jsonl")
    other = empty_desk()
    import_file(other, "jsonl", tmp_path / "all.jsonl")
    label = other.labels.named("Ship of war")
    assert label is not None
    assert label.key == ""
    other.undo()
    assert other.labels.named("Ship of war") is None


def test_changed_record_is_brought_in_and_counted(tmp_path: Path) -> None:
    desk = full_desk()
    exported(desk, tmp_path / "all.jsonl")
    text = (tmp_path / "all.jsonl").read_text("utf-8").replace('"n\\n\\t="', '"another"')
    (tmp_path / "all.jsonl").write_text(text, "utf-8")
    into = import_file(desk, "jsonl", tmp_path / "all.jsonl")
    assert into.altered == {"mentions": 1}
    assert not into.added
    assert desk.get(Mention, "m1").note == "another"  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("choice", "mentions"),
    [
        (Choice(labels=("ORG",)), ["m4"]),
        (Choice(annotators=("bob",)), ["m2"]),
        (Choice(statuses=("draft",)), ["m2"]),
        (Choice(since="2025"), ["m4", "m1", "m3", "m5", "m6"]),
        (Choice(articles=("a2",)), ["m6"]),
        (Choice(stories=("s2",)), []),
    ],
)
def test_filter_leaves_only_what_was_asked_for(
    choice: Choice, mentions: list[str], tmp_path: Path
) -> None:
    exported(full_desk(), tmp_path / "some.jsonl", choice=choice)
    found = lines_of(tmp_path / "some.jsonl")
    assert [one["id"] for line in found for one in line["mentions"]] == mentions
    import_file(empty_desk(), "jsonl", tmp_path / "some.jsonl")


def test_filter_that_cuts_a_link_or_match_tells_it(tmp_path: Path) -> None:
    out = exported(full_desk(), tmp_path / "some.jsonl", choice=Choice(articles=("a1",)))
    assert {(loss.table, loss.record) for loss in out.losses} == {
        ("links", "l1"),
        ("matches", "h1"),
    }


def test_what_stays_on_the_desk_is_told(tmp_path: Path) -> None:
    desk = desk_of(
        Story(id="s1"),
        Story(id="s2"),
        Article(id="a1", story="s1", title="", text=OTHER, unknown={"mentions": 3}),
        Rejection(id="r1", article="a1", fragments=((0, 3),), quotes=("The",), label="GPE"),
        mention("m1", OTHER, (0, 3), entity="gone"),
        Mention(id="m2", article="a1", fragments=((0, 3),), quotes=("the",), label="GPE"),
        Link(id="l1", type="refines", source="m1", target="gone"),
        Link(id="l2", type="refines", source="m1", target="m2"),
    )
    out = exported(desk, tmp_path / "all.jsonl")
    assert {(loss.table, loss.record, loss.field) for loss in out.losses} == {
        ("stories", "s2", ""),
        ("articles", "a1", "mentions"),
        ("rejections", "r1", ""),
        ("mentions", "m1", "entity"),
        ("mentions", "m2", ""),
        ("links", "l1", ""),
        ("links", "l2", ""),
    }
    into = import_file(empty_desk(), "jsonl", tmp_path / "all.jsonl")
    assert not into.losses
    assert into.added["mentions"] == 1


def _line(**more: Any) -> dict[str, Any]:
    return {
        "schema": 1,
        "id": "a1",
        "story": "s1",
        "title": "T",
        "text": OTHER,
        "stories": [{"id": "s1"}],
        **more,
    }


_MENTION = {"id": "m1", "article": "a1", "fragments": [[0, 3]], "quotes": ["The"], "label": "GPE"}


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (_line(mentions=[_MENTION | {"quotes": ["the"]}]), "mentions m1: fragments: quote 'the'"),
        (_line(mentions=[_MENTION | {"quotes": []}]), "0 quotes for 1 fragments"),
        (_line(mentions=[_MENTION | {"fragments": [[0, 99]]}]), "0-99 lies outside the text"),
        (_line(mentions=[_MENTION | {"fragments": [[3, 3]]}]), "3-3 lies outside the text"),
        (_line(mentions=[_MENTION | {"fragments": [], "quotes": []}]), "it stands on no text"),
        (
            _line(mentions=[_MENTION | {"fragments": [[0, 3], [3, 5]], "quotes": ["The", " m"]}]),
            "or touches",
        ),
        (_line(mentions=[_MENTION | {"label": 3}]), "mentions m1: expected str, got int"),
        (_line(mentions=[_MENTION | {"label": ""}]), "label is empty"),
        (_line(mentions=[_MENTION | {"id": ""}]), "empty id"),
        (_line(mentions=[_MENTION | {"entity": "e9"}]), "entity 'e9' is neither in the file nor"),
        (_line(mentions=[_MENTION | {"article": "a9"}]), "article 'a9' is neither"),
        (_line(mentions=[{"id": "m1"}]), "mentions m1: object missing required field article"),
        (_line(mentions=[7]), "a record of mentions: expected object"),
        (_line(mentions={}), "mentions: expected array, got object"),
        (_line(silences=[{"id": "o1", "article": "a1", "claim": "c9"}]), "claim 'c9' is neither"),
        (_line(story="s5"), "story 's5' is neither"),
        (_line(text="a\r\nb"), "no article holds"),
        (_line(text="a\u0000b"), "a character at 1 that no article holds"),
        (_line(text=None), "articles a1: expected str, got null"),
        (_line(furniture=[{"start": 0, "end": 999, "kind": "x"}]), "furniture 0-999"),
        (_line(schema=2), "schema 2 is not read"),
        ({"schema": 1, "id": "a1"}, "articles a1: object missing required field story"),
        ({"id": "a1"}, "object missing required field schema"),
        ([], "expected object, got array"),
    ],
)
def test_bad_line_is_refused_by_file_line_and_record(line: Any, said: str, tmp_path: Path) -> None:
    path = tmp_path / "bad.jsonl"
    good = json.dumps(_line(id="a0", text="Another text."))
    path.write_text(f"{good}\n\n{json.dumps(line)}\n", "utf-8")
    told = refused(path)
    assert told.startswith(f"{path}:3: ")
    assert said in told


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"", "empty"),
        (b"\n \n", "empty"),
        (b"{", "1: input data was truncated"),
        (b'{"schema":1}{}', "1: JSON is malformed"),
        (b'{"schema":1,"title":"\xff"}', "1: not UTF-8"),
        (b'{"schema":1,"id":"\\ud800"}', "bad.jsonl:1: "),
        (b"[" * 100_000, "bad.jsonl:1: "),
        (b'{"schema":1,"id":"a","story":"s","title":"","text":"t","x":1e999}', "out of range"),
        (b'{"schema":1,"x":' + b"[" * 100_000 + b"]" * 100_000 + b"}", "bad.jsonl:1: "),
        (b"\x89PNG\r\n\x1a\n\0\0", "bad.jsonl:1: not UTF-8"),
    ],
)
def test_file_that_is_no_jsonl_is_refused_in_one_line(
    raw: bytes, said: str, tmp_path: Path
) -> None:
    path = tmp_path / "bad.jsonl"
    path.write_bytes(raw)
    assert said in refused(path)


def test_missing_file_and_folder_are_refused(tmp_path: Path) -> None:
    assert "No such file" in refused(tmp_path / "absent.jsonl")
    assert "directory" in refused(tmp_path).lower()


def test_two_lines_that_contradict_each_other_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "two.jsonl"
    one = _line(entities=[{"id": "e1", "name": "One"}])
    two = _line(id="a2", text="Else.", entities=[{"id": "e1", "name": "Two"}])
    path.write_text(f"{json.dumps(one)}\n{json.dumps(two)}\n", "utf-8")
    assert refused(path) == f"{path}:2: entities e1 is not as it is at {path}:1: make them equal"


def test_article_with_another_text_under_its_id_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "other.jsonl"
    path.write_text(json.dumps(_line(text="Not that.")) + "\n", "utf-8")
    desk = desk_of(Story(id="s1"), Article(id="a1", story="s1", title="", text=OTHER))
    assert "has another text on this desk" in refused(path, desk)


def test_fields_with_no_place_inside_a_record_are_told(tmp_path: Path) -> None:
    path = tmp_path / "more.jsonl"
    sides = {
        "a": {"article": "a1", "start": 0, "end": 3, "score": 0.5},
        "b": {"article": "a1", "start": 4, "end": 9},
    }
    path.write_text(json.dumps(_line(matches=[{"id": "h1", **sides}])) + "\n", "utf-8")
    into = import_file(empty_desk(), "jsonl", path)
    assert [(loss.record, loss.field) for loss in into.losses] == [("h1", "a.score")]


def test_byte_order_mark_is_no_matter(tmp_path: Path) -> None:
    path = tmp_path / "bom.jsonl"
    path.write_bytes(b"\xef\xbb\xbf" + json.dumps(_line()).encode() + b"\r\n")
    assert import_file(empty_desk(), "jsonl", path).added["articles"] == 1
