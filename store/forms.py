"""Every form that is tagged, under which label and how often in each article."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from store.aliases import acronym_pairs, aliases
from store.edits.edit import Reading
from store.model import Mention


class Form(NamedTuple):
    """One wording under one label; ``counts`` are (article, how often), ``first`` a mention."""

    label: str
    text: str
    counts: tuple[tuple[str, int], ...]
    first: str


def like_forms(form: str, others: Iterable[str], texts: Iterable[str]) -> tuple[str, ...]:
    """Those of the others that name the same thing as a form, the longest first.

    By the alias table and the acronyms that these texts state, whose names are among the others.
    """
    table, others = aliases(), set(others)
    for text in texts:
        table = table.with_text(text)
        others.update(name for pair in acronym_pairs(text) for name in pair)
    key = table.fold(form)
    same = {other for other in others if other != form and table.fold(other) == key}
    return tuple(sorted(same, key=lambda other: (-len(other), other)))


def tagged_forms(desk: Reading, articles: Iterable[str]) -> list[Form]:
    """The forms tagged in some articles, by label in the label set's order, then by wording."""
    counts: dict[tuple[str, str], Counter[str]] = {}
    first: dict[tuple[str, str], str] = {}
    for article in articles:
        for mention in desk.by(Mention, "article", article):
            form = mention.label, " … ".join(mention.quotes)
            counts.setdefault(form, Counter())[article] += 1
            first.setdefault(form, mention.id)
    order = {label.name: number for number, label in enumerate(desk.labels.labels)}
    forms = [
        Form(label, text, tuple(count.items()), first[label, text])
        for (label, text), count in counts.items()
    ]
    return sorted(forms, key=lambda form: (order.get(form.label, len(order)), form.text.casefold()))
