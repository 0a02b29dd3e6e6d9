"""Where mentions and assertions stand, article by article, kept in step with what is committed."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from store.db.seam import Store, Transaction
from store.model import Assertion, Fragment, Mention, Record
from store.positions import Positions

PLACED: tuple[type[Record], ...] = (Mention, Assertion)
_TABLES = frozenset(kind.TABLE for kind in PLACED)


class _Where(msgspec.Struct):
    """As much of a span record as its place needs."""

    id: str
    article: str
    fragments: tuple[Fragment, ...]
    label: str = ""


_where = msgspec.json.Decoder(_Where)


class Places:
    """The positions of each article, made when first asked for."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._positions: dict[str, Positions] = {}

    def of(self, article: str) -> Positions:
        """Where the article's mentions and assertions stand."""
        positions = self._positions.get(article)
        if positions is None:
            positions = self._positions[article] = Positions()
            positions.fill(self._rows(article))
        return positions

    def read_from(self, store: Store) -> None:
        """Read what is asked for from now on from another store of the same records."""
        self._store = store

    def clear(self) -> None:
        """Forget everything: what changed is not known."""
        self._positions.clear()

    def take_in(self, transaction: Transaction) -> None:
        """Keep the positions made so far in step with a transaction."""
        if not self._positions:
            return
        for change in transaction.changes:
            if change.table not in _TABLES:
                continue
            for row in _rows_of(change.before):
                if row.article in self._positions:
                    self._positions[row.article].drop(change.table, row.id)
            for row in _rows_of(change.after):
                if row.article in self._positions:
                    self._positions[row.article].put(change.table, row.id, row.label, row.fragments)

    def _rows(self, article: str) -> Iterator[tuple[str, str, str, tuple[Fragment, ...]]]:
        for kind in PLACED:
            for id in self._store.by(kind.TABLE, "article", article):
                for row in _rows_of(self._store.get(kind.TABLE, id)):
                    yield kind.TABLE, row.id, row.label, row.fragments


def spans_touched(transaction: Transaction) -> tuple[tuple[str, int, int], ...]:
    """The (article, start, end) on which annotations came, went or changed."""
    return tuple(
        (row.article, start, end)
        for change in transaction.changes
        if change.table in _TABLES
        for raw in (change.before, change.after)
        for row in _rows_of(raw)
        for start, end in row.fragments
    )


def _rows_of(raw: bytes | None) -> Iterator[_Where]:
    if raw is not None:
        yield _where.decode(raw)
