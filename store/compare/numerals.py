"""Numbers in words and figures, as one value."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from store.compare.stems import listed

_ONES: Final = listed(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
    " sixteen seventeen eighteen nineteen"
)
_TENS: Final = listed("twenty thirty forty fifty sixty seventy eighty ninety")
_VALUES: Final = {word: at for at, word in enumerate(_ONES)} | {
    word: 10 * at for at, word in enumerate(_TENS, 2)
}
MAGNITUDES: Final = {
    "dozen": 12,
    "hundred": 100,
    "thousand": 1_000,
    "million": 1_000_000,
    "billion": 1_000_000_000,
    "trillion": 1_000_000_000_000,
}


MORE_OR_LESS: Final = ("-plus", "-odd", "-some")
WORD: Final = (
    r"\d+(?:[.,]\d+)*(?=-[a-z]{2}|(?!(?:st|nd|rd|th|s)\b)[^\W\d_]{1,3}\b)"
    r"|[^\W_]+(?:[.,'’-][^\W_]+)*"
)
"""A word, or the figures of ``65km`` and ``5.1-magnitude``, whose letters are the next word."""


@lru_cache(maxsize=16384)
def value_of(words: str) -> float | None:
    """The number that ``12,000``, ``2.4``, ``forty-eight`` or ``six`` is; None for no number."""
    bare = words.lower().replace(",", "")
    if bare.endswith(MORE_OR_LESS):
        bare = bare.rpartition("-")[0]
    if bare[:1].isdigit():
        try:
            return float(bare)
        except ValueError:
            return None
    tens, _, ones = bare.partition("-")
    if ones:
        if tens not in _TENS or _VALUES.get(ones, 10) >= 10:
            return None
        return float(_VALUES[tens] + _VALUES[ones])
    return float(_VALUES[bare]) if bare in _VALUES else None


def plainly(value: float) -> str:
    """A value as it is shown and compared: no exponent, no trailing zero."""
    return f"{value:.6f}".rstrip("0").rstrip(".")
