"""A program in a real pty: type, wait for what it shows, read screen, bytes and costs.

Nothing here sleeps: every wait is a ``select`` on the pty that ends when the thing waited for is
there. Chunks are stamped as they are read, so times are exact only while some wait is running.
"""

from __future__ import annotations

import codecs
import contextlib
import fcntl
import os
import re
import select
import struct
import subprocess
import termios
import time
from typing import TYPE_CHECKING, NamedTuple, Self

import pyte

from tests.pty import processes
from tests.pty.keyboard import KEYS
from tests.pty.sequences import XTERM_MODES, answers, is_known_to_pyte, split, unfinished

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

_INHERITED = ("PATH", "HOME", "TMPDIR", "VIRTUAL_ENV", "LD_LIBRARY_PATH", "XDG_CONFIG_HOME")
_ENVIRONMENT = {"TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8"}

_C1 = re.compile("[\x80-\x9f]")  # pyte would act on them and die of some


class Chunk(NamedTuple):
    """What one read gave, and when (``time.perf_counter``, seconds)."""

    at: float
    data: bytes


class Settled(NamedTuple):
    """The output since a key: seconds to its last byte (None when silent) and its bytes."""

    latency: float | None
    output: bytes


class TerminalTimeoutError(AssertionError):
    """What was waited for did not come; the message holds the screen."""


