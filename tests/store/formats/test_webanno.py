"""WebAnno TSV: layers, stacks, parts of tokens, relations, chains, slots, escapes; old versions."""

from __future__ import annotations

from pathlib import Path

import pytest

from store.desk import Desk
from store.errors import VariorumError
from store.formats.exchange import import_file
from store.model import Article, Entity, Link, Mention
from tests.store.formats.desks import empty_desk

NER = "de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity"
SHEET = f"""#FORMAT=WebAnno TSV 3.3
#T_SP={NER}|identifier|value
#T_SP=de.tudarmstadt.ukp.dkpro.core.api.lexmorph.type.pos.POS|PosValue
#T_SP=webanno.custom.Event|kind|ROLE_webanno.custom.Event:who_webanno.custom.Who|{NER}
#T_CH=de.tudarmstadt.ukp.dkpro.core.api.coref.type.CoreferenceLink|referenceType|referenceRelation
#T_RL=webanno.custom.Of|how|BT_{NER}


#Text=𝔘 Ann Lee met Oslo\\_x.
1-1\t0-2\t𝔘\t_\t_\tSYM\t_\t_\t_\t_\t_\t_\t_\t
1-2\t3-6\tAnn\t*[1]\tPER[1]\tNNP\t_\t_\t_\t*[3]\t*->1-1[3]\t_\t_\t
1-3\t7-10\tLee\t*[1]|*[2]\tPER[1]|FAM\\|x[2]\tNNP\t_\t_\t_\t*[3]\t*->1-1[3]\t_\t_\t
1-4\t11-14\tmet\t_\t_\tVBD\tmeet\twho;\t1-2[1];1-5\t_\t_\t_\t_\t
1-5\t15-19\tOslo\tQ585\tLOC\tNNP\t_\t_\t_\t_\t_\tin\t1-2[1_0]\t
1-5.1\t15-16\tO\t_\t_\t_\t*\t_\t_\t_\t_\t_\t_\t
1-6\t19-22\t_x.\t_\t_\t_\t_\t_\t_\t_\t_\t_\t_\t

#Text=She left.
2-1\t23-26\tShe\t_\t_\tPRP\t_\t_\t_\t*[4]\tpro->1-2[4]\t_\t_\t
2-2\t27-32\tleft.\t_\t_\tVBD\t_\t_\t_\t_\t_\t_\t_\t
"""


def _read(folder: Path, content: str) -> tuple[Desk, list[str]]:
    path = folder / "one.tsv"
    path.write_text(content, "utf-8")
    desk = empty_desk()
    into = import_file(desk, "webanno", path)
    assert import_file(desk, "webanno", path).changed is None
    return desk, into.losses.summary()


def test_everything_of_a_sheet_is_read_or_told(tmp_path: Path) -> None:
    desk, lost = _read(tmp_path, SHEET)
    article = next(desk.all(Article))
    assert article.text == "𝔘 Ann Lee met Oslo_x.\nShe left."
    found = {(one.label, " … ".join(one.quotes)): one for one in desk.all(Mention)}
    assert found.keys() == {
        ("PER", "Ann Lee"), ("FAM|x", "Lee"), ("LOC", "Oslo"), ("meet", "met"), ("Event", "O"),
        ("CoreferenceLink", "Ann Lee"), ("pro", "She"),
    }  # fmt: skip
    assert found["LOC", "Oslo"].attributes == {"identifier": "Q585"}
    chain = {found["CoreferenceLink", "Ann Lee"].entity, found["pro", "She"].entity}
    assert [one.name for one in desk.all(Entity) if {one.id} == chain] == ["Ann Lee"]
    ids = {one.id: key[1] for key, one in found.items()}
    assert {(one.type, ids[one.source], ids[one.target]) for one in desk.all(Link)} == {
        ("in", "Ann Lee", "Oslo"), ("who", "met", "Ann Lee"), ("who", "met", "Oslo"),
    }  # fmt: skip
    assert lost == [
        "1 layers: it says what a token is, not what a passage is",
        "1 lines: what stands before this sentence is not in the file: a line break",
    ]


