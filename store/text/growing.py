"""What a selection grows to, step by step: word, name or date, clause, sentence, paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterator

from store.text.date_find import date_spans
from store.text.lexicon import BEFORE_NAMES, STARTERS
from store.text.paragraph_spans import paragraph_at
from store.text.sentence_split import sentences
from store.text.word_spans import next_word, words

Span = tuple[int, int]
"""A half-open span in code points."""

_REACH = 400
"""How far from the selection a name or a date is sought."""

_LINKING = frozenset(("of", "de", "du", "da", "la", "von", "van", "der", "al", "bin"))
_LINKING_FAR = _LINKING | {"and", "for"}
_clause_edge = re.compile(r"[,:](?![0-9])|[;—–()\[\]“”\"«»]|\s-\s")
_gap_near = re.compile(r"(?:['’]s?)?[^\S\n]+")
_gap_far = re.compile(r"(?:['’]s?)?[^\S\n]+(?:&[^\S\n]+)?|[-–&]")
_gap_short = re.compile(r"\.[^\S\n]*")
_quotation = re.compile(r"“[^”\n]*”?|\"[^\"\n]*\"?|«[^»\n]*»?|(?<!\w)‘[^‘\n]*?’(?!\w)")


def expansions(text: str, span: Span) -> list[Span]:
    """The spans that ``span`` grows to, each strictly larger than the one before.

    The words touched; the name they are in, and a longer one with “and”, hyphens and numbers; a
    date; the clause; the sentence; the quotation; the paragraph. An empty span in no word grows
    from the next word of its line. What is no larger than the step before is left out.
    """
    start, end = span
    paragraph = paragraph_at(text, start)
    if paragraph is None or end > paragraph[1]:
        return []
    word = _words_touched(text, span, paragraph)
    inside = word or (span if start < end else _letter_at(start, paragraph))
    quotations = _quotations(text, inside, paragraph)
    sentence = _sentence(text, inside, paragraph, quotations)
    around = (max(sentence[0], inside[0] - _REACH), min(sentence[1], inside[1] + _REACH))
    dates = [(around[0] + one, around[0] + two) for one, two in date_spans(text[slice(*around)])]
    steps = [
        inside,
        _name(text, inside, around, is_far=False),
        _name(text, inside, around, is_far=True),
        _joined(inside, dates),
        _clause(text, inside, sentence, dates),
        sentence,
        *quotations,
        paragraph,
    ]
    found: list[Span] = []
    last = inside if start == end else span
    if word and start == end:
        found.append(word)
    for step in sorted((one for one in steps if one), key=lambda one: one[1] - one[0]):
        if step != last and step[0] <= last[0] and last[1] <= step[1]:
            found.append(step)
            last = step
    return found


def names(text: str, passage: Span) -> Iterator[Span]:
    """The runs of capitals in a passage, with what links them, in order."""
    last = passage[0]
    for word in words(text, *passage):
        if word[0] >= last and _is_first(text, word):
            found = _name(text, word, passage, is_far=False) or word
            last = found[1]
            yield max(found[0], word[0]), last


def _words_touched(text: str, span: Span, paragraph: Span) -> Span | None:
    start, end = span
    touched = words(text, start, max(end, start + 1))
    if touched:
        return min(start, touched[0][0]) if end > start else touched[0][0], max(end, touched[-1][1])
    following = next_word(text, start) if end == start else None
    return following if following and following[1] <= paragraph[1] else None


def _joined(inside: Span, parts: list[Span]) -> Span | None:
    """The span of all the parts that ``inside`` shares a code point with."""
    touched = [part for part in parts if part[0] < inside[1] and inside[0] < part[1]]
    return (touched[0][0], touched[-1][1]) if touched else None


def _letter_at(offset: int, paragraph: Span) -> Span:
    """The place of one code point of a paragraph, the nearest to ``offset``."""
    at = max(paragraph[0], min(offset, paragraph[1] - 1))
    return at, at + 1


def _sentence(text: str, inside: Span, paragraph: Span, quotations: list[Span]) -> Span:
    """The sentences ``inside`` is in, or only what a quotation of several has of them."""
    base = paragraph[0]
    spans = [(base + first, base + last) for first, last in sentences(text[slice(*paragraph)])]
    start, end = _joined(inside, spans) or inside
    for first, last in quotations:
        if first < start or last > end:
            start, end = max(start, first), min(end, last)
    return start, end


def _name(text: str, inside: Span, around: Span, *, is_far: bool) -> Span | None:
    """The run of capitals that ``inside`` is in, with what links them."""
    near = words(text, *around)
    here = [at for at, one in enumerate(near) if one[0] < inside[1] and inside[0] < one[1]]
    if not here:
        return None
    first, last = here[0], here[-1]
    while first > 0 and _is_linked(text, near[first - 1], near[first], is_far=is_far):
        first -= 1
    while last + 1 < len(near) and _is_linked(text, near[last], near[last + 1], is_far=is_far):
        last += 1
    while first < here[0] and not _is_first(text, near[first]):
        first += 1
    while last > here[-1] and not _is_capital(text, near[last], is_far=is_far):
        last -= 1
    return near[first][0], near[last][1]


def _is_linked(text: str, one: Span, two: Span, *, is_far: bool) -> bool:
    """Whether two neighbouring words may be of one name."""
    left, gap, right = text[slice(*one)], text[one[1] : two[0]], text[slice(*two)]
    if not (_is_part(left, right, is_far=is_far) and _is_part(right, "", is_far=is_far)):
        # “the” may stand inside a name, after “of” and before a capital.
        linking = _LINKING_FAR if is_far else _LINKING
        return right == "the" and left in linking and gap.isspace()
    if _gap_short.fullmatch(gap):
        return left.lower() in BEFORE_NAMES or len(left) == 1
    return bool((_gap_far if is_far else _gap_near).fullmatch(gap))


def _is_part(word: str, following: str, *, is_far: bool) -> bool:
    linking = _LINKING_FAR if is_far else _LINKING
    if word[:1].isupper() or word in linking or (is_far and word[:1].isdigit()):
        return True
    return word == "the" and following[:1].isupper()


def _is_capital(text: str, word: Span, *, is_far: bool) -> bool:
    letter = text[word[0]]
    return letter.isupper() or (is_far and letter.isdigit())


def _is_first(text: str, word: Span) -> bool:
    """Whether a name may begin with a word: a capital, but none that any sentence begins with."""
    return text[word[0]].isupper() and text[slice(*word)].lower() not in STARTERS


def _clause(text: str, inside: Span, within: Span, dates: list[Span]) -> Span:
    start, end = within
    for edge in _clause_edge.finditer(text, *within):
        if any(first <= edge.start() < last for first, last in dates):
            continue
        if edge.end() <= inside[0]:
            start = edge.end()
        elif edge.start() >= inside[1]:
            end = edge.start()
            break
    while start < end and text[start].isspace():
        start += 1
    return start, start + len(text[start:end].rstrip(" .!?…"))


def _quotations(text: str, inside: Span, paragraph: Span) -> list[Span]:
    """The words of each quotation around ``inside``, and those with their marks."""
    found = []
    for match in _quotation.finditer(text, *paragraph):
        if match.start() > inside[0]:
            break
        start, end = match.span()
        if inside[1] <= end:
            closed = end - (match[0][-1] in '”"»’' and end - start > 1)
            found += [(start + 1, closed), (start, end)]
    return found
