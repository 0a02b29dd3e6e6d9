"""``variorum list``: the stories of a desk, their articles, and how much is annotated."""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from store.model import Article, Assertion, Claim, Mention, Record, Story
from tui.verbs.opening import desk_argument, json_option, reading_desk
from tui.verbs.printing import Column, counted, print_json, print_line, print_table

if TYPE_CHECKING:
    from store.desk import Desk

_COUNTED: tuple[type[Record], ...] = (Mention, Assertion)


def define(parser: argparse.ArgumentParser) -> None:
    """The desk."""
    desk_argument(parser)
    json_option(parser)


def run(asked: argparse.Namespace) -> int:
    """Print it."""
    if not asked.json:
        print_desk(Path(asked.desk))
        return 0
    with reading_desk(Path(asked.desk)) as desk:
        print_json(_value(desk))
    return 0


def print_desk(path: Path) -> None:
    """Print what the desk at a path holds. Raises VariorumError where there is none."""
    with reading_desk(path) as desk:
        stories = _stories(desk)
        rows = [
            [
                story,
                article.id,
                article.title,
                article.published,
                *(f"{desk.count(kind, 'article', article.id)}" for kind in _COUNTED),
            ]
            for story, articles in stories.items()
            for article in articles
        ]
        if rows:
            heads = [Column("STORY"), Column("ARTICLE"), Column("TITLE", gives=True)]
            heads += [Column("PUBLISHED"), Column("MENTIONS", True), Column("ASSERTIONS", True)]
            print_table(heads, rows)
        print_line(counted(_counts(desk)) or f"no articles yet: variorum add {path} ARTICLE…")


def _stories(desk: Desk) -> dict[str, list[Article]]:
    """The articles by story, stories in the desk's order."""
    found: dict[str, list[Article]] = {story: [] for story in desk.store.ids(Story.TABLE)}
    for article in desk.articles():
        found.setdefault(article.story, []).append(article)
    return found


def _counts(desk: Desk) -> Mapping[str, int]:
    tables = ("stories", "articles", "mentions", "entities", "claims", "assertions", "silences")
    return Counter({table: len(desk.store.ids(table)) for table in tables})


def _value(desk: Desk) -> dict[str, Any]:
    titles = {story.id: story.title for story in desk.all(Story)}
    return {
        "desk": str(desk.path),
        "counts": dict(_counts(desk)),
        "stories": [
            {
                "id": story,
                "title": titles.get(story, ""),
                "claims": desk.count(Claim, "story", story),
                "articles": [_article(desk, article) for article in articles],
            }
            for story, articles in _stories(desk).items()
        ],
    }


def _article(desk: Desk, article: Article) -> dict[str, Any]:
    fields = ("id", "title", "publisher", "author", "published", "updated", "url", "file")
    return {
        **{name: getattr(article, name) for name in fields},
        "length": len(article.text),
        **{kind.TABLE: desk.count(kind, "article", article.id) for kind in _COUNTED},
    }
