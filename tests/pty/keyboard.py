"""What an xterm sends for a key or the mouse."""

from __future__ import annotations

from typing import Final

KEYS: Final = {
    "enter": "\r",
    "tab": "\t",
    "shift+tab": "\x1b[Z",
    "escape": "\x1b",
    "backspace": "\x7f",
    "up": "\x1b[A",
    "down": "\x1b[B",
    "right": "\x1b[C",
    "left": "\x1b[D",
    "home": "\x1b[H",
    "end": "\x1b[F",
    "pageup": "\x1b[5~",
    "pagedown": "\x1b[6~",
    "delete": "\x1b[3~",
    "space": " ",
} | {f"ctrl+{letter}": chr(ord(letter) - 96) for letter in "abcdefghijklmnopqrstuvwxyz"}


def wheel(x: int, y: int, *, up: bool = False) -> str:
    """One notch of the mouse wheel at a cell, counted from 1, as an SGR mouse report."""
    return f"\x1b[<{64 if up else 65};{x};{y}M"


def click(x: int, y: int) -> str:
    """The left button pressed and released at a cell, counted from 1."""
    return f"\x1b[<0;{x};{y}M\x1b[<0;{x};{y}m"
