"""The harness itself, on programs of a few lines: whoever measures must first be measured."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

import pytest

pytest.importorskip("fcntl", reason="no pty: this system has no fcntl")
pytest.importorskip("termios", reason="no pty: this system has no termios")
if not Path("/proc/self/stat").exists():
    pytest.skip("no /proc: processes cannot be measured", allow_module_level=True)

from tests.pty import processes
from tests.pty.keyboard import click, wheel
from tests.pty.sequences import split, words_only
from tests.pty.terminal import Terminal, TerminalTimeoutError

RAW_MODE = "import sys, os, tty; tty.setraw(0); out = lambda b: os.write(1, b)\n"


def script(code: str, **options: object) -> Terminal:
    return Terminal([sys.executable, "-S", "-c", RAW_MODE + code], **options)  # type: ignore[arg-type]


def echo_of(query: bytes, length: int) -> str:
    """What a program reads back, in hex, when it writes a query."""
    code = f"out({query!r}); got = b''\nwhile len(got) < {length}: got += os.read(0, 99)\n"
    with script(code + "out(b'\\r\\n=' + got.hex().encode() + b'.')") as terminal:
        terminal.wait_for(lambda t: "." in t.text)
        return bytes.fromhex(terminal.text.rpartition("=")[2].strip("\n.")).decode("latin-1")


@pytest.mark.parametrize(
    ("query", "answer"),
    [
        (b"\x1b[c", "\x1b[?64;1;2;6;9;15;18;21;22c"),
        (b"\x1b[>c", "\x1b[>41;390;0c"),
        (b"\x1b[5n", "\x1b[0n"),
        (b"\x1b[3;5H\x1b[6n", "\x1b[3;5R"),
        (b"\x1b[?2026$p", "\x1b[?2026;2$y"),
        (b"\x1b[?2048$p", "\x1b[?2048;0$y"),
        (b"\x1b]11;?\x1b\\", "\x1b]11;rgb:0000/0000/0000\x1b\\"),
        (b"\x1b[18t", "\x1b[8;48;160t"),
    ],
)
def test_query_is_answered_as_xterm_does(query: bytes, answer: str) -> None:
    assert echo_of(query, len(answer)) == answer


def test_kitty_query_stays_unanswered() -> None:
    assert echo_of(b"\x1b[?u\x1b[5n", 4) == "\x1b[0n"


def test_query_is_answered_once_when_cut_between_chunks() -> None:
    code = "out(b'\\x1b]10;?\\x1b'); os.read(0, 1); out(b'\\\\\\x1b[5n'); got = b''\n"
    code += "while not got.endswith(b'n'): got += os.read(0, 99)\nout(b'=%d.' % len(got))"
    with script(code) as terminal:
        terminal.wait_for(lambda t: t.size == 7)
        terminal.type("x")
        terminal.wait_for("=29.")


def test_screen_shows_text_past_sequences_unknown_to_pyte() -> None:
    hostile = b"\x1b[>1u\x1b[?2026h\x1b[>4;1m\x1b]52;c;AAAA\x07\x1bPq\x1b\\\x1b[1;2;3Ha\x1b\xffb"
    shown = b"\x1b[<u\x1b[2;3H\x1b[38;2;1;2;3mherecaf\xc3\xa9"
    with script(f"out({hostile + shown!r}); os.read(0, 1)") as t:
        t.wait_for("caf\u00e9")
        assert t.screen.display[1].startswith("  herecaf\u00e9")
        assert t.screen.buffer[1][2].fg == "010203"
        assert b"\x1b]52;c;AAAA\x07" in t.raw


def test_output_cut_anywhere_is_the_same_screen() -> None:
    output = "\x1b[1;31mün\x1b]0;title\x1b\\do\x1b[2;2H\x1b[?25l\u4e2d\x1b(B!".encode()
    parts = [part for part in split(output) if part.kind != "rest"]
    assert b"".join(part.data for part in parts) == output
    for cut in range(len(output)):
        *whole, last = split(output[:cut]) if cut else [next(split(b"-"))]
        left = last.data if last.kind == "rest" else b""
        again = [*whole, *([] if last.kind == "rest" else [last]), *split(left + output[cut:])]
        expected = output if cut else b"-" + output
        assert b"".join(part.data for part in again) == expected
        assert "rest" not in {part.kind for part in again}
    assert words_only(output) == "ündo中!"


def test_stroke_times_and_collects_only_what_the_key_caused() -> None:
    code = "out(b'ready')\nwhile True: key = os.read(0, 1); key == b's' or out(b'<' + key + b'>')"
    with script(code) as terminal:
        terminal.wait_for("ready")
        loud, silent = terminal.stroke("k"), terminal.stroke("s", first=0.02)
    assert loud.output == b"<k>"
    assert loud.latency is not None
    assert 0 < loud.latency < 0.5
    assert silent == (None, b"")


def test_press_sends_keys_by_name() -> None:
    with script("out(b'up'); out(os.read(0, 9).hex().encode() + b'.')") as terminal:
        terminal.wait_for("up")
        terminal.press("pagedown", "ctrl+g", "x")
        terminal.wait_for("1b5b367e0778.")


def test_mouse_is_reported_as_sgr() -> None:
    assert click(3, 4) == "\x1b[<0;3;4M\x1b[<0;3;4m"
    assert (wheel(3, 4), wheel(3, 4, up=True)) == ("\x1b[<65;3;4M", "\x1b[<64;3;4M")


def test_typing_does_not_deadlock_while_the_program_writes() -> None:
    code = "out(b'ready'); n = len(os.read(0, 1))\nfor _ in range(40): out(b'.' * 4096)\n"
    code += "while n < 60000: n += len(os.read(0, 4096))\nout(b'\\x1b[2Jdone')"
    with script(code) as terminal:
        terminal.wait_for("ready")  # before raw mode the kernel drops long input
        terminal.type(b"k" * 60000)
        terminal.wait_for("done")


def test_resize_reaches_the_program_and_the_screen() -> None:
    code = """
