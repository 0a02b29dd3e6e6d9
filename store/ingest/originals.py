"""The bytes of each article as they came, kept beside the desk, written once."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from store.db.place import place_of
from store.errors import VariorumError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from store.model import Article


def original_path(desk: Path, article: Article) -> Path:
    """Where the original bytes of an article stand, whether they are there or not."""
    return place_of(desk).folder / "originals" / article.sha256


def keep_originals(desk: Path, sources: Iterable[tuple[Path, Article]]) -> None:
    """Keep the bytes of files that are about to be laid on a desk, on disk when this returns.

    Raises VariorumError where a file is no longer the one the article was read from, or the
    bytes cannot be written.
    """
    from hashlib import sha256

    for source, article in sources:
        target = original_path(desk, article)
        if target.exists():
            continue
        try:
            raw = source.read_bytes()
            if sha256(raw).hexdigest() != article.sha256:
                raise VariorumError(f"{source}: it changed while it was read: try again")
            _write_once(target, raw)
        except OSError as error:
            raise VariorumError(f"{source}: its original cannot be kept: {error}") from error


def _write_once(target: Path, raw: bytes) -> None:
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    temporary = target.with_name(f"{target.name}.{os.getpid()}.new")
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with open(descriptor, "wb") as file:  # noqa: PTH123 - made with its mode
        file.write(raw)
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(target)
