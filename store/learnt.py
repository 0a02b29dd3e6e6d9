"""Aliases the analyst taught: names dismissed as one thing's, and those of one entity.

An entity's names are edited in its panel, by merging and renaming; undoing that unlearns them.
"""

from __future__ import annotations

from store.aliases import Same
from store.edits.edit import Reading
from store.model import Entity, Verdict


def learnt(desk: Reading) -> Same:
    """The names that verdicts and entities say are one thing's, each group once."""
    said = {one.names for one in desk.all(Verdict) if one.names and not one.real}
    said |= {(one.name, *one.aliases) for one in desk.all(Entity) if one.aliases}
    return tuple(sorted(said))
