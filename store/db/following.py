"""Reading a desk and keeping up with whoever writes it: what is in memory, and since when."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Iterator, Sequence
from typing import Final

from store.db import history, journal
from store.db.faults import NoDesk, NotSaved, not_saved, reason
from store.db.files import Disk, Turn
from store.db.journal import Parsed, parse
from store.db.loading import Loaded, load
from store.db.locks import Lock
from store.db.place import Place
from store.db.rows import Keys, Rows
from store.db.seam import Index, Resync, Transaction
from store.db.tail import Tail

_RECENT: Final = 1024


class Following:
    """The records of a desk as of its last transaction known here.

    ``notes`` says what was found on the way, one line each. ``reading`` is why the desk is open
    for reading only, None where it is written too.
    """

    def __init__(self, disk: Disk, place: Place, loaded: Loaded, reading: str | None) -> None:
        self.place = place
        self.disk = disk
        self.reading = reading
        self.notes: list[str] = [str(finding) for finding in loaded.findings]
        self.mutex = threading.RLock()
        self.lock = Lock(disk, place.lock)
        self._turn: Turn | None = None
        self.rows: Rows
        self.tail: Tail | None = None
        self._given_up: NotSaved | None = None
        self._take(loaded)

    def _take(self, loaded: Loaded) -> None:
        """Hold what was read, in place of anything held before."""
        old = self.tail
        # Opened before the old one is closed: while that is open, no new one can have its inode.
        loaded, self.tail = self._opened(loaded)
        if old is not None:
            old.close()
        self.rows = loaded.rows
        self.stamp = loaded.stamp
        self._sequence = loaded.sequence
        self._recent = deque(loaded.recent, maxlen=_RECENT)
        self._known_from = loaded.sequence - len(self._recent)
        self.seen = self.disk.identity(self.place.desk)

    def _opened(self, loaded: Loaded) -> tuple[Loaded, Tail | None]:
        """The journal that was read, open; read again where a fold put another in its place."""
        while loaded.inode:
            path, write = self.place.journal, self.reading is None
            tail = Tail(self.disk, path, end=loaded.end, write=write)
            if tail.inode == loaded.inode:
                return loaded, tail
            tail.close()
            loaded = load(self.disk, self.place)
        if loaded.is_damaged and self.reading is None:
            self.reading = str(next(found for found in loaded.findings if found.is_damage))
        return loaded, None

    # -- reading

    @property
    def sequence(self) -> int:
        """The last transaction that this store knows of."""
        return self._sequence

    @property
    def failed(self) -> NotSaved | None:
        """The failed sync after which nothing is written any more."""
        return self._given_up or (self.tail.failed if self.tail is not None else None)

    def get(self, table: str, id: str) -> bytes | None:
        """The record's JSON with its ``rev``, or None."""
        return self.rows.get(table, id)

    def listed(self, table: str, ids: Sequence[str]) -> bytes:
        """A JSON list of those records that are there, in that order, each without its ``rev``."""
        return self.rows.listed(table, ids)

    def ids(self, table: str) -> Sequence[str]:
        """Every id of a table, in the order they were first written."""
        return self.rows.ids(table)

    def by(self, table: str, index: Index, key: str) -> Sequence[str]:
        """The ids in ``table`` whose record names ``key``, in the order first written."""
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
                try:
                    self.catch_up(is_locked=False)
                except OSError as error:
                    raise NoDesk(f"{self.place.desk}: cannot be read: {reason(error)}") from error
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

    # -- keeping up with other writers

    def _apply(self, transaction: Transaction, keys: Sequence[Keys | None] = ()) -> None:
        self.rows.apply(transaction.changes, keys)
        self._sequence = transaction.sequence
        if len(self._recent) == _RECENT:
            self._known_from = self._recent[0].sequence
        self._recent.append(transaction)

    def catch_up(self, *, is_locked: bool) -> None:
        """Apply what other processes committed since."""
        tail = self.tail
        if tail is None:
            return
        turn = self.lock.turn if is_locked else self.lock.look()
        if turn is None or turn != self._turn:
            if tail.is_replaced():
                self._follow()
                return
            if is_locked:
                # Nobody is about to replace it either.
                self._turn = turn
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
        tail = Tail(self.disk, self.place.journal, end=0, write=self.reading is None)
        blob = tail.everything()
        head = journal.read_head(blob, "journal")
        missed = self._missed(head[0].sequence) if head is not None else None
        if head is None or missed is None:
            tail.close()
            self._anew()
            return
        for transaction in missed:
            self._apply(transaction)
        tail.end = head[1]
        self._swap(tail)
        self.stamp = head[0]
        self.seen = self.disk.identity(self.place.desk)
        self._read_on(tail, blob[head[1] :], is_locked=False)

    def _anew(self) -> None:
        """Read the desk as it is now; who watches must read it anew as well."""
        self._take(load(self.disk, self.place))
        self._known_from = self._sequence
        self._recent.clear()

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

    def _swap(self, tail: Tail) -> None:
        old, self.tail = self.tail, tail
        if old is not None:
            old.close()

    def note(self, line: str) -> None:
        """Say something to whoever opened the store, once."""
        if line not in self.notes:
            self.notes.append(line)
