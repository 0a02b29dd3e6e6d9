"""What every record of a desk has in common, and its JSON."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar, Final, TypeVar

import msgspec

Fragment = tuple[int, int]
"""Half-open ``[start, end)`` in code points of the article's canonical text."""

ACCEPTED: Final = "accepted"


class Record(
    msgspec.Struct,
    frozen=True,
    kw_only=True,
    omit_defaults=True,
    forbid_unknown_fields=True,
    gc=False,
):
    """One row of a desk. ``at`` is UTC in ISO 8601; ``rev`` the sequence that last wrote it."""

    TABLE: ClassVar[str] = ""
    PREFIX: ClassVar[str] = ""

    id: str
    by: str = ""
    at: str = ""
    rev: int = 0
    status: str = ACCEPTED
    unsure: bool = False
    note: str = ""
    unknown: dict[str, Any] = msgspec.field(name="\ufdd0unknown", default_factory=dict)
    """Fields this version does not know, kept as they came."""


class SpanRecord(Record, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """A record that stands on a span of one article.

    ``fragments`` are sorted, non-empty, disjoint and not touching; ``quotes`` has the text of
    each, always equal to the article's.
    """

    article: str
    fragments: tuple[Fragment, ...]
    quotes: tuple[str, ...]


R = TypeVar("R", bound=Record)
_encoder = msgspec.json.Encoder()
_decoders: dict[type[Record], msgspec.json.Decoder[Any]] = {}
_list_decoders: dict[type[Record], msgspec.json.Decoder[Any]] = {}


def encode(record: Record) -> bytes:
    """The record's JSON without ``rev``: the store stamps that when it writes."""
    if record.rev:
        record = msgspec.structs.replace(record, rev=0)
    if not record.unknown:
        return _encoder.encode(record)
    known = msgspec.to_builtins(msgspec.structs.replace(record, unknown={}))
    return _encoder.encode({**known, **record.unknown})


def decode(kind: type[R], raw: bytes) -> R:
    """Read a record; fields it does not know go to ``unknown``.

    Raises msgspec.ValidationError where a known field has the wrong type.
    """
    decoder = _decoders.get(kind)
    if decoder is None:
        decoder = _decoders[kind] = msgspec.json.Decoder(kind)
    try:
        return decoder.decode(raw)  # type: ignore[no-any-return]
    except msgspec.ValidationError:
        return from_builtins(kind, msgspec.json.decode(raw, type=dict[str, Any]))


def decode_all(kind: type[R], listed: bytes) -> list[R]:
    """Read a JSON list of records at once, which takes half the time.

    Raises msgspec.ValidationError where one has a field that is not known, or wrong.
    """
    decoder = _list_decoders.get(kind)
    if decoder is None:
        decoder = _list_decoders[kind] = msgspec.json.Decoder(list[kind])  # type: ignore[valid-type]
    return decoder.decode(listed)  # type: ignore[no-any-return]


def encode_all(records: Sequence[Record]) -> bytes:
    """The JSON list of records, each as ``encode`` gives it."""
    if any(record.rev or record.unknown for record in records):
        return b"[%b]" % b",".join(map(encode, records))
    return _encoder.encode(records)


def from_builtins(kind: type[R], fields: dict[str, Any]) -> R:
    """Make a record of a JSON object, unknown fields kept apart."""
    known = {name for name in kind.__struct_fields__ if name != "unknown"}
    unknown = {key: value for key, value in fields.items() if key not in known}
    record = msgspec.convert({k: v for k, v in fields.items() if k in known}, kind)
    return msgspec.structs.replace(record, unknown=unknown) if unknown else record


def changed(record: R, **fields: Any) -> R:
    """The record with other values in some fields, its time to be stamped anew."""
    return msgspec.structs.replace(record, **{"at": "", **fields})
