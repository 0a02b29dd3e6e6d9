"""Who said it, outermost first: an attribution changed step by step, and as one line. Pure."""

from __future__ import annotations

from typing import Final

import msgspec

from store.edits.edit import Reading
from store.model import Article, Attribution, Entity, Fragment, Source

BETWEEN: Final = " ‹ "
"""What stands between one who says and whom they quote."""


def with_source(
    chain: tuple[Attribution, ...], source: Source, *, is_inner: bool
) -> tuple[Attribution, ...]:
    """Another innermost source in place of the last one, or quoted by it where ``is_inner``."""
    if is_inner or not chain:
        return (*chain, Attribution(source=source))
    return (*chain[:-1], msgspec.structs.replace(chain[-1], source=source))


def with_cue(chain: tuple[Attribution, ...], cue: tuple[Fragment, ...]) -> tuple[Attribution, ...]:
    """The words that say that the innermost source says it; a source need not be named."""
    if not chain:
        return (Attribution(source=Source(), cue=cue),)
    return (*chain[:-1], msgspec.structs.replace(chain[-1], cue=cue))


def chain_line(desk: Reading, article: Article, chain: tuple[Attribution, ...]) -> str:
    """``A ‹said› ‹ B ‹claimed›``; empty for the article's own voice."""
    return BETWEEN.join(_step(desk, article, step) for step in chain)


def _step(desk: Reading, article: Article, step: Attribution) -> str:
    cue = _words(article, step.cue)
    return " ".join(
        part for part in (source_name(desk, article, step.source), cue and f"‹{cue}›") if part
    )


def source_name(desk: Reading, article: Article, source: Source) -> str:
    """The words that name a source where it speaks; else its entity's name, or what was typed."""
    if source.span:
        return _words(article, source.span)
    entity = desk.get(Entity, source.entity) if source.entity else None
    return entity.name if entity else source.text


def _words(article: Article, fragments: tuple[Fragment, ...]) -> str:
    return " … ".join(" ".join(article.text[start:end].split()) for start, end in fragments)
