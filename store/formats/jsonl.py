"""JSON Lines, one article a line, each whole: the desk's own format, lossless both ways.

A line is the article's own fields, ``schema``, and under the name of each table the records that
belong to the article: what stands in it, and the stories, claims, topics, entities and annotators
that these name. ``article.schema.json`` beside this module says it exactly.

Suggestions that were refused and the label set stay on the desk.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

import msgspec

from store.edits import Reading
from store.formats.jsonl_lines import SCHEMA, TABLES, Furniture, Lines
from store.formats.losses import LossReport
from store.formats.outgoing import Outgoing
from store.formats.seam import HOLDABLE, Arrived, BadFile, Format
from store.model import RECORDS, Article, Assertion, Match, Record, decode, decode_all, encode
from store.text import shown_line

_encode = msgspec.json.Encoder().encode


def write(outgoing: Outgoing, place: Path) -> None:
    """Write one line an article."""
    lines = Lines(outgoing)
    with place.open("wb") as file:
        for line in lines:
            file.write(line)


class _Lists(msgspec.Struct):
    """What a line has besides its article."""

    schema: int
    furniture: tuple[Furniture, ...] = ()


_raw_line: Final = msgspec.json.Decoder(dict[str, msgspec.Raw])
_raw_list: Final = msgspec.json.Decoder(list[msgspec.Raw])
_lists: Final = msgspec.json.Decoder(_Lists)
_NESTED: Final = (Assertion, Match)


def read(path: Path, _: Reading, losses: LossReport) -> Iterator[Arrived]:
    """Every record of a file, line by line. Raises BadFile."""
    name = shown_line(str(path))
    try:
        with path.open("rb") as file:
            is_empty = True
            for number, line in enumerate(file, 1):
                line = line.removeprefix(b"\xef\xbb\xbf") if number == 1 else line
                if line.strip():
                    is_empty = False
                    yield from _read_line(f"{name}:{number}", line, losses)
    except OSError as error:
        raise BadFile(f"{name}: cannot be read: {error.strerror or error}") from error
    if is_empty:
        raise BadFile(f"{name}: empty: there is no article in it")


def _read_line(where: str, line: bytes, losses: LossReport) -> Iterator[Arrived]:
    try:
        line.decode("utf-8")
        fields = _raw_line.decode(line)
        lists = _lists.decode(line)
    except UnicodeDecodeError as error:
        raise BadFile(f"{where}: not UTF-8: byte {error.start} is part of no character") from error
    except (ValueError, RecursionError) as error:
        raise BadFile(f"{where}: {_reason(error)}") from error
    if lists.schema != SCHEMA:
        raise BadFile(f"{where}: schema {lists.schema} is not read, only {SCHEMA}")
    by_table = {table: fields.pop(table, None) for table in TABLES}
    fields.pop("schema")
    fields.pop("furniture", None)
    raw = b"{%b}" % b",".join(_encode(key) + b":" + value for key, value in fields.items())
    article = _read_record(where, Article, raw, losses)
    furniture = tuple((one.start, one.end, one.kind) for one in lists.furniture)
    yield Arrived(where, msgspec.structs.replace(article, furniture=furniture))
    for table, found in by_table.items():
        if found is None:
            continue
        for record in _read_list(where, RECORDS[table], found, losses):
            yield Arrived(where, record)


def _read_list(
    where: str, kind: type[Record], found: msgspec.Raw, losses: LossReport
) -> Sequence[Record]:
    if kind not in _NESTED:
        # As nearly all are: nothing in them is to be told or refused.
        raw = bytes(found)
        with suppress(ValueError, RecursionError):
            records = decode_all(kind, raw)
            if b'"rev"' not in raw and not any(one.unknown for one in records):
                return records
    try:
        raws = _raw_list.decode(found)
    except ValueError as error:
        raise BadFile(f"{where}: {kind.TABLE}: {_reason(error)}") from error
    return [_read_record(where, kind, bytes(one), losses) for one in raws]


def _read_record(where: str, kind: type[Any], raw: bytes, losses: LossReport) -> Any:
    try:
        record = decode(kind, raw)
        if record.unknown:
            encode(record)  # what JSON cannot say again is refused here
    except (ValueError, TypeError, RecursionError, OverflowError) as error:
        raise BadFile(f"{where}: {_one_of(kind, raw)}: {_reason(error)}") from error
    if kind in _NESTED:
        for field in _extras(msgspec.json.decode(raw), record):
            losses.add(kind.TABLE, record.id, "a field that is not known there", field=field)
    return msgspec.structs.replace(record, rev=0) if record.rev else record


def _extras(raw: Any, made: Any, path: str = "") -> Iterator[str]:
    """The fields inside a record's parts that their types have no place for."""
    if isinstance(made, msgspec.Struct) and isinstance(raw, dict):
        for key, value in raw.items():
            if key in made.__struct_fields__:
                yield from _extras(value, getattr(made, key), f"{path}{key}.")
            elif path:
                yield path + key
    elif isinstance(made, tuple) and isinstance(raw, list):
        for one, inner in zip(raw, made, strict=False):
            yield from _extras(one, inner, path)


def _one_of(kind: type[Record], raw: bytes) -> str:
    """The record as an error names it: by its table, and its id where that can be read."""
    try:
        id = msgspec.json.decode(raw)["id"]
    except (ValueError, TypeError, KeyError, RecursionError):
        return f"a record of {kind.TABLE}"
    return f"{kind.TABLE} {shown_line(str(id))}"


def _reason(error: BaseException) -> str:
    if isinstance(error, RecursionError):
        return "nested too deep"
    said = str(error).replace("`", "")
    return said if said.startswith("JSON") else said[:1].lower() + said[1:]


JSONL: Final = Format(
    name="jsonl",
    suffix=".jsonl",
    description="one article a line with all its annotations; read and written without loss",
    holds=HOLDABLE,
    writes=write,
    reads=read,
)
