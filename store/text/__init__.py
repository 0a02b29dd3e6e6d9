"""Text and its offsets: canonical, shown, in words, sentences and dates.

Each name is loaded when it is first asked for, so that a program starts with what it uses.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from store.text.canon import NOT_HELD as NOT_HELD
    from store.text.canon import Canonical as Canonical
    from store.text.canon import Replaced as Replaced
    from store.text.canon import canonical as canonical
    from store.text.date_find import FoundDate as FoundDate
    from store.text.date_find import find_dates as find_dates
    from store.text.date_find import numeric_readings as numeric_readings
    from store.text.growing import expansions as expansions
    from store.text.offsets import OffsetError as OffsetError
    from store.text.offsets import Offsets as Offsets
    from store.text.offsets import Tokens as Tokens
    from store.text.paragraph_spans import next_paragraph as next_paragraph
    from store.text.paragraph_spans import paragraph_at as paragraph_at
    from store.text.paragraph_spans import paragraphs as paragraphs
    from store.text.paragraph_spans import previous_paragraph as previous_paragraph
    from store.text.search import find_all as find_all
    from store.text.sentence_split import next_sentence as next_sentence
    from store.text.sentence_split import previous_sentence as previous_sentence
    from store.text.sentence_split import sentence_at as sentence_at
    from store.text.sentence_split import sentences as sentences
    from store.text.visible import shown as shown
    from store.text.visible import shown_line as shown_line
    from store.text.word_spans import next_word as next_word
    from store.text.word_spans import previous_word as previous_word
    from store.text.word_spans import word_at as word_at
    from store.text.word_spans import words as words

_ROOMS = {
    "canon": ("NOT_HELD", "Canonical", "Replaced", "canonical"),
    "date_find": ("FoundDate", "find_dates", "numeric_readings"),
    "growing": ("expansions",),
    "offsets": ("OffsetError", "Offsets", "Tokens"),
    "paragraph_spans": ("next_paragraph", "paragraph_at", "paragraphs", "previous_paragraph"),
    "search": ("find_all",),
    "sentence_split": ("next_sentence", "previous_sentence", "sentence_at", "sentences"),
    "visible": ("shown", "shown_line"),
    "word_spans": ("next_word", "previous_word", "word_at", "words"),
}
_ROOM_OF = {name: room for room, names in _ROOMS.items() for name in names}

if not TYPE_CHECKING:  # a checker that sees this would take any name for granted

    def __getattr__(name: str) -> object:
        if name not in _ROOM_OF:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        found = getattr(import_module(f"{__name__}.{_ROOM_OF[name]}"), name)
        globals()[name] = found
        return found
