"""Stories told twice and once again: what each of the two changes, and a paraphrase of the first.

A folder of ``retold/`` is a story: ``first.txt`` and ``second.txt`` are one invented event as two
papers have it, ``planted.jsonl`` the ten differences between them, ``paraphrase.txt`` the first
in other words with every name, number, date and speaker kept.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Literal, NamedTuple

import msgspec

from store.compare import Discrepancy
from store.ingest.front import read_front
from store.model import Article
from tests.gold.load import HERE, Gold

FOLDER = HERE / "retold"


class Planted(Gold, frozen=True):
    """A difference: the words of each article, empty where one has nothing of it."""

    grade: Literal["hard", "soft", "presence"]
    kind: str
    first: str
    second: str
    why: str


class Retold(NamedTuple):
    """One story."""

    name: str
    first: Article
    second: Article
    paraphrase: Article
    planted: tuple[Planted, ...]


def read_page(id: str, story: str, text: str) -> Article:
    """An article with the page's furniture and dates as reading a file would find them."""
    front = read_front(text)
    return Article(
        id=id,
        story=story,
        title=front.title,
        text=text,
        published=front.published,
        updated=front.updated,
        furniture=tuple(front.furniture),
    )


@cache
def load_retold() -> tuple[Retold, ...]:
    """Every story, by name."""
    return tuple(_story(folder) for folder in sorted(FOLDER.iterdir()))


def _story(folder: Path) -> Retold:
    first, second, paraphrase = (
        read_page(name, folder.name, (folder / f"{name}.txt").read_text(encoding="utf-8"))
        for name in ("first", "second", "paraphrase")
    )
    lines = (folder / "planted.jsonl").read_bytes().splitlines()
    planted = tuple(msgspec.json.decode(line, type=Planted) for line in lines)
    return Retold(folder.name, first, second, paraphrase, planted)


def shows(report: Discrepancy, planted: Planted, story: Retold) -> bool:
    """Whether a report stands on the words of a difference, in every article that has it."""
    return all(
        any(start < at + len(words) and at < end for start, end in report.spans.get(article.id, ()))
        for article, words in ((story.first, planted.first), (story.second, planted.second))
        if words and (at := article.text.index(words)) >= 0
    )
