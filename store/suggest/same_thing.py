"""Which entity a mention is of: the one that goes by the same name, by the alias table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from store.model import Article, Entity, Mention

if TYPE_CHECKING:
    from store.aliases import Aliases
    from store.edits.edit import Reading


def propose_entity(desk: Reading, mention: Mention) -> Entity | None:
    """The desk's entity of the same thing, from whatever article; None where there is none yet.

    Old and new names, people of a country, and the acronyms that the mention's own article states
    go by the alias table; a person's surname stands for the one person whose name ends with it.
    """
    entities = list(desk.all(Entity))
    if not entities:
        return None
    from store.aliases import aliases
    from store.learnt import learnt

    article = desk.get(Article, mention.article)
    table = aliases(learnt(desk))
    table = table.with_text(article.text) if article is not None else table
    words = " ".join(mention.quotes)
    key = table.fold(words, demonyms=True)
    for entity in entities:
        if key in _keys(table, entity):
            return entity
    if mention.label != "PERSON":
        return None
    persons = [one for one in entities if one.label in ("PERSON", "") and _is_surname(one, words)]
    return persons[0] if len(persons) == 1 else None


def _keys(table: Aliases, entity: Entity) -> set[str]:
    return {table.fold(name, demonyms=True) for name in (entity.name, *entity.aliases)}


def _is_surname(entity: Entity, words: str) -> bool:
    """Whether one of the two is the other's last word: Venn, Orla Venn."""
    names = (entity.name, *entity.aliases)
    mine, theirs = words.split(), [name.split() for name in names]
    if len(mine) == 1:
        return any(len(one) > 1 and one[-1] == mine[0] for one in theirs)
    return any(one == mine[-1:] for one in theirs)
