"""Tables of everything on a desk: a folder of CSV files, or the sheets of one XLSX workbook.

A sheet has a column for each field of its records: lists and what is nested are JSON. CSV is
exact. A workbook's cells are typed as text, so that none is a formula; what a cell cannot hold is
cut, and told.
"""

from __future__ import annotations

import csv
import re
import zipfile
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any, Final, NamedTuple

import msgspec

from store.claim_matrix import matrix
from store.formats.excel import cut, guarded
from store.formats.library import library
from store.formats.outgoing import Outgoing
from store.formats.seam import Format
from store.model import (
    Annotator,
    Article,
    Assertion,
    Claim,
    Entity,
    Link,
    Match,
    Mention,
    Record,
    Silence,
    Story,
    Topic,
    Verdict,
)

_UNFIT: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_THEN: Final = datetime(2000, 1, 1)
_GAP: Final = " … "
_KINDS: Final[tuple[type[Record], ...]] = (
    Entity, Claim, Topic, Silence, Match, Link, Verdict, Story, Annotator,
)  # fmt: skip
_MATRIX: Final = ("story", "topic", "claim", "text", "article", "cell", "assertions")
_DIFFERENCES: Final = (
    "story", "kind", "grade", "explanation", "spans", "signature", "verdict", "reason",
)  # fmt: skip


class Row(NamedTuple):
    """One row: the table and id of its record, for what has to be told of it, and its cells."""

    table: str
    id: str
    cells: list[str]


class Sheet(NamedTuple):
    """A table: its name, its columns, and its rows."""

    name: str
    columns: tuple[str, ...]
    rows: Iterable[Row]


def sheets(outgoing: Outgoing) -> Iterator[Sheet]:
    """Each table, told of whatever it has no column for."""
    articles = list(outgoing.articles())
    yield Sheet(Article.TABLE, columns(Article), (_row(outgoing, one) for one in articles))
    mentions = (one for article in articles for one in outgoing.spans(Mention, article))
    yield Sheet(Mention.TABLE, columns(Mention), (_row(outgoing, one) for one in mentions))
    stated = (one for article in articles for one in outgoing.spans(Assertion, article))
    yield Sheet(Assertion.TABLE, columns(Assertion), (_row(outgoing, one) for one in stated))
    for other in _KINDS:
        asked = [one for one in outgoing.all(other) if outgoing.is_asked_for(one)]
        outgoing.carry(other.TABLE, (one.id for one in asked))
        yield Sheet(other.TABLE, columns(other), (_row(outgoing, one) for one in asked))
    stories: dict[str, list[Article]] = defaultdict(list)
    for article in articles:
        stories[article.story].append(article)
    yield Sheet("matrix", _MATRIX, _matrix(outgoing, stories))
    yield Sheet("discrepancies", _DIFFERENCES, _differences(outgoing, stories))


def columns(kind: type[Record]) -> tuple[str, ...]:
    """The fields of a kind of record that have a column."""
    return tuple(name for name in kind.__struct_fields__ if name not in ("rev", "unknown"))


def _row(outgoing: Outgoing, record: Record) -> Row:
    outgoing.leave_fields(record, columns(type(record)), "there is no column for it")
    cells = [_cell(name, getattr(record, name)) for name in columns(type(record))]
    return Row(record.TABLE, record.id, cells)


def _cell(name: str, value: Any) -> str:
    if isinstance(value, str):
        return value
    if value is None or value is False or value == () or value == {}:
        return ""
    if value is True:
        return "yes"
    if name == "quotes":
        return _GAP.join(value)
    if name == "fragments":
        return ";".join(f"{start}-{end}" for start, end in value)
    return msgspec.json.encode(value).decode()


def _matrix(outgoing: Outgoing, stories: Mapping[str, list[Article]]) -> Iterator[Row]:
    """A row a cell of each story's claim matrix, of all that is asserted on the desk."""
    for story, beside in stories.items():
        ids = [article.id for article in beside]
        for row in matrix(outgoing.desk, story, ids).rows:
            for id, cell in zip(ids, row.cells, strict=True):
                claim = row.claim
                said = " ".join(cell.assertions)
                cells = [story, row.topic, claim.id, claim.text, id, cell.sign, said]
                yield Row("matrix", f"{claim.id} {id}", cells)