class Terminal:
    """A command running in a pty of its own session; leaving the context ends all of it."""

    def __init__(
        self,
        command: Sequence[str | Path],
        *,
        rows: int = 48,
        columns: int = 160,
        env: Mapping[str, str] | None = None,
        cwd: str | Path | None = None,
        modes: Mapping[int, int] = XTERM_MODES,
    ) -> None:
        """``env`` is added to a small clean environment; an empty value removes a variable."""
        self.rows, self.columns = rows, columns
        self.chunks: list[Chunk] = []
        self.is_closed = False
        self._modes = modes
        self._size = 0  # bytes read so far
        self._asked = b""  # the end of the output that may be half a query
        self._shown = 0  # chunks the screen has
        self._held = b""  # the end of the output that the screen cannot take yet
        self._screen = pyte.Screen(columns, rows)
        self._stream = pyte.Stream(self._screen)
        self._decode = codecs.getincrementaldecoder("utf-8")("replace").decode
        clean = {name: os.environ[name] for name in _INHERITED if name in os.environ}
        environment = {**clean, **_ENVIRONMENT, **(env or {})}
        self._master, slave = os.openpty()
        try:
            self._set_window(slave)
            self._process = subprocess.Popen(
                [str(word) for word in command],
                stdin=slave,
                stdout=slave,
                stderr=slave,
                cwd=cwd,
                env={name: value for name, value in environment.items() if value},
                start_new_session=True,
                preexec_fn=_take_terminal,
            )
        except BaseException:
            os.close(self._master)
            raise
        finally:
            os.close(slave)
        os.set_blocking(self._master, False)

    # -- life -----------------------------------------------------------------------------------

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def pid(self) -> int:
        """The process started, which is also the leader of its session."""
        return self._process.pid

    @property
    def is_running(self) -> bool:
        return self._process.poll() is None

    def kill(self, signal_number: int) -> None:
        """Send a signal to the program."""
        self._process.send_signal(signal_number)

    def hang_up(self) -> None:
        """Take the terminal away, as a dropped connection does: the session gets SIGHUP."""
        if not self.is_closed:
            self.is_closed = True
            os.close(self._master)

    def wait_exit(self, timeout: float = 10.0) -> int:
        """Read on until the program has ended; its exit status, negative for a signal."""
        deadline = time.perf_counter() + timeout
        while not self.is_closed and self._read(deadline - time.perf_counter()):
            if time.perf_counter() >= deadline:
                break
        try:
            return self._process.wait(max(0.0, deadline - time.perf_counter()))
        except subprocess.TimeoutExpired:
            raise TerminalTimeoutError(self._complaint(f"no exit in {timeout} s")) from None

    def close(self) -> None:
        """End the program and whatever it started."""
        self.hang_up()
        processes.end_session(self.pid)
        self._process.wait()

    # -- typing and waiting -----------------------------------------------------------------------

    def type(self, keys: str | bytes) -> float:
        """Write keys as the keyboard sends them; when they were written."""
        left = keys.encode() if isinstance(keys, str) else keys
        while True:
            at = time.perf_counter()
            try:
                left = left[os.write(self._master, left) :]
            except BlockingIOError:
                self._read(0.05)  # the program is stuck writing to us: let it
            if not left:
                return at

    def press(self, *names: str) -> float:
        """Type keys by name (``enter``, ``pagedown``, ``ctrl+g``, or the character itself)."""
        return self.type("".join(KEYS.get(name, name) for name in names))

    def settle(
        self, quiet: float = 0.04, timeout: float = 10.0, *, first: float | None = None
    ) -> float | None:
        """Read until nothing has come for ``quiet`` seconds; when the last byte came, if any did.

        ``first`` is how long to wait for the first byte, when that may take longer than ``quiet``.
        """
        deadline = time.perf_counter() + timeout
        last = None
        patience = quiet if first is None else first
        while self._read(patience):
            if self.is_closed:
                break
            last, patience = self.chunks[-1].at, quiet
            if time.perf_counter() > deadline:
                raise TerminalTimeoutError(self._complaint(f"not quiet in {timeout} s"))
        return last

    def stroke(self, keys: str | bytes, *, quiet: float = 0.04, first: float = 0.5) -> Settled:
        """Type, wait until the output is quiet again, and say how long and how much it was."""
        before = len(self.chunks)
        at = self.type(keys)
        last = self.settle(quiet, first=first)
        return Settled(
            None if last is None else last - at, b"".join(c.data for c in self.chunks[before:])
        )

    def wait_for(self, wanted: str | Callable[[Terminal], object], timeout: float = 10.0) -> None:
        """Read until a text is on the screen, or until a predicate of this terminal holds."""

        def on_screen(terminal: Terminal) -> bool:
            return isinstance(wanted, str) and wanted in terminal.text

        holds = on_screen if isinstance(wanted, str) else wanted
        deadline = time.perf_counter() + timeout
        while not holds(self):
            left = deadline - time.perf_counter()
            if left <= 0 or self.is_closed or not self._read(left):
                what = repr(wanted) if isinstance(wanted, str) else "what was waited for"
                ended = " before the program ended" if not self.is_running else f" in {timeout} s"
                raise TerminalTimeoutError(self._complaint(f"{what} did not come{ended}"))

    def resize(self, rows: int, columns: int) -> None:
        """Change the window's size; the kernel sends SIGWINCH."""
        self._feed_screen()
        self.rows, self.columns = rows, columns
        self._screen.resize(rows, columns)
        self._set_window(self._master)

    # -- reading ----------------------------------------------------------------------------------

    @property
    def raw(self) -> bytes:
        """Every byte the program has written to the terminal."""
        return b"".join(chunk.data for chunk in self.chunks)

    @property
    def size(self) -> int:
        """How many bytes the program has written."""
        return self._size

    @property
    def screen(self) -> pyte.Screen:
        """The screen as it is now: ``display``, ``buffer``, ``cursor``."""
        self._feed_screen()
        return self._screen

    @property
    def text(self) -> str:
        """The screen's lines, joined."""
        return "\n".join(line.rstrip() for line in self.screen.display)

    @property
    def cpu(self) -> float:
        """Seconds of CPU that the program's threads have used."""
        return processes.cpu_seconds(self.pid)

    @property
    def resident(self) -> int:
        """Bytes of memory that the program holds."""
        return processes.resident_bytes(self.pid)

    # -- inside -----------------------------------------------------------------------------------

    def _read(self, patience: float) -> bool:
        """Read one chunk, answering what it asks; False when none came, or none ever will."""
        if self.is_closed:
            return False
        if not select.select([self._master], [], [], max(0.0, patience))[0]:
            return False
        try:
            data = os.read(self._master, 65536)
        except OSError:
            data = b""  # Linux says EIO when the last program has closed the pty
        if not data:
            self.hang_up()
            return False
        self.chunks.append(Chunk(time.perf_counter(), data))
        self._size += len(data)
        self._answer(data)
        return True

    def _answer(self, data: bytes) -> None:
        asked = self._asked + data
        held = unfinished(asked)
        self._asked = asked[len(asked) - held :] if held < 64 else b""
        for answer in answers(asked, self._modes, self._cursor, (self.rows, self.columns)):
            self.type(answer)

    def _cursor(self) -> tuple[int, int]:
        # Programs ask after moving, never before, so where the chunk leaves the cursor will do.
        cursor = self.screen.cursor
        return cursor.y + 1, min(cursor.x, self.columns - 1) + 1

    def _feed_screen(self) -> None:
        output = self._held + b"".join(chunk.data for chunk in self.chunks[self._shown :])
        self._shown, self._held = len(self.chunks), b""
        for part in split(output):
            if part.kind == "rest":
                self._held = part.data
            elif is_known_to_pyte(part):
                text = _C1.sub("\ufffd", self._decode(part.data))
                with contextlib.suppress(TypeError):  # pyte, given more parameters than it knows
                    self._stream.feed(text)

    def _set_window(self, file: int) -> None:
        fcntl.ioctl(file, termios.TIOCSWINSZ, struct.pack("HHHH", self.rows, self.columns, 0, 0))

    def _complaint(self, what: str) -> str:
        return f"{what}; the screen:\n{self.text}"


def _take_terminal() -> None:
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)
