"""Any order of commits, undos, reopenings and folds, by two handles, against a plain dict."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

import msgspec
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from tinydb import TinyDB

from store.db.seam import Put, Transaction
from store.db.store import JournalStore, open_store
from store.undo import bare

TABLES = st.sampled_from(["mentions", "claims", "matches"])
IDS = st.sampled_from(["i1", "i2", "i3", 'odd "id"\n', "ü"])
KEYS = st.sampled_from(["k1", "k2", ""])
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=4,
)
FIELDS = st.fixed_dictionaries(
    {},
    optional={
        "article": KEYS | st.integers(),
        "claim": KEYS,
        "entity": KEYS,
        "story": KEYS,
        "a": st.fixed_dictionaries({"article": KEYS}),
        "b": st.fixed_dictionaries({"article": KEYS}),
        "note": VALUES,
    },
)
PUTS = st.lists(st.tuples(TABLES, IDS, st.none() | FIELDS), min_size=1, max_size=4)


class DeskFile(RuleBasedStateMachine):
    """``model`` holds the records as they should be; ``handles`` two stores on one file."""

    @initialize()
    def start(self) -> None:
        self.folder = Path(tempfile.mkdtemp())
        self.path = self.folder / "desk.json"
        self.handles = [open_store(self.path), open_store(self.path)]
        self.model: dict[tuple[str, str], dict[str, object]] = {}
        self.done: list[Transaction] = []

    @rule(which=st.integers(0, 1), puts=PUTS)
    def commit(self, which: int, puts: list[tuple[str, str, dict[str, object] | None]]) -> None:
        made = [
            Put(table, id, None if fields is None else msgspec.json.encode({"id": id, **fields}))
            for table, id, fields in puts
        ]
        self._commit(which, made)

    def _commit(self, which: int, puts: list[Put], undoes: int | None = None) -> None:
        done = self.handles[which].commit(puts, by="a", at="t", verb="v", undoes=undoes)
        self.done.append(done)
        for put in puts:
            if put.record is None:
                self.model.pop((put.table, put.id), None)
            else:
                self.model[put.table, put.id] = msgspec.json.decode(put.record)

    @rule(which=st.integers(0, 1), back=st.integers(0, 3))
    def take_back(self, which: int, back: int) -> None:
        if len(self.done) > back:
            newest = self.done[-1 - back]
            puts = [
                Put(change.table, change.id, change.before and bare(change.before))
                for change in reversed(newest.changes)
            ]
            self._commit(which, puts, undoes=newest.sequence)

    @rule(which=st.integers(0, 1))
    def fold(self, which: int) -> None:
        self.handles[which].snapshot()

    @rule(which=st.integers(0, 1))
    def fold_in_background(self, which: int) -> None:
        self.handles[which].fold_in_background().join()

    @rule(which=st.integers(0, 1), is_closed=st.booleans())
    def reopen(self, which: int, is_closed: bool) -> None:
        if is_closed:
            self.handles[which].close()
        self.handles[which] = open_store(self.path)
        assert self.handles[which].notes == []

    @rule(which=st.integers(0, 1))
    def read_with_plain_tinydb(self, which: int) -> None:
        self.handles[which].snapshot()
        with TinyDB(self.path) as plain:
            found = {
                (table, record["id"]): {k: v for k, v in record.items() if k != "rev"}
                for table in plain.tables()
                for record in plain.table(table).all()
                if table != "meta"
            }
        assert found == self.model

    @invariant()
    def handles_hold_the_model(self) -> None:
        for store in getattr(self, "handles", ()):
            store.watch(store.sequence)
            assert store.notes == []
            assert store.sequence == len(self.done)
            self._holds(store)

    def _holds(self, store: JournalStore) -> None:
        for table in ("mentions", "claims", "matches"):
            wanted = {id: fields for (name, id), fields in self.model.items() if name == table}
            assert list(store.ids(table)) == list(wanted)
            for id, fields in wanted.items():
                assert msgspec.json.decode(bare(store.get(table, id) or b"")) == fields
            for key in ("k1", "k2", ""):
                for index in ("article", "claim", "entity", "story"):
                    named = {id for id, fields in wanted.items() if fields.get(index) == key}
                    if index == "article" and table == "matches":
                        named |= {
                            id
                            for id, fields in wanted.items()
                            for side in (fields.get("a"), fields.get("b"))
                            if isinstance(side, dict) and side["article"] == key
                        }
                    found = store.by(table, index, key)
                    assert list(found) == [id for id in wanted if id in named]

    def teardown(self) -> None:
        for store in getattr(self, "handles", ()):
            assert [one.sequence for one in store.transactions()] == list(
                range(len(self.done), 0, -1)
            )
            store.close()
        if hasattr(self, "folder"):
            shutil.rmtree(self.folder)


DeskFile.TestCase.settings = settings(
    max_examples=25,
    stateful_step_count=20,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
TestDeskFile = DeskFile.TestCase
