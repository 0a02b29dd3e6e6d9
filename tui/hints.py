"""What the hint bar says: the keys that do something now. Pure."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from tui.actions import Action, Scope, shown_key
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
_JUDGING = "Enter real  x dismiss  C make it a claim  n next  b back  u undo  ? help"
_BY_SCOPE: dict[Scope, str] = {
    "adjust": "l h end  j k start  Enter keep  Esc leave",
    "panel": "type to narrow  ↓ ↑ row  Enter choose  Esc close",
    "line": "Enter accept  Esc leave",
}


def hint(
    scope: Scope,
    selection: Selection,
    following: list[tuple[str, Action]],
    *,
    is_judging: bool = False,
) -> str:
    """One line for this scope, this selection, or after a prefix key."""
    if following:
        return "  ".join(f"{shown_key(key)} {_brief(action)}" for key, action in following)
    if scope != "reader":
        return _BY_SCOPE[scope]
    if is_judging:
        return _JUDGING
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
