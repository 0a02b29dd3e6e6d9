"""Attribution: one thing said by two speakers, by one without a name, by none; or otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import product
from typing import Final, NamedTuple

from store.compare.features import features
from store.compare.found import Discrepancy, Grade, Span, discrepancy, shortened
from store.compare.reading import Reading, Two, content
from store.compare.stems import is_function_word, listed, rarity, weight
from store.suggest.sayings import sayings

_NEUTRAL: Final = (
    "said says say stated states added adds told reported wrote noted announced argued argues"
)
_LOADED: Final = (
    "alleged alleges claimed claims insisted insists warned warns admitted admits conceded boasted"
    " denied denies accused accuses condemned condemns denounced"
    " denounces slammed blasted acknowledged acknowledges demanded demands"
)
_CUES: Final = frozenset(f"{_NEUTRAL} {_LOADED}".split())
_DENIALS: Final = frozenset(listed("denied denies"))
_NEUTRALS: Final = frozenset(_NEUTRAL.split())
_ACCORDING: Final = "according to"
_cue: Final = re.compile(rf"(?<![\w’-])(?:{'|'.join(sorted(_CUES))}|[Aa]ccording to)(?![\w’-])")
_UNNAMED: Final = (
    r"not (?:to )?be(?:ing)? (?:named|identified)|(?:on|condition of) anonymity|unnamed|anonymous"
)
_unnamed: Final = re.compile(_UNNAMED)
_nameless: Final = re.compile(
    rf"{_UNNAMED}|^(?:[Aa]n?|[Oo]ne|[Ss]ome|[Ss]everal) (?:[\w’-]+ ){{0,3}}"
    r"(?:official|officer|source|spokes\w+|diplomat|witness|member|employee|worker|aide|adviser"
    r"|insider|lawyer|resident)(?:e?s)?\b(?!.*, [A-Z])"
)
_NAME: Final = r"[^\W\d_a-zà-öø-ÿ][\w’-]*\w(?: [^\W\d_a-zà-öø-ÿ][\w’-]*\w)*"
_ahead: Final = re.compile(rf"(?<![\w-]){_NAME}, $")
_REACH: Final = 40
_TOLD: Final = 1.5
"""What two sentences must say in common for their speakers to say one thing."""
_MOST: Final = 0.8
"""The share of what the fuller of them says that this must be."""
_TOLD_BY_ONE: Final = 2.0
_SOME: Final = 0.3
_TOLD_ELSEWHERE: Final = 2.5
_MUCH: Final = 0.6
"""The same of one speaker, and of two in sentences that are not alike."""
_WORD: Final = re.compile(r"\w")
_PRONOUNS: Final = frozenset(listed("he she they it we i you this that who which"))


class _Said(NamedTuple):
    """Who says something in a sentence, and by which word.

    ``named`` are the stems that name the speaker; ``told`` what is said, less the speaker and what
    is told of them after the cue.
    """

    source: str
    source_span: Span
    cue: str
    cue_span: Span
    named: frozenset[str]
    told: frozenset[str]
    is_nameless: bool


def find(two: Two) -> Iterator[Discrepancy]:
    """Sentences that tell one thing and differ in who says it, or how."""
    strong = set(two.strong)
    mine, others = _sayings(two.a), _sayings(two.b)
    for (i, one), (j, other) in product(mine.items(), others.items()):
        if (i, j) in strong or _is_one_thing(two, i, j, one, other):
            yield from _both(two, i, j, one, other)
    for i, j in two.strong:
        if (i in mine) != (j in others) and _is_close(two, i, j):
            yield from _lone(two, i, j, mine.get(i), others.get(j))


def _both(two: Two, i: int, j: int, one: _Said, other: _Said) -> Iterator[Discrepancy]:
    grade = _who(two, one, other)
    spans = {two.a.id: [one.source_span], two.b.id: [other.source_span]}
    if grade:
        yield discrepancy(
            "attribution",
            grade,
            f"said by {shortened(one.source)} or by {shortened(other.source)}",
            spans,
            (one.source, other.source, *_topic(two, i, j)),
        )
    is_denied = one.cue in _DENIALS or other.cue in _DENIALS  # which says something else
    if (one.cue in _NEUTRALS) != (other.cue in _NEUTRALS) and not is_denied:
        yield discrepancy(
            "attribution",
            "soft",
            f"{one.cue} or {other.cue}",
            {two.a.id: [one.cue_span], two.b.id: [other.cue_span]},
            (one.cue, other.cue, *_topic(two, i, j)),
        )


def _who(two: Two, one: _Said, other: _Said) -> Grade | None:
    a, b = _names(two.a, one), _names(two.b, other)
    if one.source == other.source or a is None or b is None:
        return None
    if one.named & other.told and other.named & one.told:  # who did it to whom: not who says it
        return None
    if one.is_nameless != other.is_nameless:
        return "soft"
    return None if one.is_nameless or a & b else "hard"


def _lone(
    two: Two, i: int, j: int, one: _Said | None, other: _Said | None
) -> Iterator[Discrepancy]:
    """An attribution that the other article leaves out: it speaks for itself."""
    said, reading, silent, at = (one, two.a, two.b, j) if one else (other, two.b, two.a, i)
    if said is None or silent.is_quoted(*silent.sentences[at]):
        return
    if said.source.lower() in _PRONOUNS or _is_named_around(silent, at, said):
        return
    yield discrepancy(
        "attribution",
        "soft",
        f"said by {shortened(said.source)}, or by the article itself",
        {reading.id: [said.source_span, said.cue_span], silent.id: [silent.sentences[at]]},
        (said.source, *_topic(two, i, j)),
    )


def _is_named_around(reading: Reading, at: int, said: _Said) -> bool:
    """Whether the speaker is named in the paragraph of a sentence, which may be theirs."""
    start, end = reading.sentences[at]
    low = reading.text.rfind("\n", 0, start) + 1
    high = reading.text.find("\n", end)
    around = reading.text[low : high if high >= 0 else len(reading.text)]
    names = re.findall(r"[^\W\d_a-zà-öø-ÿ][\w’-]+", said.source)
    names = [name for name in names if not is_function_word(name.lower())]
    if names:
        return any(name in around for name in names)
    # “a warning from a junior auditor”
    return len(said.named) > 1 and said.named <= reading.contents[at]


def _is_one_thing(two: Two, i: int, j: int, one: _Said, other: _Said) -> bool:
    """Whether two sentences say one thing, their speakers apart.

    Less of it has to be in both where it is one speaker, more where the sentences are not alike.
    """
    both = weight(one.told & other.told)
    if both < _TOLD:
        return False
    most = max(weight(one.told), weight(other.told))
    if both >= _MOST * most and (i, j) in two.scores:
        return True
    if not two.is_one_event:
        return False
    if one.named & other.named:
        return both >= _TOLD_BY_ONE and both >= _SOME * most
    return both >= _TOLD_ELSEWHERE and both >= _MUCH * most


def _is_close(two: Two, i: int, j: int) -> bool:
    """Whether one sentence has nearly all that the other says."""
    here, there = two.a.contents[i], two.b.contents[j]
    both = weight(here & there)
    small = min(weight(here), weight(there))
    return both >= 0.7 * small and len(two.of_a.get(i, ())) <= 1 and len(two.of_b.get(j, ())) <= 1


def _topic(two: Two, i: int, j: int) -> list[str]:
    shared = features(two.a.texts[i]).words & features(two.b.texts[j]).words
    return sorted(word for word in shared if rarity(word) == 1.0)[:6]


def _names(reading: Reading, said: _Said) -> set[str] | None:
    """The words that name a speaker; None for what refers back, as *she* and *the board* do."""
    words = said.source.split()
    if not words or words[0].lower() in _PRONOUNS or words[0].endswith("ing"):
        return None
    if not any(word[0].isupper() for word in words[1:] or words) and not said.is_nameless:
        return None
    named = features(said.source).words
    found = {word for word in named if rarity(word) > 0.1}
    # “the JMM” after “the Joint Monitoring Mission (JMM)”
    for word in re.findall(r"\b[A-Z]{2,}\b", said.source):
        spelt = r"\W+".join(f"{letter}\\w+" for letter in word)
        if match := re.search(rf"({spelt})", reading.text):
            found |= features(match[1]).words
    for run in re.findall(r"(?:[A-Z]\w+ ){1,}[A-Z]\w+", said.source):
        found.add("".join(part[0] for part in run.split()).lower())
    return found


@lru_cache(maxsize=64)
def _sayings(reading: Reading) -> dict[int, _Said]:
    """The one speaker of each sentence that has one outside its quotations."""
    found = ((index, _said(reading, index)) for index in range(len(reading.sentences)))
    return {index: said for index, said in found if said}


def _said(reading: Reading, index: int) -> _Said | None:
    start, end = reading.sentences[index]
    text = reading.text
    if not _cue.search(text, start, end):
        return None
    for one in sayings(text, start, end):
        if one.source is None or one.cue is None or reading.is_quoted(*one.cue):
            continue
        cue = text[slice(*one.cue)].lower()
        if _WORD.search(text, *one.source) and (cue in _CUES or cue == _ACCORDING):
            word = "said" if cue == _ACCORDING else cue
            return _told(reading, index, one.source, word, one.cue)
    return None


def _told(reading: Reading, index: int, source: Span, cue: str, cue_span: Span) -> _Said:
    (low, high), text = source, reading.text
    words = reading.words[index]
    if low > cue_span[0]:
        told = [word for word in words if word.start < low and word.start != cue_span[0]]
    else:
        told = [word for word in words if word.start < low or word.start >= cue_span[1]]
    # “Ann Berg, Norway's envoy, said”
    ahead = _ahead.search(text, max(words[0].start, low - _REACH), low)
    first = ahead.start() if ahead else low
    named = [word for word in words if first <= word.start < high]
    told = [word for word in told if word not in named]
    return _Said(
        text[low:high],
        source,
        cue,
        cue_span,
        frozenset(content(named)),
        frozenset(content(told)),
        # “a clerk, who asked not to be named, said”
        bool(_nameless.search(text[low:high]) or _unnamed.search(text, high, high + _REACH)),
    )
