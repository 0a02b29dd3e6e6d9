"""The journal's text: its head, its transactions, its notes of a fold.

The first line names the snapshot that the journal stands on. A transaction is one line that says
who, when and how many, and a line for each record with its images before and after; each line
has its own checksum, so that damage costs the records it hits and no more. The transaction
counts only if all its lines are there and their common checksum is right. The file grows in
steps of zeros: a write into them changes no size, which is a third of what a sync costs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple
from zlib import crc32

import msgspec

from store.db.lines import framed, unframed
from store.db.seam import SCHEMA, Change, Transaction

STEP: Final = 1 << 16
FOLD_AT: Final = 64 << 20
IDLE: Final = 5.0
IDLE_FOLD_BELOW: Final = 4 << 20
SEALED_FROM: Final = 3
_NEWLINE: Final = 10


_NAMED: Final = re.compile(rb'\[\d+,"([^"]*)","([^"]*)",')
_OWN_ID: Final = re.compile(rb'\{"id":"([^"]*)"')


class Stamp(NamedTuple):
    """What a snapshot is known by: the sequence folded into it, its bytes and their crc32."""

    sequence: int
    size: int
    crc: int


class _Head(msgspec.Struct, omit_defaults=True, gc=False):
    """The first line of a journal or history."""

    variorum: str
    schema: int
    sequence: int = 0
    size: int = 0
    crc: int = 0


class _Line(msgspec.Struct, omit_defaults=True, gc=False):
    """The line that opens a transaction (``s``), notes a fold (``fold``) or seals one."""

    s: int = 0
    n: int = 0
    c: int = 0
    by: str = ""
    at: str = ""
    verb: str = ""
    undoes: int | None = None
    redoes: int | None = None
    fold: int | None = None
    size: int = 0
    crc: int = 0
    sealed: int | None = None


class Entry(NamedTuple):
    """A whole transaction, or the stamp of the snapshot about to stand; with its bytes' place."""

    transaction: Transaction | None
    stamp: Stamp | None
    start: int
    end: int


class Parsed(NamedTuple):
    """What a journal holds up to ``stop``, and whether anything but zeros comes after it.

    ``is_torn`` is what an interrupted write leaves; ``is_damaged`` what only damage does:
    something whole stands behind something broken.
    """

    entries: list[Entry]
    stop: int
    is_torn: bool
    is_damaged: bool


_encode = msgspec.json.Encoder().encode
_head = msgspec.json.Decoder(_Head)
_line = msgspec.json.Decoder(_Line)
_change = msgspec.json.Decoder(tuple[int, str, str, msgspec.Raw, msgspec.Raw])


class Newer(ValueError):
    """The file was written by a newer version."""


def head_line(kind: str, stamp: Stamp) -> bytes:
    """The first line of a new ``journal`` or ``history``."""
    return framed(_encode(_Head(kind, SCHEMA, stamp.sequence, stamp.size, stamp.crc)))


def read_head(blob: bytes, kind: str) -> tuple[Stamp, int] | None:
    """The snapshot a journal stands on and where its lines begin; None for a damaged head.

    Raises Newer.
    """
    end = blob.find(b"\n")
    payload = unframed(blob[:end]) if end > 0 else None
    if payload is None:
        return None
    try:
        head = _head.decode(payload)
    except ValueError:
        return None
    if head.schema > SCHEMA:
        raise Newer(f"schema {head.schema}")
    return (Stamp(head.sequence, head.size, head.crc), end + 1) if head.variorum == kind else None


def transaction_lines(transaction: Transaction) -> bytes:
    """The lines of one transaction."""
    sequence = transaction.sequence
    parts = [b""]
    crc = 0
    table, opening = "", b""
    for one in transaction.changes:
        if one.table != table:
            table = one.table
            opening = b"[%d,%b," % (sequence, _encode(table))
        before, after = one.before or b"null", one.after or b"null"
        line = framed(b"%b%b,%b,%b]" % (opening, _encode(one.id), before, after))
        crc = crc32(line, crc)
        parts.append(line)
    head = _Line(
        sequence,
        len(transaction.changes),
        crc,
        transaction.by,
        transaction.at,
        transaction.verb,
        transaction.undoes,
        transaction.redoes,
    )
    parts[0] = framed(_encode(head))
    return b"".join(parts)


def fold_line(stamp: Stamp) -> bytes:
    """The note that a snapshot of that stamp is about to take its place."""
    return framed(_encode(_Line(fold=stamp.sequence, size=stamp.size, crc=stamp.crc)))


