"""From an older schema to this one: a step a schema, each record by itself, a backup first.

A step takes a table's name and a record without its ``rev`` and gives the record of the next
schema; fields it does not know it keeps.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from store.db.rows import Rows, rev_of, stamped
from store.db.snapshot import META
from store.undo import bare

Step = Callable[[str, bytes], bytes]
STEPS: Final[Mapping[int, Step]] = {}


def migrated(rows: Rows, schema: int, wanted: int, steps: Mapping[int, Step] = STEPS) -> Rows:
    """The records as the schema ``wanted`` has them, each with the ``rev`` it had."""
    found = Rows()
    for table, records in rows.tables.items():
        for record in records.values():
            new = bare(record)
            for number in range(schema, wanted):
                if number in steps and table != META:
                    new = steps[number](table, new)
            rev = rev_of(record)
            found.load(table, stamped(new, rev) if rev else new)
    return found
