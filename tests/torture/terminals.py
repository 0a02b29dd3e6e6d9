"""Terminals closed while somebody types: what the screen had called saved is there."""

from __future__ import annotations

import random
import signal
import sys
from pathlib import Path

from store.db import open_desk
from store.edits import AddArticle
from store.model import Article, Mention
from tests.pty.terminal import Terminal
from tests.torture import power

_ENDS = (signal.SIGHUP, signal.SIGTERM, None)
_WITHIN = 2.0
"""Seconds in which a program whose terminal is gone must have ended."""


def closed_terminals(folder: Path, wanted: int, seed: int = 1) -> tuple[int, int]:
    """So many terminals closed in the middle of typing; gives them and the tags acknowledged.

    Raises Broken where a tag that was shown as saved is lost, or a process is left.
    """
    chance = random.Random(seed)
    text = " ".join(f"Word{number}" for number in range(400))
    acknowledged = 0
    for number in range(wanted):
        desk = folder / f"desk{number}.json"
        with open_desk(desk, annotator="ann") as opened:
            opened.apply(AddArticle(Article(id="a1", story="s", title="One", text=text)))
        shown = _typed_and_closed(desk, chance)
        acknowledged += shown
        with open_desk(desk, annotator="ann") as opened:
            found = [mention.quotes[0] for mention in opened.all(Mention)]
        if found[:shown] != [f"Word{word}" for word in range(shown)]:
            raise power.Broken(f"{shown} shown as saved, {len(found)} found")
    return wanted, acknowledged


def _typed_and_closed(desk: Path, chance: random.Random) -> int:
    """Type tags and close the terminal somewhere between them; how many were shown as saved."""
    command = [sys.executable, "-m", "tui.cli", str(desk), "--as", "ann"]
    with Terminal(command) as terminal:
        terminal.wait_for("? help", timeout=60)
        shown = chance.randrange(6)
        for word in range(shown):
            terminal.type("G")
            terminal.wait_for(f"GPE: Word{word}")
            terminal.type("l")
        terminal.type("Gl" * chance.randrange(1, 8))
        end = chance.choice(_ENDS)
        if end is None:
            terminal.hang_up()
        else:
            terminal.kill(end)
        try:
            terminal.wait_exit(timeout=_WITHIN)
        except AssertionError as error:
            raise power.Broken("the program outlived its terminal") from error
    return shown
