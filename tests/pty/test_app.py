"""The app in a real terminal: two at once, killed, hung up, in tmux and in screen."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from store.db import open_desk
from store.edits import AddArticle
from store.model import Article, Mention
from tests.pty.terminal import Terminal

APP = [sys.executable, "-m", "tui.cli"]
TEXT = " ".join(f"Word{number}" for number in range(200))


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    path = tmp_path / "desk.json"
    with open_desk(path, annotator="ann") as opened:
        opened.apply(AddArticle(Article(id="a1", story="s", title="One", text=TEXT)))
        opened.apply(AddArticle(Article(id="a2", story="s", title="Two", text="Oslo Bergen")))
    return path


def _open(desk: Path, **env: str) -> Terminal:
    terminal = Terminal([*APP, str(desk), "--as", "ann"], env=env)
    terminal.wait_for("? help", timeout=60)
    return terminal


def _mentions(desk: Path) -> list[str]:
    with open_desk(desk, annotator="ann") as opened:
        return [mention.quotes[0] for mention in opened.all(Mention)]


def test_second_app_reads_follows_and_takes_over(desk: Path) -> None:
    with _open(desk) as first, _open(desk) as second:
        second.wait_for("reading until it leaves")
        second.type("G")
        second.wait_for("open in")
        first.type("G")
        first.wait_for("GPE: Word0")
        second.wait_for("  G  ")
        first.type("q")
        assert first.wait_exit() == 0
        second.wait_for("the desk is free", timeout=10)
        second.type("lG")
        second.wait_for("GPE: Word1")
        second.type("q")
        assert second.wait_exit() == 0
    assert _mentions(desk) == ["Word0", "Word1"]


@pytest.mark.parametrize("keys", [1, 7, 20])
def test_kill_loses_nothing_the_screen_called_saved(desk: Path, keys: int) -> None:
    with _open(desk) as terminal:
        for number in range(keys):
            terminal.type("G")
            terminal.wait_for(f"GPE: Word{number}")
            terminal.type("l")
        terminal.type("Gl" * 5)
        terminal.kill(signal.SIGKILL)
        terminal.wait_exit()
    saved = _mentions(desk)
    assert saved[:keys] == [f"Word{number}" for number in range(keys)]
    assert len(saved) <= keys + 5


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGHUP, None])
def test_being_ended_flushes_and_restores_the_terminal(
    desk: Path, how: signal.Signals | None
) -> None:
    with _open(desk) as terminal:
        terminal.type("G")
        terminal.wait_for("GPE: Word0")
        started = time.monotonic()
        if how is None:
            terminal.hang_up()
        else:
            terminal.kill(how)
        terminal.wait_exit(timeout=5)
        assert time.monotonic() - started < 2
        if how is not None:
            assert b"\x1b[?1049l" in terminal.raw[-2000:]
    assert _mentions(desk) == ["Word0"]


def test_without_a_terminal_the_list_is_printed(desk: Path) -> None:
    done = subprocess.run(
        [*APP, str(desk)], capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL
    )
    assert done.returncode == 0
    assert "One" in done.stdout
    assert done.stderr.count("\n") == 1
    assert "needs a terminal" in done.stderr


def test_terminal_too_small_is_said_in_one_line(desk: Path) -> None:
    with Terminal([*APP, str(desk)], rows=5, columns=20) as terminal:
        assert terminal.wait_exit() == 1
        assert b"make it 40x10 or more" in terminal.raw
        assert b"Traceback" not in terminal.raw


def test_dumb_terminal_is_refused_in_one_line(desk: Path) -> None:
    with Terminal([*APP, str(desk)], env={"TERM": "dumb"}) as terminal:
        assert terminal.wait_exit() == 1
        assert b"TERM=dumb" in terminal.raw
        assert b"Traceback" not in terminal.raw


def test_256_colours_are_never_exceeded(desk: Path) -> None:
    with _open(desk, COLORTERM="", TERM="xterm-256color") as terminal:
        terminal.type("G")
        terminal.wait_for("GPE: Word0")
        assert b";48;2;" not in terminal.raw
        assert b"[38;2;" not in terminal.raw


@pytest.mark.parametrize("size", [(48, 160), (40, 120), (24, 80), (10, 40)])
def test_resizing_to_any_size_keeps_the_word(desk: Path, size: tuple[int, int]) -> None:
    with _open(desk) as terminal:
        terminal.type("/Word150\rG")
        terminal.wait_for("GPE: Word150")
        terminal.resize(*size)
        terminal.wait_for(
            lambda now: any("Word150" in row for row in now.screen.display[: size[0] - 4])
        )
        terminal.type("q")
        assert terminal.wait_exit() == 0


@pytest.fixture
def tmux(tmp_path: Path) -> Iterator[list[str]]:
    command = ["tmux", "-S", str(tmp_path / "tmux"), "-f", "/dev/null"]
    yield command
    subprocess.run([*command, "kill-server"], capture_output=True, check=False)


@pytest.mark.system("tmux")
def test_session_in_tmux_is_left_as_it_was(desk: Path, tmux: list[str]) -> None:
    shell = f"{sys.executable} -m tui.cli {desk} --as ann"
    env = {**os.environ, "TERM": "xterm-256color"}
    with Terminal(
        [*tmux, "new-session", "-x", "160", "-y", "48", shell], rows=48, columns=160, env=env
    ) as terminal:
        terminal.wait_for("? help", timeout=60)
        terminal.type("\t/Bergen\rG")
        terminal.wait_for("GPE: Bergen")
        terminal.type("\tG")
        terminal.wait_for("GPE: Word0")
        terminal.type("C")
        terminal.wait_for("claim saved")
        terminal.type("\ruur")
        terminal.wait_for("redo tag")
        terminal.type("q")
        terminal.wait_exit()
    assert _mentions(desk) == ["Bergen", "Word0"]


@pytest.mark.system("screen")
def test_keys_reach_the_app_in_gnu_screen(desk: Path) -> None:
    command = ["screen", "-c", "/dev/null", *APP, str(desk), "--as", "ann"]
    with Terminal(command, env={"SCREENDIR": str(desk.parent / "screens")}) as terminal:
        terminal.wait_for("? help", timeout=60)
        terminal.type("G")
        terminal.wait_for("GPE: Word0")
        terminal.press("tab", "pagedown", "escape")
        terminal.type("G")
        terminal.wait_for("GPE: Oslo")
        terminal.type("q")
        terminal.wait_exit()
    assert _mentions(desk) == ["Word0", "Oslo"]
