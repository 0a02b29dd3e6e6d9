"""The journal store: a desk file that loses nothing that was acknowledged.

What it promises, each with its test in ``tests/store/db``:

- ``NAME.json`` is at every instant a file that plain ``TinyDB(path)`` opens.
- What ``commit`` returned is there after any crash; a transaction is whole or absent.
- Memory is never ahead of the disk: a change is seen once it is durable.
- A replay changes nothing: whatever was begun and not finished can be begun again.
- No damage is silent, and nothing is thrown away without a copy.
- A full disk is a clean error and work goes on when there is space; after a failed sync nothing
  more is written to that file.
- What others did to the snapshot is noticed and never taken for ours unasked.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from store.db import history, journal
from store.db.commits import check_expected, made
from store.db.faults import NotSaved, ReadingOnly, not_saved
from store.db.files import Disk
from store.db.folding import Fold
from store.db.journal import Parsed, Stamp, parse
from store.db.loading import Loaded, load
from store.db.locks import Lock
from store.db.place import Place, place_of
from store.db.rows import Rows
from store.db.seam import Index, Put, Resync, Transaction
from store.db.settling import settle
from store.db.snapshot import Progress
from store.db.tail import Tail

_RECENT: Final = 1024


class JournalStore:
    """An open desk file; made by ``open_store``.

    ``notes`` says what was found on the way, one line each. ``reading`` is why the store is open
    for reading only, None where it writes.
    """

    def __init__(self, disk: Disk, place: Place, loaded: Loaded, reading: str | None) -> None:
        self.place = place
        self.disk = disk
        self.reading = reading
        self.notes: list[str] = [str(finding) for finding in loaded.findings]
        self.lock = Lock(disk, place.lock)
        self.folding = Lock(disk, place.folding)
        self.mutex = threading.RLock()
        self.rows: Rows
        self.tail: Tail | None = None
        self.unfoldable: NotSaved | None = None
        self._take(loaded)

    def _take(self, loaded: Loaded) -> None:
        """Hold what was read, in place of anything held before."""
        tail = self.tail
        if loaded.inode:
            # Opened first: while the old file is open, no new one can have its inode.
            self.tail = Tail(
                self.disk, self.place.journal, end=loaded.end, write=self.reading is None
            )
        if tail is not None:
            tail.close()
        self.rows = loaded.rows
        self.stamp = loaded.stamp
        self._sequence = loaded.sequence
        self._recent = deque(loaded.recent, maxlen=_RECENT)
        self._known_from = loaded.sequence - len(self._recent)
        self.seen = self.disk.identity(self.place.desk)

    # -- reading

    @property
    def sequence(self) -> int:
        """The last transaction that this store knows of."""
        return self._sequence

    @property
    def failed(self) -> NotSaved | None:
        """The failed sync after which this file is not written any more."""
        return self.tail.failed if self.tail is not None else None

    def get(self, table: str, id: str) -> bytes | None:
        """The record's JSON with its ``rev``, or None."""
        rows = self.rows.tables.get(table)
        return None if rows is None else rows.get(id)

    def ids(self, table: str) -> Sequence[str]:
        """Every id of a table, in the order they were first written."""
        return self.rows.ids(table)

    def by(self, table: str, index: Index, key: str) -> Sequence[str]:
        """The ids in ``table`` whose record names ``key``."""
        return self.rows.by(table, index, key)

    def transactions(self) -> Iterator[Transaction]:
        """The transactions still known, newest first; what is lost of them is noted."""
        with self.mutex:
            lines = self.tail.whole() if self.tail is not None else b""
        before = self._sequence + 1
        for entry in history.entries_backwards(lines):
            found = entry.transaction if entry is not None else None
            if found is not None and found.sequence < before:
                before = found.sequence
                yield found
        for one in history.transactions_backwards(self.disk, self.place, before):
            if isinstance(one, Transaction):
                yield one
            else:
                self.note(
                    f"{self.place.history}: changes {one.start} to {one.stop - 1} are lost "
                    "or damaged; they cannot be undone, no record is lost"
                )

    def watch(self, since: int) -> Sequence[Transaction] | Resync:
        """What was committed after ``since``, by any writer, oldest first."""
        with self.mutex:
            if self.failed is None:
                self.catch_up(is_locked=False)
            if since == self._sequence:
                return ()
            if since > self._sequence:
                return Resync(self._sequence)
            if since >= self._known_from:
                return [one for one in self._recent if one.sequence > since]
            return self._from_files(since)

    def _from_files(self, since: int) -> Sequence[Transaction] | Resync:
        found: list[Transaction] = []
        for one in self.transactions():
            if one.sequence <= since:
                break
            found.append(one)
        if len(found) != self._sequence - since:
            return Resync(self._sequence)
        return found[::-1]

    # -- writing

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
        """Write all puts or none, on disk when this returns.

        Raises Conflict where ``expected`` does not hold, ReadingOnly and NotSaved; nothing is
        changed then. Raises ValueError for a record that is no JSON object with that id.
        """
        with self.mutex:
            tail = self.writable()
            with self.locked():
                self.catch_up(is_locked=True)
                tail = self.writable()
                check_expected(self.rows, expected)
                done = made(
                    self.rows,
                    self._sequence + 1,
                    puts,
                    by=by,
                    at=at,
                    verb=verb,
                    undoes=undoes,
                    redoes=redoes,
                )
                tail.append(journal.transaction_lines(done))
                self._apply(done)
                self._seal(tail, done)
        return done

    def _seal(self, tail: Tail, done: Transaction) -> None:
        seal = journal.seal_line(done)
        if seal:
            try:
                tail.note(seal)
            except NotSaved:
                return  # the transaction itself is on disk

    def locked(self) -> _Held:
        """The commit lock, to be held around reading on and writing."""
        return _Held(self)

    def writable(self) -> Tail:
        """The journal to write to. Raises ReadingOnly and NotSaved."""
        if self.reading is not None:
            raise ReadingOnly(self.reading)
        if self.tail is None:
            raise ReadingOnly(f"{self.place.desk}: the desk is closed")
        if self.tail.failed is not None:
            raise self.tail.failed
        return self.tail

    def _apply(self, transaction: Transaction) -> None:
        self.rows.apply(transaction.changes)
        self._sequence = transaction.sequence
        if len(self._recent) == _RECENT:
            self._known_from = self._recent[0].sequence
        self._recent.append(transaction)

    # -- keeping up with other writers

    def catch_up(self, *, is_locked: bool) -> None:
        """Apply what other processes committed since."""
        tail = self.tail
        if tail is None:
            return
        if tail.is_replaced():
            self._follow()
            return
        more = tail.more()
        if more:
            self._read_on(tail, more, is_locked=is_locked)

    def _read_on(self, tail: Tail, more: bytes, *, is_locked: bool) -> None:
        parsed = parse(more, 0, self._sequence)
        self._adopt(parsed)
        tail.end += parsed.stop
        if parsed.is_damaged:
            self.reading = (
                f"{self.place.journal}: damaged while the desk is open; close it and run "
                "`variorum check`"
            )
        elif parsed.is_torn and is_locked and self.reading is None:
            self._cut(tail, more[parsed.stop :])

    def _cut(self, tail: Tail, rest: bytes) -> None:
        """Another writer died while it wrote: what it left was never acknowledged."""
        from store.db.backups import set_aside

        try:
            set_aside(self.disk, self.place, "journal-tail", rest.rstrip(b"\0"))
            tail.cut()
        except OSError as error:
            raise not_saved(self.place.desk, error) from error
        self.note(f"{self.place.journal}: an unfinished change of another process was cut")

    def _adopt(self, parsed: Parsed) -> None:
        for transaction in journal.transactions_of(parsed.entries):
            self._apply(transaction)

    def _follow(self) -> None:
        """Another process folded: go on in the new journal, or read everything anew."""
        blob, tail = self._open_anew()
        head = journal.read_head(blob, "journal")
        missed = self._missed(head[0].sequence) if head is not None else None
        if head is None or missed is None:
            tail.close()
            self._take(load(self.disk, self.place))
            self._known_from = self._sequence
            self._recent.clear()
            return
        for transaction in missed:
            self._apply(transaction)
        parsed = parse(blob, head[1], self._sequence)
        self._adopt(parsed)
        tail.end = parsed.stop
        self._swap(tail)
        self.stamp = head[0]
        self.seen = self.disk.identity(self.place.desk)

    def _open_anew(self) -> tuple[bytes, Tail]:
        tail = Tail(self.disk, self.place.journal, end=0, write=self.reading is None)
        tail.end = 1 << 62
        blob = tail.whole()
        return blob, tail

    def _missed(self, folded: int) -> Sequence[Transaction] | None:
        """What was folded before this store saw it, None where that cannot be told."""
        found: list[Transaction] = []
        if folded <= self._sequence:
            return found
        for one in history.transactions_backwards(self.disk, self.place, folded + 1):
            if not isinstance(one, Transaction):
                return None
            if one.sequence <= self._sequence:
                break
            found.append(one)
        return found[::-1] if len(found) == folded - self._sequence else None

    def is_now(self, stamp: Stamp) -> None:
        """Another snapshot has taken its place."""
        self.stamp = stamp
        self.seen = self.disk.identity(self.place.desk)

    def go_on(self, end: int) -> None:
        """Go on in the journal that was just put in place, its lines ending at ``end``."""
        self._swap(Tail(self.disk, self.place.journal, end=end, write=True))

    def _swap(self, tail: Tail) -> None:
        old, self.tail = self.tail, tail
        if old is not None:
            old.close()

    def note(self, line: str) -> None:
        """Say something to whoever opened the store, once."""
        if line not in self.notes:
            self.notes.append(line)

    # -- folding

    def snapshot(self, progress: Progress | None = None) -> None:
        """Fold the journal into the plain TinyDB file.

        Raises NotSaved where that cannot be written: nothing is lost, the journal has it all.
        """
        self.writable()
        Fold(self, progress).run()

    def fold_in_background(self) -> threading.Thread:
        """Fold in a thread of its own, while commits go on; what goes wrong is noted."""
        thread = threading.Thread(target=self._fold_quietly, name="fold", daemon=True)
        thread.start()
        return thread

    def _fold_quietly(self) -> None:
        from store.errors import VariorumError

        try:
            self.snapshot()
        except VariorumError as error:
            self.note(str(error))

    def wants_fold(self, idle: float) -> bool:
        """Whether to fold now, ``idle`` seconds after the last change."""
        if self.reading is not None or self.tail is None or self.tail.failed is not None:
            return False
        if self._sequence == self.stamp.sequence:
            return False
        is_small = self.stamp.size < journal.IDLE_FOLD_BELOW
        return (idle >= journal.IDLE and is_small) or self.tail.end >= journal.FOLD_AT

    def copy_to(self, path: Path) -> None:
        """Write the desk as it is in memory to another file, where there is none yet."""
        from store.db.copying import copy_desk

        copy_desk(self.disk, self.rows.copy(), self._sequence, path)

    def close(self) -> None:
        """Fold, release the locks; the store is not used again."""
        if self.tail is None and self.reading is None:
            return
        try:
            if self.reading is None and self.failed is None:
                Fold(self, None, is_last=True).run()
        finally:
            with self.mutex:
                if self.tail is not None:
                    self.tail.close()
                    self.tail = None
                self.lock.close()
                self.folding.close()


class _Held:
    """The commit lock, its failures as lines for a user."""

    def __init__(self, store: JournalStore) -> None:
        self._store = store
        self._held = store.lock.held()

    def __enter__(self) -> None:
        try:
            self._held.__enter__()
        except OSError as error:
            raise not_saved(self._store.place.desk, error) from error

    def __exit__(self, *error: object) -> None:
        self._held.__exit__(*error)  # type: ignore[arg-type]


def open_store(
    path: str | Path,
    *,
    read_only: bool = False,
    create: bool = True,
    progress: Progress | None = None,
    disk: Disk | None = None,
) -> JournalStore:
    """Open the desk file at ``path``, made where it is absent if ``create``.

    Raises NoDesk with one line where there is no desk or the file is none; such a file is left
    as it is. Where a desk cannot be written, or is damaged, it is open for reading and
    ``reading`` says why.
    """
    place = place_of(path)
    disk = disk or Disk()
    loaded, reading = settle(disk, place, create=create, read_only=read_only, progress=progress)
    return JournalStore(disk, place, loaded, reading)
