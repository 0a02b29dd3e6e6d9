"""What can be saved of a desk whose files do not fit together, every loss by its name.

A record counts as kept when a checksum vouches for it: it stands in the damaged snapshot, in a
backup, or as an image in the journal or history, and its bytes add up to what ``sums`` has. What
nothing vouches for is named and left out. The files themselves are only read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple
from zlib import crc32

from store.db import backups, journal
from store.db.files import Disk, read_whole
from store.db.findings import Finding
from store.db.journal import Stamp
from store.db.place import Place
from store.db.rows import Rows, keys_of
from store.db.seam import SCHEMA
from store.db.snapshot import META, NoSnapshot, Read, meta_record, whole_rows
from store.db.sums import Sums

_ROW: Final = re.compile(rb"[^{]*(\{.*\})[^}]*")
_SHOWN: Final = 20
Wanted = dict[tuple[str, str], int]


class Saved(NamedTuple):
    """The records kept, the last sequence among them, and what was found."""

    rows: Rows
    sequence: int
    schema: int
    findings: tuple[Finding, ...]


def salvage(
    disk: Disk, place: Place, found: Read | None, lines: bytes | None, sums: Sums | None
) -> Saved:
    """Put together what the checksums vouch for."""
    findings: list[Finding] = []
    head = _head(lines)
    stamps = [head] if head else []
    stamps += [entry.stamp for entry in journal.whole_entries(lines) if entry.stamp is not None]
    vouched = [*stamps, sums.stamp] if sums is not None else stamps
    if found is not None and found.stamp in vouched:
        rows, base, schema = found.rows, found.stamp.sequence, found.schema
    elif sums is not None:
        rows = _kept(disk, place, sums, lines, findings)
        base, schema = sums.stamp.sequence, SCHEMA
    else:
        rows, base, schema = _as_it_stands(disk, place, found, findings)
    if lines is not None and head is None:
        findings.append(
            Finding(
                "journal",
                str(place.journal),
                "its first line is damaged",
                f"no record is lost by that; {backups.CHOOSE}",
            )
        )
    sequence = _journalled(place, rows, base, lines or b"", findings)
    if not findings:
        findings.append(
            Finding(
                "snapshot",
                str(place.desk),
                "it is not the snapshot the journal stands on",
                backups.CHOOSE,
            )
        )
    return Saved(rows, sequence, schema, tuple(findings))


def _head(lines: bytes | None) -> Stamp | None:
    found = journal.read_head(lines, "journal") if lines else None
    return found[0] if found else None


def _kept(
    disk: Disk, place: Place, sums: Sums, lines: bytes | None, findings: list[Finding]
) -> Rows:
    """The records of the snapshot that its sums vouch for, wherever their bytes are found."""
    blob = read_whole(disk, place.desk) or b""
    wanted: Wanted = {(table, id): crc for table, id, crc in sums}
    standing: dict[tuple[str, str], bytes] = {}
    strangers: list[tuple[str, str]] = []
    for table, id, record in rows_in(blob, wanted):
        crc = wanted.get((table, id))
        if crc is None:
            strangers.append((table, id))
        elif crc32(record) == crc:
            standing[table, id] = record
    missing = {key: crc for key, crc in wanted.items() if key not in standing}
    proven = dict(_proven(disk, place, lines, missing)) if missing else {}
    rows = Rows()
    for table, id in wanted:
        kept = standing.get((table, id)) or proven.get((table, id))
        if kept is None and (table, id) == (META, META):
            kept = meta_record(None, sums.stamp.sequence)
        if kept is not None:
            rows.load(table, kept)
    findings += _named(place, missing, proven, strangers)
    return rows


def rows_in(blob: bytes, wanted: Wanted) -> Iterator[tuple[str, str, bytes]]:
    """Every (table, id, record) legible in a snapshot; damaged tables go by the sums' word."""
    try:
        yield from list(whole_rows(blob))
    except NoSnapshot:
        tables = {(id, crc): table for (table, id), crc in wanted.items()}
        for line in blob.split(b"\n"):
            match = _ROW.fullmatch(line)
            if match is None:
                continue
            try:
                id = keys_of(match[1]).id
            except ValueError:
                continue
            key = id, crc32(match[1])
            if tables.get(key) is not None:
                yield tables[key], id, match[1]


