"""Files of articles: what may go wrong with one is told in a line, before anything is kept."""

from __future__ import annotations

import stat
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from store.ingest.decoding import Decoded, Unreadable, decode
from store.ingest.front import Furniture, read_front
from store.text import Replaced, canonical, shown_line

if TYPE_CHECKING:
    import os
    from collections.abc import Callable

LARGEST = 64 * 1024 * 1024
"""Bytes of the largest file that is read."""

READERS: dict[str, Callable[[bytes, str, str | None], Decoded]] = {".txt": decode}
"""What turns the bytes of a file into its text, by suffix in lower case."""


class Incoming(NamedTuple):
    """An article as it came, before it is laid on a desk.

    ``name`` is the file's, without its folder; ``raw`` its bytes and ``sha256`` theirs. ``text``
    is canonical, ``replaced`` what it could not hold. Dates are ISO 8601. ``guessed`` names the
    fields read off the text, and ``furniture`` the spans ``(start, end, kind)`` that are no part
    of the article.
    """

    name: str
    raw: bytes
    sha256: str
    encoding: str
    text: str
    replaced: tuple[Replaced, ...]
    title: str
    author: str
    published: str
    updated: str
    guessed: tuple[str, ...]
    furniture: tuple[Furniture, ...]


def read_file(path: str | os.PathLike[str], encoding: str | None = None) -> Incoming:
    """One article from its file; ``encoding`` where it is neither marked nor UTF-8.

    Raises ``Unreadable``, a ``VariorumError`` of one line: no such file, a folder, a kind that is
    not read, empty, binary, too large, or not in its encoding.
    """
    place = Path(path)
    name = shown_line(str(path))
    reader = READERS.get(place.suffix.lower())
    raw = _bytes(place, name, is_kind_known=reader is not None)
    if reader is None:
        raise Unreadable(
            f"{name}: files of this kind are not read, only {', '.join(sorted(READERS))}"
        )
    decoded = reader(raw, name, encoding)
    text, replaced = canonical(decoded.text)
    if not text.strip("\ufeff \t\n\ufffd") or text.isspace():
        raise Unreadable(f"{name}: empty: there is no text in it")
    front = read_front(text)
    stated = {
        "title": front.title,
        "author": front.author,
        "published": front.published,
        "updated": front.updated,
    }
    return Incoming(
        name=canonical(place.name).text,
        raw=raw,
        sha256=sha256(raw).hexdigest(),
        encoding=decoded.encoding,
        text=text,
        replaced=replaced,
        **stated,
        guessed=tuple(field for field, value in stated.items() if value),
        furniture=front.furniture,
    )


def _bytes(place: Path, name: str, *, is_kind_known: bool) -> bytes:
    try:
        status = place.stat()
        if stat.S_ISDIR(status.st_mode):
            raise Unreadable(f"{name}: a folder: name the articles in it")
        if not stat.S_ISREG(status.st_mode):
            raise Unreadable(f"{name}: not a file that can be read whole")
        if not is_kind_known:
            return b""
        if status.st_size > LARGEST:
            raise Unreadable(
                f"{name}: {status.st_size:,} bytes: more than the {LARGEST:,} an article may have"
            )
        raw = place.read_bytes()
    except FileNotFoundError:
        raise Unreadable(f"{name}: no such file") from None
    except PermissionError:
        raise Unreadable(f"{name}: you may not read this file") from None
    except OSError as error:
        raise Unreadable(f"{name}: cannot be read: {error.strerror or error}") from None
    except ValueError:  # a name that no file can have
        raise Unreadable(f"{name}: no such file") from None
    if not raw:
        raise Unreadable(f"{name}: empty: there is no text in it")
    return raw
