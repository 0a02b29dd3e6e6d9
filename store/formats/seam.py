"""What a format is, and what passes between it and the desk."""

from __future__ import annotations

from base64 import b32encode
from collections.abc import Callable, Iterable
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

import msgspec

from store.errors import VariorumError
from store.model import Record
from store.text import shown_line

if TYPE_CHECKING:
    from store.edits import Reading
    from store.formats.losses import LossReport
    from store.formats.outgoing import Outgoing

Told = Callable[[int, int], None]
"""Called with how many articles are done, and of how many (0 where that is not known)."""

OPTIONS: Final = ("split", "excel")
"""What may be asked of some formats and not of others."""

HOLDABLE: Final = (
    "text",
    "metadata",
    "mentions",
    "nested",
    "discontinuous",
    "attributes",
    "entities",
    "claims",
    "links",
    "verdicts",
    "notes",
    "unknown",
)
"""What a format may hold; the columns of ``variorum formats``."""


class Arrived(msgspec.Struct, frozen=True, gc=False):
    """One record read from a file, and where it stood there, such as ``FILE:12``."""

    where: str
    record: Record


class BadFile(VariorumError):
    """A file that cannot be imported; the line names it, the place in it, and what is wrong."""

    def __init__(self, line: str) -> None:
        # What is wrong is often said in the file's own words.
        super().__init__(shown_line(line))


def digest(*parts: object) -> str:
    """Part of an id for what has none where it comes from: equal for equal parts."""
    text = "\0".join(map(str, parts)).encode("utf-8", "surrogatepass")
    return b32encode(sha256(text).digest()).decode().lower()[:12]


Writer = Callable[["Outgoing", Path], None]
"""Write what leaves the desk to a path where nothing is yet; a folder is made by the writer."""

Reader = Callable[[Path, "Reading", "LossReport"], Iterable[Arrived]]
"""Read a file or folder. Raises BadFile; what does not fit goes to the report."""


class Format(NamedTuple):
    """A dataset format. ``writes`` or ``reads`` is None where it goes one way only.

    ``holds`` are words of ``HOLDABLE``; ``units`` what its offsets count; ``options`` are those of
    ``OPTIONS`` it heeds.
    """

    name: str
    suffix: str
    description: str
    holds: tuple[str, ...]
    units: str = "code points"
    options: tuple[str, ...] = ()
    writes: Writer | None = None
    reads: Reader | None = None
