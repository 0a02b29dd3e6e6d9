"""Tables of everything: exact bytes, a column for each field, and cells that are never formulas."""

from __future__ import annotations

import csv
import re
import zipfile
from datetime import datetime, tzinfo
from pathlib import Path

import openpyxl
import pytest

from store.desk import Desk
from store.errors import VariorumError
from store.formats import library as libraries
from store.formats.choice import Choice
from store.formats.exchange import export_desk, import_file
from store.formats.library import NoLibrary
from store.model import Article, Claim, Link, Story
from tests.store.formats.desks import OTHER, assertion, desk_of, full_desk, mention
from tests.store.formats.round_trip import files

CLAIMS = (
    b"id,by,at,status,unsure,note,story,text,topic,order\r\n"
    b'c1,ann,2026-01-01T00:00:00Z,accepted,yes,,s1,"=1+1, they met",,3\r\n'
)
MENTIONS = (
    b"id,by,at,status,unsure,note,article,fragments,quotes,label,entity,attributes\r\n"
    b"m1,ann,2026-01-01T00:00:00Z,accepted,,,a1,0-3;4-9,The \xe2\x80\xa6 mayor,GPE,,"
    b'"{""a"":""b""}"\r\n'
)
CHANGED = b"story,kind,grade,explanation,spans,signature,verdict,reason\r\n"
CELLS = {
    "claims": (
        b'<row r="1">'
        b'<c r="A1" t="inlineStr"><is><t>id</t></is></c>'
        b'<c r="B1" t="inlineStr"><is><t>by</t></is></c>'
        b'<c r="C1" t="inlineStr"><is><t>at</t></is></c>'
        b'<c r="D1" t="inlineStr"><is><t>status</t></is></c>'
        b'<c r="E1" t="inlineStr"><is><t>unsure</t></is></c>'
        b'<c r="F1" t="inlineStr"><is><t>note</t></is></c>'
        b'<c r="G1" t="inlineStr"><is><t>story</t></is></c>'
        b'<c r="H1" t="inlineStr"><is><t>text</t></is></c>'
        b'<c r="I1" t="inlineStr"><is><t>topic</t></is></c>'
        b'<c r="J1" t="inlineStr"><is><t>order</t></is></c>'
        b'</row><row r="2">'
        b'<c r="A2" t="inlineStr"><is><t>c1</t></is></c>'
        b'<c r="B2" t="inlineStr"><is><t>ann</t></is></c>'
        b'<c r="C2" t="inlineStr"><is><t>2026-01-01T00:00:00Z</t></is></c>'
        b'<c r="D2" t="inlineStr"><is><t>accepted</t></is></c>'
        b'<c r="E2" t="inlineStr"><is><t>yes</t></is></c>'
        b'<c r="F2" t="inlineStr"></c>'
        b'<c r="G2" t="inlineStr"><is><t>s1</t></is></c>'
        b'<c r="H2" t="inlineStr"><is><t>=1+1, they met</t></is></c>'
        b'<c r="I2" t="inlineStr"></c>'
        b'<c r="J2" t="inlineStr"><is><t>3</t></is></c>'
        b"</row>"
    ),
    "matrix": (
        b'<row r="1">'
        b'<c r="A1" t="inlineStr"><is><t>story</t></is></c>'
        b'<c r="B1" t="inlineStr"><is><t>topic</t></is></c>'
        b'<c r="C1" t="inlineStr"><is><t>claim</t></is></c>'
        b'<c r="D1" t="inlineStr"><is><t>text</t></is></c>'
        b'<c r="E1" t="inlineStr"><is><t>article</t></is></c>'
        b'<c r="F1" t="inlineStr"><is><t>cell</t></is></c>'
        b'<c r="G1" t="inlineStr"><is><t>assertions</t></is></c>'
        b'</row><row r="2">'
        b'<c r="A2" t="inlineStr"><is><t>s1</t></is></c>'
        b'<c r="B2" t="inlineStr"></c>'
        b'<c r="C2" t="inlineStr"><is><t>c1</t></is></c>'
        b'<c r="D2" t="inlineStr"><is><t>=1+1, they met</t></is></c>'
        b'<c r="E2" t="inlineStr"><is><t>a1</t></is></c>'
        b'<c r="F2" t="inlineStr"><is><t>&#9679;</t></is></c>'
        b'<c r="G2" t="inlineStr"><is><t>x1</t></is></c>'
        b"</row>"
    ),
}
PARTS = [
    "[Content_Types].xml", "_rels/.rels", "docProps/app.xml", "docProps/core.xml",
    "xl/_rels/workbook.xml.rels", "xl/styles.xml", "xl/theme/theme1.xml", "xl/workbook.xml",
    *sorted(f"xl/worksheets/sheet{number}.xml" for number in range(1, 15)),
]  # fmt: skip
SHEETS = [
    "articles", "mentions", "assertions", "entities", "claims", "topics", "silences", "matches",
    "links", "verdicts", "stories", "annotators", "matrix", "discrepancies",
]  # fmt: skip


