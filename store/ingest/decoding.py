"""Bytes to text: byte order marks, then strict UTF-8, else what the user names."""

from __future__ import annotations

import codecs
import re
import unicodedata
from typing import NamedTuple

from store.errors import VariorumError


class Unreadable(VariorumError):
    """A file that is no text, or not in the encoding it was read in."""


class Decoded(NamedTuple):
    """A text as its file has it, and the encoding it was read in."""

    text: str
    encoding: str


# The longer first: UTF-32's mark begins with UTF-16's.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_LIKELY = (
    "cp1252 mac_roman cp1250 cp1251 koi8_r mac_cyrillic cp1253 cp1254 cp1255 cp1256"
    " gb18030 big5 shift_jis euc_jp euc_kr"
)
_NO_TEXT = re.compile(rb"[\x00-\x06\x0e-\x1a\x1c-\x1f]")
_SAMPLE = 1 << 16


def decode(data: bytes, name: str, encoding: str | None = None) -> Decoded:
    """The text of a file, without its byte order mark; ``name`` is for the error's line.

    Raises ``Unreadable``: unknown encoding, binary, or not valid in its encoding.
    """
    if encoding is not None:
        return _in_encoding(data, name, encoding)
    for mark, marked in _MARKS:
        if data.startswith(mark):
            return _strict(data, name, marked)
    sample = data[:_SAMPLE]
    if len(_NO_TEXT.findall(sample)) * 50 > len(sample):
        raise Unreadable(f"{name}: {_binary(sample)}")
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError as error:
        raise Unreadable(f"{name}: {_damage(data, error)}") from None


def _in_encoding(data: bytes, name: str, encoding: str) -> Decoded:
    try:
        found = codecs.lookup(encoding)
        "".encode(encoding)  # refuses codecs between bytes and bytes
    except (LookupError, ValueError):
        raise Unreadable(
            f"{name}: no encoding is called {encoding!r}: try utf-8, cp1252 or utf-16"
        ) from None
    text = _strict(data, name, found.name).text
    return Decoded(text.removeprefix("\ufeff"), found.name)


def _strict(data: bytes, name: str, encoding: str) -> Decoded:
    try:
        return Decoded(data.decode(encoding), encoding)
    except UnicodeDecodeError as error:
        where = f"byte {error.start} of {len(data)} is part of no character"
    except ValueError:
        where = "its bytes make no text"
    raise Unreadable(f"{name}: not valid {encoding}: {where}; name another with --encoding")


def _binary(sample: bytes) -> str:
    """Why the bytes are no text, with the encoding that would make them one."""
    even = sample[: len(sample) // 4 * 4]
    for encoding, zeros in (("utf-16-le", even[1::2]), ("utf-16-be", even[::2])):
        if zeros.count(0) * 10 > len(zeros) * 7:
            try:
                text = even.decode(encoding)
            except ValueError:
                continue
            if "\x00" not in text:
                return f"UTF-16 without a byte order mark: --encoding {encoding} reads it"
    return "binary, not text: save it as text first"


def _damage(data: bytes, error: UnicodeDecodeError) -> str:
    """Where UTF-8 ends, and what else the bytes may be."""
    at = f"byte {error.start} of {len(data)}"
    if len(data[: error.start].decode("utf-8").encode("ascii", "ignore")) + 6 <= error.start:
        # Several characters of more than one byte have come out right before this one.
        return (
            f"UTF-8 that is damaged at {at}: get the file again,"
            " or --encoding latin-1 reads it byte by byte"
        )
    sample = data[max(0, error.start - _SAMPLE // 2) : error.start + _SAMPLE // 2]
    likeness, likely = max(
        ((_likeness(sample, encoding), encoding) for encoding in _LIKELY.split()),
        key=lambda pair: pair[0],
    )
    if likeness <= 0:
        return f"neither UTF-8 ({at}) nor any usual encoding: save it as UTF-8 text first"
    return f"not UTF-8 ({at}): try --encoding {likely}"


def _likeness(sample: bytes, encoding: str) -> float:
    """How much like running text the bytes look in an encoding; 0 or less is not at all."""
    try:
        # A sample may cut a character in two at either end.
        text = sample.decode(encoding, "ignore" if len(sample) > _SAMPLE // 2 else "strict")
    except ValueError:
        return -1
    before, total, is_cased, has_capitals = " ", 0.0, False, False
    for letter in text:
        if letter >= "\x80":
            total += _fitness(letter, before)
            is_foreign = letter >= "\u0370"
            is_cased |= is_foreign and letter.islower()
            has_capitals |= is_foreign and letter.isupper()
        before = letter
    # Hebrew in the wrong encoding is Cyrillic without a single capital.
    return total / 2 if is_cased and not has_capitals else total


def _fitness(letter: str, before: str) -> float:
    if letter in "“”‘’–—…«»":
        return 1
    kind = unicodedata.category(letter)
    if kind[0] != "L":
        return -5 if kind in ("Cc", "Cn", "Co") else -1
    if letter >= "\u0370" and before.isascii() and before.isalpha():
        return -2  # two scripts in one word
    if kind == "Lu":
        return -2 if before.islower() else 0.5
    if unicodedata.east_asian_width(letter) == "W":  # of two bytes
        return 2.5 if "\u3040" <= letter < "\u3400" or letter >= "\uac00" else 2
    return 1
