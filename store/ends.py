"""Which links have a record for an end, kept in step with what is committed."""

from __future__ import annotations

import msgspec

from store.db.seam import Store, Transaction
from store.model import Link


class _Ends(msgspec.Struct):
    """As much of a link as its ends need."""

    id: str
    source: str
    target: str


_ends = msgspec.json.Decoder(_Ends)


class Ends:
    """The ids of links by the ids of their ends, read when first asked for."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._links: dict[str, dict[str, None]] | None = None

    def of(self, id: str) -> list[str]:
        """The links of a record, in the order they were made."""
        if self._links is None:
            self._links = {}
            for link in self._store.ids(Link.TABLE):
                self._put(self._store.get(Link.TABLE, link))
        return list(self._links.get(id, ()))

    def read_from(self, store: Store) -> None:
        """Read what is asked for from now on from another store of the same records."""
        self._store = store

    def clear(self) -> None:
        """Forget everything: what changed is not known."""
        self._links = None

    def take_in(self, transaction: Transaction) -> None:
        """Keep in step with a transaction."""
        if self._links is None:
            return
        for change in transaction.changes:
            if change.table == Link.TABLE:
                if change.before is not None:
                    link = _ends.decode(change.before)
                    for end in (link.source, link.target):
                        self._links.get(end, {}).pop(link.id, None)
                self._put(change.after)

    def _put(self, raw: bytes | None) -> None:
        if raw is not None and self._links is not None:
            link = _ends.decode(raw)
            for end in (link.source, link.target):
                self._links.setdefault(end, {})[link.id] = None
