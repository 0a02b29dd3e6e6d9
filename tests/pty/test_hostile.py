"""What hostile text does to a real terminal: nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.hostile import escapes_left, problems

_ESCAPES = [
    "\x1b]52;c;UFdO\x07 clipboard",
    "\x1b]0;title\x07\x1b[2J\x1b[1;1H",
    "\x9b2J\x9d0;c1\x9c csi of C1",
    "[red]markup[/red] [sic] [/] [@click=app.quit]go[/]",
    "\u202egnp.exe\u202c bidi",
    "zero\u200bwidth\u00ad soft\ufeff",
    "tab\there \x07bell \x08back",
    "[link=http://x]l[/link] %(x)s {0} ${x}",
    "\x1bP$q q\x1b\\ \x1b_G a=T\x1b\\",
]


def test_hostile_strings_are_shown_and_do_nothing(tmp_path: Path) -> None:
    assert problems(_ESCAPES, tmp_path) == []


@pytest.mark.parametrize("string", ["\x1b[2J", "\x1b]0;PWN\x07", "\x9b2J", "\x07", "\u202e"])
def test_control_bytes_in_output_are_noticed(string: str) -> None:
    assert escapes_left(b"\x1b[1;2H\x1b[0mplain" + string.encode() + b"text\r\n")
