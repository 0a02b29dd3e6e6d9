"""The snapshot: a file that plain ``TinyDB(path)`` opens, one record a line.

The line number within a table is TinyDB's document id. The first record of the first table says
which schema and sequence the file holds.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final, NamedTuple
from zlib import crc32

import msgspec

from store.db.files import Disk
from store.db.journal import Stamp
from store.db.rows import Rows, Tables
from store.db.seam import SCHEMA, TABLES

Progress = Callable[[float], None]
META: Final = "meta"
_BLOCK: Final = 1 << 16
_LINES: Final = 256
_TABLE: Final = re.compile(rb'[{}],?"((?:[^"\\]|\\.)*)":\{')


class NoSnapshot(ValueError):
    """The bytes are no snapshot; the text says why."""


class Read(NamedTuple):
    """A snapshot as read: its records, its stamp, and the schema it was written in."""

    rows: Rows
    stamp: Stamp
    schema: int


class Meta(msgspec.Struct, gc=False):
    """As much of the record of ``meta`` as the store reads."""

    id: str
    schema: int
    sequence: int = 0


_meta = msgspec.json.Decoder(Meta)
_encode = msgspec.json.Encoder().encode


def read_snapshot(disk: Disk, path: Path, progress: Progress | None = None) -> Read:
    """Read the desk file.

    Raises NoSnapshot where the bytes are no desk, FileNotFoundError and OSError as they come.
    """
    fd = disk.open(path)
    try:
        size = disk.size(fd)
        try:
            return _by_lines(disk, fd, size, progress)
        except _OtherShape:
            return _as_whole(disk.read(fd, size, 0))
    finally:
        disk.close(fd)


class _OtherShape(ValueError):
    """JSON that this module did not write: one of its lines is no line of ours."""


def _by_lines(disk: Disk, fd: int, size: int, progress: Progress | None) -> Read:
    rows = Rows()
    crc = offset = 0
    rest = b""
    table = ""
    while offset < size:
        block = disk.read(fd, _BLOCK, offset)
        if not block:
            break
        crc = crc32(block, crc)
        offset += len(block)
        lines = (rest + block).split(b"\n")
        rest = lines.pop()
        table = _load(rows, table, lines)
        if progress is not None:
            progress(offset / size)
    if rest or table:
        raise _OtherShape
    return _finish(rows, offset, crc)


def _load(rows: Rows, table: str, lines: list[bytes]) -> str:
    """Take in whole lines; returns the table in which they end, empty after the last."""
    load = rows.load
    try:
        for line in lines:
            if line[:1] == b'"' and table:
                start = line.index(b":") + 1
                load(table, line[start:-1] if line[-1:] == b"," else line[start:])
            elif line == b"}}" and table:
                table = ""
            else:
                table = _table_of(line, table)
    except ValueError as error:
        raise _OtherShape from error
    return table


def _table_of(line: bytes, table: str) -> str:
    found = _TABLE.fullmatch(line)
    if found is None or (line[:1] == b"{") is bool(table):
        raise _OtherShape
    name: str = msgspec.json.decode(b'"' + found[1] + b'"')
    return name


def _as_whole(blob: bytes) -> Read:
    """Read a desk that another program wrote, in whatever layout."""
    rows = Rows()
    for table, id, record in whole_rows(blob):
        if rows.get(table, id) is not None:
            raise NoSnapshot(f"{table} has two records {id}")
        rows.load(table, record)
    return _finish(rows, len(blob), crc32(blob))


def whole_rows(blob: bytes) -> Iterator[tuple[str, str, bytes]]:
    """The (table, id, record) of any JSON that TinyDB could have written.

    Raises NoSnapshot.
    """
    try:
        found = msgspec.json.decode(blob, type=dict[str, dict[str, dict[str, Any]]])
    except RecursionError as error:
        raise NoSnapshot("nested too deep") from error
    except msgspec.ValidationError as error:
        raise NoSnapshot("it is JSON, but no TinyDB file") from error
    except ValueError as error:
        raise NoSnapshot("it is not JSON") from error
    for table, records in found.items():
        for record in records.values():
            id = record.get("id")
            if not isinstance(id, str):
                raise NoSnapshot(f"{table} has a record without an id")
            rev = record.pop("rev", None)
            yield table, id, _encode(record if rev is None else {**record, "rev": rev})


def _finish(rows: Rows, size: int, crc: int) -> Read:
    record = rows.get(META, META)
    try:
        meta = _meta.decode(record or b"")
    except ValueError as error:
        raise NoSnapshot("it has no record of the schema it is in") from error
    return Read(rows, Stamp(meta.sequence, size, crc), meta.schema)


def snapshot_blocks(tables: Tables, sequence: int) -> Iterator[bytes]:
    """The bytes of a snapshot, in blocks small enough that another thread is never kept long."""
    opening = b"{"
    for table in ordered(tables):
        rows = tables.get(table, {})
        if table == META:
            rows = {**rows, META: meta_record(rows.get(META), sequence)}
        yield opening + _encode(table) + b":{\n"
        opening = b"},"
        yield from _table_blocks(rows)
    yield b"}}\n"


def _table_blocks(rows: Mapping[str, bytes]) -> Iterator[bytes]:
    lines: list[bytes] = []
    before = b""
    for number, record in enumerate(rows.values(), 1):
        lines.append(b'"%d":%b' % (number, record))
        if len(lines) == _LINES:
            yield before + b",\n".join(lines)
            lines.clear()
            before = b",\n"
    yield (before if lines else b"") + b",\n".join(lines) + b"\n"


def ordered(tables: Tables) -> list[str]:
    """The tables that hold anything, the known ones first and in their order."""
    known = [name for name in TABLES if tables.get(name) or name == META]
    return known + sorted(name for name in tables if name not in TABLES and tables[name])


def meta_record(record: bytes | None, sequence: int) -> bytes:
    """The record of ``meta`` for a snapshot of that sequence; its other fields are kept."""
    fields: dict[str, Any] = msgspec.json.decode(record) if record else {"id": META}
    return _encode({**fields, "schema": SCHEMA, "sequence": sequence})
