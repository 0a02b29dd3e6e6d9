"""Spans: one or more fragments of a text, and when they are well formed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from store.errors import VariorumError
from store.model.record import Fragment


class BadSpan(VariorumError):
    """A span that no text can hold, or not this one."""


def span(fragments: Iterable[Sequence[int]]) -> tuple[Fragment, ...]:
    """Sort fragments and join those that overlap or touch; empty ones are left out.

    Raises BadSpan where nothing is left.
    """
    joined: list[Fragment] = []
    for start, end in sorted((f[0], f[1]) for f in fragments if f[0] < f[1]):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    if not joined:
        raise BadSpan("an empty span cannot be annotated: select some text first")
    return tuple(joined)


def quotes(text: str, fragments: Iterable[Fragment]) -> tuple[str, ...]:
    """The text of each fragment. Raises BadSpan where one lies outside the text."""
    found = []
    for start, end in fragments:
        if not 0 <= start < end <= len(text):
            raise BadSpan(f"span {start}-{end} lies outside the text of {len(text)} code points")
        found.append(text[start:end])
    return tuple(found)
