"""The seam between the desk and whatever keeps its records.

A store keeps records as JSON bytes under (table, id) and knows nothing of what they mean, save
the few fields it indexes. The desk above it speaks in typed records and Edits. Any backend that
keeps these promises can stand below a desk; ``tests/store/db/contract.py`` states them as tests.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final, Literal, NamedTuple, Protocol

import msgspec

from store.errors import VariorumError

TABLES: Final = (
    "meta",
    "articles",
    "stories",
    "labels",
    "entities",
    "mentions",
    "claims",
    "topics",
    "assertions",
    "silences",
    "matches",
    "links",
    "verdicts",
    "rejections",
    "annotators",
)
SCHEMA: Final = 1

Index = Literal["article", "claim", "entity", "story"]


class Put(msgspec.Struct, frozen=True, gc=False):
    """One record to write: JSON of an object without ``rev``, or None to remove it."""

    table: str
    id: str
    record: bytes | None


class Change(msgspec.Struct, frozen=True, gc=False):
    """What one transaction did to one record; both images carry their ``rev``."""

    table: str
    id: str
    before: bytes | None
    after: bytes | None


class Transaction(msgspec.Struct, frozen=True, kw_only=True):
    """One committed change of the desk, whole or absent.

    ``at`` is UTC in ISO 8601; ``undoes`` and ``redoes`` name the sequence they act on.
    """

    sequence: int
    by: str
    at: str
    verb: str
    changes: tuple[Change, ...]
    undoes: int | None = None
    redoes: int | None = None


class Resync(NamedTuple):
    """The answer of ``watch`` when the lines asked for are gone: read everything anew."""

    sequence: int


class Conflict(VariorumError):
    """A record was written by someone else since it was read."""


class Store(Protocol):
    """Records by table and id, transactions by sequence; ``sequence`` is the last committed."""

    @property
    def sequence(self) -> int:
        """The last committed."""

    @property
    def reading(self) -> str | None:
        """Why the desk is open for reading only; None where it is written too."""

    @property
    def notes(self) -> list[str]:
        """What was found on the way, one line each."""

    def get(self, table: str, id: str) -> bytes | None:
        """The record's JSON with its ``rev``, or None."""

    def listed(self, table: str, ids: Sequence[str]) -> bytes:
        """A JSON list of those records that are there, in that order, each without its ``rev``."""

    def ids(self, table: str) -> Sequence[str]:
        """Every id of a table, in the order they were first written."""

    def by(self, table: str, index: Index, key: str) -> Sequence[str]:
        """The ids in ``table`` whose record names ``key`` as its article, claim, entity, story.

        In the order they were first written, like ``ids``.
        """

    def commit(
        self,
        puts: Sequence[Put],
        *,
        by: str,
        at: str,
        verb: str,
        expected: Mapping[tuple[str, str], int | None] | None = None,
        undoes: int | None = None,
        redoes: int | None = None,
    ) -> Transaction:
        """Write all puts or none, on disk when this returns; stamps ``rev`` with the sequence.

        ``expected`` maps (table, id) to the ``rev`` the caller saw (None: absent); a record that
        moved on raises Conflict and nothing is written.
        """

    def transactions(self) -> Iterator[Transaction]:
        """The transactions still known, newest first."""

    def watch(self, since: int) -> Sequence[Transaction] | Resync:
        """What was committed after sequence ``since``, by any writer, oldest first."""

    def snapshot(self, progress: Callable[[float], None] | None = None) -> None:
        """Fold everything into the plain TinyDB file; ``progress`` is told the share done."""

    def wants_fold(self, idle: float) -> bool:
        """Whether to fold now, ``idle`` seconds after the last change."""

    def fold_in_background(self) -> object:
        """Fold while commits go on."""

    def copy_to(self, path: Path, changes: Sequence[Change] = ()) -> None:
        """Write the desk as it is in memory to another file, where there is none yet.

        The after images of ``changes`` stand in it too, though they are not in the desk.
        """

    def close(self) -> None:
        """Fold, release the locks; the store is not used again."""
