"""The desk: the one place where records change.

Everything that changes goes through ``apply``; everything that reads sees frozen records. Who
watches the desk is told of each change after it is on disk.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, NamedTuple, Self, TypeVar

import msgspec

from store.db.seam import Change, Index, Put, Store, Transaction
from store.edits.edit import Edit, RecordPut, Refused, Removal
from store.ids import Clock, IdMaker, random_id, utc_now
from store.model import Article, Assertion, LabelSet, Mention, Record, decode, encode
from store.positions import Positions
from store.undo import UndoStack, inverse

if TYPE_CHECKING:
    from tinydb.table import Table

R = TypeVar("R", bound=Record)


class Changed(NamedTuple):
    """What one transaction touched: (table, id) pairs, and what was done.

    ``spans`` are the (article, start, end) on which annotations came, went or changed.
    """

    sequence: int
    verb: str
    touched: tuple[tuple[str, str], ...]
    spans: tuple[tuple[str, int, int], ...]


class _Where(msgspec.Struct):
    """As much of a span record as its place needs."""

    id: str
    article: str
    fragments: tuple[tuple[int, int], ...]
    label: str = ""


_where = msgspec.json.Decoder(_Where)
_PLACED: tuple[type[Record], ...] = (Mention, Assertion)
_PLACED_TABLES = frozenset(kind.TABLE for kind in _PLACED)


class Desk:
    """An open desk, a context manager. ``annotator`` is whose work the edits are."""

    def __init__(
        self,
        path: Path,
        store: Store,
        *,
        annotator: str,
        new_id: IdMaker = random_id,
        now: Clock = utc_now,
    ) -> None:
        self.path = path
        self.store = store
        self.annotator = annotator
        self._new_id = new_id
        self._now = now
        self._watchers: list[Callable[[Changed], None]] = []
        self._positions: dict[str, Positions] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Fold the journal and let go of the file."""
        self.store.close()

    # -- reading

    def get(self, kind: type[R], id: str) -> R | None:
        """The record of that id, or None."""
        raw = self.store.get(kind.TABLE, id)
        return None if raw is None else decode(kind, raw)

    def all(self, kind: type[R]) -> Iterator[R]:
        """Every record of a kind, in the order they were first written."""
        return self._decoded(kind, self.store.ids(kind.TABLE))

    def by(self, kind: type[R], index: Index, key: str) -> Iterator[R]:
        """The records of a kind that name ``key`` as their article, claim, entity or story."""
        return self._decoded(kind, self.store.by(kind.TABLE, index, key))

    def count(self, kind: type[Record], index: Index, key: str) -> int:
        """How many records ``by`` would give, without reading them."""
        return len(self.store.by(kind.TABLE, index, key))

    def _decoded(self, kind: type[R], ids: Sequence[str]) -> Iterator[R]:
        for id in ids:
            raw = self.store.get(kind.TABLE, id)
            if raw is not None:
                yield decode(kind, raw)

    @cached_property
    def labels(self) -> LabelSet:
        """The desk's copy of its label set, or the one a new desk starts with."""
        found = next(self.all(LabelSet), None)
        if found is not None:
            return found
        from store.model.label_file import default_labels

        return default_labels()

    def positions(self, article: str) -> Positions:
        """Where the article's mentions and assertions stand; kept up to date by ``apply``."""
        positions = self._positions.get(article)
        if positions is None:
            positions = self._positions[article] = Positions()
            positions.fill(self._places(article))
        return positions

    def _places(self, article: str) -> Iterator[tuple[str, str, str, tuple[tuple[int, int], ...]]]:
        for kind in _PLACED:
            for id in self.store.by(kind.TABLE, "article", article):
                raw = self.store.get(kind.TABLE, id)
                if raw is not None:
                    row = _where.decode(raw)
                    yield kind.TABLE, row.id, row.label, row.fragments

    def table(self, name: str) -> Table:
        """A TinyDB table to query; its writing methods refuse and name ``desk.apply``."""
        from store.db.tables import reading_table

        return reading_table(self.store, name)

    # -- changing

    def new_id(self, kind: type[Record]) -> str:
        """A fresh id for a record of that kind."""
        return self._new_id(kind.PREFIX)

    def apply(self, edit: Edit) -> Changed:
        """Make one Edit, on disk when this returns.

        Raises Refused where it cannot be made and VariorumError where it cannot be written;
        in both cases nothing has changed.
        """
        at = self._now()
        puts = [self._put(put, at) for put in edit.puts(self)]
        if not puts:
            raise Refused(f"{edit.verb}: nothing to change")
        expected = {(put.table, put.id): self._rev(put) for put in puts}
        transaction = self.store.commit(
            puts, by=self.annotator, at=at, verb=edit.verb, expected=expected
        )
        return self._committed(transaction)

    def undo(self) -> Changed:
        """Take back this annotator's newest change. Raises NothingToUndo or Moved."""
        return self._take_back(self._undo_stack.to_undo(), again=False)

    def redo(self) -> Changed:
        """Make again what was last taken back. Raises NothingToUndo or Moved."""
        return self._take_back(self._undo_stack.to_redo(), again=True)

    def watch(self, told: Callable[[Changed], None]) -> Callable[[], None]:
        """Call ``told`` after every change; returns what ends that."""
        self._watchers.append(told)
        return lambda: self._watchers.remove(told)

    @cached_property
    def _undo_stack(self) -> UndoStack:
        return UndoStack(self.store.transactions(), self.annotator)

    def _take_back(self, transaction: Transaction, *, again: bool) -> Changed:
        puts = inverse(self.store, transaction, again=again)
        sequence = transaction.sequence
        done = self.store.commit(
            puts,
            by=self.annotator,
            at=self._now(),
            verb=f"{'redo' if again else 'undo'} {transaction.verb}",
            expected={(put.table, put.id): self._rev(put) for put in puts},
            undoes=None if again else sequence,
            redoes=sequence if again else None,
        )
        return self._committed(done)

    def _put(self, put: RecordPut, at: str) -> Put:
        if isinstance(put, Removal):
            return Put(put.table, put.id, None)
        stamps: dict[str, Any] = {}
        if not put.by:
            stamps["by"] = self.annotator
        if not put.at:
            stamps["at"] = at
        record = msgspec.structs.replace(put, **stamps) if stamps else put
        return Put(record.TABLE, record.id, encode(record))

    def _rev(self, put: Put) -> int | None:
        raw = self.store.get(put.table, put.id)
        return None if raw is None else _rev_of(raw)

    def _committed(self, transaction: Transaction) -> Changed:
        if "_undo_stack" in self.__dict__:
            self._undo_stack.add(transaction)
        spans: list[tuple[str, int, int]] = []
        for change in transaction.changes:
            if change.table == LabelSet.TABLE:
                self.__dict__.pop("labels", None)
            if change.table in _PLACED_TABLES:
                spans += self._place_anew(change)
        changed = Changed(
            transaction.sequence,
            transaction.verb,
            tuple((change.table, change.id) for change in transaction.changes),
            tuple(spans),
        )
        for told in tuple(self._watchers):
            told(changed)
        return changed

    def _place_anew(self, change: Change) -> Iterator[tuple[str, int, int]]:
        """Keep the positions already built in step with a change; yields where it was seen."""
        for raw in (change.before, change.after):
            if raw is None:
                continue
            row = _where.decode(raw)
            yield from ((row.article, start, end) for start, end in row.fragments)
            positions = self._positions.get(row.article)
            if positions is None:
                continue
            if raw is change.after:
                positions.put(change.table, row.id, row.label, row.fragments)
            else:
                positions.drop(change.table, row.id)

    # -- the story on the desk

    def articles(self, story: str | None = None) -> list[Article]:
        """The articles of a story (of all, for None), in the order they were laid down."""
        found = self.all(Article) if story is None else self.by(Article, "story", story)
        return list(found)


class _Rev(msgspec.Struct):
    rev: int = 0


_rev_of_raw = msgspec.json.Decoder(_Rev)


def _rev_of(raw: bytes) -> int:
    return _rev_of_raw.decode(raw).rev
