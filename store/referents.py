"""What mentions are of: the entities of the desk, and those that the alias table proposes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from store.aliases import Same, acronym_pairs, aliases
from store.edits.edit import Reading
from store.learnt import learnt
from store.model import Article, Entity, Mention


class Referent(NamedTuple):
    """One thing under all its names. ``entity`` is its id, None where it is only proposed.

    ``forms`` and ``counts`` say how often each wording, and each article, names it; ``mentions``
    are those of the articles asked for, in reading order.
    """

    entity: str | None
    name: str
    label: str
    identifiers: tuple[tuple[str, str], ...]
    forms: tuple[tuple[str, int], ...]
    counts: tuple[tuple[str, int], ...]
    mentions: tuple[str, ...]


def referents(desk: Reading, articles: Sequence[Article]) -> list[Referent]:
    """What the mentions of these articles are of, by label in the label set's order, then name.

    Mentions of no entity are taken together where the alias table, with the acronyms that the
    articles state, folds them to one name under one label.
    """
    table = aliases(learnt(desk))
    for article in articles:
        table = table.with_text(article.text)
    groups: dict[tuple[str, str], list[Mention]] = {}
    for article in articles:
        found = sorted(desk.by(Mention, "article", article.id), key=lambda one: one.fragments)
        for mention in found:
            fold = "" if mention.entity else table.fold(_words(mention))
            key = (mention.entity or "", "") if mention.entity else (mention.label, fold)
            groups.setdefault(key, []).append(mention)
    order = {label.name: number for number, label in enumerate(desk.labels.labels)}
    rows = [_referent(desk, mentions) for mentions in groups.values()]
    return sorted(rows, key=lambda row: (order.get(row.label, len(order)), row.name.casefold()))


def like_forms(
    form: str, others: Iterable[str], texts: Iterable[str], same: Same = ()
) -> tuple[str, ...]:
    """Those of the others that name the same thing as a form, the longest first.

    By the alias table and the acronyms that these texts state, whose names are among the others,
    and by what is said to be the ``same``.
    """
    table, others = aliases(same), {*others, *(name for names in same for name in names)}
    for text in texts:
        table = table.with_text(text)
        others.update(name for pair in acronym_pairs(text) for name in pair)
    key = table.fold(form)
    like = {other for other in others if other != form and table.fold(other) == key}
    return tuple(sorted(like, key=lambda other: (-len(other), other)))


def _referent(desk: Reading, mentions: Sequence[Mention]) -> Referent:
    first = mentions[0]
    entity = desk.get(Entity, first.entity) if first.entity else None
    forms = Counter(_words(mention) for mention in mentions).most_common()
    return Referent(
        entity=entity.id if entity else None,
        name=entity.name if entity else forms[0][0],
        label=(entity.label if entity else "") or first.label,
        identifiers=tuple(entity.identifiers.items()) if entity else (),
        forms=tuple(forms),
        counts=tuple(Counter(mention.article for mention in mentions).items()),
        mentions=tuple(mention.id for mention in mentions),
    )


def _words(mention: Mention) -> str:
    return " … ".join(" ".join(quote.split()) for quote in mention.quotes)
