"""Libraries that only one part needs: extras, loaded when that is used."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from store.errors import VariorumError


class NoLibrary(VariorumError):
    """A library that is needed is not installed."""


def library(module: str, extra: str) -> Any:
    """A module of an extra. Raises NoLibrary, which says how to install it."""
    try:
        return import_module(module)
    except ImportError as error:
        raise NoLibrary(
            f"{module.partition('.')[0]} is not installed: pip install 'variorum[{extra}]'"
        ) from error
