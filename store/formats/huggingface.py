"""A Hugging Face dataset folder: Parquet under an explicit schema, and a card that says what it is.

A row is a line of our JSONL, so that nothing is told here that is not told there: spans are
structs of start and end, an object of texts is a list of keys and values, and the fields that a
record has beyond its own are JSON. ``split`` keeps the articles of one story together.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

import msgspec
from msgspec import inspect

from store.formats.jsonl_lines import TABLES, Furniture, Lines
from store.formats.library import library
from store.formats.outgoing import Outgoing
from store.formats.seam import HOLDABLE, Format
from store.model import RECORDS, Article, Fragment

_EXTRA: Final = "huggingface"
_BATCH: Final = 500
_SEED: Final = "variorum"
_UNKNOWN: Final = "unknown"
SPLITS: Final = (("train", 80), ("validation", 90), ("test", 100))
"""The parts of a split dataset, and the hundredth of the stories that each goes up to."""


def split_of(story: str) -> str:
    """The part that a story goes to, the same in every export."""
    digest = sha256(f"{_SEED}\0{story}".encode("utf-8", "surrogatepass")).digest()
    hundredth = int.from_bytes(digest[:8]) % 100
    return next(name for name, upto in SPLITS if hundredth < upto)


def write(outgoing: Outgoing, place: Path) -> None:
    """Write the folder. Raises NoLibrary."""
    arrow = library("pyarrow", _EXTRA)
    parquet = library("pyarrow.parquet", _EXTRA)
    schema = arrow.schema([(name, _arrow(arrow, kind)) for name, kind in _columns().items()])
    folder = place / "data"
    folder.mkdir(parents=True)
    writers: dict[str, Any] = {}
    waiting: dict[str, list[dict[str, Any]]] = {}

    def put(part: str) -> None:
        if part not in writers:
            writers[part] = parquet.ParquetWriter(folder / f"{part}.parquet", schema)
        writers[part].write_table(arrow.Table.from_pylist(waiting.pop(part), schema=schema))

    try:
        for row in rows(outgoing):
            part = split_of(row["story"]) if outgoing.choice.split else "train"
            waiting.setdefault(part, []).append(row)
            if len(waiting[part]) == _BATCH:
                put(part)
        for part in sorted(waiting):
            put(part)
    finally:
        for writer in writers.values():
            writer.close()
    (place / "README.md").write_text(_card(sorted(writers)), "utf-8")


def rows(outgoing: Outgoing) -> Iterator[dict[str, Any]]:
    """Each article as a row."""
    for line in Lines(outgoing):
        found = msgspec.json.decode(line)
        found.pop("schema")
        yield _object(found, _columns())


@cache
def _columns() -> dict[str, inspect.Type]:
    """The columns of a row, each with the type of its values."""
    columns = {**_fields(Article), "furniture": inspect.type_info(tuple[Furniture, ...])}
    for table in TABLES:
        columns[table] = inspect.type_info(tuple[RECORDS[table], ...])  # type: ignore[valid-type]
    return columns


@cache
def _fields(kind: type[Any]) -> dict[str, inspect.Type]:
    found = inspect.type_info(kind)
    assert isinstance(found, inspect.StructType)
    named = {field.name: field.type for field in found.fields if field.name != "rev"}
    return {_UNKNOWN if name == "\ufdd0unknown" else name: one for name, one in named.items()}


def _inner(kind: inspect.Type) -> inspect.Type:
    """A type without its None."""
    if isinstance(kind, inspect.UnionType):
        return next(one for one in kind.types if not isinstance(one, inspect.NoneType))
    return kind


def _is_fragment(kind: inspect.Type) -> bool:
    return kind == inspect.type_info(Fragment)


def _arrow(arrow: Any, kind: inspect.Type) -> Any:
    """The Arrow type of a column."""
    kind = _inner(kind)
    if _is_fragment(kind):
        return arrow.struct([("start", arrow.int64()), ("end", arrow.int64())])
    if isinstance(kind, inspect.VarTupleType):
        return arrow.list_(_arrow(arrow, kind.item_type))
    if isinstance(kind, inspect.StructType):
        return arrow.struct([(name, _arrow(arrow, one)) for name, one in _fields(kind.cls).items()])
    if _is_texts(kind):
        return arrow.list_(arrow.struct([("key", arrow.string()), ("value", arrow.string())]))
    plain = {inspect.IntType: arrow.int64(), inspect.BoolType: arrow.bool_()}
    return plain.get(type(kind), arrow.string())


def _is_texts(kind: inspect.Type) -> bool:
    return isinstance(kind, inspect.DictType) and isinstance(kind.value_type, inspect.StrType)


def _value(value: Any, kind: inspect.Type) -> Any:
    """A value out of JSON, as its column has it."""
    kind = _inner(kind)
    if _is_fragment(kind):
        return {"start": value[0], "end": value[1]} if value else None
    if isinstance(kind, inspect.VarTupleType):
        return [_value(one, kind.item_type) for one in value or ()]
    if isinstance(kind, inspect.StructType):
        return None if value is None else _object(value, _fields(kind.cls))
    if _is_texts(kind):
        return [{"key": key, "value": one} for key, one in (value or {}).items()]
    return value


def _object(found: dict[str, Any], fields: dict[str, inspect.Type]) -> dict[str, Any]:
    made = {name: _value(found.get(name), kind) for name, kind in fields.items()}
    for name, kind in fields.items():
        if made[name] is None and name not in found:
            made[name] = _absent(name, kind)
    if _UNKNOWN in fields:
        more = {name: one for name, one in found.items() if name not in fields}
        if _UNKNOWN in found:
            more[_UNKNOWN] = found[_UNKNOWN]
        made[_UNKNOWN] = json.dumps(more, ensure_ascii=False, sort_keys=True) if more else ""
    return made


def _absent(name: str, kind: inspect.Type) -> Any:
    """What a record says that leaves a field out."""
    if name == "status":
        return "accepted"
    usual = {"stance": "supports", "polarity": "positive", "verdict": "confirmed",
             "precision": "day"}  # fmt: skip
    if name in usual:
        return usual[name]
    empty = {inspect.StrType: "", inspect.BoolType: False, inspect.IntType: 0}
    return empty.get(type(kind))


def _card(parts: list[str]) -> str:
    """The dataset card: where each part stands, and what the columns are."""
    order = [name for name, _ in SPLITS if name in parts]
    files = "".join(f"  - split: {name}\n    path: data/{name}.parquet\n" for name in order)
    described = f"  data_files:\n{files}" if files else "  data_files: []\n"
    return (
        "---\n"
        "pretty_name: Articles of one event, annotated\n"
        "tags:\n- news\n- claims\n- named-entity-recognition\n"
        f"configs:\n- config_name: default\n{described}"
        "---\n\n"
        "# Articles of one event, annotated\n\n"
        "A row is an article: its text, its metadata, and the records that stand in it or that"
        " these\nname, whole, so that a row stands alone. Offsets are code points of `text`, half"
        " open.\n`unknown` is JSON of the fields that a record has beyond these columns.\n"
    )


HUGGINGFACE: Final = Format(
    name="huggingface",
    suffix="",
    description="a dataset folder of Parquet with its card; --split keeps stories together",
    holds=HOLDABLE,
    options=("split",),
    writes=write,
)
