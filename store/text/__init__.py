"""Text and its offsets: canonical, shown, in words, sentences and dates.

Each name is loaded when it is first asked for, so that a program starts with what it uses.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from store.text.canon import Canonical as Canonical
    from store.text.canon import Replaced as Replaced
    from store.text.canon import canonical as canonical
    from store.text.offsets import OffsetError as OffsetError
    from store.text.offsets import Offsets as Offsets
    from store.text.visible import shown as shown
    from store.text.visible import shown_line as shown_line

_ROOMS = {
    "canon": ("Canonical", "Replaced", "canonical"),
    "offsets": ("OffsetError", "Offsets"),
    "visible": ("shown", "shown_line"),
}
_ROOM_OF = {name: room for room, names in _ROOMS.items() for name in names}

if not TYPE_CHECKING:  # a checker that sees this would take any name for granted

    def __getattr__(name: str) -> object:
        if name not in _ROOM_OF:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        found = getattr(import_module(f"{__name__}.{_ROOM_OF[name]}"), name)
        globals()[name] = found
        return found
