"""Paragraphs: the lines of a text that are not blank."""

from __future__ import annotations

Span = tuple[int, int]
"""A half-open span in code points."""


def paragraphs(text: str) -> list[Span]:
    """Every line that is not blank, without the space around it, in order."""
    found: list[Span] = []
    start = 0
    for line in text.split("\n"):
        span = _trimmed(line, start)
        if span:
            found.append(span)
        start += len(line) + 1
    return found


def paragraph_at(text: str, offset: int) -> Span | None:
    """The paragraph of the line that ``offset`` is on; ``None`` where that line is blank."""
    start = text.rfind("\n", 0, offset) + 1
    end = text.find("\n", offset)
    return _trimmed(text[start : end if end >= 0 else None], start)


def next_paragraph(text: str, offset: int) -> Span | None:
    """The first paragraph that starts after ``offset``."""
    here = paragraph_at(text, offset)
    if here and here[0] > offset:
        return here
    at = text.find("\n", offset)
    while at >= 0:
        here = paragraph_at(text, at + 1)
        if here:
            return here
        at = text.find("\n", at + 1)
    return None


def previous_paragraph(text: str, offset: int) -> Span | None:
    """The last paragraph that starts before ``offset``."""
    here = paragraph_at(text, offset)
    if here and here[0] < offset:
        return here
    at = text.rfind("\n", 0, offset)
    while at >= 0:
        here = paragraph_at(text, at)
        if here:
            return here
        at = text.rfind("\n", 0, at)
    return None


def _trimmed(line: str, start: int) -> Span | None:
    bare = line.strip()
    if not bare:
        return None
    before = len(line) - len(line.lstrip())
    return start + before, start + before + len(bare)
