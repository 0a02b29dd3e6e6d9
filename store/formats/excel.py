"""Cells that a spreadsheet neither computes nor cuts by itself; what is changed is told.

A cell that begins with one of these signs is a formula to Excel, LibreOffice and Google Sheets
(OWASP, CSV injection): an apostrophe before it makes it text.
"""

from __future__ import annotations

from typing import Final

from store.formats.outgoing import Outgoing

CELL: Final = 32_767
"""The code units that a cell holds."""
_SIGNS: Final = ("=", "+", "-", "@", "\t", "\r", "\n")


def guarded(outgoing: Outgoing, table: str, id: str, field: str, value: str) -> str:
    """A cell's text as a spreadsheet takes it for text."""
    if value.startswith(_SIGNS):
        outgoing.losses.add(
            table, id, "has an apostrophe before it, or it is a formula", field=field
        )
        value = "'" + value
    return cut(outgoing, table, id, field, value)


def cut(outgoing: Outgoing, table: str, id: str, field: str, value: str) -> str:
    """A cell's text, no longer than a cell."""
    units = value.encode("utf-16-le", "surrogatepass")
    if len(units) <= 2 * CELL:
        return value
    outgoing.losses.add(table, id, f"cut: a cell holds {CELL} characters", field=field)
    return units[: 2 * CELL].decode("utf-16-le", "ignore")


def is_guarded(cell: str, value: str) -> bool:
    """Whether a cell is what ``guarded`` makes of a text."""
    plain = cell[1:] if cell.startswith("'") and cell[1:].startswith(_SIGNS) else cell
    return plain == value or (len(cell.encode("utf-16-le")) >= 2 * CELL and value.startswith(plain))
