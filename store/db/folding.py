"""Folding the journal into the snapshot, while commits go on.

The order is what makes it safe: history, snapshot and sums are written and on disk before the
journal notes which snapshot is about to stand; the note is on disk before the snapshot takes its
place; that is on disk before the journal lets go of a line. Only the last steps keep commits
waiting.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from zlib import crc32

from store.db import backups, history, journal, making
from store.db.faults import FULL, not_saved
from store.db.files import read_whole
from store.db.journal import Stamp, parse, read_head
from store.db.place import fresh
from store.db.rows import Tables

if TYPE_CHECKING:
    from store.db.snapshot import Progress
    from store.db.store import JournalStore


class Fold:
    """One fold of a store; ``is_last`` leaves a journal without room to grow.

    ``is_forced`` writes the snapshot even where no transaction is new.
    """

    def __init__(
        self,
        store: JournalStore,
        progress: Progress | None,
        *,
        is_last: bool = False,
        is_forced: bool = False,
    ) -> None:
        self._store = store
        self._progress = progress
        self._is_last = is_last
        self._is_forced = is_forced

    def run(self) -> None:
        """Raises NotSaved where something cannot be written; the journal still has it all."""
        store = self._store
        try:
            with store.folding:
                begun = self._begin()
                if begun is None:
                    return
                tables, sequence, lines = begun
                self._keep_history(lines)
                stamp = making.write_snapshot(store.disk, store.place, tables, sequence)
                making.write_sums(store.disk, store.place, tables, stamp)
                self._finish(stamp)
                history.trim(store.disk, store.place, store.history_cap)
        except OSError as error:
            line = not_saved(store.place.desk, error)
            if error.errno not in FULL:
                # A sync that failed once may succeed falsely the next time.
                store.unfoldable = line
            raise line from error

    def _begin(self) -> tuple[Tables, int, bytes] | None:
        store = self._store
        with store.mutex, store.lock:
            store.catch_up(is_locked=True)
            tail = store.writable()
            if store.sequence == store.stamp.sequence and not self._is_forced:
                return None
            if store.unfoldable is not None:
                raise store.unfoldable
            self._inode = tail.inode
            self._cut = tail.end
            return store.rows.copy(), store.sequence, tail.whole()

    def _keep_history(self, lines: bytes) -> None:
        head = read_head(lines, "journal")
        if head is None:
            raise OSError(5, "the journal's first line is damaged")
        base = head[0].sequence
        entries = parse(lines, head[1], base).entries
        history.append(self._store.disk, self._store.place, lines, entries, base)

    def _finish(self, stamp: Stamp) -> None:
        store = self._store
        with store.mutex, store.lock:
            store.catch_up(is_locked=True)
            tail = store.writable()
            if tail.inode != self._inode:
                return
            self._keep_foreign()
            self._keep_backup()
            since = parse(tail.whole(), self._cut, stamp.sequence).entries
            lines = b"".join(tail.whole()[entry.start : entry.end] for entry in since)
            tail.append(journal.fold_line(stamp))
            place = store.place
            store.disk.rename(fresh(place.desk), place.desk)
            store.is_now(stamp)
            store.disk.sync_folder(place.desk.parent)
            store.disk.rename(fresh(place.sums), place.sums)
            self._reset(stamp, lines)
            store.go_on(len(journal.head_line("journal", stamp)) + len(lines))

    def _reset(self, stamp: Stamp, lines: bytes) -> None:
        store = self._store
        try:
            making.write_journal(store.disk, store.place, stamp, lines, is_roomy=not self._is_last)
        except OSError as error:
            found = store.disk.identity(store.place.journal)
            if found is None or found.inode != self._inode:
                # Its name may not last, and with it all that would be written there.
                store.give_up(error)
            raise

    def _keep_foreign(self) -> None:
        """What another program did to the desk file while it was open is set aside."""
        store = self._store
        if store.disk.identity(store.place.desk) == store.seen:
            return
        blob = read_whole(store.disk, store.place.desk)
        if blob is None or (len(blob), crc32(blob)) == store.stamp[1:]:
            return
        kept = backups.set_aside(store.disk, store.place, "foreign.json", blob)
        store.note(
            f"{store.place.desk}: another program wrote it while it was open; its version is "
            f"kept as {kept.parent.name}/{kept.name}, this desk's own stands"
        )

    def _keep_backup(self) -> None:
        store = self._store
        if store.stamp.sequence:
            try:
                backups.keep(store.disk, store.place, store.stamp.sequence)
            except OSError as error:
                store.note(f"{store.place.backups}: no backup was made: {error.strerror}")
