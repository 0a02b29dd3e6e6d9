"""What the writer and the reader of W3C annotations have in common."""

from __future__ import annotations

import re
from typing import Any, Final

PREFIX: Final = "urn:variorum:"
"""With a table and an id behind it, what our annotations and articles are called."""
RECORD: Final = "variorum:record"
ARTICLES: Final = "variorum:articles"
RECORDS_OF: Final = "variorum:records"
CONTEXT: Final[list[Any]] = [
    "http://www.w3.org/ns/anno.jsonld",
    {
        "@version": 1.1,
        "variorum": PREFIX,
        RECORD: {"@type": "@json"},
        ARTICLES: {"@type": "@json"},
        RECORDS_OF: {"@type": "@json"},
    },
]
"""The standard's own, and our terms, whose values are plain JSON."""

AROUND: Final = 32
"""How many characters around a quotation tell it from its like."""

_INSTANT: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z")


def instant(at: str) -> bool:
    """Whether a time is written as the standard wants it."""
    return _INSTANT.fullmatch(at) is not None
