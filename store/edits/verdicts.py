"""The edit that judges a discrepancy."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

import msgspec

from store.edits.edit import Reading, RecordPut
from store.model import Verdict, changed


class SetVerdict(msgspec.Struct, frozen=True):
    """Say of a discrepancy of a story that it is real, or dismiss it with a reason.

    ``names`` are what it is about, where they are two names of one thing.
    """

    story: str
    signature: str
    real: bool
    reason: str = ""
    names: tuple[str, ...] = ()
    verb: ClassVar[str] = "judge"

    def puts(self, desk: Reading) -> Iterable[RecordPut]:
        """The one verdict on that signature, made or changed."""
        for verdict in desk.by(Verdict, "story", self.story):
            if verdict.signature == self.signature:
                yield changed(verdict, real=self.real, reason=self.reason, names=self.names)
                return
        yield Verdict(
            id=desk.new_id(Verdict),
            story=self.story,
            signature=self.signature,
            real=self.real,
            reason=self.reason,
            names=self.names,
        )