def _proven(
    disk: Disk, place: Place, lines: bytes | None, missing: Wanted
) -> Iterator[tuple[tuple[str, str], bytes]]:
    """Bytes found elsewhere that add up to what a missing record must."""
    for written in (lines, read_whole(disk, place.history)):
        for _, change in journal.changes_in(written or b"", 0):
            for image in (change.before, change.after):
                key = change.table, change.id
                if image is not None and missing.get(key) == crc32(image):
                    yield key, image
    for path in backups.newest_first(disk, place):
        for table, id, record in rows_in(read_whole(disk, path) or b"", missing):
            if missing.get((table, id)) == crc32(record):
                yield (table, id), record


def _named(
    place: Place,
    missing: Wanted,
    proven: dict[tuple[str, str], bytes],
    strangers: list[tuple[str, str]],
) -> Iterator[Finding]:
    desk = str(place.desk)
    yield Finding(
        "snapshot",
        desk,
        f"changed since it was written: {len(missing)} records differ, {len(strangers)} are new",
        backups.CHOOSE,
    )
    for table, id in [key for key in missing if key in proven]:
        yield Finding(
            "record",
            desk,
            f"{table} {id} differs; its last state was found elsewhere",
            backups.CHOOSE,
        )
    for table, id in [key for key in missing if key not in proven and key != (META, META)]:
        yield Finding("record", desk, f"{table} {id} is damaged and nowhere else", backups.CHOOSE)
    for table, id in strangers[:_SHOWN]:
        yield Finding("record", desk, f"{table} {id} was not written here", backups.CHOOSE)


def _as_it_stands(
    disk: Disk, place: Place, found: Read | None, findings: list[Finding]
) -> tuple[Rows, int, int]:
    if found is not None:
        findings.append(
            Finding(
                "snapshot",
                str(place.desk),
                "changed since it was written, and its sums are "
                "lost: which records differ cannot be told",
                backups.CHOOSE,
            )
        )
        return found.rows, found.stamp.sequence, found.schema
    rows = Rows()
    rows.load(META, meta_record(None, 0))
    blob = read_whole(disk, place.desk) or b""
    sequence = 0
    for line in blob.split(b"\n"):
        match = _ROW.fullmatch(line)
        if match is not None and line[:1] == b'"':
            sequence = max(sequence, _loose(match[1]))
    findings.append(
        Finding(
            "snapshot",
            str(place.desk),
            "damaged, and its sums are lost",
            "restore the newest file of its backups folder",
        )
    )
    return rows, sequence, SCHEMA


def _loose(record: bytes) -> int:
    """A record without its table or sums is only counted for its sequence."""
    try:
        return keys_of(record).rev or 0
    except ValueError:
        return 0


def _journalled(place: Place, rows: Rows, base: int, lines: bytes, findings: list[Finding]) -> int:
    """Put every undamaged change of the journal above ``base``; names what is damaged."""
    head = journal.read_head(lines, "journal") if lines else None
    start = head[1] if head else lines.find(b"\n") + 1
    parsed = journal.parse(lines, start, base)
    sequence = base
    if not parsed.is_damaged:
        for transaction in journal.transactions_of(parsed.entries):
            rows.apply(transaction.changes)
            sequence = transaction.sequence
        return sequence
    seen: dict[int, int] = {}
    for number, change in journal.changes_in(lines, start):
        if number > base:
            rows.apply((change,))
            seen[number] = seen.get(number, 0) + 1
            sequence = max(sequence, number)
    findings += _broken(place, lines, start, seen, base)
    return sequence


def _broken(
    place: Place, lines: bytes, start: int, seen: dict[int, int], base: int
) -> Iterator[Finding]:
    named = list(journal.names_in(lines[start:]))
    for table, id in named:
        yield Finding(
            "record",
            str(place.journal),
            f"a change of {table} {id} is damaged",
            f"its state before that change is shown; {backups.CHOOSE}",
        )
    whole = {
        entry.transaction.sequence: len(entry.transaction.changes)
        for entry in journal.whole_entries(lines[start:])
        if entry.transaction is not None
    }
    top = max([*seen, *whole, base])
    lost = [number for number in range(base + 1, top + 1) if number not in whole]
    for number in lost:
        yield Finding(
            "journal",
            str(place.journal),
            f"change {number} is damaged; {seen.get(number, 0)} of its records are kept",
            backups.CHOOSE,
        )
    if not named and not lost:
        yield Finding(
            "journal",
            str(place.journal),
            "a line between two changes is damaged",
            f"no record is lost by that; {backups.CHOOSE}",
        )
