"""A checksum for each record of the snapshot: most flipped bits leave valid JSON behind.

The head line carries the snapshot's stamp and the checksum of the lines after it; then, a table
at a time, ``=table`` and a line ``crc32 "id"`` for each record.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple
from zlib import crc32

import msgspec

from store.db.journal import Stamp
from store.db.lines import framed, unframed
from store.db.rows import Tables
from store.db.snapshot import META, meta_record, ordered

_encode = msgspec.json.Encoder().encode


class _Head(msgspec.Struct):
    variorum: str
    sequence: int
    size: int
    crc: int
    body: str


_head = msgspec.json.Decoder(_Head)


class Sum(NamedTuple):
    """What a record's JSON must add up to."""

    table: str
    id: str
    crc: int


class Sums(NamedTuple):
    """The stamp of the snapshot that the sums belong to, and their lines, still as bytes."""

    stamp: Stamp
    body: bytes

    def __iter__(self) -> Iterator[Sum]:  # type: ignore[override]
        table = ""
        for line in self.body.split(b"\n"):
            if line[:1] == b"=":
                table = msgspec.json.decode(line[1:])
            elif line:
                yield Sum(table, msgspec.json.decode(line[9:]), int(line[:8], 16))


def sums_body(tables: Tables, sequence: int) -> Iterator[bytes]:
    """The lines for the records of a snapshot of that sequence, in blocks."""
    for table in ordered(tables):
        rows = tables.get(table, {})
        if table == META:
            rows = {**rows, META: meta_record(rows.get(META), sequence)}
        lines = [b"=" + _encode(table)]
        for id, record in rows.items():
            lines.append(b"%08x %b" % (crc32(record), _encode(id)))
            if len(lines) == 256:
                yield b"\n".join(lines) + b"\n"
                lines.clear()
        yield b"\n".join(lines) + b"\n" if lines else b""


def sums_head(stamp: Stamp, body_crc: int) -> bytes:
    """The first line; its length is decided by the stamp alone."""
    return framed(_encode(_Head("sums", *stamp, body=f"{body_crc:08x}")))


def read_sums(blob: bytes | None) -> Sums | None:
    """The sums, None where they are absent or damaged themselves."""
    if not blob:
        return None
    end = blob.find(b"\n")
    payload = unframed(blob[:end]) if end > 0 else None
    if payload is None:
        return None
    try:
        head = _head.decode(payload)
    except ValueError:
        return None
    body = blob[end + 1 :]
    if f"{crc32(body):08x}" != head.body:
        return None
    return Sums(Stamp(head.sequence, head.size, head.crc), body)
