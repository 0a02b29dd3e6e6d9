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
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from store.db import backups, history, journal
from store.db.commits import check_expected, made
from store.db.faults import NoDesk, NotSaved, ReadingOnly, not_saved, reason
from store.db.files import Disk
from store.db.folding import Fold
from store.db.following import Following
from store.db.journal import Stamp
from store.db.loading import Loaded
from store.db.locks import Lock
from store.db.place import Place, place_of
from store.db.seam import SCHEMA, Change, Put, Transaction
from store.db.settling import settle
from store.db.snapshot import Progress
from store.db.tail import Tail

_RECENT: Final = 1024


class JournalStore(Following):
    """An open desk file; made by ``open_store``."""

    def __init__(self, disk: Disk, place: Place, loaded: Loaded, reading: str | None) -> None:
        super().__init__(disk, place, loaded, reading)
        self.folding = Lock(disk, place.folding)
        self.history_cap = history.CAP
        self.unfoldable: NotSaved | None = None

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
            try:
                self.writable()
                with self.lock:
                    self.catch_up(is_locked=True)
                    tail = self.writable()
                    if expected is not None:
                        check_expected(self.rows, expected)
                    number = self._sequence + 1
                    done, keys = made(
                        self.rows, number, puts, by=by, at=at, verb=verb, undoes=undoes,
                        redoes=redoes,
                    )  # fmt: skip
                    lines = journal.transaction_lines(done)
                    tail.append(lines)
                    if not self.lock.works:
                        self._confirm(tail, lines)
                    self._apply(done, keys)
                    if len(puts) >= journal.SEALED_FROM:
                        self._seal(tail, done)
            except OSError as error:
                raise not_saved(self.place.desk, error) from error
        return done

    def _confirm(self, tail: Tail, lines: bytes) -> None:
        """Without locks another writer may have written the same place: see what stands there."""
        if tail.whole()[-len(lines) :] != lines or tail.is_replaced():
            self.give_up(OSError(5, "another program wrote at the same time, without locks"))
            self.copy_aside()
            self.writable()

    def copy_aside(self) -> None:
        """Keep the desk as it is in memory in ``damaged/``: the version that lost."""
        name = f"{backups.stamp_of(self.disk.now())}-{self.place.desk.name}"
        self.disk.make_folder(self.place.damaged)
        self.copy_to(self.place.damaged / name)

    def _seal(self, tail: Tail, done: Transaction) -> None:
        seal = journal.seal_line(done)
        if seal:
            try:
                tail.note(seal)
            except NotSaved:
                return  # the transaction itself is on disk

    def writable(self) -> Tail:
        """The journal to write to. Raises ReadingOnly and NotSaved."""
        tail = self.tail
        if self.reading is not None:
            raise ReadingOnly(self.reading)
        if tail is None:
            raise ReadingOnly(f"{self.place.desk}: the desk is closed")
        failed = self._given_up or tail.failed
        if failed is not None:
            raise failed
        return tail

    # -- folding

    def give_up(self, error: OSError) -> None:
        """What is on disk cannot be known any more: nothing is written from now on."""
        self._given_up = not_saved(self.place.desk, error)

    def is_now(self, stamp: Stamp) -> None:
        """Another snapshot has taken its place."""
        self.stamp = stamp
        self.seen = self.disk.identity(self.place.desk)

    def go_on(self, end: int) -> None:
        """Go on in the journal that was just put in place, its lines ending at ``end``."""
        self._swap(Tail(self.disk, self.place.journal, end=end, write=True))

    def snapshot(self, progress: Progress | None = None) -> None:
        """Fold the journal into the plain TinyDB file.

        Raises NotSaved where that cannot be written: nothing is lost, the journal has it all.
        """
        self.writable()
        Fold(self, progress).run()

    def migrate(self, schema: int) -> None:
        """Bring the desk from an older schema to this one, a backup of it first.

        Raises NotSaved and OSError; the desk is then as it was.
        """
        from store.db import migrations

        kept = backups.copy(self.disk, self.place, f"schema-{schema}")
        self.rows = migrations.migrated(self.rows, schema, SCHEMA)
        Fold(self, None, is_forced=True).run()
        self.note(f"{self.place.desk}: brought to schema {SCHEMA}; as it was: {kept.name}")

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
        if self.reading is not None or self.tail is None or self.failed is not None:
            return False
        if self._sequence == self.stamp.sequence:
            return False
        is_small = self.stamp.size < journal.IDLE_FOLD_BELOW
        return (idle >= journal.IDLE and is_small) or self.tail.end >= journal.FOLD_AT

    def copy_to(self, path: Path, changes: Sequence[Change] = ()) -> None:
        """Write the desk as it is in memory, and ``changes``, to a file that is not there yet."""
        from store.db.copying import copy_desk, with_changes

        tables = with_changes(self.rows.copy(), changes)
        copy_desk(self.disk, tables, self._sequence, path)

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
    try:
        store = JournalStore(disk, place, loaded, reading)
        if reading is None and loaded.schema < SCHEMA:
            store.migrate(loaded.schema)
    except OSError as error:
        raise NoDesk(f"{place.desk}: cannot be opened: {reason(error)}") from error
    return store
