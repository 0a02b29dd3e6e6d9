"""Hostile strings put into an article, a title, a label and a note, and read off a real pty.

``python -m tests.hostile PATH`` takes every string of the JSON and text files below PATH;
``tests/pty/test_hostile.py`` takes a few of our own. What is asked of each: no control byte of
its own reaches the terminal, and it is shown character for character.
"""

from __future__ import annotations

import json
import re
import sys
import tempfile
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any

from store.db import open_desk
from store.edits import AddArticle, AddMention, ReplaceLabels, SetNote
from store.model import Article, Label, LabelSet
from store.text.canon import canonical
from store.text.visible import shown, shown_line
from tests.pty.terminal import Terminal

BATCH = 9
_OWN = re.compile(
    rb"\x1b\[[0-9;]*m"  # styles
    rb"|\x1b\[[0-9;]*H"  # cursor moves
    rb"|\x1b\[\??[0-9;]+[hl]"  # modes
    rb"|\x1b\[\?[0-9;]+\$p"  # mode queries
    rb"|\x1b\[[><=]?[0-9;]*u"  # keyboard protocol
    rb"|\x1b\[[0-9;]*c|\x1b\[[0-9;]*n"  # device queries
    rb"|\x1b\]22;[a-z]*\x1b\\\\?|\x1b\]22;[a-z]*(?:\x07|\x1b\\)"  # pointer shape
    rb"|\x1b\]0;Variorum\x07|\x1b\[>q|\x1b\[18t|\x1b\[14t|\x1b\[16t|\x1bP\+q[0-9a-f;]*\x1b\\"
)


def escapes_left(raw: bytes) -> list[bytes]:
    """Control bytes of the output that are no sequence of the program's own."""
    left = _OWN.sub(b"", raw).replace(b"\r\n", b"").replace(b"\n", b"").replace(b"\r", b"")
    text = left.decode("utf-8", "replace")
    found = re.findall("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069].{0,20}", text)
    return [one.encode() for one in found]


def strings_below(path: Path) -> Iterator[str]:
    """Every string of the JSON files, and every line of the text files, below a path."""
    for file in sorted(path.rglob("*")):
        if file.suffix not in (".json", ".txt") or not file.is_file():
            continue
        if file.stat().st_size > 200_000:
            continue
        try:
            text = file.read_text("utf-8")
            yield from _leaves(json.loads(text)) if file.suffix == ".json" else text.split("\n")
        except (ValueError, RecursionError):
            continue


def _leaves(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for one in value:
            yield from _leaves(one)
    elif isinstance(value, dict):
        for key, one in value.items():
            yield key
            yield from _leaves(one)


def problems(strings: Sequence[str], folder: Path) -> list[str]:
    """What goes wrong with up to nine strings, in each of the four places."""
    desk = folder / "hostile.json"
    _lay(desk, strings)
    found = []
    with Terminal([sys.executable, "-m", "tui.cli", str(desk)], rows=120, columns=160) as terminal:
        terminal.wait_for("? help", timeout=60)
        for number, string in enumerate(strings, 1):
            terminal.type(str(number))
            terminal.wait_for(partial(_has, f"number{number}"))
            terminal.settle(0.3)
            found += [f"{one} of {string!r}" for one in _not_shown(terminal, string)]
        found += [f"reached the terminal: {one!r}" for one in escapes_left(bytes(terminal.raw))]
    return found


def _lay(desk: Path, strings: Iterable[str]) -> None:
    """A desk with one article a string: in its text, its title, a label and a note."""
    with open_desk(desk, annotator="ann") as opened:
        labels = [Label(name=f"n{number}{_kept(s)}") for number, s in enumerate(strings)]
        opened.apply(ReplaceLabels(LabelSet(id="labels", labels=tuple(labels))))
        for number, string in enumerate(strings, 1):
            text = f"number{number}\n{canonical(_kept(string)).text}\nend"
            article = Article(id=f"a{number}", story="s", title=_kept(string), text=text)
            opened.apply(AddArticle(article))
            edit = AddMention(article.id, ((0, 7),), labels[number - 1].name)
            mention = opened.apply(edit).touched[0][1]
            opened.apply(SetNote("mentions", mention, _kept(string)))


def _kept(string: str) -> str:
    """What JSON can hold: lone surrogates never get past reading a file."""
    return string.encode("utf-8", "replace").decode("utf-8")


def _not_shown(terminal: Terminal, string: str) -> Iterator[str]:
    rows, left = _display(terminal), _display(terminal, 79)
    pane = _squeezed(left[1:-4])
    if _squeezed([shown(canonical(_kept(string)).text)]) not in pane:
        yield "not shown in the text: that"
    line = _squeezed([shown_line(_kept(string))])
    title, detail = _squeezed(left[:1]), _squeezed(rows[-4:-2])
    if line[:20] not in title:
        yield "not shown in the title: that"
    if line[:20] not in detail:
        yield "not shown in label or note: that"


def _has(words: str, terminal: Terminal) -> bool:
    return words in _squeezed(_display(terminal)[:20])


def _display(terminal: Terminal, columns: int = 160) -> list[str]:
    """The rows of the screen; pyte's own reading of them fails on an accent after half a letter."""
    screen = terminal.screen
    return [
        "".join(screen.buffer[row][column].data for column in range(columns))
        for row in range(screen.lines)
    ]


def _squeezed(rows: Iterable[str]) -> str:
    """Text without the white space that breaking lines adds, composed as pyte composes it."""
    joined = unicodedata.normalize("NFC", "".join(rows))
    return re.sub("[\\s\u200d\ufe0e\ufe0f\u0300-\u036f]+", "", joined)


def main() -> int:
    """Try every string below a path; says what went wrong."""
    strings = iter(dict.fromkeys(s for s in strings_below(Path(sys.argv[1])) if s.strip()))
    count = 0
    bad: list[str] = []
    with tempfile.TemporaryDirectory() as folder:
        while batch := list(islice(strings, BATCH)):
            count += len(batch)
            place = Path(folder) / str(count)
            place.mkdir()
            found = problems(batch, place)
            bad += found
            print("".join(f"\r{one}\n" for one in found), end="")
            print(f"\r{count} strings, {len(bad)} problems", end="", flush=True)
    print()
    return 1 if bad else 0


if __name__ == "__main__":
    raise SystemExit(main())
