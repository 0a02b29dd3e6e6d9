"""One session: the app in a pty, an analyst who types, and what the desk holds at the end."""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING, Final, NamedTuple

from store.db import open_desk
from store.model import Mention
from tests.gold.load import ROOT, load_article, load_mentions
from tests.keys_per_mention.policy import Analyst, Hands
from tests.keys_per_mention.sight import Sight
from tests.pty.terminal import Terminal

if TYPE_CHECKING:
    from pathlib import Path

    from tests.gold.load import Mention as GoldMention

BOUND: Final = 0.6
"""Keys for each saved mention, at most."""

SEEDS: Final = ("seed-1", "seed-2")
_QUIET: Final = 0.35
"""Seconds without output after which a key is taken to have done all that it does."""


class Done(NamedTuple):
    """What came of a session. ``asked`` counts what must be tagged, ``saved`` what of it is."""

    keys: list[str]
    asked: int
    saved: int
    missing: list[str]
    wrong: list[str]

    @property
    def ratio(self) -> float:
        """Keys for each saved mention."""
        return len(self.keys) / max(1, self.saved)


def run(folder: Path) -> Done:
    """Tag both seeds on a new desk in a folder."""
    paths = [ROOT / load_article(id).path for id in SEEDS]
    desk = folder / "desk.json"
    command: list[str | Path] = [sys.executable, "-m", "tui.cli", desk, *paths, "--as", "ann"]
    with Terminal(command, cwd=ROOT, env={"XDG_CONFIG_HOME": str(folder)}) as terminal:
        terminal.wait_for("? help", timeout=60)
        terminal.settle(1.0)
        analyst = Analyst(_hands(terminal), [load_mentions(id) for id in SEEDS], capitals())
        analyst.work()
        terminal.press("q")
        terminal.wait_exit()
    return _compared(desk, analyst.keys)


def _hands(terminal: Terminal) -> Hands:
    texts = [load_article(id).text for id in SEEDS]

    def type_key(key: str) -> None:
        terminal.press(key)
        terminal.settle(_QUIET)

    return Hands(type_key, lambda: Sight(terminal.screen, texts))


def capitals() -> dict[str, str]:
    """The key of each label that a new desk has."""
    from store.model.label_file import default_labels

    return {label.name: label.key for label in default_labels().labels}


def _compared(path: Path, keys: list[str]) -> Done:
    """The desk against the gold: same article, same span, same label."""
    asked, saved, missing, wrong = 0, 0, [], []
    with open_desk(path, annotator="ann") as desk:
        for article, id in zip(desk.articles(), SEEDS, strict=True):
            gold = {_key(one): one for one in load_mentions(id)}
            mentions = desk.by(Mention, "article", article.id)
            found = {(*one.fragments[0], one.label): one for one in mentions}
            wrong += [f"{id} {o.label} {o.quotes}" for key, o in found.items() if key not in gold]
            for key, one in gold.items():
                if not one.optional:
                    asked += 1
                    saved += key in found
                    missing += [] if key in found else [f"{id} {one.label} {one.quote}"]
    return Done(keys, asked, saved, missing, wrong)


def _key(one: GoldMention) -> tuple[int, int, str]:
    return one.start, one.end, one.label


def slate_keys() -> int:
    """What SLATE takes for the same gold, in reading order with labels of two keys.

    Its cursor stands on a word. To the next mention it goes from the last one's end by words, one
    key each, or by lines of the file, one key each, and by words from there; one key goes to the
    first or the last word of a line. Whichever is least counts. Each further word of a mention is
    one key, its label two.
    """
    return sum(_slate_article(id) for id in SEEDS)


def _slate_article(id: str) -> int:
    text = load_article(id).text
    keys = at = 0
    for one in load_mentions(id):
        if not one.optional:
            keys += _slate_move(text, at, one.start) + len(one.quote.split()) - 1 + 2
            at = one.end - 1
    return keys


def _slate_move(text: str, at: int, to: int) -> int:
    """Keys from the word at an offset to another one."""
    first = text.rfind("\n", 0, to) + 1
    last = text.find("\n", to) if "\n" in text[to:] else len(text)
    lines = text.count("\n", at, to)
    edges = _words(text, first, to), _words(text, to, last) - 1
    return min(_words(text, at, to) if at else edges[0], lines + 1 + min(edges))


def _words(text: str, start: int, end: int) -> int:
    """How many words begin in a stretch."""
    return sum(1 for word in re.finditer(r"\S+", text) if start <= word.start() < end)
