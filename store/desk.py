"""The desk: the one place where records change.

Everything that changes goes through ``apply``; everything that reads sees frozen records. Who
watches the desk is told of each change after it is on disk.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self, TypeVar

import msgspec

from store.db.faults import NotSaved, ReadingOnly
from store.db.rows import rev_of
from store.db.seam import Index, Put, Resync, Store, Transaction
from store.edits.edit import Edit, RecordPut, Refused, Removal
from store.ends import Ends
from store.errors import VariorumError
from store.ids import Clock, IdMaker, random_id, utc_now
from store.model import Article, LabelSet, Link, Record, decode, encode
from store.places import Places, spans_touched
from store.positions import Positions
from store.undo import Moved, NothingToUndo, UndoStack, inverse

if TYPE_CHECKING:
    from tinydb.table import Table

    from store.db.presence import Presence
    from store.waiting import Waiting

R = TypeVar("R", bound=Record)


class Changed:
    """What the transaction ``by`` did, worked out when it is asked for.

    ``is_all`` says that what changed is not known, and everything is to be read anew.
    """

    def __init__(self, sequence: int, verb: str, by: Transaction | None = None) -> None:
        self.sequence = sequence
        self.verb = verb
        self.is_all = by is None
        self.by = by

    @cached_property
    def touched(self) -> tuple[tuple[str, str], ...]:
        """The table and id of each record written or removed."""
        return tuple((one.table, one.id) for one in self.by.changes) if self.by else ()

    @cached_property
    def spans(self) -> tuple[tuple[str, int, int], ...]:
        """The (article, start, end) on which annotations came, went or changed."""
        return spans_touched(self.by) if self.by else ()


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
        self._places = Places(store)
        self._ends = Ends(store)
        self._seen = store.sequence
        self._presence: Presence | None = None
        self._held_by = ""
        self._waiting: Waiting | None = None
        self._may_wait = False

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
        try:
            self.store.close()
        finally:
            if self._presence is not None:
                self._presence.release()
                self._presence = None

    # -- several programs on one desk

    @property
    def reading(self) -> str:
        """Why nothing can be changed here now; empty where it can."""
        return self.store.reading or self._held_by

    def hold(self) -> bool:
        """Be the one app that changes the desk, or read until the one that does has left.

        Says whether that is so now.
        """
        from store.db.presence import Holder, hold

        if self._presence is None and self.store.reading is None:
            found = hold(self.path)
            if isinstance(found, Holder):
                self._held_by = f"open in {found}: reading until it leaves"
            else:
                self._presence, self._held_by = found, ""
        return self._presence is not None

    def tend(self, idle: float) -> None:
        """Take in what others did, take over a desk that was left, fold the journal when due.

        ``idle`` is the seconds since the last key.
        """
        if self._waiting is not None:
            self._save(self._waiting)
        self.catch_up()
        if self._held_by:
            self.hold()
        if self.store.wants_fold(idle):
            self.store.fold_in_background()

    def catch_up(self) -> None:
        """Take in what other programs committed; watchers hear of it."""
        news = self.store.watch(self._seen)
        if isinstance(news, Resync):
            self._read_anew(news.sequence)
            return
        for transaction in news:
            self._take_in(transaction)

    def _read_anew(self, sequence: int) -> None:
        self._seen = sequence
        self._places.clear()
        self._ends.clear()
        self.__dict__.pop("_undo_stack", None)
        self.__dict__.pop("labels", None)
        self._tell(Changed(sequence, "resync"))

    # -- work that the disk does not take

    def keep_unsaved(self) -> None:
        """From now on keep a change that cannot be written in memory; ``tend`` writes it later.

        For a desk that is shown: a program that ends would lose what it was told is done.
        """
        self._may_wait = True

    @property
    def unsaved(self) -> str:
        """Why something waits in memory to be written, and how much; empty where nothing does."""
        return self._waiting.line if self._waiting is not None else ""

    def _save(self, waiting: Waiting) -> None:
        try:
            waiting.save()
        except VariorumError as error:
            waiting.reason = str(error)
            return
        self._waiting = None
        self._read_from(waiting.store)
        if waiting.is_moved:
            self._read_anew(self.store.sequence)

    def _read_from(self, store: Store) -> None:
        self.store = store
        self._places.read_from(store)
        self._ends.read_from(store)

    def _commit(
        self,
        puts: Sequence[Put],
        at: str,
        verb: str,
        *,
        undoes: int | None = None,
        redoes: int | None = None,
    ) -> Transaction:
        expected = {(put.table, put.id): self._rev(put) for put in puts}
        by = self.annotator
        try:
            return self.store.commit(
                puts, by=by, at=at, verb=verb, expected=expected, undoes=undoes, redoes=redoes
            )
        except NotSaved as error:
            if not self._may_wait:
                raise
            from store.waiting import Waiting

            self._waiting = Waiting(self.store, error, self._seen)
            self._read_from(self._waiting)
            return self._waiting.commit(
                puts, by=by, at=at, verb=verb, expected=expected, undoes=undoes, redoes=redoes
            )

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
        return self._places.of(article)

    def links(self, id: str) -> Iterator[Link]:
        """The links that have a record for an end."""
        return self._decoded(Link, self._ends.of(id))

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

        Raises Refused where it cannot be made and VariorumError where it cannot be written; in
        both cases nothing has changed. After ``keep_unsaved`` what cannot be written waits.
        """
        self._refuse_when_reading()
        at = self._now()
        puts = [self._put(put, at) for put in edit.puts(self)]
        if not puts:
            raise Refused(f"{edit.verb}: nothing to change")
        return self._committed(self._commit(puts, at, edit.verb))

    def undo(self) -> Changed:
        """Take back this annotator's newest change. Raises NothingToUndo or Moved."""
        return self._take_back(self._undo_stack.to_undo(), again=False)

    def redo(self) -> Changed:
        """Make again what was last taken back. Raises NothingToUndo or Moved."""
        return self._take_back(self._undo_stack.to_redo(), again=True)

    def history(self) -> Iterator[Transaction]:
        """Who changed what and when, newest first."""
        return self.store.transactions()

    def take_back(self, sequence: int) -> Changed:
        """Take back one change of the history, whoever made it.

        Raises Moved where a record it wrote has been changed since, NothingToUndo where the
        history does not hold it any more.
        """
        for transaction in self.history():
            if transaction.sequence == sequence:
                return self._take_back(transaction, again=False)
        raise NothingToUndo(f"change {sequence} is no longer in the history")

    def fold(self, progress: Callable[[float], None] | None = None) -> None:
        """Fold the journal into the plain TinyDB file. Raises NotSaved; the journal has it all."""
        if not self.reading:
            self.store.snapshot(progress)

    def copy_to(self, path: Path) -> None:
        """Write the desk as it is in memory to another file, where there is none yet."""
        self.store.copy_to(path)

    def watch(self, told: Callable[[Changed], None]) -> Callable[[], None]:
        """Call ``told`` after every change; returns what ends that."""
        self._watchers.append(told)
        return lambda: self._watchers.remove(told)

    @cached_property
    def _undo_stack(self) -> UndoStack:
        return UndoStack(self.store.transactions(), self.annotator)

    def _take_back(self, transaction: Transaction, *, again: bool) -> Changed:
        self._refuse_when_reading()
        puts = inverse(self.store, transaction, again=again)
        self._refuse_dangling(puts, "redo" if again else "undo")
        sequence = transaction.sequence
        verb = f"{'redo' if again else 'undo'} {transaction.verb}"
        undoes, redoes = (None, sequence) if again else (sequence, None)
        return self._committed(self._commit(puts, self._now(), verb, undoes=undoes, redoes=redoes))

    def _refuse_dangling(self, puts: Sequence[Put], doing: str) -> None:
        from store.dangling import dangling

        left = next(dangling(self.store, puts), None)
        if left is not None:
            who = left.by or "someone"
            raise Moved(f"cannot {doing}: {left.id} in {left.TABLE}, by {who}, hangs on it")

    def _put(self, put: RecordPut, at: str) -> Put:
        if isinstance(put, Removal):
            return Put(put.table, put.id, None)
        if not put.by or not put.at:
            put = msgspec.structs.replace(put, by=put.by or self.annotator, at=put.at or at)
        return Put(put.TABLE, put.id, encode(put))

    def _rev(self, put: Put) -> int | None:
        raw = self.store.get(put.table, put.id)
        return None if raw is None else rev_of(raw)

    def _refuse_when_reading(self) -> None:
        if self.reading:
            raise ReadingOnly(self.reading)

    def _committed(self, transaction: Transaction) -> Changed:
        """Take in our own transaction, after any of others that came before it."""
        self.catch_up()
        return _changed(transaction)

    def _take_in(self, transaction: Transaction) -> None:
        """Bring what is derived from the records up to date, and tell the watchers."""
        self._seen = transaction.sequence
        if "_undo_stack" in self.__dict__:
            self._undo_stack.add(transaction)
        self._places.take_in(transaction)
        self._ends.take_in(transaction)
        if any(change.table == LabelSet.TABLE for change in transaction.changes):
            self.__dict__.pop("labels", None)
        self._tell(_changed(transaction))

    def _tell(self, changed: Changed) -> None:
        for told in tuple(self._watchers):
            told(changed)

    # -- the story on the desk

    def articles(self, story: str | None = None) -> list[Article]:
        """The articles of a story (of all, for None), in the order they were laid down."""
        found = self.all(Article) if story is None else self.by(Article, "story", story)
        return list(found)


def _changed(transaction: Transaction) -> Changed:
    return Changed(transaction.sequence, transaction.verb, transaction)
