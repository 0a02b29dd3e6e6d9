"""What a program writes to a terminal, cut at its control sequences; what a plain xterm answers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

# A string ends early at an escape that does not terminate it; an escape broken off is a stray.
_SEQUENCE = re.compile(
    rb"(?P<csi>\x1b\[[0-?]*[ -/]*[@-~])"
    rb"|(?P<string>\x1b[\]PX^_][^\x07\x1b]*(?:\x07|\x1b\\|(?=\x1b[^\\])))"
    rb"|(?P<escape>\x1b(?![\[\]PX^_])[ -/]*[0-~])"
    rb"|(?P<stray>\x1b(?:\[[0-?]*+)?+[ -/]*+(?=[^@-~]))"
    rb"|(?P<text>[^\x1b]+)"
)
_QUERY = re.compile(
    rb"\x1b(?:\[(?:\?(?P<mode>\d+)\$p|(?P<attributes>[>=]?)0?c|\??(?P<status>[56])n"
    rb"|(?P<cells>18)t|>(?P<version>0?)q)"
    rb"|\](?P<colour>1[012]);\?(?:\x07|\x1b\\))"
)

# pyte reads these as they are meant; with a private prefix it knows only modes and erasing.
_PLAIN_FINALS = frozenset(b"@ABCDEFGHJKLMPXade`fghlmr")
_PRIVATE_FINALS = frozenset(b"hlJK")
_ESCAPE_FINALS = frozenset(b"cDEMH78")

# What xterm reports of modes that Textual asks about; 0 is "never heard of it", 2 is "known, off".
XTERM_MODES: Mapping[int, int] = {1000: 2, 1003: 2, 1004: 2, 1006: 2, 1049: 2, 2004: 2, 2026: 2}


class Sequence(NamedTuple):
    """One stretch of output: ``kind`` is csi, string (OSC, DCS, …), escape, stray, text or rest."""

    kind: str
    data: bytes


def split(output: bytes) -> Iterator[Sequence]:
    """Cut output into sequences; an unfinished one at the end comes as kind ``rest``."""
    at = 0
    while at < len(output):
        found = _SEQUENCE.match(output, at)
        if found is None:
            yield Sequence("rest", output[at:])
            return
        yield Sequence(found.lastgroup or "text", found.group())
        at = found.end()


def words_only(output: bytes) -> str:
    """The text of some output without its control sequences, in the order it was written."""
    text = b"".join(part.data for part in split(output) if part.kind == "text")
    return text.decode("utf-8", "replace")


def is_known_to_pyte(part: Sequence) -> bool:
    """Whether pyte can take this sequence without dying or drawing its parameters."""
    final = part.data[-1]
    if part.kind == "text":
        return True
    if part.kind == "escape":
        return len(part.data) == 2 and final in _ESCAPE_FINALS
    if part.kind != "csi":
        return False
    body = part.data[2:-1]
    if body.startswith(b"?"):
        return final in _PRIVATE_FINALS and re.fullmatch(rb"\?[\d;]*", body) is not None
    return final in _PLAIN_FINALS and re.fullmatch(rb"[\d;]*", body) is not None


def answers(
    output: bytes,
    modes: Mapping[int, int],
    cursor: Callable[[], tuple[int, int]],
    size: tuple[int, int],
) -> Iterator[bytes]:
    """Each answer that a plain xterm sends to the queries in some output, in their order.

    ``cursor()`` gives its row and column, from 1; ``size`` is (rows, columns). The kitty keyboard
    query stays unanswered, as an xterm leaves it.
    """
    for query in _QUERY.finditer(output):
        if query["mode"] is not None:
            mode = int(query["mode"])
            yield b"\x1b[?%d;%d$y" % (mode, modes.get(mode, 0))
        elif query["attributes"] is not None:
            yield {
                b"": b"\x1b[?64;1;2;6;9;15;18;21;22c",
                b">": b"\x1b[>41;390;0c",
                b"=": b"\x1bP!|00000000\x1b\\",
            }[query["attributes"]]
        elif query["status"] == b"5":
            yield b"\x1b[0n"
        elif query["status"] == b"6":
            yield b"\x1b[%d;%dR" % cursor()
        elif query["cells"] is not None:
            yield b"\x1b[8;%d;%dt" % size
        elif query["version"] is not None:
            yield b"\x1bP>|XTerm(390)\x1b\\"
        else:
            shade = b"ffff" if query["colour"] == b"10" else b"0000"
            yield b"\x1b]%s;rgb:%s\x1b\\" % (query["colour"], b"/".join([shade] * 3))


def unfinished(output: bytes) -> int:
    """How many bytes at the end may be the start of a sequence still to come."""
    escape = output.rfind(b"\x1b")
    if escape < 0:
        return 0
    tail = output[escape:]
    if _SEQUENCE.match(tail):
        return 0
    # A string ends in ESC \, so the escape found may be the first half of its terminator.
    before = output.rfind(b"\x1b", 0, escape)
    if tail == b"\x1b" and before >= 0 and _SEQUENCE.match(output[before:]) is None:
        return len(output) - before
    return len(tail)
