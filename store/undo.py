"""What one annotator can take back and do again, read from the transactions themselves."""

from __future__ import annotations

import re
from collections.abc import Iterable

import msgspec

from store.db.seam import Change, Put, Store, Transaction
from store.errors import VariorumError

_REV = re.compile(rb',"rev":\d+}$')


class NothingToUndo(VariorumError):
    """There is nothing left to take back, or to do again."""


class Moved(VariorumError):
    """Someone else changed the same record since."""


class UndoStack:
    """The sequences that can be undone and redone, newest last."""

    def __init__(self, transactions: Iterable[Transaction], annotator: str) -> None:
        self._annotator = annotator
        self._by_sequence: dict[int, Transaction] = {}
        self._undo: list[int] = []
        self._redo: list[int] = []
        for transaction in reversed(list(transactions)):
            self.add(transaction)

    def add(self, transaction: Transaction) -> None:
        """Take note of a transaction, in the order of sequence."""
        if transaction.by != self._annotator:
            return
        sequence = transaction.sequence
        if transaction.undoes is not None:
            _drop(self._undo, transaction.undoes)
            self._redo.append(transaction.undoes)
        elif transaction.redoes is not None:
            _drop(self._redo, transaction.redoes)
            self._undo.append(transaction.redoes)
        else:
            self._by_sequence[sequence] = transaction
            self._undo.append(sequence)
            self._redo.clear()

    def to_undo(self) -> Transaction:
        """The newest change still standing. Raises NothingToUndo."""
        return self._last(self._undo, "nothing to undo")

    def to_redo(self) -> Transaction:
        """The newest change taken back. Raises NothingToUndo."""
        return self._last(self._redo, "nothing to redo")

    def _last(self, stack: list[int], line: str) -> Transaction:
        while stack:
            transaction = self._by_sequence.get(stack[-1])
            if transaction is not None:
                return transaction
            stack.pop()
        raise NothingToUndo(line)


def inverse(store: Store, transaction: Transaction, *, again: bool = False) -> list[Put]:
    """The puts that take a transaction back (or, ``again``, repeat it).

    Raises Moved, naming who, where a record is no longer as the transaction left it.
    """
    puts = []
    for change in reversed(transaction.changes):
        old, new = (change.before, change.after) if not again else (change.after, change.before)
        now = store.get(change.table, change.id)
        if (now and bare(now)) != (new and bare(new)):
            raise Moved(_moved(change, now))
        puts.append(Put(change.table, change.id, old and bare(old)))
    return puts


def bare(record: bytes) -> bytes:
    """The record without its ``rev``, which moves on with every write, undo included."""
    return _REV.sub(b"}", record)


def _moved(change: Change, now: bytes | None) -> str:
    if now is None:
        return f"cannot undo: {change.table} {change.id} was removed since"
    who = msgspec.json.decode(now).get("by", "") or "someone"
    return f"cannot undo: {who} changed {change.table} {change.id} since"


def _drop(stack: list[int], sequence: int) -> None:
    if sequence in stack:
        stack.remove(sequence)
