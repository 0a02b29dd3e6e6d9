"""What can go wrong with a desk file, each as the one line a user reads."""

from __future__ import annotations

import errno
from pathlib import Path
from typing import Final

from store.errors import VariorumError

FULL: Final = frozenset(
    {errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC), errno.EACCES, errno.EROFS}
)
"""What may pass: there is no room, or no leave to write."""


class NoDesk(VariorumError):
    """There is no desk at that path, or what is there is none."""


class ReadingOnly(VariorumError):
    """The desk is open for reading; the line says why."""


class NotSaved(VariorumError):
    """A change could not be written; nothing of it is in the store, nothing of it counts."""


class Busy(VariorumError):
    """Another process holds the desk's lock and does not let go."""


def not_saved(path: Path, error: OSError) -> NotSaved:
    """The line for a failed write; ``__cause__`` is the system's own error."""
    return NotSaved(f"{path}: NOT SAVED: {reason(error)}")


def reason(error: OSError) -> str:
    """What the system says of an error, in lower case and without the path."""
    said = error.strerror or str(error)
    return said[:1].lower() + said[1:]
