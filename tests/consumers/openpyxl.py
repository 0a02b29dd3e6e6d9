"""openpyxl: a workbook has every cell as it was, and no formula."""

from __future__ import annotations

import csv

import openpyxl

from tests.consumers.exported import exported

book = openpyxl.load_workbook(exported("xlsx"))
plain = exported("tables")
assert {f"{name}.csv" for name in book.sheetnames} == {path.name for path in plain.iterdir()}
for page in book:
    with (plain / f"{page.title}.csv").open(encoding="utf-8", newline="") as file:
        wanted = list(csv.reader(file))
    cells = [[cell.value or "" for cell in row] for row in page.iter_rows()]
    assert cells == wanted, page.title
    assert all(cell.data_type != "f" for row in page.iter_rows() for cell in row)
