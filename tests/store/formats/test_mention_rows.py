"""Tables of mentions: exact bytes, what is left behind is told, and rows land where they belong."""

from __future__ import annotations

import csv
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings

from store.desk import Desk
from store.errors import VariorumError
from store.formats.exchange import export_desk, import_file
from store.model import Article, Entity, Mention, Story
from tests.store.desks import contents
from tests.store.formats.desks import OTHER, Write, desk_of, desks, empty_desk, full_desk, mention

GOLD = (
    b"article,title,start,end,fragments,label,quote,entity,entity_id,attributes,by,at,status,"
    b"unsure,note,id\r\n"
    b'a1,"=1+1, ""x""",0,9,0-3;4-9,GPE,The \xe2\x80\xa6 mayor,Oslo,e1,"{""a"": ""\xc3\xa9""}",'
    b'ann,2026-01-01T00:00:00Z,draft,yes,"@one\ntwo",m1\r\n'
)


def small_desk(*more: Mention) -> Desk:
    return desk_of(
        Story(id="s1"),
        Article(id="a1", story="s1", title='=1+1, "x"', text=OTHER),
        Entity(id="e1", name="Oslo"),
        *more,
    )


def articles_of(desk: Desk) -> Desk:
    """Another desk with the same articles and nothing else."""
    other = empty_desk()
    kinds = (Story, Article, Entity)
    other.apply(Write(tuple(record for kind in kinds for record in desk.all(kind))))
    return other


def test_csv_is_these_bytes(tmp_path: Path) -> None:
    desk = small_desk(
        mention("m1", OTHER, (0, 3), (4, 9), entity="e1", attributes={"a": "é"}, unsure=True,
                status="draft", note="@one\ntwo", by="ann", at="2026-01-01T00:00:00Z"),
    )  # fmt: skip
    out = export_desk(desk, "csv", tmp_path / "x.csv")
    assert (tmp_path / "x.csv").read_bytes() == GOLD
    assert {(loss.table, loss.record, loss.field) for loss in out.losses} == {
        *(("articles", "a1", field) for field in ("by", "at", "story", "title", "text")),
        *(("entities", "e1", field) for field in ("by", "at")),
        ("stories", "s1", ""),
    }
    assert out.carried == {"articles": 1, "mentions": 1}


def test_everything_a_table_cannot_hold_is_told(tmp_path: Path) -> None:
    out = export_desk(full_desk(), "csv", tmp_path / "x.csv")
    lost = {(loss.table, loss.record, loss.field) for loss in out.losses}
    assert lost >= {
        ("claims", "c1", ""), ("assertions", "x1", ""), ("silences", "o1", ""),
        ("matches", "h1", ""), ("links", "l1", ""), ("verdicts", "v1", ""), ("topics", "t1", ""),
        ("entities", "e1", "aliases"), ("mentions", "m5", "x"), ("articles", "a1", "publisher"),
    }  # fmt: skip
    assert out.carried == {"articles": 3, "mentions": 6}


@pytest.mark.parametrize("name", ["csv", "tsv"])
@given(desk=desks())
@settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.too_slow])
def test_mentions_of_any_desk_come_back(name: str, desk: Desk) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder, "x")
        losses = export_desk(desk, name, path).losses
        rows = path.read_bytes()
        other = articles_of(desk)
        import_file(other, name, path)
        assert import_file(other, name, path).changed is None
        untold = {(loss.record, loss.field) for loss in losses if loss.table == Mention.TABLE}
        for one in desk.all(Mention):
            unknown = {
                key: value for key, value in one.unknown.items() if (one.id, key) not in untold
            }
            found = other.get(Mention, one.id)
            assert found is not None
            assert msgspec.structs.replace(found, rev=0) == msgspec.structs.replace(
                one, rev=0, unknown=unknown
            )
        export_desk(other, name, path, overwrite=True)
        assert path.read_bytes() == rows


def test_python_reads_the_same_cells(tmp_path: Path) -> None:
    desk = full_desk()
    export_desk(desk, "csv", tmp_path / "x.csv")
    with (tmp_path / "x.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["id"] for row in rows] == ["m2", "m4", "m1", "m3", "m5", "m6"]
    assert rows[2]["note"] == "n\n\t="
    assert rows[2]["title"] == "Ünïcode =1+1"


def test_rows_of_someone_else_need_only_article_span_and_label(tmp_path: Path) -> None:
    path = tmp_path / "x.tsv"
    path.write_text("label\tarticle\tstart\tend\tentity\tscore\nGPE\ta1\t13\t17\tOslo\t1\n"
                    "NEW\ta1\t0\t3\tNobody\t1\nNEW\ta1\t0\t3\tNobody\t1\n", "utf-8")  # fmt: skip
    desk = small_desk()
    into = import_file(desk, "tsv", path)
    assert [(loss.field, loss.reason) for loss in into.losses] == [
        ("score", "a column that is not read")
    ]
    found = list(desk.all(Mention))
    assert [(one.label, one.quotes, one.by) for one in found] == [
        ("GPE", ("Oslo",), "ann"), ("NEW", ("The",), "ann"), ("NEW", ("The",), "ann"),
    ]  # fmt: skip
    assert found[0].entity == "e1"
    assert desk.get(Entity, found[1].entity or "") is not None
    assert desk.labels.named("NEW") is not None
    assert import_file(desk, "tsv", path).changed is None


HEAD = "article,start,end,label,quote,attributes\n"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "empty"),
        ("label,start,end\n", ":1: no column 'article'"),
        ("article,label\n", ":1: no columns 'start' and 'end'"),
        (HEAD + "a9,0,3,GPE,,\n", ":2: article 'a9' is not on this desk"),
        (HEAD + "a1,0,999,GPE,,\n", ":2: span 0-999 lies outside"),
        (HEAD + "a1,x,3,GPE,,\n", ":2: 'x-3' are no offsets"),
        (HEAD + "a1,-1,3,GPE,,\n", ":2: '-1-3' are no offsets"),
        (HEAD + "a1,0,3,GPE,the,\n", ":2: quote 'the' is not"),
        (HEAD + "a1,0,3,,,\n", ":2: label is empty"),
        (HEAD + "a1,0,3,GPE\n", ":2: 4 cells, but there are 6 columns"),
        (HEAD + "a1,0,3,GPE,,[1]\n", ":2: attributes '[1]'"),
        (HEAD + 'a1,0,3,GPE,"open\n', ": unexpected end of data"),
    ],
)
def test_bad_row_is_refused_by_file_and_line(text: str, said: str, tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text(text, "utf-8")
    desk = small_desk()
    before = contents(desk)
    with pytest.raises(VariorumError) as caught:
        import_file(desk, "csv", path)
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)
    assert contents(desk) == before


def test_file_that_is_not_utf8_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_bytes(HEAD.encode() + b"a1,0,3,\xff,,\n")
    with pytest.raises(VariorumError, match="not UTF-8"):
        import_file(small_desk(), "csv", path)