def _differences(outgoing: Outgoing, stories: Mapping[str, list[Article]]) -> Iterator[Row]:
    from store.compare import discrepancies
    from store.learnt import learnt

    for story, beside in stories.items():
        said = {one.signature: one for one in outgoing.by(Verdict, "story", story)}
        for found in discrepancies(beside, learnt(outgoing.desk)):
            verdict = said.get(found.signature)
            spans = msgspec.json.encode(dict(found.spans)).decode()
            is_real = "" if verdict is None else "real" if verdict.real else "dismissed"
            reason = verdict.reason if verdict is not None else ""
            cells = [story, found.kind, found.grade, found.explanation, spans, found.signature]
            yield Row("discrepancies", found.signature, [*cells, is_real, reason])


def write_folder(outgoing: Outgoing, place: Path) -> None:
    """Write a CSV file a table."""
    place.mkdir()
    encoding = "utf-8-sig" if outgoing.choice.excel else "utf-8"
    for sheet in sheets(outgoing):
        path = place / f"{sheet.name}.csv"
        with path.open("w", encoding=encoding, newline="") as file:
            rows = csv.writer(file)
            rows.writerow(sheet.columns)
            rows.writerows(_cells(outgoing, sheet, row) for row in sheet.rows)


def _cells(outgoing: Outgoing, sheet: Sheet, row: Row) -> list[str]:
    if not outgoing.choice.excel:
        return row.cells
    return [
        guarded(outgoing, row.table, row.id, name, value)
        for name, value in zip(sheet.columns, row.cells, strict=True)
    ]


def write_workbook(outgoing: Outgoing, place: Path) -> None:
    """Write a workbook with a sheet a table. Raises NoLibrary."""
    openpyxl = library("openpyxl", "xlsx")
    cell = library("openpyxl.cell", "xlsx").WriteOnlyCell
    book = openpyxl.Workbook(write_only=True)
    book.properties.created = _THEN
    for sheet in sheets(outgoing):
        page = book.create_sheet(sheet.name)
        page.append(sheet.columns)
        for row in sheet.rows:
            cells = []
            for name, value in zip(sheet.columns, row.cells, strict=True):
                made = cell(page, value=None)
                made.value = _fitting(outgoing, row, name, value)
                made.data_type = "s"  # or what begins with = would be a formula
                cells.append(made)
            page.append(cells)
    made = BytesIO()
    book.save(made)
    _without_times(made, place)


def _fitting(outgoing: Outgoing, row: Row, field: str, value: str) -> str:
    """A text as a cell holds it; what is changed is told."""
    fit = _UNFIT.sub("\ufffd", value)
    if fit != value:
        outgoing.losses.add(row.table, row.id, "no cell holds control characters", field=field)
    return cut(outgoing, row.table, row.id, field, fit)


def _without_times(made: BytesIO, place: Path) -> None:
    """The same desk is the same bytes, whenever it is written."""
    with zipfile.ZipFile(made) as source, zipfile.ZipFile(place, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name == "docProps/core.xml":
                content = re.sub(
                    rb"(<dcterms:modified[^>]*>)[^<]*",
                    rb"\g<1>" + f"{_THEN:%Y-%m-%dT%H:%M:%SZ}".encode(),
                    content,
                )
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            target.writestr(entry, content, zipfile.ZIP_DEFLATED)


_HOLDS: Final = (
    "text", "metadata", "mentions", "nested", "discontinuous", "attributes", "entities", "claims",
    "links", "verdicts", "notes",
)  # fmt: skip

TABLES: Final = Format(
    name="tables",
    suffix="",
    description="a folder of CSV files, one for each kind of record, matrix and discrepancies",
    holds=_HOLDS,
    options=("excel",),
    writes=write_folder,
)
XLSX: Final = Format(
    name="xlsx",
    suffix=".xlsx",
    description="a workbook with the same tables as sheets; no cell is a formula",
    holds=_HOLDS,
    writes=write_workbook,
)