def small_desk() -> Desk:
    return desk_of(
        Story(id="s1"),
        Article(id="a1", story="s1", title="", text=OTHER),
        Claim(id="c1", story="s1", text="=1+1, they met", order=3, unsure=True),
        mention("m1", OTHER, (0, 3), (4, 9), attributes={"a": "b"}),
        assertion("x1", OTHER, (0, 3)),
        Link(id="l1", type="refines", source="m1", target="c1"),
    )


def test_folder_is_these_bytes(tmp_path: Path) -> None:
    out = export_desk(small_desk(), "tables", tmp_path / "x")
    assert not out.losses
    found = files(tmp_path / "x")
    assert found["claims.csv"] == CLAIMS
    assert found["mentions.csv"] == MENTIONS
    assert found["discrepancies.csv"] == CHANGED
    assert len(found) == 14
    assert found["matrix.csv"].splitlines()[1] == b's1,,c1,"=1+1, they met",a1,\xe2\x97\x8f,x1'


def test_workbook_has_these_parts_and_these_cells(tmp_path: Path) -> None:
    """What stands around the cells is the library's, and differs with its version."""
    for name in ("x.xlsx", "y.xlsx"):
        assert not export_desk(small_desk(), "xlsx", tmp_path / name).losses
    assert (tmp_path / "x.xlsx").read_bytes() == (tmp_path / "y.xlsx").read_bytes()
    with zipfile.ZipFile(tmp_path / "x.xlsx") as book:
        parts = {name: book.read(name) for name in book.namelist()}
        assert {entry.date_time for entry in book.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert sorted(parts) == PARTS
    assert re.findall(r'<sheet [^>]*name="(\w+)"', parts["xl/workbook.xml"].decode()) == SHEETS
    times = re.findall(rb"<dcterms:[^>]*>([^<]+)", parts["docProps/core.xml"])
    assert times == [b"2000-01-01T00:00:00Z"] * 2
    for name, cells in CELLS.items():
        page = parts[f"xl/worksheets/sheet{SHEETS.index(name) + 1}.xml"]
        assert b"<sheetData>" + cells + b"</sheetData>" in page, name


def test_discrepancies_stand_beside_their_verdict(tmp_path: Path) -> None:
    texts = ("The storm killed 47 people in Oslo.\n", "The storm killed 49 people in Oslo.\n")
    articles = [
        Article(id=f"a{n}", story="s1", title="", text=text) for n, text in enumerate(texts)
    ]
    export_desk(desk_of(Story(id="s1"), *articles), "tables", tmp_path / "x")
    with (tmp_path / "x" / "discrepancies.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [(row["kind"], row["grade"], row["verdict"]) for row in rows] == [("number", "hard", "")]
    assert '"a0":[[17,' in rows[0]["spans"]


def test_workbook_has_the_same_cells_and_no_formula(tmp_path: Path) -> None:
    export_desk(full_desk(), "xlsx", tmp_path / "x.xlsx")
    export_desk(full_desk(), "tables", tmp_path / "x")
    book = openpyxl.load_workbook(tmp_path / "x.xlsx")
    for page in book:
        path = tmp_path / "x" / f"{page.title}.csv"
        with path.open(encoding="utf-8", newline="") as file:
            assert [[cell.value or "" for cell in row] for row in page.iter_rows()] == list(
                csv.reader(file)
            )
        assert all(cell.data_type != "f" for row in page.iter_rows() for cell in row)


def test_workbook_is_the_same_bytes_at_any_time(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    export_desk(full_desk(), "xlsx", tmp_path / "x.xlsx")
    raw = (tmp_path / "x.xlsx").read_bytes()

    class Later(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> Later:
            return cls(2035, 1, 1, tzinfo=tz)

    monkeypatch.setattr("time.time", lambda: 2_000_000_000.0)
    monkeypatch.setattr("openpyxl.writer.excel.datetime.datetime", Later)
    export_desk(full_desk(), "xlsx", tmp_path / "y.xlsx")
    assert (tmp_path / "y.xlsx").read_bytes() == raw


def test_what_no_cell_holds_is_cut_and_told(tmp_path: Path) -> None:
    text = "\U0001f600" * 20_000
    desk = desk_of(
        Story(id="s1", title="bell\x07"), Article(id="a1", story="s1", title="=x", text=text)
    )
    out = export_desk(desk, "xlsx", tmp_path / "x.xlsx")
    assert {(loss.record, loss.field) for loss in out.losses} == {("a1", "text"), ("s1", "title")}
    page = openpyxl.load_workbook(tmp_path / "x.xlsx")["articles"]
    rows = list(page.values)
    cell = rows[1][rows[0].index("text")]
    assert cell == "\U0001f600" * 16_383
    assert rows[1][rows[0].index("title")] == "=x"


def test_library_that_is_absent_is_named_with_its_extra(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def absent(name: str) -> None:
        raise ImportError(name)

    monkeypatch.setattr(libraries, "import_module", absent)
    for name, extra in (("xlsx", "xlsx"), ("huggingface", "huggingface"), ("spacy", "spacy")):
        with pytest.raises(NoLibrary, match=rf"variorum\[{extra}\]"):
            export_desk(full_desk(), name, tmp_path / name)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("name", ["csv", "tsv"])
def test_excel_mode_guards_formulas_and_says_so_and_comes_back(name: str, tmp_path: Path) -> None:
    text = "=1+1 and @you\n"
    desk = desk_of(
        Story(id="s1"),
        Article(id="a1", story="s1", title="T", text=text),
        mention("m1", text, (0, 4), note="-x"),
        mention("m2", text, (9, 13)),
    )
    path = tmp_path / "x"
    told = export_desk(desk, name, path, choice=Choice(excel=True)).losses
    assert {(loss.record, loss.field) for loss in told if "apostrophe" in loss.reason} == {
        ("m1", "quote"), ("m1", "note"), ("m2", "quote"),
    }  # fmt: skip
    raw = path.read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    assert b"'=1+1" in raw
    assert import_file(desk, name, path).altered == {"mentions": 1}  # the note has its apostrophe
    plain = export_desk(desk, name, tmp_path / "y").losses
    assert not [loss for loss in plain if "apostrophe" in loss.reason]


def test_excel_mode_cuts_what_no_cell_holds_and_says_so(tmp_path: Path) -> None:
    text = "a" * 40_000
    desk = desk_of(Story(id="s1"), Article(id="a1", story="s1", title="T", text=text))
    told = export_desk(desk, "tables", tmp_path / "x", choice=Choice(excel=True)).losses
    assert [(loss.record, loss.field) for loss in told if "cut" in loss.reason] == [("a1", "text")]
    with (tmp_path / "x" / "articles.csv").open(encoding="utf-8-sig", newline="") as file:
        (row,) = csv.DictReader(file)
    assert row["text"] == "a" * 32_767


@pytest.mark.parametrize(("option", "able"), [("excel", "csv"), ("split", "huggingface")])
def test_option_that_says_nothing_to_a_format_is_refused(
    option: str, able: str, tmp_path: Path
) -> None:
    with pytest.raises(VariorumError, match=f"says nothing to jsonl: it is for .*{able}"):
        export_desk(full_desk(), "jsonl", tmp_path / "x", choice=Choice(**{option: True}))  # type: ignore[arg-type]
    assert not list(tmp_path.iterdir())
