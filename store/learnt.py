"""Aliases the analyst taught: names dismissed as one thing's, and those of one entity.

An entity's names are edited in its panel, by merging and renaming; undoing that unlearns them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from store.model import Entity, Verdict

if TYPE_CHECKING:
    from store.aliases import Same
    from store.desk import Changed
    from store.edits.edit import Reading

_KINDS: Final[dict[str, type[Entity | Verdict]]] = {
    Entity.TABLE: Entity,
    Verdict.TABLE: Verdict,
}


class Learnt:
    """The names that verdicts and entities say are one thing's, in step with the desk.

    Read when first asked for.
    """

    def __init__(self, desk: Reading) -> None:
        self._desk = desk
        self._said: dict[str, tuple[str, ...]] | None = None
        self._same: Same | None = None

    @property
    def same(self) -> Same:
        """Each group of names once, in order: the same object until another is said."""
        if self._said is None:
            every = (one for kind in _KINDS.values() for one in self._desk.all(kind))
            self._said = {one.id: names for one in every if (names := _names(one))}
            self._same = None
        if self._same is None:
            self._same = tuple(sorted(set(self._said.values())))
        return self._same

    def take_in(self, changed: Changed) -> bool:
        """Keep up with a change; returns whether other names are one thing's now."""
        before = self._same
        if changed.is_all or self._said is None:
            self._said = None
        else:
            for table, id in changed.touched:
                if table in _KINDS:
                    self._keep(_KINDS[table], id, self._said)
        return before is not None and self.same != before

    def _keep(
        self, kind: type[Entity | Verdict], id: str, said: dict[str, tuple[str, ...]]
    ) -> None:
        record = self._desk.get(kind, id)
        names = _names(record) if record is not None else ()
        if said.get(id, ()) == names:
            return
        self._same = None
        if names:
            said[id] = names
        else:
            del said[id]


def learnt(desk: Reading) -> Same:
    """The same, as the desk is now."""
    return Learnt(desk).same


def _names(one: Entity | Verdict) -> tuple[str, ...]:
    if isinstance(one, Verdict):
        return () if one.real else one.names
    return (one.name, *one.aliases) if one.aliases else ()
