"""Ids unique across desks, and the time in UTC; both can be replaced in tests."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import UTC, datetime

Clock = Callable[[], str]
IdMaker = Callable[[str], str]

_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"


def random_id(prefix: str) -> str:
    """``prefix`` and 12 characters of 60 random bits: short to read, safe to merge."""
    bits = int.from_bytes(os.urandom(8))
    return prefix + "".join(_ALPHABET[bits >> shift & 31] for shift in range(0, 60, 5))


def utc_now() -> str:
    """The time in UTC, ISO 8601 to the second."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
