"""Which words differ between two sentences that say the same."""

from __future__ import annotations

from difflib import SequenceMatcher

from store.text.word_spans import words

Span = tuple[int, int]


def word_differences(a: str, b: str) -> tuple[list[Span], list[Span]]:
    """The words of each sentence that the other has not in that place, letter case apart.

    Spans are ``[start, end)`` in code points; words side by side are one span.
    """
    ones, others = words(a), words(b)
    matcher = SequenceMatcher(
        None,
        [a[start:end].casefold() for start, end in ones],
        [b[start:end].casefold() for start, end in others],
        autojunk=False,
    )
    mine: list[Span] = []
    theirs: list[Span] = []
    for kind, first, last, first_there, last_there in matcher.get_opcodes():
        if kind == "equal":
            continue
        if first < last:
            mine.append((ones[first][0], ones[last - 1][1]))
        if first_there < last_there:
            theirs.append((others[first_there][0], others[last_there - 1][1]))
    return mine, theirs
