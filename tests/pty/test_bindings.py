"""Every key of the registry reaches the program: bare, in tmux, in GNU screen."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest

from tests.pty.keyboard import KEYS
from tests.pty.terminal import Terminal
from tui.actions import ACTIONS

ECHO = [sys.executable, "-m", "tests.pty.echo"]
BOUND = sorted({part for action in ACTIONS for key in action.keys for part in key.split(" ")})


@contextmanager
def _bare(_folder: Path) -> Iterator[Terminal]:
    with Terminal(ECHO) as terminal:
        yield terminal


@contextmanager
def _tmux(folder: Path) -> Iterator[Terminal]:
    tmux = ["tmux", "-S", str(folder / "tmux"), "-f", "/dev/null"]
    command = [*tmux, "new-session", "-x", "80", "-y", "24", " ".join(ECHO)]
    try:
        with Terminal(
            command, rows=24, columns=80, env={**os.environ, "TERM": "xterm-256color"}
        ) as terminal:
            yield terminal
    finally:
        subprocess.run([*tmux, "kill-server"], capture_output=True, check=False)


@contextmanager
def _screen(folder: Path) -> Iterator[Terminal]:
    command = ["screen", "-c", "/dev/null", *ECHO]
    with Terminal(command, env={"SCREENDIR": str(folder / "screens")}) as terminal:
        yield terminal


Within = Callable[[Path], AbstractContextManager[Terminal]]


@pytest.mark.parametrize(
    ("within", "held"),
    [
        (_bare, ()),
        pytest.param(_tmux, (), marks=pytest.mark.system("tmux")),
        # A lone Escape is held back until another key comes: what it does, ctrl+g does too.
        pytest.param(_screen, ("escape",), marks=pytest.mark.system("screen")),
    ],
)
def test_every_key_that_is_bound_reaches_the_program(
    within: Within, held: tuple[str, ...], tmp_path: Path
) -> None:
    with within(tmp_path) as terminal:
        terminal.wait_for("ready", timeout=60)
        for number, key in enumerate((key for key in BOUND if key not in held), 1):
            terminal.type(KEYS.get(key, key))
            terminal.wait_for(f"{number}<{key}>")


def test_keys_of_the_registry_are_those_a_keyboard_has() -> None:
    assert all(key in KEYS or (len(key) == 1 and key.isprintable()) for key in BOUND)
