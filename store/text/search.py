"""Finding words in a text as a reader would: quotes folded, case minded only when typed."""

from __future__ import annotations

import re
from collections.abc import Iterator

_SINGLE = "['\u2018\u2019\u201b]"
_DOUBLE = '["\u201c\u201d\u201f]'


def find_all(text: str, words: str) -> list[tuple[int, int]]:
    """Every place of ``words``, as spans of the text that do not overlap.

    Curly and straight quotes are the same, and so is any run of white space. Capitals in
    ``words`` make the search mind case.
    """
    if not words.strip():
        return []
    flags = re.NOFLAG if any(letter.isupper() for letter in words) else re.IGNORECASE
    return [match.span() for match in re.finditer(_pattern(words), text, flags)]


def find_form(text: str, form: str) -> list[tuple[int, int]]:
    """Every place of a form as whole words, case minded; quotes and white space as above."""
    if not form.strip():
        return []
    pattern = rf"(?<!\w){_pattern(form)}(?!\w)"
    return [match.span() for match in re.finditer(pattern, text)]


def whole_words(text: str, form: str) -> Iterator[tuple[int, int]]:
    """Every place of exactly this form as whole words, as fast as letters can be looked through."""
    start = text.find(form) if form else -1
    while start >= 0:
        end = start + len(form)
        if not (text[start - 1 : start].isalnum() or text[end : end + 1].isalnum()):
            yield start, end
        start = text.find(form, end)


def _pattern(words: str) -> str:
    return r"\s+".join("".join(_letter(letter) for letter in word) for word in words.split())


def _letter(letter: str) -> str:
    if re.match(_SINGLE, letter):
        return _SINGLE
    return _DOUBLE if re.match(_DOUBLE, letter) else re.escape(letter)
