"""pyarrow: the Parquet of a dataset has our spans, and its empty lists are lists."""

from __future__ import annotations

import pyarrow.parquet

from tests.consumers.exported import exported

table = pyarrow.parquet.read_table(exported("huggingface") / "data" / "train.parquet")
rows = table.to_pylist()
assert [row["id"] for row in rows] == ["a1", "a2", "a3"]
for row in rows:
    for one in row["mentions"] + row["assertions"]:
        quotes = [row["text"][part["start"] : part["end"]] for part in one["fragments"]]
        assert quotes == one["quotes"]
assert rows[2]["mentions"] == []
assert not any("null" in str(field.type) for field in table.schema)
