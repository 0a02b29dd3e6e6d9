"""What the other articles say that is most like some words of one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from store.aliases import Same
from store.compare.folding import folded
from store.compare.likeness import align
from store.compare.reading import reading
from store.model import Article, Assertion, Fragment

_FEWEST: Final = 4
"""Words of a sentence, beside what is asserted in it, that may state something of their own."""
_EDGES: Final = ' ,;:.—–-“”"\t'


class Target(NamedTuple):
    """A passage of another article: an assertion by its id, or a sentence that is none yet.

    ``is_rest``: what is left of a sentence of which a part is asserted.
    """

    article: str
    fragments: tuple[Fragment, ...]
    assertion: str
    score: float
    is_rest: bool = False


def nearest(
    words: str,
    articles: Sequence[Article],
    assertions: Iterable[Assertion],
    most: int,
    same: Same = (),
) -> list[Target]:
    """The assertions and sentences of ``articles`` most like ``words``, the best first.

    A sentence in which something is asserted gives way to that, and to what is left beside it.
    ``score`` is a likeness in (0, 1]; what shares no word that says something is left out. Names
    said to be the ``same`` are one name.
    """
    asserted: dict[str, list[Assertion]] = {}
    for one in assertions:
        asserted.setdefault(one.article, []).append(one)
    found: list[Target] = []
    for article in articles:
        targets = list(_passages(article, asserted.get(article.id, [])))
        texts = [words, *(_words(article, target) for target in targets)]
        mine, *theirs = (folded(text, same) for text in texts) if same else texts
        found += [targets[j]._replace(score=score) for _, j, score in align([mine], theirs)]
    found.sort(key=lambda one: -one.score)
    return found[:most]


def _passages(article: Article, asserted: Sequence[Assertion]) -> Iterator[Target]:
    """Everything in an article that may be matched, not scored yet."""
    for one in asserted:
        yield Target(article.id, one.fragments, one.id, 0.0)
    for span in reading(article).sentences:
        inside = [one for one in asserted if any(_meet(part, span) for part in one.fragments)]
        rest = _rest(article.text, span, inside) if inside else span
        if rest is not None:
            yield Target(article.id, (rest,), "", 0.0, is_rest=bool(inside))


def _words(article: Article, target: Target) -> str:
    return " ".join(article.text[start:end] for start, end in target.fragments)


def _meet(one: Fragment, other: Fragment) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _rest(text: str, sentence: Fragment, inside: Iterable[Assertion]) -> Fragment | None:
    """The longest stretch of a sentence that no assertion has, nor the words for who says it."""
    taken = sorted(
        part
        for one in inside
        for fragments in (
            one.fragments,
            *(words for step in one.attribution for words in (step.source.span, step.cue)),
        )
        for part in fragments
    )
    start, last = sentence
    gaps = []
    for a, b in (*taken, (last, last)):
        if start < a <= last:
            gaps.append((start, a))
        start = max(start, b)
    start, end = max(gaps, key=lambda gap: gap[1] - gap[0], default=(last, last))
    while start < end and text[start] in _EDGES:
        start += 1
    while start < end and text[end - 1] in _EDGES:
        end -= 1
    return (start, end) if len(text[start:end].split()) >= _FEWEST else None
