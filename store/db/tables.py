"""A TinyDB table to query, served from memory; what would write names ``desk.apply`` instead."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NoReturn

import msgspec
from tinydb.storages import MemoryStorage
from tinydb.table import Table

from store.db.faults import ReadingOnly
from store.db.seam import Store

_decode = msgspec.json.Decoder().decode


class Documents(Mapping[str, Mapping[str, Any]]):
    """A table's records under their row numbers, each decoded when it is looked at."""

    def __init__(self, store: Store, name: str) -> None:
        self._store = store
        self._name = name
        self._ids = store.ids(name)

    def __len__(self) -> int:
        return len(self._ids)

    def __iter__(self) -> Iterator[str]:
        return map(str, range(1, len(self._ids) + 1))

    def __getitem__(self, number: str) -> Mapping[str, Any]:
        row = int(number)
        if not 0 < row <= len(self._ids):
            raise KeyError(number)
        record = self._store.get(self._name, self._ids[row - 1])
        if record is None:
            raise KeyError(number)
        found: dict[str, Any] = _decode(record)
        return found


class ReadingTable(Table):
    """``TinyDB(path).table(name)`` as the desk has it now."""

    default_query_cache_capacity = 0

    def __init__(self, store: Store, name: str) -> None:
        super().__init__(MemoryStorage(), name, cache_size=0)  # type: ignore[no-untyped-call]
        self._store = store

    def _read_table(self) -> Mapping[str, Mapping[str, Any]]:  # type: ignore[override]
        return Documents(self._store, self.name)

    def _update_table(self, *_: Any, **__: Any) -> NoReturn:
        raise ReadingOnly(f"{self.name}: a desk's tables are only read; change it by desk.apply")

    def _refuse(self, *_: Any, **__: Any) -> NoReturn:
        self._update_table()

    insert = _refuse
    insert_multiple = _refuse
    update = _refuse
    update_multiple = _refuse
    upsert = _refuse
    remove = _refuse
    truncate = _refuse


def reading_table(store: Store, name: str) -> Table:
    """The table ``name`` of a store."""
    return ReadingTable(store, name)