def seal_line(transaction: Transaction) -> bytes:
    """What follows a transaction of many records once it is on disk, nothing for a small one.

    An unfinished transaction at the end is cut; the seal tells one that was finished and damaged
    since, of which each undamaged record can be saved.
    """
    if len(transaction.changes) < SEALED_FROM:
        return b""
    # An empty line first: no one flipped bit can take both the last record and the seal.
    return b"\n" + framed(_encode(_Line(sealed=transaction.sequence)))


def parse(blob: bytes, start: int, after: int | None) -> Parsed:
    """Read what follows sequence ``after`` (None: any) from ``start``, in order without a gap.

    Transactions up to ``after`` are passed over: a replay changes nothing.
    """
    entries: list[Entry] = []
    position = start
    size = len(blob)
    while position < size:
        if blob[position] == _NEWLINE:
            position += 1
            continue
        entry = entry_at(blob, position)
        if entry is None:
            break
        if entry.transaction is not None:
            sequence = entry.transaction.sequence
            if after is not None and sequence > after + 1:
                break
            if after is None or sequence > after:
                entries.append(entry)
                after = sequence
        elif entry.stamp is not None:
            entries.append(entry)
        position = entry.end
    rest = blob[position:]
    if not rest.strip(b"\0"):
        return Parsed(entries, position, is_torn=False, is_damaged=False)
    damaged = _has_whole(blob, position)
    return Parsed(entries, position, is_torn=not damaged, is_damaged=damaged)


def entry_at(blob: bytes, start: int) -> Entry | None:
    """The whole entry whose first line begins at ``start``, or None."""
    end = blob.find(b"\n", start)
    payload = unframed(blob[start:end]) if end > start else None
    if payload is None or payload[:1] != b"{":
        return None
    try:
        line = _line.decode(payload)
    except ValueError:
        return None
    end += 1
    if line.fold is not None:
        return Entry(None, Stamp(line.fold, line.size, line.crc), start, end)
    if line.sealed is not None:
        return Entry(None, None, start, end)
    return _whole(blob, line, start, end) if line.s > 0 else None


def _whole(blob: bytes, line: _Line, start: int, body: int) -> Entry | None:
    """The transaction whose first line ends at ``body``, None unless all of it is there."""
    changes = []
    position = body
    for _ in range(line.n):
        end = blob.find(b"\n", position)
        found = change_of(blob[position:end]) if end > 0 else None
        if found is None or found[0] != line.s:
            return None
        changes.append(found[1])
        position = end + 1
    if crc32(blob[body:position]) != line.c:
        return None
    transaction = Transaction(
        sequence=line.s,
        by=line.by,
        at=line.at,
        verb=line.verb,
        changes=tuple(changes),
        undoes=line.undoes,
        redoes=line.redoes,
    )
    return Entry(transaction, None, start, position)


def change_of(line: bytes) -> tuple[int, Change] | None:
    """The sequence and change that one line carries, None for any other line."""
    payload = unframed(line)
    if payload is None or payload[:1] != b"[":
        return None
    try:
        sequence, table, id, before, after = _change.decode(payload)
    except ValueError:
        return None
    return sequence, Change(table, id, _image(before), _image(after))


def _image(raw: msgspec.Raw) -> bytes | None:
    found = bytes(raw)
    return None if found == b"null" else found


def _has_whole(blob: bytes, start: int) -> bool:
    """Whether a whole entry stands anywhere behind ``start``."""
    position = start
    while (position := blob.find(b"\n", position)) >= 0:
        position += 1
        if entry_at(blob, position) is not None:
            return True
    return False


def whole_entries(lines: bytes | None) -> Iterator[Entry]:
    """Every whole entry of a journal, whatever stands between."""
    position = 0
    while lines and position < len(lines):
        entry = entry_at(lines, position)
        if entry is not None:
            yield entry
            position = entry.end
        else:
            position = lines.find(b"\n", position) + 1 or len(lines)


def changes_in(blob: bytes, start: int) -> Iterator[tuple[int, Change]]:
    """Every undamaged line that carries a change, whatever stands between."""
    for line in blob[start:].split(b"\n"):
        found = change_of(line)
        if found is not None:
            yield found


def names_in(blob: bytes) -> Iterator[tuple[str, str]]:
    """The (table, id) that damaged lines still name, as well as they can be read.

    A record names itself too, so one of the two is right whichever was hit.
    """
    for line in blob.split(b"\n"):
        if unframed(line) is not None:
            continue
        named = _NAMED.search(line)
        table = named[1].decode(errors="replace") if named else "record"
        ids = {named[2]} if named else set()
        ids.update(found[1] for found in _OWN_ID.finditer(line))
        for id in sorted(ids):
            yield table, id.decode(errors="replace")


def transactions_of(entries: Iterable[Entry]) -> Sequence[Transaction]:
    """The transactions among entries."""
    return [entry.transaction for entry in entries if entry.transaction is not None]
