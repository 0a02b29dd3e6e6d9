"""Aliases the analyst taught: two names dismissed as one thing are one name from then on."""

from __future__ import annotations

from store.aliases import Same
from store.edits.edit import Reading
from store.model import Verdict


def learnt(desk: Reading) -> Same:
    """The names that verdicts say are one thing's; none where the verdict is undone."""
    said = {one.names for one in desk.all(Verdict) if one.names and not one.real}
    return tuple(sorted(said))
