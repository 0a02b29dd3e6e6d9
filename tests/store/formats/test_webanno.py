"""WebAnno TSV 3: layers, stacks, parts of tokens, relations, chains, slots, escapes."""

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
        ("# something | else\n#id=1\n", ":1: not WebAnno TSV 3"),
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
