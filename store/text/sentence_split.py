"""Sentences: where one ends, told from abbreviations, initials and numbers."""

from __future__ import annotations

import re
from functools import lru_cache

from store.text.lexicon import (
    BEFORE_NAMES,
    BEFORE_NUMBERS,
    BEGINNERS,
    SAYING,
    SHORT_WORDS,
    SHORTENED,
    STARTERS,
)
from store.text.paragraph_spans import (
    next_paragraph,
    paragraph_at,
    paragraphs,
    previous_paragraph,
)

Span = tuple[int, int]
"""A half-open span in code points."""

# Signs that may end a sentence and what closes with them: quotes, brackets, an emoticon. Or else,
# in text without full stops, an emoticon alone, or the space before a capital or a ruled line.
_CLOSED = r"[\"'”’»)\]]*+(?=\s|$)(?:\s?[:;]-?[()DP](?=\s|$))?"
_end = re.compile(  # one set of characters first: the search runs from one of them to the next
    r"[.!?…。！？:;\s](?:(?:"
    rf"(?<=[.!?…])[.!?…]*+{_CLOSED}|(?<=[。！？])[。！？]*+[」』”’）]*+|(?<=\s[:;])-?[()DP](?=\s)"
    r")\s*+|(?<=[\w)>/,!*=~-]\s)\s*+(?=[A-Z]|[-*=_~]{4}))"
)
_opening = "\"'“‘«([-–—*•"
_before = re.compile(r"[^\s\"'“”‘’«»()\[\]\-–—]*$")
_word = re.compile(r"\w+")
_going_on = re.compile(r"[,;:!?)\]]|\.(?!\.)")
# What begins without a sign before it: a ruled line, a letter or its end, a sentence.
_begun = re.compile(
    r"(?P<rule>[-*=_~]{4})"
    r"|(?P<letter>(?:Thanks|Thank|Regards|Sincerely|Cheers|Dear|Hi|Hello|Yours"
    r"|(?:Best|Kind|Warm) (?:[Rr]egards|[Ww]ishes))\b[ ,.!])"
    rf"|(?P<sentence>(?:{'|'.join(sorted(map(str.title, BEGINNERS)))}),?\s[a-z])"
)
# How letters end; a name after one of these stands on a line of its own.
_CLOSINGS = frozenset(
    (
        *("Thanks", "Thanks,", "Thanks!", "Regards", "Regards,", "regards,"),
        *("Sincerely,", "sincerely,", "Cheers,", "Best,", "wishes,"),
    )
)
_QUALIFYING = frozenset(("Best", "Kind", "Warm"))
_UNFINISHED = STARTERS | {"from", "into", "of", "than", "to", "with"}
_RULES = ("---", "***", "===", "___", "~~~")
_address = re.compile(
    r"(?:\S*://\S+|www\.\S+|\S+@\S+\.\w+|\S+\.(?:com|org|net|edu|gov|html?|pdf))>?"
)
_LONGEST = 200  # code points of a word that is looked at
_ADDRESSES = ("http:", "https:", "www.")
_initials = re.compile(r"\w(?:\.\w)*")


def sentences(text: str) -> list[Span]:
    """The sentences of a text, without the space around them; none crosses a line feed."""
    return [
        (start + first, start + last)
        for start, end in paragraphs(text)
        for first, last in _sentences(text[start:end])
    ]


def sentence_at(text: str, offset: int) -> Span | None:
    """The sentence that ``offset`` is in, or is in the space after; ``None`` on a blank line."""
    found = None
    for span in _around(text, paragraph_at(text, offset)):
        if found and span[0] > offset:
            break
        found = span
    return found


def next_sentence(text: str, offset: int) -> Span | None:
    """The first sentence that starts after ``offset``."""
    for span in _around(text, paragraph_at(text, offset)):
        if span[0] > offset:
            return span
    return next(iter(_around(text, next_paragraph(text, offset))), None)


def previous_sentence(text: str, offset: int) -> Span | None:
    """The last sentence that starts before ``offset``."""
    before = [span for span in _around(text, paragraph_at(text, offset)) if span[0] < offset]
    if not before:
        before = _around(text, previous_paragraph(text, offset))
    return before[-1] if before else None


def _around(text: str, paragraph: Span | None) -> list[Span]:
    if paragraph is None:
        return []
    start, end = paragraph
    return [(start + first, start + last) for first, last in _sentences(text[start:end])]


@lru_cache(maxsize=256)  # the cursor, the readers of dates and of speakers ask for a line again
def _sentences(line: str) -> tuple[Span, ...]:
    """The sentences of one line that neither starts nor ends with space."""
    found = []
    start = 0
    for match in _end.finditer(line):
        is_end = _is_break(line, match) if match[0].isspace() else _is_end(line, start, match)
        if is_end and match.end() < len(line):
            found.append((start, match.start() + len(match[0].rstrip())))
            start = match.end()
    if start < len(line):
        found.append((start, len(line)))
    return tuple(found)


def _is_end(line: str, start: int, match: re.Match[str]) -> bool:
    """Whether a sentence of ``line`` that began at ``start`` ends with ``match``."""
    signs = match[0].rstrip()
    if signs[0] in "。！？":
        return True
    before = _before.search(line, max(start, match.start() - 24), match.start())
    word = before[0] if before else ""
    after = line[match.end() : match.end() + 40].lstrip(_opening)
    if not after or _going_on.match(after):
        return False
    if signs[0] != "." or signs.startswith(".."):
        return _is_end_of_call(word, signs, after)
    if word.isdigit() and match.start() - start == len(word):
        return False  # the number of a point in a list
    return _is_end_of_words(word, after)


def _is_break(line: str, match: re.Match[str]) -> bool:
    """Whether a sentence without a sign at its end ends at this space."""
    at, after = match.span()
    low = max(0, at - _LONGEST)
    word = line[max(low, line.rfind(" ", low, at) + 1) : at]
    begun = _begun.match(line, after)
    if word.endswith(_RULES) or (begun and begun["rule"]):
        return True
    if ("." in word or "//" in word) and _address.fullmatch(word):
        return True
    if word in _CLOSINGS:
        return line[after + 1 : after + 2].islower()
    if begun is None or not (word[-1:].isalnum() or word[-1:] == ")"):
        return False
    return word not in _QUALIFYING if begun["letter"] else word.lower() not in _UNFINISHED


def _is_end_of_call(word: str, signs: str, after: str) -> bool:
    """Whether a question, an exclamation or an ellipsis ends a sentence."""
    if not after[:1].islower() or after.startswith(_ADDRESSES):
        return True
    is_quoted = signs[-1] in "\"'”’»" or _first_word(after) in SAYING
    return signs[0] in "!?" and not is_quoted and (word[:1].islower() or "?" in signs)


def _is_end_of_words(word: str, after: str) -> bool:
    """Whether the full stop between ``word`` and ``after`` ends a sentence."""
    bare = word.lower()
    if bare in BEFORE_NAMES or (bare in BEFORE_NUMBERS and after[:1].isdigit()):
        return False
    if bare in SHORTENED or (_initials.fullmatch(word) and word != "I" and not word.isdigit()):
        return after[:1].isupper() and _first_word(after).lower() in STARTERS
    if not after[:1].islower():
        return True
    # No capital follows, so a short word is more likely cut short than the last one.
    return bare in SHORT_WORDS or len(word) > (2 if word.islower() else 5)


def _first_word(after: str) -> str:
    match = _word.match(after)
    return match[0] if match else ""
