"""Work that could not be written yet: kept in memory, in order, until the disk takes it.

A desk that is shown reads and changes through this store from the first change that was not
saved until all of them are. Nobody else sees what waits, and nothing of it is on disk.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from store.db.commits import check_expected, made
from store.db.faults import NotSaved
from store.db.rows import Rows, unstamped
from store.db.seam import Change, Index, Put, Resync, Store, Transaction

Expected = Mapping[tuple[str, str], int | None]


class _Commit(NamedTuple):
    """What was asked of ``commit``; ``own`` are the expected records last written by what waits."""

    puts: Sequence[Put]
    by: str
    at: str
    verb: str
    expected: Expected | None
    undoes: int | None
    redoes: int | None
    own: frozenset[tuple[str, str]]


class Waiting:
    """The store beneath, and on top of it what it did not take; ``reason`` is why.

    ``seen`` is the last change that the desk took in. Those that wait have the numbers they will
    have if nobody else writes meanwhile; ``is_moved`` says that someone did, and the desk must be
    read anew once all is saved.
    """

    def __init__(self, store: Store, reason: NotSaved, seen: int) -> None:
        self.store = store
        self.reason = str(reason)
        self.is_moved = False
        self._base = seen
        self._queue: list[_Commit] = []
        self._done: list[Transaction] = []
        self._numbers: dict[int, int] = {}
        self._rows = Rows()
        self._touched: set[tuple[str, str]] = set()
        # Of those the ones that were away for a while: put again, they stand last.
        self._gone: set[tuple[str, str]] = set()

    def __len__(self) -> int:
        """How many changes wait."""
        return len(self._queue)

    @property
    def line(self) -> str:
        """What a user reads behind NOT SAVED while something waits."""
        why = self.reason.rpartition("NOT SAVED: ")[2]
        count = "1 change waits" if len(self) == 1 else f"{len(self)} changes wait"
        return f"{why}: {count} in memory; or save a copy of the desk elsewhere"

    def save(self) -> None:
        """Write what waits, oldest first.

        Raises VariorumError where that cannot be, or a record was changed by someone else since;
        what was not written waits on.
        """
        while self._queue:
            one = self._queue[0]
            done = self.store.commit(
                one.puts,
                by=one.by,
                at=one.at,
                verb=one.verb,
                expected=one.expected
                and {
                    key: self._number(rev) if key in one.own else rev
                    for key, rev in one.expected.items()
                },
                undoes=self._number(one.undoes),
                redoes=self._number(one.redoes),
            )
            number = self._done[-len(self._queue)].sequence
            self._numbers[number] = done.sequence
            self.is_moved |= done.sequence != number
            del self._queue[0]

    def _number(self, sequence: int | None) -> int | None:
        """What a change is called on disk that had this number while it waited."""
        return sequence if sequence is None else self._numbers.get(sequence, sequence)

    # -- what a store does

    @property
    def sequence(self) -> int:
        """The last change, on disk or not."""
        return self._done[-1].sequence if self._done else self._base

    @property
    def reading(self) -> str | None:
        """Why the desk is open for reading only; None where it is written too."""
        return self.store.reading

    @property
    def notes(self) -> list[str]:
        """What was found on the way, one line each."""
        return self.store.notes

    def get(self, table: str, id: str) -> bytes | None:
        """The record's JSON with its ``rev``, or None."""
        rows = self._rows if (table, id) in self._touched else self.store
        return rows.get(table, id)

    def listed(self, table: str, ids: Sequence[str]) -> bytes:
        """A JSON list of those records that are there, in that order, each without its ``rev``."""
        found = (self.get(table, id) for id in ids)
        return b"[%b]" % b",".join([unstamped(record) for record in found if record is not None])

    def ids(self, table: str) -> Sequence[str]:
        """Every id of a table, in the order they were first written."""
        return self._merged(table, self.store.ids(table), self._rows.ids(table))

    def by(self, table: str, index: Index, key: str) -> Sequence[str]:
        """The ids in ``table`` whose record names ``key``; an older one may stand last."""
        waiting = self._rows.by(table, index, key)
        return self._merged(table, self.store.by(table, index, key), waiting)

    def _merged(self, table: str, saved: Sequence[str], waiting: Sequence[str]) -> Sequence[str]:
        new = set(waiting)
        kept = [
            id
            for id in saved
            if (table, id) not in self._touched or (id in new and (table, id) not in self._gone)
        ]
        known = set(kept)
        return (*kept, *(id for id in waiting if id not in known))

    def commit(
        self,
        puts: Sequence[Put],
        *,
        by: str,
        at: str,
        verb: str,
        expected: Expected | None = None,
        undoes: int | None = None,
        redoes: int | None = None,
    ) -> Transaction:
        """Keep a change in memory, to be written after those before it. Raises Conflict."""
        if expected is not None:
            check_expected(self, expected)
        number = self.sequence + 1
        done, keys = made(self, number, puts, by=by, at=at, verb=verb, undoes=undoes, redoes=redoes)
        own = frozenset(key for key in expected or () if key in self._touched)
        self._rows.apply(done.changes, keys)
        self._touched.update((put.table, put.id) for put in puts)
        self._gone.update((put.table, put.id) for put in puts if put.record is None)
        self._queue.append(_Commit(tuple(puts), by, at, verb, expected, undoes, redoes, own))
        self._done.append(done)
        return done

    def transactions(self) -> Iterator[Transaction]:
        """The transactions still known, newest first, those that wait among them."""
        yield from reversed(self._done)
        for one in self.store.transactions():
            if one.sequence <= self._base:
                yield one

    def watch(self, since: int) -> Sequence[Transaction] | Resync:
        """What was changed here after ``since``; what others did is seen once all is saved."""
        return [one for one in self._done if one.sequence > since]

    def snapshot(self, progress: Callable[[float], None] | None = None) -> None:
        """Fold what is on disk."""
        self.store.snapshot(progress)

    def wants_fold(self, idle: float) -> bool:  # noqa: ARG002 - the seam's
        """Not while something waits."""
        return False

    def fold_in_background(self) -> object:
        """Fold what is on disk while commits go on."""
        return self.store.fold_in_background()

    def copy_to(self, path: Path, changes: Sequence[Change] = ()) -> None:
        """Write the desk as it is in memory, with all that waits, to another file."""
        gone = (Change(*key, None, None) for key in self._gone)
        waiting = (
            Change(table, id, None, record)
            for table, records in self._rows.tables.items()
            for id, record in records.items()
        )
        self.store.copy_to(path, (*gone, *waiting, *changes))

    def close(self) -> None:
        """Try once more to save; raises NotSaved, saying how much is lost, where that fails."""
        from store.errors import VariorumError

        try:
            self.save()
        except VariorumError as error:
            self.reason = str(error)
        try:
            self.store.close()
        finally:
            if self._queue:
                count = "1 change is" if len(self) == 1 else f"{len(self)} changes are"
                raise NotSaved(f"{self.reason}; {count} lost")