import signal
say = lambda *_: out(b'\\x1b[2J\\x1b[H%dx%d' % tuple(reversed(os.get_terminal_size(1))))
signal.signal(signal.SIGWINCH, say); say()
while True: signal.pause()
"""
    with script(code, rows=20, columns=70) as terminal:
        terminal.wait_for("20x70")
        terminal.resize(30, 100)
        terminal.wait_for("30x100")
        assert (terminal.screen.lines, terminal.screen.columns) == (30, 100)


def test_environment_is_small_and_controlled() -> None:
    code = "out(repr(sorted(os.environ.items())).encode() + b'END')"
    os.environ["NO_COLOR"] = "1"
    try:
        with script(code, env={"LANG": "", "MARK": "here"}) as terminal:
            terminal.wait_for("END")
            seen = dict(eval(terminal.raw.removesuffix(b"END")))
    finally:
        del os.environ["NO_COLOR"]
    assert "NO_COLOR" not in seen
    assert "LANG" not in seen
    assert (seen["TERM"], seen["COLORTERM"]) == ("xterm-256color", "truecolor")
    assert seen["MARK"] == "here"


def test_wait_for_says_what_is_on_the_screen_when_it_does_not_come() -> None:
    with script("out(b'something else'); os.read(0, 1)") as terminal:
        terminal.wait_for("something")
        with pytest.raises(
            TerminalTimeoutError, match=r"(?s)'wanted' did not come.*something else"
        ):
            terminal.wait_for("wanted", timeout=0.01)


def test_wait_for_ends_at_once_when_the_program_ends() -> None:
    with script("out(b'bye')") as terminal, pytest.raises(TerminalTimeoutError, match="bye"):
        terminal.wait_for("wanted", timeout=60)


def test_exit_status_is_the_programs() -> None:
    with script("raise SystemExit(3)") as terminal:
        assert terminal.wait_exit() == 3


def test_kill_delivers_the_signal() -> None:
    with script("out(b'up'); os.read(0, 1)") as terminal:
        terminal.wait_for("up")
        terminal.kill(signal.SIGTERM)
        assert terminal.wait_exit() == -signal.SIGTERM
        assert not terminal.is_running


def test_hang_up_sends_sighup() -> None:
    # One that reads would be told of the end of the file as well, and may end of that first.
    with script("import signal; out(b'up'); signal.pause()") as terminal:
        terminal.wait_for("up")
        terminal.hang_up()
        assert terminal.wait_exit() == -signal.SIGHUP


def test_close_leaves_no_process_even_of_those_that_refuse() -> None:
    code = """
import signal, time
for number in (signal.SIGHUP, signal.SIGTERM): signal.signal(number, signal.SIG_IGN)
if os.fork() == 0: os.setpgid(0, 0)
out(b'up'); time.sleep(60)
"""
    with script(code) as terminal:
        terminal.wait_for(lambda t: t.text.count("up") == 2)
        assert len(processes.session_members(terminal.pid)) == 2
    terminal.close()
    assert processes.session_members(terminal.pid) == []
    assert not terminal.is_running


def test_cpu_counts_threads_that_have_ended() -> None:
    code = """
import threading, time
def spin():
    start = time.thread_time()
    while time.thread_time() - start < 0.05: pass
thread = threading.Thread(target=spin); thread.start(); thread.join()
out(b'spun'); os.read(0, 1)
"""
    with script(code) as terminal:
        terminal.wait_for("spun")
        assert terminal.cpu >= 0.05
        assert terminal.resident > 1 << 20
