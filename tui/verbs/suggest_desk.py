"""``variorum suggest``: what may be worth a label in each article, proposed and not kept."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from store.model import Article
from tui.verbs.opening import desk_argument, json_option, reading_desk
from tui.verbs.printing import Column, print_json, print_table

if TYPE_CHECKING:
    from store.desk import Desk
    from store.suggest import Suggestion


def define(parser: argparse.ArgumentParser) -> None:
    """The desk, and a story of it."""
    desk_argument(parser)
    parser.add_argument(
        "--command",
        metavar="CMD",
        help="let a program suggest too: an article a JSON line in, a suggestion a JSON line out",
    )
    parser.add_argument("--spacy", metavar="MODEL", help="let a spaCy pipeline suggest too")
    parser.add_argument("--story", metavar="S", help="this story alone")
    json_option(parser)


def run(asked: argparse.Namespace) -> int:
    """Print the suggestions, article by article, in reading order."""
    with reading_desk(Path(asked.desk)) as desk:
        found = list(_suggested(desk, asked))
    if asked.json:
        print_json([_value(article, one) for article, one in found])
        return 0
    heads = [Column("ARTICLE"), Column("START", True), Column("END", True), Column("LABEL")]
    heads += [Column("SUGGESTER"), Column("WORDS", gives=True)]
    print_table(heads, [_row(article, one) for article, one in found])
    return 0


def _suggested(desk: Desk, asked: argparse.Namespace) -> Iterator[tuple[Article, Suggestion]]:
    from store.suggest import memory, suggest_mentions
    from store.suggest.others import Others

    known = memory(desk)
    articles = desk.articles(asked.story)
    labels = [label.name for label in desk.labels.labels]
    others = Others(asked.command or "", asked.spacy or "").suggested(articles, labels)
    for article in articles:
        for one in suggest_mentions(article.text, known, others[article.id]):
            yield article, one


def _row(article: Article, one: Suggestion) -> list[str]:
    words = " ".join(article.text[one.start : one.end].split())
    return [article.id, f"{one.start}", f"{one.end}", one.label, one.suggester, words]


def _value(article: Article, one: Suggestion) -> dict[str, Any]:
    return {"article": article.id, **one._asdict()}
