"""CoNLL: exact bytes of its three kinds, and the tags that others write."""

from __future__ import annotations

from pathlib import Path

import pytest

from store.desk import Desk
from store.errors import VariorumError
from store.formats.exchange import export_desk, import_file
from store.model import Article, Mention, Story
from tests.store.formats.desks import desk_of, empty_desk, mention

TEXT = "The mayor\nof Oslo, she said. Nobody met.\n"
HEAD = "# newdoc id = a1\n# sent_id = a1-1\n# text = "
CONLLU = b"""\
# newdoc id = a1
# sent_id = a1-1
# text = The mayor of Oslo, she said.
1\tThe\t_\t_\t_\t_\t_\t_\t_\tname=B-PERSON|start_char=0|end_char=3
2\tmayor\t_\t_\t_\t_\t_\t_\t_\tname=I-PERSON|start_char=4|end_char=9
3\tof\t_\t_\t_\t_\t_\t_\t_\tname=I-PERSON|start_char=10|end_char=12
4\tOslo\t_\t_\t_\t_\t_\t_\t_\tname=I-PERSON|SpaceAfter=No|start_char=13|end_char=17
5\t,\t_\t_\t_\t_\t_\t_\t_\tstart_char=17|end_char=18
6\tshe\t_\t_\t_\t_\t_\t_\t_\tstart_char=19|end_char=22
7\tsai\t_\t_\t_\t_\t_\t_\t_\tname=B-Half_a_word|SpaceAfter=No|start_char=23|end_char=26
8\td\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No|start_char=26|end_char=27
9\t.\t_\t_\t_\t_\t_\t_\t_\tstart_char=27|end_char=28

# sent_id = a1-2
# text = Nobody met.
1\tNobody\t_\t_\t_\t_\t_\t_\t_\tstart_char=29|end_char=35
2\tmet\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No|start_char=36|end_char=39
3\t.\t_\t_\t_\t_\t_\t_\t_\tstart_char=39|end_char=40

"""


def small_desk() -> Desk:
    return desk_of(
        Story(id="s1"),
        Article(id="a1", story="s1", title="", text=TEXT),
        mention("m1", TEXT, (13, 17)),
        mention("m2", TEXT, (0, 17), label="PERSON"),
        mention("m3", TEXT, (23, 26), label="Half a word"),
        mention("m4", TEXT, (19, 20), (29, 31)),
        mention("m5", TEXT, (28, 36)),
    )


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        (
            "conll",
            HEAD + "The mayor of Oslo, she said.\nThe\tB-PERSON\nmayor\tI-PERSON\nof\tI-PERSON\n"
            "Oslo\tI-PERSON\n,\tO\nshe\tO\nsai\tB-Half_a_word\nd\tO\n.\tO\n\n",
        ),
        (
            "conll-bilou",
            HEAD + "The mayor of Oslo, she said.\nThe\tB-PERSON\nmayor\tI-PERSON\nof\tI-PERSON\n"
            "Oslo\tL-PERSON\n,\tO\nshe\tO\nsai\tU-Half_a_word\nd\tO\n.\tO\n\n",
        ),
    ],
)
def test_file_begins_with_these_bytes(name: str, wanted: str, tmp_path: Path) -> None:
    out = export_desk(small_desk(), name, tmp_path / "x")
    assert (tmp_path / "x").read_bytes().startswith(wanted.encode())
    lost = {(loss.record, loss.field): loss.reason for loss in out.losses}
    assert lost["m1", ""] == "another mention has its tokens"
    assert lost["m4", ""] == "it is not one run of tokens"
    assert lost["m5", ""] == "it is edged with spaces, which are no tokens"
    assert ("m3", "label") in lost
    assert ("m3", "by") in lost
    assert out.carried == {"articles": 1, "mentions": 2}


def test_conllu_is_these_bytes(tmp_path: Path) -> None:
    for name in ("x", "y"):
        export_desk(small_desk(), "conllu", tmp_path / name)
    assert (tmp_path / "x").read_bytes() == (tmp_path / "y").read_bytes() == CONLLU


def test_sentences_that_a_mention_joins_are_one(tmp_path: Path) -> None:
    desk = desk_of(
        Story(id="s1"),
        Article(id="a1", story="s1", title="", text="He left. She came.\n"),
        mention("m1", "He left. She came.\n", (3, 12)),
    )
    export_desk(desk, "conll", tmp_path / "x")
    assert "# sent_id = a1-2" not in (tmp_path / "x").read_text("utf-8")


@pytest.mark.parametrize(
    "content",
    [
        "Oslo B-GPE\nand O\nNew I-GPE\nYork I-GPE\n",
        "-DOCSTART- -X- -X- O\n\nOslo NNP B-NP I-GPE\nand CC O O\nNew NNP B-NP B-GPE\n"
        "York NNP I-NP I-GPE\n",
        "# text = Oslo and New York\n1\tOslo\tB-GPE\t-\t-\n2\tand\tO\t-\t-\n3\tNew\tB-GPE\t-\t-\n"
        "4\tYork\tI-GPE\t-\t-\n",
        "Oslo\tU-GPE\r\nand\tO\r\nNew\tB-GPE\r\nYork\tL-GPE\r\n\r\n",
        "Oslo\tS-GPE\nand\tO\nNew\tB-GPE\nYork\tE-GPE\n",
        "1\tOslo\t_\t_\t_\t_\t_\t_\t_\tner=B-GPE\n2\tand\t_\t_\t_\t_\t_\t_\t_\t_\n"
        "3-4\tNewYork\t_\t_\t_\t_\t_\t_\t_\tname=B-ORG\n"
        "3\tNew\t_\t_\t_\t_\t_\t_\t_\tname=B-GPE\n4\tYork\t_\t_\t_\t_\t_\t_\t_\tname=I-GPE\n",
    ],
)
def test_file_of_someone_else_is_read(content: str, tmp_path: Path) -> None:
    path = tmp_path / "theirs"
    path.write_bytes(content.encode())
    desk = empty_desk()
    import_file(desk, "conll", path)
    assert [article.text for article in desk.all(Article)] == ["Oslo and New York\n"]
    assert [(one.quotes, one.label) for one in desk.all(Mention)] == [
        (("Oslo",), "GPE"), (("New York",), "GPE"),
    ]  # fmt: skip
    assert import_file(desk, "conll", path).changed is None


def test_article_of_spaces_has_no_token_and_is_read_as_nothing(tmp_path: Path) -> None:
    desk = desk_of(Story(id="s1"), Article(id="a1", story="s1", title="", text=" \n"))
    export_desk(desk, "conllu", tmp_path / "x")
    assert import_file(desk, "conllu", tmp_path / "x").changed is None


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"", "no token in it"), (b"Oslo\n", ":1: 'Oslo' has no tag"), (b"\xff\n", "not UTF-8")],
)
def test_what_is_no_conll_is_refused(content: bytes, said: str, tmp_path: Path) -> None:
    path = tmp_path / "x"
    path.write_bytes(content)
    with pytest.raises(VariorumError, match=said):
        import_file(empty_desk(), "conll", path)


def test_text_that_the_desk_has_is_found_and_never_changed(tmp_path: Path) -> None:
    export_desk(small_desk(), "conll", tmp_path / "x")
    desk = desk_of(Story(id="s1"), Article(id="a1", story="s1", title="", text="Another.\n"))
    import_file(desk, "conll", tmp_path / "x")
    assert sorted(article.text for article in desk.all(Article)) == [
        "Another.\n", "The mayor of Oslo, she said.\nNobody met.\n",
    ]  # fmt: skip