def test_folder_of_files_is_one_story(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    for name in ("x", "y"):
        text = SHEET.replace("She left", f"{name.upper()}he left").replace("\tShe", f"\t{name}he")
        (tmp_path / "a" / f"{name}.tsv").write_text(text, "utf-8")
    desk = empty_desk()
    import_file(desk, "webanno", tmp_path)
    assert len({one.story for one in desk.all(Article)}) == 1
    assert len(list(desk.all(Article))) == 2


def test_relation_without_its_end_is_told(tmp_path: Path) -> None:
    _, lost = _read(tmp_path, SHEET.replace("1-2[1_0]", "1-1"))
    assert "1 lines: a relation with an end that is not there" in lost


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("# something else\n#id=1\n", ":1: not WebAnno TSV"),
        ("# something | else\n#id=1\n", "no token of WebAnno TSV 2 in it"),
        ("#id=1\n", "no token of WebAnno TSV 1 in it"),
        ("#text=a\n1\ta\tO\n", ":2: 3 cells, WebAnno TSV 1 has 10"),
        ("# a | b\n1-1\t \tO\n", ":2: a token of nothing"),
        ("#id=1\n1-1\ta\n", ":2: no token of WebAnno TSV 1: '1-1"),
        ("", ":1: not WebAnno TSV 3"),
        ("#FORMAT=WebAnno TSV 3.3\n#Text=a\n1-1\tx\ta\n", ":3: no token with its offsets"),
        (
            "#FORMAT=WebAnno TSV 3.2\n\n#Text=ab\n1-1\t0-2\tab\t\n\n#Text=c\n2-1\t1-2\tc\t\n",
            ":7: a sentence that begins in the one before it",
        ),
    ],
)
def test_file_that_is_none_is_refused_by_line(content: str, says: str, tmp_path: Path) -> None:
    with pytest.raises(VariorumError) as caught:
        _read(tmp_path, content)
    assert says in str(caught.value)


def test_line_with_too_few_cells_is_told(tmp_path: Path) -> None:
    content = f"#FORMAT=WebAnno TSV 3.3\n#T_SP={NER}|value\n\n#Text=a\n1-1\t0-1\ta\n"
    desk, lost = _read(tmp_path, content)
    assert next(desk.all(Article)).text == "a"
    assert lost == ["1 lines: fewer cells than layer NamedEntity has features"]


FIRST = """\
#id=1
#text=𝔘 Ann Lee  met Oslo.
1\t𝔘\t_\tSYM\tO\tO\t4\tDEP\t_\t_
2\tAnn\tann\tNNP\tB-PER|B-FIRST\tO\t4\tSBJ\t_\t_
3\tLee\t_\tNNP\tI-PER\tO\t2\tNAME\t_\t_
4\tmet\t_\tVBD\t_\tO\t0\tROOT\t_\t_
5\tOslo\t_\tNNP\tLOC\tx\t4\tOBJ\t_\t_
6\t.\t_\t.\tO\tO\t4\tP\t_\t_

#id=2
#text=She left
all of it.
1\tShe\t_\tPRP\tB-PER\tO\t2\tSBJ\t_\t_
2\tleft\t_\tVBD\tB_PER|O|B-EVENT\tO\t_\t_\t_\t_
3\tall\t_\t_\tO|O|I-EVENT\tO\t_\t_\t_\t_
4\tof\t_\t_\tI-EVENT\tO\t_\t_\t_\t_
5\tit\t_\t_\tI-EVENT|I-EVENT\tO\t_\t_\t_\t_
6\t.\t_\t_\tO\tO\t_\t_\t_\t_
"""
POS = "de.tudarmstadt.ukp.dkpro.core.api.lexmorph.type.pos.POS"
SECOND = f""" # {NER} | identifier | value # webanno.custom.Plain | kind # webanno.custom.Of | \
how | AttachTo={NER} # {POS} | PosValue # x.Dependency | DependencyType | AttachTo={POS}

#id=1
#text=𝔘 Ann Lee met Oslo
1-1\t𝔘\tO\tO\t_\t_\t_\tSYM\tDEP\t1-4\t
1-2\tAnn\tB-_|B-Q2\tB-PER|B-FIRST\tB-webanno.custom.Plain_\t_\t_\tNNP\tSBJ\t1-4\t
1-3\tLee\tI-_\tI-PER\tI-webanno.custom.Plain_\t_\t_\tNNP\tNAME\t1-2\t
1-4\tmet\t_\tEVENT\tone\tby\t1-5\tVBD\tROOT\t1-4\t
1-5\tOslo\tQ585\tLOC\tO\tin|_\t1-4|1-9\tNNP\tOBJ\t1-4\t
2-1\tShe\t_\tPER\t_\tis\t1-2\tPRP\tROOT\t2-1\t
"""


