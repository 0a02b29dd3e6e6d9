"""A discrepancy: a difference between articles, in one line, with the passages that show it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from hashlib import blake2b
from typing import Literal

import msgspec

Kind = Literal[
    "number",
    "list",
    "date",
    "name",
    "scope",
    "attribution",
    "quotation",
    "modality",
    "presence",
    "unit",
    "metadata",
]
Grade = Literal["hard", "soft"]
"""hard: both cannot be right, or a reader is told something else that can be checked."""
Span = tuple[int, int]


class Discrepancy(msgspec.Struct, frozen=True, kw_only=True):
    """A difference between articles.

    ``spans`` are by article id, in code points; an article that has nothing to show is absent.
    ``signature`` is made of what differs, not of where it stands: it is the same after other
    articles come and after edits that leave the difference as it was.
    """

    kind: Kind
    grade: Grade
    explanation: str
    spans: Mapping[str, tuple[Span, ...]]
    signature: str
    names: tuple[str, ...] = ()
    """The two names that would have to be one thing's for the difference to be none."""


def signature(kind: str, parts: Iterable[str]) -> str:
    """The name of a difference: its kind and what differs, in any order and letter case."""
    key = "\x1f".join(sorted(" ".join(part.casefold().split()) for part in parts))
    return f"{kind}:{blake2b(key.encode(), digest_size=8).hexdigest()}"


def shortened(words: str, limit: int = 60) -> str:
    """A quotation for an explanation: one line, cut at a word."""
    line = " ".join(words.split())
    if len(line) <= limit:
        return line
    return line[: line.rfind(" ", 0, limit) if " " in line[:limit] else limit] + "…"


def discrepancy(
    kind: Kind,
    grade: Grade,
    explanation: str,
    spans: Mapping[str, Iterable[Span]],
    keys: Iterable[str],
    names: tuple[str, ...] = (),
) -> Discrepancy:
    """A discrepancy whose signature is of ``keys``; articles without spans are left out."""
    shown = {id: tuple(sorted(set(those))) for id, those in spans.items()}
    return Discrepancy(
        kind=kind,
        grade=grade,
        explanation=explanation,
        spans={id: those for id, those in shown.items() if those},
        signature=signature(kind, keys),
        names=names,
    )
