"""Where the subject and the object of a verb begin and end, as far as words in a row tell."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from store.suggest.reporting import (
    AUXILIARIES,
    BE,
    BOUNDARIES,
    DETERMINERS,
    FINITE,
    NOUNS,
    PREPOSITIONS,
    PRONOUNS,
    cue_forms,
)
from store.text.lexicon import BEFORE_NAMES

_TOKEN: Final = re.compile(
    rf"(?:{'|'.join(sorted(word.title() for word in BEFORE_NAMES if word.isalpha()))})\."
    r"|(?:[^\W\d_]\.){2,}|\w+(?:[.,’'–-]\w+)*|[^\w\s]"
)
_STOPS: Final = frozenset(',;:.!?()[]“”"«»—–')
QUOTATION: Final = "“"
"""The one word that a whole quotation is among the words of its sentence."""
_RELATIVES: Final = frozenset({"who", "whom", "which", "whose"})
_JOINED: Final = frozenset({"of", "for", "at", "from", "to"})


class Token(NamedTuple):
    """A word or a sign: ``[start, end)`` in code points, as written and in lower case."""

    start: int
    end: int
    raw: str
    low: str


def tokens(text: str, start: int, end: int) -> list[Token]:
    """The words and signs of ``text[start:end]``."""
    return [
        Token(m.start(), m.end(), m[0], m[0].lower()) for m in _TOKEN.finditer(text, start, end)
    ]


def is_verb_like(words: Sequence[Token], i: int) -> bool:
    """Whether word ``i`` is likely a finite verb: an auxiliary, “-ed”, “-s” before an object."""
    word = words[i]
    if word.low in FINITE:
        return True
    if not word.raw.islower() or i == 0 or words[i - 1].low in DETERMINERS | PREPOSITIONS:
        return False
    if word.low.endswith("ed") and len(word.low) > 4:
        return True
    after = words[i + 1].low if i + 1 < len(words) else ""
    return word.low.endswith("s") and after in DETERMINERS


def is_cue_verb(words: Sequence[Token], i: int) -> bool:
    """Whether word ``i`` is a cue, and where its form is also a noun, a verb here.

    It is a noun after a determiner, a preposition or a possessive, and a verb after a comma or
    where an object, a clause or a quotation follows.
    """
    word = words[i]
    if not word.raw.islower() or word.low not in cue_forms():
        return False
    if word.low not in NOUNS:
        return True
    before = words[i - 1] if i else None
    after = words[i + 1] if i + 1 < len(words) else None
    if before is None or after is None or before.low in DETERMINERS | PREPOSITIONS | {"of"}:
        return False
    if before.raw[-2:] in {"’s", "'s"}:
        return False
    if before.raw in {",", QUOTATION} or after.low in DETERMINERS | PRONOUNS | {"that", QUOTATION}:
        return True
    return after.raw[0].isupper() or (after.raw[0].isdigit() and before.raw[0].isupper())


def before_helpers(words: Sequence[Token], i: int) -> int:
    """The index of the first auxiliary or adverb of the verb at ``i``; ``i`` without any."""
    while i > 0 and (
        words[i - 1].low in AUXILIARIES
        or (words[i - 1].low.endswith("ly") and words[i - 1].raw.islower() and i > 1)
    ):
        i -= 1
    return i


def subject_before(words: Sequence[Token], i: int) -> tuple[int, int] | None:
    """The words ``[first, last)`` that are the subject of the verb at ``i``, right before it."""
    last = first = before_helpers(words, i)
    if last > 1 and words[last - 1].raw == ",":  # “X, the minister, said”
        comma, last = last - 1, last - 1
        first = _apposition(words, comma)
        if first == comma:
            return None
        if words[first + 1].low in _RELATIVES:
            last = first
    first = _back(words, first, last)
    relative = _relative(words, first) if first < last else None
    is_inside = relative == first - 1 and _is_whole(words[first:last])  # “whom police say”
    if relative is not None and not is_inside:  # “an officer who would not be named said”
        first = _back(words, relative, relative)
    first = _before_list(words, first, last)
    first = _after_front(words, first, last)
    if first >= last or words[first].low in PREPOSITIONS | {"to"}:
        return None
    return first, last


def _is_whole(words: Sequence[Token]) -> bool:
    """Whether words behind “who” are a subject of their own, and no verb of whom it is said."""
    first = words[0]
    is_plural = first.low.endswith("s") or first.low in {"police", "people"}
    is_led = first.low in DETERMINERS | PRONOUNS or first.raw[0].isupper()
    return is_led or (len(words) == 1 and is_plural)


def _back(words: Sequence[Token], first: int, last: int) -> int:
    while first > 0 and not _ends_subject(words, first - 1, last):
        first -= 1
    return first


def _relative(words: Sequence[Token], first: int) -> int | None:
    """The “who” of the clause in which what begins at ``first`` stands, if no comma parts it."""
    for i in range(first - 1, max(0, first - 8), -1):
        if words[i].low in _RELATIVES:
            return i if words[i - 1].raw != "," else None
        if words[i].raw in _STOPS or words[i].low in BOUNDARIES:
            return None
    return None


def subject_after(words: Sequence[Token], i: int) -> tuple[int, int] | None:
    """The words that are the subject after an inverted verb: “said a spokesman for the port”."""
    last = i
    while last < len(words) and words[last].raw not in _STOPS:
        word = words[last].low
        if word in BOUNDARIES or (word in PREPOSITIONS and (word not in _JOINED or last == i)):
            break
        if last > i and (word in FINITE or word.endswith("ing")):
            break
        last += 1
    return (i, last) if last > i else None


def main_subject(words: Sequence[Token], i: int) -> tuple[int, int] | None:
    """The subject of the clause that a participle at ``i`` hangs on."""
    for j in range(1, i):
        if is_verb_like(words, j) or (is_cue_verb(words, j) and words[j].low[-3:] != "ing"):
            found = subject_before(words, j)
            if found is not None:
                return found
    return None


def _apposition(words: Sequence[Token], comma: int) -> int:
    """The comma before the apposition that ends with this one; ``comma`` where none begins."""
    for j in range(comma - 1, max(0, comma - 14), -1):
        if words[j].raw == ",":
            after = words[j + 1].low
            is_clause = after not in _RELATIVES and any(
                is_verb_like(words, i) for i in range(j + 1, comma)
            )
            return comma if is_clause or after in {"and", "but", "or", "so"} else j
        if words[j].raw in _STOPS:
            break
    return comma


def _ends_subject(words: Sequence[Token], i: int, last: int) -> bool:
    word = words[i]
    if word.raw in _STOPS:
        return True
    if word.low in BOUNDARIES:
        return True
    if is_verb_like(words, i) and i < last - 1:
        return True
    if word.low in {"and", "&"}:
        return not _joins_names(words, i)
    return is_cue_verb(words, i) and 0 < i < last - 1


def _joins_names(words: Sequence[Token], i: int) -> bool:
    """Whether the “and” at ``i`` stands between two parts of one subject."""
    if i == 0:
        return False
    for j in range(i - 1, -1, -1):
        if words[j].raw in _STOPS or words[j].low in BOUNDARIES:
            return j < i - 1
        if is_verb_like(words, j) or is_cue_verb(words, j):
            return False
        if words[j].low in PREPOSITIONS and words[j].low not in _JOINED:
            return False
    return True


def _before_list(words: Sequence[Token], first: int, last: int) -> int:
    """``first``, moved to the left over “A, B, ” when the whole is a list of names."""
    start = first
    while start > 1 and words[start - 1].raw == ",":
        piece = start - 1
        while piece > 0 and words[piece - 1].raw not in _STOPS | {"“"}:
            piece -= 1
        inside = words[piece : start - 1]
        if not 0 < len(inside) <= 4 or not _is_name(inside):
            return first
        start = piece
    if start == first or start > 0:
        return first
    listed = any(word.low in {"and", "&"} for word in words[first:last])
    return start if listed or words[last - 1].low in {"allies", "more", "others"} else first


def _is_name(inside: Sequence[Token]) -> bool:
    head = inside[0]
    if head.low in PREPOSITIONS | BOUNDARIES | PRONOUNS or head.low.endswith("ly"):
        return False
    return inside[-1].raw[0].isupper() or inside[-1].raw[0].isdigit()


def _after_front(words: Sequence[Token], first: int, last: int) -> int:
    """Past “In Paris ” or “On Monday ” where no comma parts it from the subject."""
    if first >= last or words[first].low not in PREPOSITIONS:
        while first < last and words[first].low in {"and", "but", "then", "meanwhile", "however"}:
            first += 1
        return first
    for j in range(first + 2, last):
        opens = words[j].low in DETERMINERS | PRONOUNS
        if opens and words[j - 1].low not in PREPOSITIONS | {"of", "and"}:
            return j
    return first


def is_passive(words: Sequence[Token], i: int) -> bool:
    """Whether the verb at ``i`` is a participle after a form of *be*."""
    if not words[i].low.endswith(("d", "n", "ght")):
        return False
    return any(word.low in BE for word in words[before_helpers(words, i) : i])
