"""Putting a file or folder in its place whole: half of one never has the final name."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from store.errors import VariorumError
from store.text import shown_line


class NotWritten(VariorumError):
    """A file that cannot be written, or may not be."""


@contextmanager
def placed(target: Path, *, overwrite: bool = False) -> Iterator[Path]:
    """A path to write a file or a folder to; it takes the place of ``target`` when that is done.

    Raises NotWritten before anything is written where ``target`` is there already and is not to
    be overwritten. A folder never is: what is in it may be anyone's.
    """
    target = real_place(target)
    name = shown_line(str(target))
    _refuse(target, name, overwrite=overwrite)
    part = target.with_name(f".{target.name[:200]}.{os.getpid()}.part")
    try:
        yield part
        _sync(part)
        if part.is_dir() and target.is_dir():
            target.rmdir()
        # Someone may have put a file there meanwhile.
        _refuse(target, name, overwrite=overwrite)
        part.replace(target)
        _sync_one(target.parent)
    except OSError as error:
        raise NotWritten(f"{name}: cannot be written: {error.strerror or error}") from error
    finally:
        _remove(part)


def may_place(target: Path, *, overwrite: bool = False) -> None:
    """Raise NotWritten where ``placed`` would refuse."""
    target = real_place(target)
    _refuse(target, shown_line(str(target)), overwrite=overwrite)


def real_place(path: Path) -> Path:
    """The path with links followed. Raises NotWritten for a name that no file can have."""
    try:
        return Path(os.path.realpath(path))
    except ValueError:
        raise NotWritten(f"{shown_line(str(path))}: no file can have this name") from None


def _refuse(target: Path, name: str, *, overwrite: bool) -> None:
    try:
        if target.is_dir():
            if any(target.iterdir()):
                raise NotWritten(f"{name}: a folder with something in it: name a new one")
        elif target.exists():
            if not target.is_file():
                raise NotWritten(f"{name}: not a file that can be replaced: name another")
            if not overwrite:
                raise NotWritten(f"{name}: already there (--overwrite replaces it)")
        elif not target.parent.is_dir():
            raise NotWritten(f"{name}: there is no folder {shown_line(str(target.parent))}")
    except (OSError, ValueError) as error:
        raise NotWritten(f"{name}: cannot be written: {error}") from error


def _sync(path: Path) -> None:
    if path.is_dir():
        for inner in sorted(path.rglob("*")):
            _sync_one(inner)
    _sync_one(path)


def _sync_one(path: Path) -> None:
    if path.is_dir() and os.name == "nt":
        return
    fd = os.open(path, os.O_RDONLY)
    try:
        os.fsync(fd)
    finally:
        os.close(fd)


def _remove(part: Path) -> None:
    with suppress(OSError):
        if part.is_dir():
            shutil.rmtree(part)
        else:
            part.unlink(missing_ok=True)
