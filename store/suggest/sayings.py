"""Who says what in one paragraph: cue words, who they belong to, and what they govern."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from store.suggest.clauses import (
    QUOTATION,
    Token,
    before_helpers,
    is_cue_verb,
    is_passive,
    main_subject,
    subject_after,
    subject_before,
    tokens,
)
from store.suggest.reporting import (
    DETERMINERS,
    PREPOSITIONS,
    cue_forms,
    listed,
    phrase_forms,
)
from store.text import sentences

Span = tuple[int, int]
"""A half-open span in code points."""

_QUOTED: Final = re.compile(r"“([^”\n]*)(?:”|$)|«([^»\n]*)(?:»|$)|\"([^\"\n]*)\"", re.M)
_WORD: Final = re.compile(r"\w+")
_QUOTE_WORDS: Final = 4  # a shorter one that is no sentence is a manner of speaking
_ENDS: Final = frozenset(".!?;:,")
_TOLD_IN: Final = re.compile(
    r"\b(?:statement|report|letter|release|communiqué|note)\s+(?:from|by)$"
)
_LED_BY: Final = frozenset({"on", "in", "at", "to", "during", "earlier", "late", "today"})
_DAYS: Final = listed("monday tuesday wednesday thursday friday saturday sunday today yesterday")


class Saying(NamedTuple):
    """Source, cue and content, each ``[start, end)`` or ``None`` where the text has none."""

    source: Span | None
    cue: Span | None
    content: Span | None


class _Sentence(NamedTuple):
    """A sentence as words; what is quoted in it is one word “, its inside in ``quotes``."""

    words: list[Token]
    quotes: dict[int, Span]


def sayings(text: str, start: int, end: int) -> list[Saying]:
    """What is said by whom in the paragraph ``text[start:end]``, in the order of the cues."""
    quoted = [
        (match.start(), match.end(), match.span(match.lastindex or 1))
        for match in _QUOTED.finditer(text, start, end)
        if len(_WORD.findall(match[0])) >= _QUOTE_WORDS or match[0][-2:-1] in tuple(".,!?")
    ]
    found: list[Saying] = []
    for first, last in _whole(text, start, end, quoted):
        inside = [quote for quote in quoted if first <= quote[0] and quote[1] <= last]
        found += _in_sentence(_sentence(text, first, last, inside))
    for _, _, (first, last) in quoted:
        for one in sentences(text[first:last]):
            found += _in_sentence(_sentence(text, first + one[0], first + one[1], []))
    found += _unclaimed(text, found, quoted)
    return sorted(found, key=lambda one: one.content or (0, 0))


def _whole(text: str, start: int, end: int, quoted: Sequence[tuple[int, int, Span]]) -> list[Span]:
    """The sentences of a paragraph, those that a quotation holds together as one."""
    found: list[Span] = []
    for first, last in sentences(text[start:end]):
        first, last = first + start, last + start
        if found and any(q[0] < first < q[1] or q[0] < found[-1][1] < q[1] for q in quoted):
            first = found.pop()[0]
        found.append((first, last))
    return found


def _sentence(
    text: str, start: int, end: int, quoted: Sequence[tuple[int, int, Span]]
) -> _Sentence:
    words: list[Token] = []
    quotes: dict[int, Span] = {}
    at = start
    for first, last, (inner, after) in quoted:
        words += tokens(text, at, first)
        words.append(Token(first, last, QUOTATION, QUOTATION))
        quotes[first] = inner, inner + len(text[inner:after].rstrip(" ,"))
        at = last
    words += tokens(text, at, end)
    return _Sentence([w for w in words if w.raw not in '"”«»‘' or w.start in quotes], quotes)


def _unclaimed(
    text: str, found: Sequence[Saying], quoted: Sequence[tuple[int, int, Span]]
) -> Iterator[Saying]:
    """Quotations that no cue governs: of who spoke just before in the paragraph, or of nobody."""
    spoken = sorted((s for s in found if s.content), key=lambda one: one.content or (0, 0))
    for _, _, (first, last) in quoted:
        content = first, first + len(text[first:last].rstrip(" ,"))
        if any(s.content and s.content[0] <= first and content[1] <= s.content[1] for s in spoken):
            continue
        before = [s for s in spoken if s.content and s.content[1] < first and s.cue]
        of_quote = [s for s in before if s.content and text[s.content[0] - 1] in '“"«']
        last_one = of_quote[-1] if of_quote else None
        yield Saying(
            last_one.source if last_one else None, last_one.cue if last_one else None, content
        )


def _in_sentence(sentence: _Sentence) -> list[Saying]:
    words = sentence.words
    found: list[Saying] = []
    for i, word in enumerate(words):
        if word.low == "according" and i + 1 < len(words) and words[i + 1].low == "to":
            one = _according(sentence, i)
        elif (last := _cue_end(words, i)) is not None:
            one = _by_verb(sentence, i, last, found)
        else:
            continue
        if one is not None:
            found.append(one)
    return found


def _cue_end(words: Sequence[Token], i: int) -> int | None:
    """Where the cue that begins at ``i`` ends, in words; ``None`` where none begins."""
    word = words[i]
    if not word.raw.islower() or (i and words[i - 1].low in {"to", "’", "'"}):
        return None
    after = words[i + 1] if i + 1 < len(words) else None
    if after is not None and after.low in phrase_forms().get(word.low, ()):
        return i + 2
    return i + 1 if is_cue_verb(words, i) else None


def _span(words: Sequence[Token], found: tuple[int, int] | None) -> Span | None:
    """The code points of words ``[first, last)``, without a possessive ’s at their end."""
    if found is None or found[0] >= found[1]:
        return None
    end = words[found[1] - 1].end
    return words[found[0]].start, end - 2 if words[found[1] - 1].raw[-2:] in {"’s"} else end


def _according(sentence: _Sentence, i: int) -> Saying | None:
    words = sentence.words
    last = i + 2
    while last < len(words) and words[last].raw not in ",;“)" and words[last].raw != ".":
        last += 1
    source = _span(words, (i + 2, last))
    cue = words[i].start, words[i + 1].end
    is_first = i == 0 or all(w.raw in "“(," or w.low in {"but", "and"} for w in words[:i])
    if is_first:
        content = _content(sentence, last + 1, len(words))
    else:
        first = max((j + 1 for j in range(i) if words[j].raw == ";"), default=0)
        content = _content(sentence, first, i)
    return Saying(source, cue, content) if source and content else None


def _by_verb(sentence: _Sentence, i: int, last: int, found: Sequence[Saying]) -> Saying | None:
    words = sentence.words
    cue = words[i].start, words[last - 1].end
    if words[i].low.endswith("ing") and not _has_helper(words, i):
        return _participle(sentence, i, last, found)
    agent = words[last].low == "by" if last < len(words) else False
    if is_passive(words, i) or (agent and words[i].low.endswith("ed")):
        return _passive(sentence, i, last)
    manner = cue_forms().get(words[i].low, "acts")
    if manner == "says" and any(w.low == "not" for w in words[before_helpers(words, i) : i]):
        return None  # “would not say whether” says nothing
    subject = subject_before(words, i)
    before = i if subject is None else subject[0]
    told = _told_before(sentence, before, last)
    if subject is None and (told or i == 0):
        subject = subject_after(words, last)
    source = _span(words, subject)
    content = told or _told_after(sentence, i, last)
    return Saying(source, cue, content) if source and content else None


def _has_helper(words: Sequence[Token], i: int) -> bool:
    return i > 0 and words[i - 1].low in {"is", "are", "was", "were", "been", "be", "not"}


def _participle(sentence: _Sentence, i: int, last: int, found: Sequence[Saying]) -> Saying | None:
    words = sentence.words
    if i == 0 or words[i - 1].low in DETERMINERS | PREPOSITIONS | {"of", "and", "or"}:
        return None
    after = words[last] if last < len(words) else None
    if after is None or after.low in PREPOSITIONS | {"of"} or after.raw in _ENDS:
        return None
    subject = _span(words, main_subject(words, i))
    if words[i - 1].raw == "," and found and found[-1].cue:
        subject = found[-1].source
    content = _told_after(sentence, i, last)
    cue = words[i].start, words[last - 1].end
    return Saying(subject, cue, content) if subject and content else None


def _passive(sentence: _Sentence, i: int, last: int) -> Saying | None:
    """“C was endorsed by A”: what stands before is said, who stands after says it."""
    words = sentence.words
    cue = words[i].start, words[last - 1].end
    stop = next((j for j in range(last, len(words)) if words[j].raw in ",;.“"), len(words))
    by = next((j for j in range(last, stop) if words[j].low == "by"), None)
    subject = subject_before(words, i)
    if by is not None:
        source = _span(words, subject_after(words, by + 1))
        content = _span(words, subject)
        return Saying(source, cue, content) if source and content else None
    led = words[last].low if last < len(words) else ""
    if led not in {"that", "to", "as", "against"}:
        return None
    content = _content(sentence, last + (led == "that"), len(words))
    return Saying(_teller(words, i), cue, content) if content else None


def _teller(words: Sequence[Token], i: int) -> Span | None:
    """Who issued the statement that a sentence begins with: “In a statement from A, …”."""
    for j in range(1, min(i, 8)):
        if words[j].low in {"from", "by"} and _TOLD_IN.search(f"{words[j - 1].low} {words[j].low}"):
            return _span(words, subject_after(words, j + 1))
    return None


def _told_before(sentence: _Sentence, before: int, last: int) -> Span | None:
    """What is said where it stands before: “…,” A said; …, said A."""
    words = sentence.words
    j = before - 1
    if j >= 0 and words[j].raw == QUOTATION:
        return sentence.quotes.get(words[j].start)
    if j < 1 or words[j].raw != ",":
        return None
    if words[j - 1].raw == QUOTATION:
        return sentence.quotes.get(words[j - 1].start)
    after = words[last] if last < len(words) else None
    inverted = after is not None and (after.low in DETERMINERS or after.raw[0].isupper())
    ends = after is None or after.raw in _ENDS or after.low in _LED_BY
    if not ends and not (inverted and before == last - 1):
        return None
    rest = len(words) - last
    if after is not None and after.raw == "," and rest > j + 2:
        return _content(sentence, last + 1, len(words))  # “The bridge, A said, was closed”
    return _content(sentence, 0, j)


def _told_after(sentence: _Sentence, i: int, last: int) -> Span | None:
    """What is said where it stands after the cue, past “that” and past whom it is told."""
    words = sentence.words
    manner = cue_forms().get(words[i].low, "acts")
    first = last
    if last + 1 < len(words) and words[last + (words[last].low == "on")].low in _DAYS:
        first += 1 + (words[last].low == "on")
    if manner != "acts" and first < len(words):
        leads = words[first].low in PREPOSITIONS | {"to"} or manner == "tells"
        for j in range(first, min(first + (9 if leads else 1), len(words))):
            if words[j].low == "that" or words[j].raw == QUOTATION:
                first = j + (words[j].low == "that")
                break
            if words[j].raw in _ENDS and words[j].raw not in ":,":
                break
        else:
            if leads and manner == "says":
                return None
    while first < len(words) and words[first].raw in ":,":
        first += 1
    if first < len(words) and words[first].low == "that":
        first += 1
    return _content(sentence, first, _stop(words, first, manner))


def _stop(words: Sequence[Token], first: int, manner: str) -> int:
    """Where what is said ends: with the sentence, or where another saying hangs on it."""
    for j in range(first + 1, len(words)):
        if words[j].raw == ";":
            return j
        if words[j].raw == "," and j + 2 < len(words) and manner == "acts":
            follows = words[j + 1]
            if follows.low in cue_forms() and follows.low.endswith("ing"):
                return j
            if follows.low in {"but", "while", "as", "after", "which"}:
                return j
    return len(words)


def _content(sentence: _Sentence, first: int, last: int) -> Span | None:
    words = sentence.words
    while last > first and words[last - 1].raw in _ENDS:
        last -= 1
    while first < last and words[first].raw in _ENDS:
        first += 1
    if last - first < 1:
        return None
    if last - first == 1 and words[first].raw == QUOTATION:
        return sentence.quotes.get(words[first].start)
    if last - first < 2 and words[first].raw.islower():
        return None
    return words[first].start, words[last - 1].end
