"""Reading the words of a command line, with complaints of one line."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from typing import NoReturn

from store.errors import UsageError


class Parser(argparse.ArgumentParser):
    """A parser whose complaint is one line."""

    def error(self, message: str) -> NoReturn:
        """Raise UsageError."""
        raise UsageError(f"{self.prog}: {message} (see {self.prog} --help)")


def opening_parser(version: str, verbs: Mapping[str, tuple[str, str]]) -> Parser:
    """The parser for everything that names no command."""
    parser = Parser(
        prog="variorum",
        usage="variorum [DESK [ARTICLE…]] | variorum COMMAND …",
        description="Articles of one event side by side: read, tag and compare them.",
        epilog=_verb_page(verbs),
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument(
        "desk", nargs="?", metavar="DESK", help="the desk to open; without one, the sample desk"
    )
    parser.add_argument(
        "articles", nargs="*", metavar="ARTICLE", help="files to lay on it; it is made if absent"
    )
    parser.add_argument("--as", dest="annotator", metavar="NAME", help="whose work this is")
    parser.add_argument("--labels", metavar="FILE", help="a label set to use from now on")
    parser.add_argument("--story", metavar="S", help="the story to show, and to lay articles in")
    parser.add_argument("--tutor", action="store_true", help="eight lessons on a desk of their own")
    parser.add_argument("--version", action="version", version=f"variorum {version}")
    return parser


def _verb_page(verbs: Mapping[str, tuple[str, str]]) -> str:
    width = max(map(len, verbs))
    rows = "\n".join(f"  {verb:{width}}  {does}" for verb, (_, does) in verbs.items())
    return (
        f"commands:\n{rows}\n\nvariorum COMMAND --help tells more of one. "
        "A desk with the name of a command is ./NAME.\n"
    )
