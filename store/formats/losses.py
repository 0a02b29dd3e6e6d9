"""What an export or import could not carry, item by item."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import msgspec

from store.formats.placing import placed
from store.text import NOT_HELD, Replaced


class Loss(NamedTuple):
    """One thing not carried. ``article`` is empty where it belongs to none, ``field`` where the
    whole record is left behind.
    """

    article: str
    table: str
    record: str
    field: str
    reason: str


class LossReport:
    """Everything that one export or import could not carry."""

    def __init__(self) -> None:
        # A dict as an ordered set: the same may be met in the lines of several articles.
        self.items: dict[Loss, None] = {}

    def __len__(self) -> int:
        return len(self.items)

    def __iter__(self) -> Iterator[Loss]:
        return iter(self.items)

    def add(
        self, table: str, record: str, reason: str, *, field: str = "", article: str = ""
    ) -> None:
        """Take note of one thing."""
        self.items[Loss(article, table, record, field, reason)] = None

    def add_replaced(self, article: str, replaced: Sequence[Replaced]) -> None:
        """Take note of what an article's text could not hold, each by its place."""
        for one in replaced:
            self.add("characters", str(one), NOT_HELD, field="text", article=article)

    def summary(self) -> list[str]:
        """A line for each kind of loss, the most frequent first."""
        kinds = Counter((loss.table, loss.field, loss.reason) for loss in self.items)
        ordered = sorted(kinds.items(), key=lambda row: (-row[1], row[0]))
        return [
            f"{count} {table}{f' ({field})' if field else ''}: {reason}"
            for (table, field, reason), count in ordered
        ]

    def write(self, path: Path, *, overwrite: bool = False) -> None:
        """One JSON object a line, in the order met. Raises VariorumError."""
        encode = msgspec.json.Encoder().encode
        with placed(path, overwrite=overwrite) as place, place.open("wb") as file:
            for loss in self.items:
                file.write(encode(loss._asdict()) + b"\n")
