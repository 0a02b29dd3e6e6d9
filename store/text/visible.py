"""What of a text may reach a terminal: one visible code point for each that could act or hide."""

from __future__ import annotations

import re
from functools import cache

from store.text.canon import NO_CHARACTERS

HIDDEN = "\N{REPLACEMENT CHARACTER}"
"""Stands for what has no picture of its own: bidi controls, zero width, C1, tags and the like."""

_PICTOGRAPH = (
    "\xa9\xae\u203c\u2049\u2122\u2139\u2190-\u21ff\u2300-\u23ff\u24c2\u25a0-\u27bf\u2900-\u297f"
    "\u2b00-\u2bff\u3030\u303d\u3297\u3299\U0001f000-\U0001faff"
)
_IDEOGRAPH = "\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003fffd"
# Everything that Unicode calls default-ignorable, whatever its category, is hidden text too.
_ALWAYS = (
    "\x00-\x09\x0b-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f"
    "\u200b\u200c\u200e\u200f\u2028-\u202e\u2060-\u206f\u3164"
    "\ufeff\uffa0\ufff0-\ufffb\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    f"\U000e0000-\U000e00ff\U000e01f0-\U000e0fff{NO_CHARACTERS}"
)
# What is kept in its place: a joiner between two pictographs, an emoji or text style selector
# after a pictograph or a keycap, a glyph variant after the ideograph it belongs to.
_UNSAFE = (
    f"[{_ALWAYS}]"
    f"|\u200d(?!(?:(?<=[{_PICTOGRAPH}]\u200d)|(?<=[{_PICTOGRAPH}]\ufe0f\u200d))[{_PICTOGRAPH}])"
    f"|(?<![{_PICTOGRAPH}0-9#*])[\ufe0e\ufe0f]"
    f"|(?<![{_IDEOGRAPH}])[\ufe00-\ufe0d\U000e0100-\U000e01ef]"
)
_SIGNS = {chr(code): chr(0x2400 + code) for code in range(0x20)} | {"\x7f": "\u2421"}


PLAIN = frozenset(
    "\n"
    + "".join(
        chr(code)
        for first, last in (
            (0x20, 0x7E), (0xA0, 0xAC), (0xAE, 0x2FF), (0x384, 0x482), (0x48A, 0x52F),
            (0x1E00, 0x1EFF), (0x2010, 0x2027), (0x2030, 0x203A), (0x20A0, 0x20BF),
            (0x2400, 0x2426),
        )
        for code in range(first, last + 1)
    )
    + HIDDEN
)  # fmt: skip
"""Characters of one cell that stand for themselves and are part of no cluster."""

_LONG = 50_000
"""From so many characters on, a compiled pattern repays its making."""


def is_plain(text: str) -> bool:
    """Whether a text is of ``PLAIN`` characters alone; a long one may be plain unseen."""
    if len(text) < _LONG:
        return PLAIN.issuperset(text)
    return text.isascii() and not _control().search(text)


def shown(text: str) -> str:
    """The text as a terminal may have it, line feeds and all; of exactly the same length.

    C0 controls (TAB too) and DEL become their control pictures, all else that acts, hides or
    does not exist becomes ``HIDDEN``. Combining marks and emoji sequences stay.
    """
    if is_plain(text) or _suspect().search(text) is None:
        return text
    return _unsafe().sub(_sign, text)


def shown_line(text: str) -> str:
    """The text on one line: as ``shown``, with a visible sign for each line feed."""
    return shown(text).replace("\n", _SIGNS["\n"])


# Patterns over much of Unicode take milliseconds to compile; most articles need none of them.


@cache
def _control() -> re.Pattern[str]:
    return re.compile("[\x00-\x09\x0b-\x1f\x7f]")


@cache
def _suspect() -> re.Pattern[str]:
    return re.compile(f"[{_ALWAYS}\u200d\ufe00-\ufe0f\U000e0100-\U000e01ef]")


@cache
def _unsafe() -> re.Pattern[str]:
    return re.compile(_UNSAFE)


def _sign(match: re.Match[str]) -> str:
    return _SIGNS.get(match[0], HIDDEN)
