"""What the hint bar says: the keys that do something now. Pure."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from tui.actions import Action, Scope, in_scope, shown_key
from tui.selection import Selection

KINDS: Final = {
    "annotation": "annotation",
    "claim": "claim",
    "discrepancy": "discrepancy",
    "paragraph": "paragraph",
    "hit": "search hit",
}
"""What ``n`` and ``b`` can jump over, in the words of the status line."""

_READING = (
    "l word  j line  . sentence  e expand  v extend  / search  o same place  "
    "n next  capital tags  C claim  ? help"
)
_WIDE = "capital tags  C claim  e c expand, contract  v extend  & add fragment  ; collapse  ? help"
_PICKED = (
    "capital retags  x remove  y everywhere  a adjust  ! unsure  i note  p pick  n next  ? help"
)
_EXTENDING = "move to extend  v done  capital tags  C claim  & add fragment  ; collapse"
_BY_SCOPE: dict[Scope, str] = {
    "adjust": "l h end  j k start  Enter keep  Esc leave",
    "discrepancy": "Enter real  x dismiss  C make it a claim  n next  b back  u undo  ? help",
    "panel": "type to narrow  ↓ ↑ row  Enter choose  Esc close",
    "line": "Enter accept  Esc leave",
}


def following_keys(following: list[tuple[str, Action]]) -> str:
    """What may follow a prefix, on one line."""
    return "  ".join(f"{shown_key(key)} {_brief(action)}" for key, action in following)


def keys_of(scope: Scope) -> str:
    """The keys of a scope, on one line."""
    if scope in _BY_SCOPE:
        return _BY_SCOPE[scope]
    return "  ".join(f"{shown_key(one.keys[0])} {_brief(one)}" for one in in_scope(scope))


def reading_keys(selection: Selection) -> str:
    """The keys that matter most in the articles, with this selection."""
    if selection.picked is not None:
        return _PICKED
    if selection.extending:
        return _EXTENDING
    return _WIDE if selection.is_wide else _READING


def _brief(action: Action) -> str:
    noun, _, verb = action.id.partition(".")
    return verb if noun in ("jump", "article") else noun


def ago(at: str, now: datetime) -> str:
    """How long ago a time in ISO 8601 was, in its largest whole unit."""
    try:
        seconds = int((now - datetime.fromisoformat(at)).total_seconds())
    except (ValueError, TypeError):
        return at
    for size, unit in ((86_400, "day"), (3_600, "hour"), (60, "minute")):
        if seconds >= size:
            count = seconds // size
            return f"{count} {unit}{'s' * (count > 1)} ago"
    return "just now"
