"""Opening a desk on the screen, or saying what it holds where there is none."""

from __future__ import annotations

import gc
import os
import shutil
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

from store.errors import VariorumError
from tui.verbs.progress import progress, shares

if TYPE_CHECKING:
    from collections.abc import Sequence

    from store.desk import Desk
    from store.model import Article
    from tui.config import Config

SMALLEST: Final = (40, 10)
"""Columns and rows below which two articles cannot be told apart."""


def run(
    desk: str | None,
    articles: Sequence[str],
    annotator: str | None,
    labels: str | None,
    story: str | None,
    *,
    is_tutor: bool = False,
) -> int:
    """Open a desk, made if absent, with more articles; without a desk, the sample one.

    The tutor's desk has the seeds, and a screen that teaches.
    """
    path = Path(desk) if desk is not None else sample_path()
    is_sample = desk is None
    has_screen = all(stream.isatty() for stream in (sys.stdin, sys.stdout, sys.stderr))
    if has_screen:
        _fit_for_a_screen()
        gc.disable()  # all that is imported stays: to look for garbage is a tenth of a start
    from store.opening import open_desk
    from tui.config import config_files, read_config

    has_seeds = is_sample or is_tutor
    if not path.exists() and not articles and not has_seeds:
        raise VariorumError(
            f"{path}: no desk here yet: name the articles to lay on it,"
            f" as in: variorum {path} ARTICLE…"
        )
    config = read_config(config_files(path))
    if is_sample:
        _make_room(path.parent)
    incoming = _seeds() if has_seeds and not path.exists() else [Path(name) for name in articles]
    added = _read(incoming)
    with progress("opening", unit="%") as told:
        desk_opened = open_desk(
            path,
            annotator=annotator,
            labels=Path(labels) if labels else None,
            first_labels=config.labels,
            progress=shares(told),
        )
    with desk_opened as opened:
        _lay(opened, added, story or next(iter(opened.store.ids("stories")), "s1"))
        if not has_screen:
            return _list(path)
        return _show(opened, story, config, is_tutor=is_tutor)


def sample_path() -> Path:
    """Where this user's sample desk is kept."""
    from platformdirs import user_data_path

    return user_data_path("variorum", appauthor=False) / "sample.json"


def _make_room(folder: Path) -> None:
    """The user's data folder, which may not be there yet."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise VariorumError(
            f"{folder}: cannot be made: {error.strerror}; name a desk elsewhere: variorum DESK"
        ) from error


def _seeds() -> list[Path]:
    """The two articles that come with the program, in the tree and in the wheel alike."""
    return sorted(Path(__file__).parents[2].joinpath("seeds").glob("*.txt"))


def _fit_for_a_screen() -> None:
    if os.environ.get("TERM", "") in ("", "dumb") and os.name != "nt":
        raise VariorumError(
            "this terminal (TERM=dumb) cannot show the articles: use another, or variorum list DESK"
        )
    columns, rows = shutil.get_terminal_size()
    if columns < SMALLEST[0] or rows < SMALLEST[1]:
        raise VariorumError(
            f"the terminal has {columns}x{rows} cells: make it {SMALLEST[0]}x{SMALLEST[1]} or more"
        )


def _read(paths: Sequence[Path]) -> list[tuple[Path, Article]]:
    """Every file is read before any is laid on the desk."""
    if not paths:
        return []
    from store.ingest import read_article
    from tui.verbs.printing import print_lines_aside

    told: list[str] = []
    articles = [(path, read_article(path, story="", tell=told.append)) for path in paths]
    print_lines_aside(told)
    return articles


def _lay(desk: Desk, articles: Sequence[tuple[Path, Article]], story: str) -> None:
    """Lay down, in a story, those that are not there yet, their original bytes first."""
    if not articles:
        return
    import msgspec

    from store.edits import AddArticle, AlreadyThere
    from store.ingest import keep_originals

    keep_originals(desk.path, articles)
    for _, article in articles:
        with suppress(AlreadyThere):
            desk.apply(AddArticle(msgspec.structs.replace(article, story=story)))


def _list(path: Path) -> int:
    """What a pipe gets instead of the screen."""
    from tui.verbs.list_desk import print_desk

    print_desk(path)
    sys.stderr.write("variorum: the screen needs a terminal; this is what `list` prints\n")
    return 0


def _show(desk: Desk, story: str | None, config: Config, *, is_tutor: bool) -> int:
    """The screen, with the story asked for, or else the one first laid on the desk."""
    articles = desk.articles()
    chosen = story or (articles[0].story if articles else "")
    articles = [article for article in articles if article.story == chosen]
    if not articles:
        raise VariorumError(
            f"{desk.path}: no articles in story {chosen!r}: variorum add {desk.path} ARTICLE…"
        )
    desk.hold()
    desk.keep_unsaved()
    from tui.app import VariorumApp

    app = VariorumApp(desk, articles, config, is_tutor=is_tutor)
    app.call_later(gc.enable)
    app.run()
    with progress("folding", unit="%") as told:
        desk.fold(shares(told))
    return app.return_code or 0
