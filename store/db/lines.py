"""One framed line: eight hexadecimal digits of crc32, a space, JSON, a newline."""

from __future__ import annotations

from zlib import crc32


def framed(payload: bytes) -> bytes:
    """The line that carries ``payload``, which has no newline."""
    return b"%08x %b\n" % (crc32(payload), payload)


def unframed(line: bytes) -> bytes | None:
    """What a line (without its newline) carries, None where it is damaged."""
    payload = line[9:]
    # The digits are compared as bytes: int() would read "+1_0" too.
    return payload if line[:9] == b"%08x " % crc32(payload) else None
