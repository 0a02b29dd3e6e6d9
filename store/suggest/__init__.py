"""What may be worth a label: proposed to the analyst, never counted as work.

Each name is loaded when it is first asked for: the screen is there before anything is suggested.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from store.suggest.assertions import attribution_at as attribution_at
    from store.suggest.assertions import content_at as content_at
    from store.suggest.assertions import suggest_assertions as suggest_assertions
    from store.suggest.mentions import Suggestion as Suggestion
    from store.suggest.mentions import suggest_mentions as suggest_mentions
    from store.suggest.remembering import memory as memory
    from store.suggest.same_thing import propose_entity as propose_entity

_ROOMS = {
    "assertions": ("attribution_at", "content_at", "suggest_assertions"),
    "remembering": ("memory",),
    "same_thing": ("propose_entity",),
    "mentions": ("Suggestion", "suggest_mentions"),
}
_ROOM_OF = {name: room for room, names in _ROOMS.items() for name in names}

if not TYPE_CHECKING:  # a checker that sees this would take any name for granted

    def __getattr__(name: str) -> object:
        if name not in _ROOM_OF:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        found = getattr(import_module(f"{__name__}.{_ROOM_OF[name]}"), name)
        globals()[name] = found
        return found
