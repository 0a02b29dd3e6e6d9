"""The errors a user may see: each is one line that names what, where and what to do."""

from __future__ import annotations


class VariorumError(Exception):
    """The base of every error meant for a user; ``str(error)`` is the one line shown."""


class UsageError(VariorumError):
    """Words on the command line that mean nothing."""
