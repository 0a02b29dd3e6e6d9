"""The command line itself: what is a command, what is a desk, and how it ends."""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

from tests.tui.verbs.calling import Caller, articles
from tui import cli
from tui.cli import VERBS, VERSION, main
from tui.verbs import open as opening

ROOT = Path(__file__).parents[3]


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Any, ...]]:
    calls: list[tuple[Any, ...]] = []

    def run(*asked: Any) -> int:
        calls.append(asked)
        return 0

    monkeypatch.setattr(opening, "run", run)
    return calls


def process(*words: str | Path, **env: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "tui.cli", *map(str, words)],
        cwd=ROOT,
        env={**os.environ, **env},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
        timeout=60,
    )


@pytest.mark.parametrize(
    ("words", "asked"),
    [
        ([], (None, [], None, None, None)),
        (["d.json"], ("d.json", [], None, None, None)),
        (["d.json", "a", "list"], ("d.json", ["a", "list"], None, None, None)),
        (["./list"], ("./list", [], None, None, None)),
        (["--", "list"], ("list", [], None, None, None)),
        (
            ["--as", "list", "--labels", "l", "--story", "s", "d"],
            ("d", [], "list", "l", "s"),
        ),
        (["d", "a", "--as=ann"], ("d", ["a"], "ann", None, None)),
    ],
)
def test_words_that_are_no_command_open_a_desk(
    words: list[str], asked: tuple[Any, ...], opened: list[tuple[Any, ...]]
) -> None:
    assert main(words) == 0
    assert opened == [asked]


def test_command_wins_over_a_desk_of_its_name(
    call: Caller, opened: list[tuple[Any, ...]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("keys").write_text("{}")
    assert "GROUP" in call("keys").out
    assert call("--json", "keys").value
    assert opened == []


def test_version_is_that_of_the_project(call: Caller) -> None:
    project = tomllib.loads(ROOT.joinpath("pyproject.toml").read_text("utf-8"))["project"]
    assert call("--version") == (0, f"variorum {project['version']}\n", "")
    assert project["version"] == VERSION


def test_help_lists_every_command_with_a_line(call: Caller) -> None:
    said = call("--help")
    assert said.code == 0
    for verb, (_, does) in VERBS.items():
        assert [verb, does] in [line.split(None, 1) for line in said.out.splitlines()]


@pytest.mark.parametrize("verb", VERBS)
def test_each_command_explains_itself(verb: str, call: Caller) -> None:
    said = call(verb, "--help")
    assert (said.code, said.aside) == (0, "")
    assert said.out.startswith(f"usage: variorum {verb}")


@pytest.mark.parametrize(
    "words",
    [
        ["--bogus"],
        ["list"],
        ["list", "d", "--bogus"],
        ["list", "d", "--js"],
        ["add", "d"],
        ["export", "d"],
        ["import", "d", "p"],
        ["keys", "extra\x1b[31m"],
    ],
)
def test_words_that_mean_nothing_are_a_line_and_exit_2(words: list[str], call: Caller) -> None:
    said = call(*words)
    assert (said.code, said.out) == (2, "")
    assert said.aside.count("\n") == 1
    assert "\x1b" not in said.aside
    assert "--help" in said.aside


def test_interrupt_ends_quietly(call: Caller, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(words: list[str]) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(cli, "_run", interrupted)
    assert call("list") == (130, "", "")


def test_fault_of_the_program_is_one_line(call: Caller, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(words: list[str]) -> int:
        raise ZeroDivisionError("by\nzero")

    monkeypatch.setattr(cli, "_run", broken)
    said = call("list")
    assert said.code == 1
    assert said.aside.count("\n") == 1
    assert "ZeroDivisionError" in said.aside
    monkeypatch.setenv("VARIORUM_TRACEBACK", "1")
    with pytest.raises(ZeroDivisionError):
        main(["list"])


def test_reader_that_leaves_early_ends_it_quietly() -> None:
    head, tail = os.pipe()
    os.close(head)
    done = subprocess.run(
        [sys.executable, "-m", "tui.cli", "keys"],
        cwd=ROOT,
        stdout=tail,
        stderr=subprocess.PIPE,
        check=False,
        timeout=60,
    )
    os.close(tail)
    assert (done.returncode, done.stderr) == (141, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full here")
def test_output_that_cannot_be_written_is_one_line() -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "tui.cli", "keys"],
            cwd=ROOT,
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
            timeout=60,
        )
    assert done.returncode == 1
    assert done.stderr == b"variorum: No space left on device\n"


@pytest.mark.parametrize("closed", ["1", "2", "1 2"])
def test_closed_output_is_no_fault(closed: str) -> None:
    redirections = " ".join(f"{number}>&-" for number in closed.split())
    command = f'"{sys.executable}" -m tui.cli keys {redirections}'
    done = subprocess.run(
        ["sh", "-c", command], cwd=ROOT, capture_output=True, check=False, timeout=60
    )
    assert (done.returncode, done.stderr) == (0, b"")


def test_terminal_that_knows_only_ascii_gets_no_traceback(tmp_path: Path) -> None:
    paths = articles(tmp_path, "Zoë’s title\n\nText of it.\n")
    assert process("add", tmp_path / "d.json", *paths).returncode == 0
    done = process("list", tmp_path / "d.json", PYTHONIOENCODING="ascii")
    assert done.returncode == 0
    assert b"Zo\\xeb" in done.stdout


def test_error_goes_to_stderr_of_the_process(tmp_path: Path) -> None:
    done = process("list", tmp_path / "absent.json")
    assert (done.returncode, done.stdout) == (1, b"")
    assert done.stderr.endswith(b"absent.json: no such desk\n")


def test_file_name_that_is_no_text_is_said(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable.encode(), b"-m", b"tui.cli", b"list", b"/nowhere/\xff\x1b[31m.json"],
        cwd=ROOT,
        capture_output=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 1
    assert b"\x1b" not in done.stderr
    assert done.stderr.count(b"\n") == 1
