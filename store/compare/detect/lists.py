"""Lists: names that one article enumerates and the other leaves out, and lists against counts.

A list may go on in the next paragraph: what is compared is the union of all the lists of an
article that are mostly part of the other's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from store.compare.enumerations import Enumeration, enumerations
from store.compare.folding import folded
from store.compare.found import Discrepancy, Grade, Span, discrepancy, shortened
from store.compare.quantities import Quantity, quantities
from store.compare.reading import Reading, Two

_ROLL = 6
"""Names from which a list is a roll that a stated count may be of."""
_NEAR = 2
_LEAD = 24
"""Code points before a list in which it is said to be some of what there is."""
_some = re.compile(r"\b(?:including|includes?|included|such as|like|among them)(?: the)? $")
_lead = re.compile(r"\b([a-z]+)(?: the)? $")
_apart = re.compile(r"(?<!\w)[A-Z][\w.]*(?: [A-Z][\w.]*)*")


def find(two: Two) -> Iterator[Discrepancy]:
    """Lists with a name more or less, and rolls that do not add up to the count stated."""
    for mine, others in _paired(two):
        yield from _difference(two, mine, others)
    yield from _sums(two)


def _paired(two: Two) -> Iterator[tuple[Sequence[Enumeration], Sequence[Enumeration]]]:
    """Lists of the one article and those of the other that enumerate the same."""
    near = {(i, j) for i, j, _ in two.matched}
    done: set[int] = set()
    for one in enumerations(two.a):
        others = [
            other
            for other in enumerations(two.b)
            if other.is_names == one.is_names
            and _is_part(
                one,
                other,
                is_near=(one.sentence, other.sentence) in near or _are_led_alike(two, one, other),
            )
        ]
        if others and one.start not in done:
            whole = {name for other in others for name in other.members}
            mine = [
                each
                for each in enumerations(two.a)
                if each is one
                or (
                    each.is_names == one.is_names
                    and len(each.members) > 2
                    and 2 * len(each.members.keys() & whole) >= len(each.members)
                )
            ]
            done |= {each.start for each in mine}
            yield mine, others


def _are_led_alike(two: Two, one: Enumeration, other: Enumeration) -> bool:
    """Whether two lists of one event stand behind one word: *from Turkey, Japan and Peru*."""
    leads = [
        _lead.search(reading.text, max(0, each.start - _LEAD), each.start)
        for reading, each in ((two.a, one), (two.b, other))
    ]
    a, b = leads
    return two.is_one_event and a is not None and b is not None and a[1] == b[1]


def _is_part(one: Enumeration, other: Enumeration, *, is_near: bool) -> bool:
    shared = len(one.members.keys() & other.members.keys())
    small, large = sorted((len(one.members), len(other.members)))
    if large < 3 or shared < 2:
        return False
    if small == 2 or large == 3 or not one.is_names:
        return is_near
    return 2 * shared >= small and (is_near or 3 * shared >= 2 * small)


def _difference(
    two: Two, mine: Sequence[Enumeration], others: Sequence[Enumeration]
) -> Iterator[Discrepancy]:
    here = {name: span for one in mine for name, span in one.members.items()}
    there = {name: span for one in others for name, span in one.members.items()}
    more = [name for name in here if name not in there and not _is_said(two.b, name, others)]
    fewer = [name for name in there if name not in here and not _is_said(two.a, name, mine)]
    if not more and not fewer:
        return
    spans = {
        two.a.id: [here[name] for name in more] or [(one.start, one.end) for one in mine],
        two.b.id: [there[name] for name in fewer] or [(one.start, one.end) for one in others],
    }
    texts = [
        f"{', '.join(text[slice(*of[name])] for name in names)} only in one list"
        for names, of, text in ((more, here, two.a.text), (fewer, there, two.b.text))
        if names
    ]
    is_pair = mine[0].is_names and len(more) == len(fewer) == 1
    names = (*more, *fewer) if is_pair else ()
    lacks = (bool(more) and _is_all(two.b, others)) or (bool(fewer) and _is_all(two.a, mine))
    grade: Grade = "hard" if lacks else "soft"
    yield discrepancy("list", grade, "; ".join(texts), spans, [*more, "|", *fewer], names)


def _is_all(reading: Reading, lists: Sequence[Enumeration]) -> bool:
    """Whether any of these lists is all there is, and not some of it: *including A and B*."""
    return any(
        not _some.search(reading.text, max(0, one.start - _LEAD), one.start) for one in lists
    )


def _is_said(reading: Reading, name: str, lists: Sequence[Enumeration]) -> bool:
    """Whether the sentence of a list, or the one it goes with, has the name outside the list."""
    for one in lists:
        start, end = reading.sentences[one.sentence]
        outside = reading.text[start : one.start] + reading.text[one.end : end]
        if name in folded(outside, reading.learnt):
            return True
    return False


def _sums(two: Two) -> Iterator[Discrepancy]:
    """Rolls against a stated count: the names, or the names and those named apart with them."""
    rolls = {reading.id: list(_rolls(reading)) for reading in (two.a, two.b)}
    for reading, other in ((two.a, two.b), (two.b, two.a)):
        for roll in rolls[reading.id]:
            size = sum(len(one.members) for one in roll)
            sums = {size, size + len(_named_apart(reading, roll))}
            own = [one for one in _counts(reading) if abs(one.value - size) <= _NEAR]
            if own:
                is_alone = not any(_names(roll) == _names(each) for each in rolls[other.id])
                if is_alone and not any(one.value in sums for one in own):
                    yield _sum(reading, roll, reading, own[0], size)
                continue
            if not any(_is_like(_names(roll), each) for each in rolls[other.id]):
                continue
            said = [one for one in _counts(other) if abs(one.value - size) <= _NEAR]
            sums_there = {
                size_there + more
                for each in rolls[other.id]
                for size_there in [sum(len(one.members) for one in each)]
                for more in (0, len(_named_apart(other, each)))
            }
            said = [one for one in said if one.value in sums_there and not one.is_more]
            if said and not any(one.value in sums for one in said):
                yield _sum(reading, roll, other, said[0], max(sums))


def _names(roll: Sequence[Enumeration]) -> set[str]:
    return {name for one in roll for name in one.members}


def _is_like(names: set[str], roll: Sequence[Enumeration]) -> bool:
    there = _names(roll)
    return 2 * len(names & there) >= max(len(names), len(there))


def _rolls(reading: Reading) -> Iterator[list[Enumeration]]:
    """Long lists; one that goes on within a few words, or in the next paragraph, is one."""
    run: list[Enumeration] = []
    for one in enumerations(reading):
        if not one.is_names or len(one.members) < _ROLL:
            continue
        if run and (one.start - run[-1].end > 60 or set(one.members) & set(run[-1].members)):
            yield run
            run = []
        run.append(one)
    if run:
        yield run


def _named_apart(reading: Reading, roll: Sequence[Enumeration]) -> list[str]:
    """Who is named before the list in its sentence, or beside the count: *with the US, A, B…*."""
    start = reading.sentences[roll[0].sentence][0]
    lead = reading.text[start : roll[0].start]
    found = re.search(
        r"\b(?:with|including|besides|alongside) (?:the )?([A-Z][\w.]*(?: [A-Z][\w.]*)*)", lead
    )
    if found:
        return [found[1]]
    for count in _counts(reading):
        after = reading.text[count.end : count.end + 40]
        named = re.search(r"including (?:the )?([A-Z][\w.]*(?: [A-Z][\w.]*)*)", after)
        if named and not any(named[1] in one.members for one in roll):
            return [named[1]]
    return []


def _counts(reading: Reading) -> list[Quantity]:
    return [
        one
        for one in quantities(reading)
        if one.is_count and one.value == int(one.value) and one.value >= 4
    ]


def _sum(
    listed: Reading, roll: Sequence[Enumeration], counted: Reading, count: Quantity, size: int
) -> Discrepancy:
    spans: dict[str, list[Span]] = {listed.id: [(one.start, one.end) for one in roll]}
    spans.setdefault(counted.id, []).append((count.start, count.end))
    said = counted.text[count.start : count.end]
    return discrepancy(
        "number",
        "hard",
        f"{size} are named, “{shortened(said)}” are stated",
        spans,
        (said, str(size), *sorted(name for one in roll for name in one.members)),
    )
