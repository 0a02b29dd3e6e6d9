"""The command line. Loads nothing before it knows what is wanted."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from importlib import import_module
from typing import Final

VERSION: Final = "0.1.0"

VERBS: Final = {
    "add": ("add_articles", "lay articles on a desk, which is made where there is none"),
    "list": ("list_desk", "the stories of a desk, their articles, and how much is annotated"),
    "import": ("import_file", "bring a dataset onto a desk, undone in one step"),
    "export": ("export_desk", "write a desk, or part of it, as a dataset"),
    "matrix": ("matrix_desk", "claims against articles: who says it, who denies it, who is silent"),
    "compare": ("compare_desk", "which sentences say the same, and where the articles part"),
    "suggest": ("suggest_desk", "what may be worth a label, with spans and labels"),
    "check": ("check_desk", "what is wrong with a desk, where, and what to do"),
    "formats": ("list_formats", "the dataset formats, and what each holds"),
    "keys": ("list_keys", "every key of the screen"),
}
"""Each command: its module in ``tui.verbs`` and what it does."""

_WITH_VALUE: Final = ("--as", "--labels", "--story")
_PIPE_CLOSED: Final = 141  # what a shell says of a program that SIGPIPE ended
_INTERRUPTED: Final = 130


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command line, that of the process for None; gives the exit code."""
    _have_output()
    for stream in (sys.stdout, sys.stderr):
        # A terminal or file name that cannot say a character must not end in a traceback.
        with suppress(AttributeError, ValueError, OSError):
            stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    try:
        code = _run(list(sys.argv[1:] if argv is None else argv))
        sys.stdout.flush()
    except SystemExit as asked:  # argparse, after --help and --version
        return asked.code if isinstance(asked.code, int) else 0
    except KeyboardInterrupt:
        return _INTERRUPTED
    except BrokenPipeError:
        _drop_output()
        return _PIPE_CLOSED
    except Exception as error:
        return _failed(error)
    return code


def _run(words: list[str]) -> int:
    verb, rest = _verb_in(words)
    if verb is None:
        return _open(words)
    from tui.parsing import Parser

    module, does = VERBS[verb]
    found = import_module(f"tui.verbs.{module}")
    parser = Parser(prog=f"variorum {verb}", description=does, allow_abbrev=False)
    found.define(parser)
    code: int = found.run(parser.parse_args(rest))
    return code


def _verb_in(words: list[str]) -> tuple[str | None, list[str]]:
    """The command among the words, which is the first that is no option, and the other words."""
    at = 0
    while at < len(words) and words[at].startswith("-"):
        if words[at] == "--":
            return None, words
        at += 2 if words[at] in _WITH_VALUE else 1
    if at < len(words) and words[at] in VERBS:
        return words[at], words[:at] + words[at + 1 :]
    return None, words


def _open(words: list[str]) -> int:
    """The screen. Plain names need no parser, which a start would wait for."""
    from tui.verbs import open as opening

    if not any(word.startswith("-") for word in words):
        return opening.run(words[0] if words else None, words[1:], None, None, None)
    from tui.parsing import opening_parser

    asked = opening_parser(VERSION, VERBS).parse_args(words)
    if asked.tutor:
        from tui.verbs.teach import teach

        return teach(asked.annotator)
    return opening.run(asked.desk, asked.articles, asked.annotator, asked.labels, asked.story)


def _have_output() -> None:
    """A process may be started with its output closed; what is written then goes nowhere."""
    if sys.stdout is None:
        sys.stdout = open(os.devnull, "w")  # noqa: SIM115, PTH123 - for as long as we run
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w")  # noqa: SIM115, PTH123


def _failed(error: Exception) -> int:
    """One line for what went wrong; the place in the program only for who asks for it."""
    from store.errors import UsageError, VariorumError

    if isinstance(error, UsageError):
        return _complain(str(error), 2)
    if isinstance(error, VariorumError):
        return _complain(f"variorum: {error}", 1)
    if os.environ.get("VARIORUM_TRACEBACK"):
        raise error
    if isinstance(error, OSError):
        _drop_output()
        return _complain(f"variorum: {error.strerror or error}", 1)
    if type(error).__module__.startswith("msgspec"):
        return _complain(f"variorum: a record of the desk is damaged: {error} (variorum check)", 1)
    return _complain(
        f"variorum: a fault in the program: {type(error).__name__}: {error}"
        " (VARIORUM_TRACEBACK=1 shows where)",
        1,
    )


def _complain(line: str, code: int) -> int:
    from store.text.visible import shown_line

    with suppress(OSError, AttributeError, ValueError):
        sys.stderr.write(shown_line(line) + "\n")
    return code


def _drop_output() -> None:
    """Let what is still to be written go nowhere, so that the end of the process is quiet."""
    with suppress(OSError, AttributeError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


if __name__ == "__main__":
    raise SystemExit(main())
