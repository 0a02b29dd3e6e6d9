"""brat standoff: exact bytes, everything back, and other people's files with their broken lines."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings

from store.checking import check_desk
from store.desk import Desk
from store.errors import VariorumError
from store.formats.exchange import export_desk, import_file
from store.model import Article, Entity, Link, Mention, Record, Story
from tests.store.desks import contents
from tests.store.formats.desks import OTHER, desk_of, desks, empty_desk, full_desk, mention

TEXT = "The mayor\nof Oslo,\tshe said.\n"
GOLD = (
    "T1\tGPE 0 9;10 17\tThe mayor of Oslo\n"
    "N1\tReference T1 variorum:e1\tOs lo\n"
    "T2\tShip_of_war 4 9\tmayor\n"
    "A1\tkind T2 town\n"
    "#1\tAnnotatorNotes T2\ttwo lines\n"
    "T3\tGPE 10 12;18 22\tof \tshe\n"
    "R1\trefines Arg1:T1 Arg2:T3\n"
)


def small_desk() -> Desk:
    return desk_of(
        Story(id="s1", title="Story"),
        Article(id="a/1", story="s1", title="T", text=TEXT),
        Entity(id="e1", name="Os\nlo"),
        mention("m1", TEXT, (0, 17), article="a/1", entity="e1"),
        mention("m2", TEXT, (4, 9), article="a/1", label="Ship of war",
                attributes={"kind": "town", "odd name": "x y"}, note="two\nlines"),
        mention("m3", TEXT, (10, 12), (18, 22), article="a/1", by="bob"),
        Link(id="l1", type="refines", source="m1", target="m3", note="why"),
    )  # fmt: skip


def test_folder_is_these_bytes(tmp_path: Path) -> None:
    out = export_desk(small_desk(), "brat", tmp_path / "x")
    assert not out.losses
    assert (tmp_path / "x" / "a_1.txt").read_bytes() == TEXT.encode()
    assert (tmp_path / "x" / "a_1.ann").read_bytes() == GOLD.encode()
    assert (tmp_path / "x" / "annotation.conf").read_text() == (
        "[entities]\nGPE\nShip_of_war\n[relations]\nrefines\tArg1:<ENTITY>, Arg2:<ENTITY>\n"
        "[events]\n[attributes]\nkind\tArg:<ENTITY>, Value:town\n"
    )
    assert out.carried == {"articles": 1, "mentions": 3, "entities": 1, "links": 1}


def bare(record: Record) -> Record:
    return msgspec.structs.replace(record, rev=0)


@given(desks())
@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow])
def test_any_mention_comes_back_or_is_told(desk: Desk) -> None:
    with TemporaryDirectory() as folder:
        losses = export_desk(desk, "brat", Path(folder, "x")).losses
        other = empty_desk(annotator="other")
        assert not import_file(other, "brat", Path(folder, "x")).losses
        lost = {loss.record for loss in losses}
        for kind in (Mention, Link, Article):
            for one in desk.all(kind):
                if one.id not in lost:
                    assert bare(other.get(kind, one.id) or one) == bare(one)
                    assert other.get(kind, one.id) is not None
        assert import_file(other, "brat", Path(folder, "x")).changed is None
        assert import_file(desk, "brat", Path(folder, "x")).changed is None
        export_desk(other, "brat", Path(folder, "y"))
        for path in Path(folder, "x").iterdir():
            assert Path(folder, "y", path.name).read_bytes() == path.read_bytes()


def test_what_brat_has_no_place_for_is_told(tmp_path: Path) -> None:
    out = export_desk(full_desk(), "brat", tmp_path / "x")
    assert {(loss.table, loss.record) for loss in out.losses} == {
        ("assertions", "x1"), ("assertions", "x2"), ("claims", "c1"), ("claims", "c2"),
        ("claims", "c3"), ("topics", "t1"), ("topics", "t2"), ("silences", "o1"),
        ("matches", "h1"), ("verdicts", "v1"), ("links", "l1"), ("links", "l2"), ("links", "l3"),
        ("entities", "e2"), ("entities", "e3"), ("annotators", "ann"), ("annotators", "idle"),
    }  # fmt: skip


def test_mention_of_line_breaks_alone_is_told(tmp_path: Path) -> None:
    desk = desk_of(
        Story(id="s1"),
        Article(id="a1", story="s1", title="", text="a\n\nb"),
        mention("m1", "a\n\nb", (1, 3)),
    )
    out = export_desk(desk, "brat", tmp_path / "x")
    assert [loss.record for loss in out.losses] == ["m1"]
    assert out.carried == {"articles": 1}


def folder(tmp_path: Path, text: str | bytes, ann: str | bytes, name: str = "one") -> Path:
    place = tmp_path / "theirs"
    place.mkdir(exist_ok=True)
    for end, content in ((".txt", text), (".ann", ann)):
        raw = content.encode() if isinstance(content, str) else content
        (place / (name + end)).write_bytes(raw)
    return place


def mentions(desk: Desk) -> dict[str, Mention]:
    return {" … ".join(one.quotes): one for one in desk.all(Mention)}


def test_folder_of_someone_else_is_read(tmp_path: Path) -> None:
    ann = (
        "T1\tGPE 13 17\tOslo\nT2\tPER 4 9\tmayor\nT3\tACT 29 32\tmet\nT4\tPER 19 22\tshe\n"
        "E1\tMeet:T3 Who:T2 Whom:E2\nE2\tDeny:T4\nR1\tof Arg1:T2 Arg2:T1\n"
        "A1\tRole T2 head\nM1\tNegation E1\nN1\tReference T1 Wikidata:Q585\tOslo\n"
        "*\tEquiv T2 T4\n#1\tAnnotatorNotes T1\tcapital\n#2\tAnnotatorNotes R1\tsurely\n"
    )
    desk = empty_desk()
    place = folder(tmp_path, OTHER, ann)
    into = import_file(desk, "brat", place)
    assert list(into.losses) == []
    found = mentions(desk)
    assert found["mayor"].attributes == {"Role": "head"}
    assert found["met"].attributes == {"Negation": "true"}
    assert found["Oslo"].note == "capital"
    oslo = desk.get(Entity, found["Oslo"].entity or "")
    assert oslo is not None
    assert (oslo.name, oslo.identifiers) == ("Oslo", {"Wikidata": "Q585"})
    assert found["mayor"].entity == found["she"].entity is not None
    ties = {(one.type, one.source, one.target, one.note) for one in desk.all(Link)}
    assert ties == {
        ("Who", found["met"].id, found["mayor"].id, ""),
        ("Whom", found["met"].id, found["she"].id, ""),
        ("of", found["mayor"].id, found["Oslo"].id, "surely"),
    }
    assert import_file(desk, "brat", place).changed is None
    assert not check_desk(desk)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("T2\tGPE 13 17\tBergen", "its text is not what stands there"),
        ("T2\tGPE 0 5;3 9\tThe mmayor", "fragments that overlap or touch are joined"),
        ("T2\tGPE 0 999\tx", "span 0-999 lies outside"),
        ("T2\tGPE 9 4\tx", "an empty span"),
        ("T2\tGPE x y\tx", "cannot be read"),
        ("T2\tGPE 4\tx", "no offsets"),
        ("T2", "cannot be read"),
        ("T1\tGPE 4 9\tmayor", "T1 stands twice"),
        ("R1\tof Arg1:T1 Arg2:T9", "speaks of T9, which is not there"),
        ("R1\tof Arg1:T1", "cannot be read"),
        ("E1\tMeet:T9", "speaks of T9"),
        ("E1\tMeet:T1 Who:T9", "speaks of T9"),
        ("A1\tNegation T9", "speaks of T9"),
        ("#1\tAnnotatorNotes T9\tx", "speaks of T9"),
        ("*\tEquiv T1 T9", "speaks of T9"),
        ("?? what", "a line of no known kind"),
    ],
)
def test_broken_line_is_told_and_the_others_are_read(line: str, said: str, tmp_path: Path) -> None:
    place = folder(tmp_path, OTHER, f"T1\tGPE 13 17\tOslo\n\n{line}\n")
    desk = empty_desk()
    into = import_file(desk, "brat", place)
    (loss,) = into.losses
    assert said in loss.reason
    assert loss.record == f"{place / 'one.ann'}:3"
    assert "Oslo" in mentions(desk)
    assert not check_desk(desk)


def test_offsets_of_a_text_with_cr_lf_are_moved(tmp_path: Path) -> None:
    place = folder(tmp_path, b"One\r\ntwo\r\n\xf0\x9f\x91\xa9 three\r\n", "T1\tN 12 17\tthree\n")
    desk = empty_desk()
    assert list(import_file(desk, "brat", place).losses) == []
    assert mentions(desk)["three"].fragments == ((10, 15),)


def test_a1_and_a2_are_read_as_one(tmp_path: Path) -> None:
    place = folder(tmp_path, OTHER, "")
    (place / "one.ann").unlink()
    (place / "one.a1").write_text("T1\tGPE 13 17\tOslo\n")
    (place / "one.a2").write_text(
        "T2\tPER 4 9\tmayor\nR1\tof Arg1:T2 Arg2:T1\nR2\tof Arg1:T2 Arg2:T7\n"
    )
    desk = empty_desk()
    into = import_file(desk, "brat", place)
    assert [loss.record for loss in into.losses] == [f"{place / 'one.a2'}:3"]
    assert len(list(desk.all(Link))) == 1


def test_what_was_changed_in_brat_comes_back_and_the_rest_stays(tmp_path: Path) -> None:
    desk = small_desk()
    export_desk(desk, "brat", tmp_path / "x")
    ann = tmp_path / "x" / "a_1.ann"
    content = ann.read_text().replace("T2\tShip_of_war", "T2\tORG").replace("two lines", "one")
    ann.write_text(content + "T4\tGPE 19 22\tshe\n")
    into = import_file(desk, "brat", tmp_path / "x")
    assert into.altered == {"mentions": 1}
    assert into.added == {"mentions": 1}
    found = desk.get(Mention, "m2")
    assert found is not None
    assert (found.label, found.note) == ("ORG", "one")
    assert found.attributes == {"kind": "town", "odd name": "x y"}


@pytest.mark.parametrize(
    ("text", "ann", "said"),
    [
        (b"\xff", b"", "one.txt: not UTF-8"),
        (b"a", b"\xff", "one.ann: not UTF-8"),
    ],
)
def test_file_that_is_no_text_is_refused(
    text: bytes, ann: bytes, said: str, tmp_path: Path
) -> None:
    desk = empty_desk()
    with pytest.raises(VariorumError) as caught:
        import_file(desk, "brat", folder(tmp_path, text, ann))
    assert said in str(caught.value)
    assert not contents(desk)


def test_folder_without_standoff_is_refused(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "absent"):
        with pytest.raises(VariorumError, match=r"no \.txt with its \.ann"):
            import_file(empty_desk(), "brat", path)


def test_broken_file_beside_is_refused(tmp_path: Path) -> None:
    export_desk(small_desk(), "brat", tmp_path / "x")
    beside = tmp_path / "x" / "variorum.jsonl"
    for content in ("{", '{"file":"a_1","article":{},"story":{}}'):
        beside.write_text(content)
        with pytest.raises(VariorumError, match=r"variorum\.jsonl") as caught:
            import_file(empty_desk(), "brat", tmp_path / "x")
        assert "\n" not in str(caught.value)
