"""``variorum matrix``: claims against articles, for people and for programs."""

from __future__ import annotations

import argparse
import csv
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from store.errors import VariorumError
from tui.verbs.opening import desk_argument, json_option, reading_desk
from tui.verbs.printing import Column, print_json, print_line, print_table

if TYPE_CHECKING:
    from store.claim_matrix import Matrix, Row
    from store.desk import Desk
    from store.model import Article

_LEGEND = (
    "● supports  ≠ contradicts  ~ partly  ( ) only quoted  ○ silent  · not looked at  ? unsure"
)


def define(parser: argparse.ArgumentParser) -> None:
    """The desk, a story of it, and the shape."""
    desk_argument(parser)
    parser.add_argument("--story", metavar="S", help="this story alone")
    shape = parser.add_mutually_exclusive_group()
    shape.add_argument("--csv", action="store_true", help="print a table of cells as CSV")
    shape.add_argument("--markdown", action="store_true", help="print a table in Markdown")
    json_option(shape)  # type: ignore[arg-type]


def run(asked: argparse.Namespace) -> int:
    """Print the matrix of each story asked for."""
    from store.claim_matrix import matrix

    with reading_desk(Path(asked.desk)) as desk:
        stories = _stories(desk, asked.story)
        found = []
        for story, articles in stories:
            found.append((story, articles, matrix(desk, story, [one.id for one in articles])))
    if asked.json:
        print_json({"stories": [_value(*one) for one in found]})
    elif asked.csv:
        _print_csv(found)
    else:
        for story, articles, made in found:
            (_print_markdown if asked.markdown else _print_table)(story, articles, made)
    return 0


def _stories(desk: Desk, story: str | None) -> list[tuple[str, list[Article]]]:
    known = list(desk.store.ids("stories"))
    if story is not None and story not in known:
        raise VariorumError(f"{desk.path}: no story {story!r}: use one of {', '.join(known)}")
    return [(id, desk.articles(id)) for id in known if story in (None, id)]


def _print_table(story: str, articles: Sequence[Article], made: Matrix) -> None:
    print_line(f"{story}: {len(made.rows)} claims, {made.looked} of {made.size} cells looked at")
    heads = [str(number) for number in range(1, len(articles) + 1)]
    columns = [Column("CLAIM", gives=True), *map(Column, heads), Column("ORIGINS", is_number=True)]
    print_table(columns, [_cells(row) for row in made.rows])
    for number, article in enumerate(articles, 1):
        print_line(f"{number}: {article.publisher or article.id}: {article.title}")
    print_line(_LEGEND)


def _print_markdown(story: str, articles: Sequence[Article], made: Matrix) -> None:
    heads = ["Claim", *(one.publisher or one.title or one.id for one in articles), "Origins"]
    print_line(f"### {_barred(story)}")
    print_line("")
    print_line("| " + " | ".join(map(_barred, heads)) + " |")
    print_line("|---" * len(heads) + "|")
    for row in made.rows:
        print_line("| " + " | ".join(map(_barred, _cells(row))) + " |")
    print_line("")
    print_line(_barred(_LEGEND))
    print_line("")


def _barred(text: str) -> str:
    return " ".join(text.split()).replace("\\", "\\\\").replace("|", "\\|")


def _cells(row: Row) -> list[str]:
    topic = f"{row.topic}: " if row.topic else ""
    return [topic + row.claim.text, *(cell.sign for cell in row.cells), str(row.origins)]


def _print_csv(found: Sequence[tuple[str, list[Article], Matrix]]) -> None:
    """A row a cell: exact, with nothing guarded or cut."""
    out = csv.writer(sys.stdout, lineterminator="\n")
    out.writerow(("story", "topic", "claim", "text", "article", "cell", "assertions"))
    for story, articles, made in found:
        for row in made.rows:
            for article, cell in zip(articles, row.cells, strict=True):
                out.writerow(
                    (story, row.topic, row.claim.id, row.claim.text, article.id, cell.sign,
                     " ".join(cell.assertions))
                )  # fmt: skip


def _value(story: str, articles: Sequence[Article], made: Matrix) -> dict[str, Any]:
    return {
        "story": story,
        "articles": [article.id for article in articles],
        "looked": made.looked,
        "cells": made.size,
        "claims": [
            {
                "id": row.claim.id,
                "text": row.claim.text,
                "topic": row.topic,
                "origins": row.origins,
                "cells": dict(_by_article(articles, row)),
            }
            for row in made.rows
        ],
    }


def _by_article(articles: Sequence[Article], row: Row) -> Iterator[tuple[str, dict[str, Any]]]:
    for article, cell in zip(articles, row.cells, strict=True):
        yield (
            article.id,
            {
                "sign": cell.sign,
                "stances": [
                    {"stance": one.stance, "times": one.times, "quoted": one.is_quoted}
                    for one in cell.marks
                ],
                "silent": cell.is_silent,
                "unsure": cell.is_unsure,
                "assertions": list(cell.assertions),
            },
        )
