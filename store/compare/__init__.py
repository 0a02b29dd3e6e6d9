"""What articles of one story have in common, and where they part.

Each name is loaded when it is first asked for, so that a program starts with what it uses.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from store.compare.found import Discrepancy as Discrepancy
    from store.compare.likeness import align as align
    from store.compare.likeness import kept as kept
    from store.compare.likeness import matches as matches
    from store.compare.registry import compare_two as compare_two
    from store.compare.registry import discrepancies as discrepancies

_ROOM_OF = {
    "Discrepancy": "found",
    "align": "likeness",
    "compare_two": "registry",
    "discrepancies": "registry",
    "kept": "likeness",
    "matches": "likeness",
}

if not TYPE_CHECKING:  # a checker that sees this would take any name for granted

    def __getattr__(name: str) -> object:
        if name not in _ROOM_OF:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        found = getattr(import_module(f"{__name__}.{_ROOM_OF[name]}"), name)
        globals()[name] = found
        return found
