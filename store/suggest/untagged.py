"""Names that no mention covers, paragraph by paragraph from where one stands."""

from __future__ import annotations

from collections.abc import Iterator

from store.aliases import aliases
from store.model import Mention
from store.positions import Positions
from store.text.growing import names
from store.text.paragraph_spans import next_paragraph, paragraph_at, previous_paragraph
from store.text.sentence_split import sentences

Span = tuple[int, int]


def next_untagged(text: str, tagged: Positions, offset: int) -> Span | None:
    """The first name that starts after an offset and that no mention touches."""
    paragraph = paragraph_at(text, offset) or next_paragraph(text, offset)
    while paragraph is not None:
        for span in _untagged(text, tagged, paragraph):
            if span[0] > offset:
                return span
        paragraph = next_paragraph(text, paragraph[0])
    return None


def previous_untagged(text: str, tagged: Positions, offset: int) -> Span | None:
    """The last such name that starts before an offset."""
    paragraph = paragraph_at(text, offset) or previous_paragraph(text, offset)
    while paragraph is not None:
        found = [span for span in _untagged(text, tagged, paragraph) if span[0] < offset]
        if found:
            return found[-1]
        paragraph = previous_paragraph(text, paragraph[0])
    return None


def _untagged(text: str, tagged: Positions, paragraph: Span) -> Iterator[Span]:
    """A single word with the capital that any sentence begins with is a name where it is known."""
    first, last = paragraph
    opening = {first + start for start, _ in sentences(text[first:last])}
    for start, end in names(text, paragraph):
        is_one = " " not in text[start:end]
        if is_one and start in opening and aliases().known(text[start:end]) is None:
            continue
        if not any(one.table == Mention.TABLE for one in tagged.covering(start, end)):
            yield start, end
