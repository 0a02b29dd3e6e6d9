"""Lines that say when a page was made, and nothing of what it tells."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

_LONGEST: Final = 90
"""Code points of the longest line looked at."""


@cache
def _stamp() -> re.Pattern[str]:
    word = (
        r"(?:first|last)|(?:published|updated|posted|modified|created)|on|at|[ap]\.? ?m\b\.?"
        r"|(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?"
        r"|(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]{0,6}"
        r"|[0-9]{1,4}(?:st|nd|rd|th|[ap]m)?|(?-i:[A-Z]{1,3}T|GMT|UTC|Z)"
    )
    return re.compile(rf"(?=.*[0-9])(?:(?:{word})(?:[\s,.:;|/()–—-]+|(?![^\W_])))+", re.IGNORECASE)


def is_stamp(line: str) -> bool:
    """Whether a line is a date or an hour, with no more than ``Updated`` and its like."""
    return len(line) <= _LONGEST and _stamp().fullmatch(line.strip()) is not None
