"""``variorum add``: lay articles on a desk, all or none."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from store.errors import VariorumError
from tui.verbs.opening import changing_desk, desk_argument, json_option, labels_option
from tui.verbs.printing import print_json, print_line, print_lines_aside

if TYPE_CHECKING:
    from store.model import Article

_FIRST = "s1"


def define(parser: argparse.ArgumentParser) -> None:
    """The desk, the files, where they go."""
    desk_argument(parser)
    parser.add_argument("articles", metavar="ARTICLE", nargs="+", help="a file, one article each")
    parser.add_argument(
        "--story", metavar="S", help="the story they tell; a new name makes a new story"
    )
    parser.add_argument("--encoding", metavar="E", help="where it is neither marked nor UTF-8")
    parser.add_argument(
        "--version-of", metavar="ID", help="the file is the corrected text of this article"
    )
    parser.add_argument("--force", action="store_true", help="add what is there already again")
    labels_option(parser)
    json_option(parser)


def run(asked: argparse.Namespace) -> int:
    """Read every file, then add them in one step."""
    from store.edits.bring_in import AddArticles
    from store.ingest import keep_originals, read_article

    told: list[str] = []
    articles = [
        read_article(path, story=asked.story or _FIRST, encoding=asked.encoding, tell=told.append)
        for path in asked.articles
    ]
    print_lines_aside(told)
    if not asked.force:
        _all_different(asked.articles, articles)
    if asked.version_of is not None:
        return _add_version(asked, articles)
    with changing_desk(asked, create=True) as desk:
        if asked.story is None:
            articles = _in_story(articles, _only_story(desk.store.ids("stories"), asked.desk))
        keep_originals(desk.path, zip(map(Path, asked.articles), articles, strict=True))
        desk.apply(AddArticles(tuple(articles), asked.force))
    if asked.json:
        print_json([_value(article) for article in articles])
    else:
        for article in articles:
            print_line(f"{article.story} {article.id} {article.title or article.file}")
    return 0


def _add_version(asked: argparse.Namespace, articles: Sequence[Article]) -> int:
    """Lay the corrected text down; says what of the older one could not be carried over."""
    import msgspec

    from store.edits import AddVersion
    from store.ingest import keep_originals
    from store.model import Article
    from store.versions import carry_over

    if len(articles) != 1:
        raise VariorumError("--version-of takes one file: add the others without it")
    with changing_desk(asked, create=False) as desk:
        old = desk.get(Article, asked.version_of)
        if old is None:
            known = ", ".join(desk.store.ids(Article.TABLE))
            raise VariorumError(
                f"{asked.desk}: no article {asked.version_of!r}: use one of {known}"
            )
        new = msgspec.structs.replace(articles[0], story=old.story)
        carried = carry_over(desk, old, new)
        keep_originals(desk.path, [(Path(asked.articles[0]), new)])
        desk.apply(AddVersion(new, old.id))
    if asked.json:
        left = [one._asdict() for one in carried.left]
        print_json([{**_value(new), "carried": len(carried.records), "left": left}])
        return 0
    print_line(f"{new.story} {new.id} {new.title or new.file}")
    print_line(f"{len(carried.records)} annotations carried over from {old.id}")
    print_lines_aside(
        f"not carried: {one.table} {one.id} ({one.reason}): {one.words}" for one in carried.left
    )
    return 0


def _all_different(paths: Sequence[str], articles: Sequence[Article]) -> None:
    seen: dict[str, str] = {}
    for path, article in zip(paths, articles, strict=True):
        if article.sha256 in seen:
            raise VariorumError(f"{path}: the same as {seen[article.sha256]} (--force adds both)")
        seen[article.sha256] = path


def _only_story(stories: Sequence[str], desk: str) -> str:
    """Where articles go when nobody says: the one story there is, or the first."""
    if len(stories) > 1:
        raise VariorumError(f"{desk}: several stories: name one with --story: {', '.join(stories)}")
    return stories[0] if stories else _FIRST


def _in_story(articles: Sequence[Article], story: str) -> list[Article]:
    import msgspec

    return [msgspec.structs.replace(article, story=story) for article in articles]


def _value(article: Article) -> dict[str, str | list[str]]:
    fields = ("id", "story", "title", "author", "published", "updated", "encoding", "sha256")
    return {name: getattr(article, name) for name in fields} | {
        "file": str(Path(article.file)),
        "guessed": list(article.guessed),
    }
