"""An older desk is brought to this schema: a backup first, unknown fields kept."""

from __future__ import annotations

from pathlib import Path

import pytest
from tinydb import TinyDB

from store.db import migrations
from store.db.check import check
from store.db.place import place_of
from tests.store.db.conftest import Opens
from tests.store.db.contract import mention, put

OLD = b"""{"meta":{
"1":{"id":"meta","schema":0,"sequence":7,"title":"kept"}
},"mentions":{
"1":{"id":"m1","artikel":"a","strange":[1,{"x":2}],"rev":3}
}}
"""


def _step(table: str, record: bytes) -> bytes:
    assert table == "mentions"
    return record.replace(b'"artikel"', b'"article"')


def test_older_desk_is_migrated_after_a_backup(
    path: Path, opens: Opens, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(migrations, "STEPS", {0: _step})
    monkeypatch.setattr(migrations.migrated, "__defaults__", ({0: _step},))
    path.write_bytes(OLD)
    store = opens()
    assert store.get("mentions", "m1") == b'{"id":"m1","article":"a","strange":[1,{"x":2}],"rev":3}'
    assert list(store.by("mentions", "article", "a")) == ["m1"]
    assert any("schema 1" in note for note in store.notes)
    backups = list(place_of(path).backups.glob("*schema-0.json"))
    assert [found.read_bytes() for found in backups] == [OLD]
    put(store, mention("m2"))
    store.close()
    with TinyDB(path) as plain:
        assert plain.table("meta").all() == [
            {"id": "meta", "schema": 1, "sequence": 8, "title": "kept"}
        ]
    assert {found.kind for found in check(path)} == {"history"}  # that of the file it came from
    assert opens().notes == []


def test_older_desk_opened_reading_is_left(path: Path, opens: Opens) -> None:
    path.write_bytes(OLD)
    assert opens(read_only=True).get("mentions", "m1") is not None
    assert path.read_bytes() == OLD