def _found(desk: Desk) -> set[tuple[str, str]]:
    return {(one.label, " ".join(one.quotes)) for one in desk.all(Mention)}


def test_first_version_is_read_or_told(tmp_path: Path) -> None:
    desk, lost = _read(tmp_path, FIRST)
    assert next(desk.all(Article)).text == "𝔘 Ann Lee  met Oslo.\nShe left\nall of it.\n"
    assert _found(desk) == {
        ("PER", "Ann Lee"), ("FIRST", "Ann"), ("LOC", "Oslo"), ("PER", "She"), ("PER", "left"),
        ("EVENT", "left\nall of it"), ("EVENT", "it"),
    }  # fmt: skip
    assert lost == [
        "3 layers: it says what a token is, not what a passage is",
        "1 lines: it goes on with what did not begin: it begins here",
        "1 lines: what stands before this sentence is not in the file: a line break",
        "1 lines: what the sixth column says is not known",
    ]


def test_second_version_is_read_or_told(tmp_path: Path) -> None:
    desk, lost = _read(tmp_path, SECOND)
    assert next(desk.all(Article)).text == "𝔘 Ann Lee met Oslo\nShe\n"
    assert _found(desk) == {
        ("PER", "Ann Lee"), ("FIRST", "Ann"), ("Plain", "Ann Lee"), ("EVENT", "met"),
        ("one", "met"), ("LOC", "Oslo"), ("PER", "She"),
    }  # fmt: skip
    found = {one.label: one for one in desk.all(Mention)}
    assert found["LOC"].attributes == {"identifier": "Q585"}
    assert found["FIRST"].attributes == {"identifier": "Q2"}
    quote = {one.id: one.quotes[0] for one in desk.all(Mention)}
    assert {(one.type, quote[one.source], quote[one.target]) for one in desk.all(Link)} == {
        ("by", "Oslo", "met"), ("in", "met", "Oslo"),
    }  # fmt: skip
    assert lost == [
        "2 layers: it says what a token is, not what a passage is",
        "1 lines: a relation of a token with several annotations: of which?",
        "1 lines: a relation with an end that is not there",
        "1 lines: what stands before this sentence is not in the file: a line break",
    ]


@pytest.mark.parametrize("head", ["", "#text=Nobody is here\n"])
def test_sentence_without_its_text_has_the_tokens_a_space_apart(head: str, tmp_path: Path) -> None:
    row = "{}\t{}\t_\t_\t{}\tO\t_\t_\t_\t_\n"
    content = f"#id=1\n{head}{row.format(1, 'Ann', 'B-PER')}{row.format(2, 'Lee', 'I-PER')}"
    desk, lost = _read(tmp_path, content + row.format(1, "Oslo", "LOC"))
    assert next(desk.all(Article)).text == "Ann Lee\nOslo\n"
    assert _found(desk) == {("PER", "Ann Lee"), ("LOC", "Oslo")}
    told = "1 lines: its tokens are not in its text: they stand a space apart"
    assert (told in lost) == bool(head)
