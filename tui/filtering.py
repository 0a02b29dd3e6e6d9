"""What of the annotations is shown and walked over: by label, annotator, doubt. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from store.model import RECORDS

if TYPE_CHECKING:
    from store.desk import Desk
    from store.positions import Placed


class Filter(NamedTuple):
    """Any of the labels, any of the annotators, the unsure alone; what is empty limits nothing."""

    labels: tuple[str, ...] = ()
    annotators: tuple[str, ...] = ()
    unsure: bool = False

    def wants(self, desk: Desk, place: Placed) -> bool:
        """Whether an annotation or a suggestion passes; a claim has no label to be limited by."""
        if self.labels and place.label and place.label not in self.labels:
            return False
        if place.table not in RECORDS:  # a suggestion is nobody's work, and nobody doubts it
            return not self.annotators and not self.unsure
        if not self.annotators and not self.unsure:
            return True
        record = desk.get(RECORDS[place.table], place.id)
        if record is None or (self.unsure and not record.unsure):
            return False
        return not self.annotators or record.by in self.annotators

    def __str__(self) -> str:
        parts = [*self.labels, *(f"by {name}" for name in self.annotators)]
        return ", ".join([*parts, "unsure"] if self.unsure else parts)
