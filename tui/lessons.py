"""The eight lessons of the tutor: what each step asks, and how it sees that it is done.

A step is done when the desk or the screen is as it asked, however that came about. Keys in the
texts are written as the actions they stand for. ``keys`` is one way through, which the test types.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from store.model import Assertion, Mention, Silence, Verdict

if TYPE_CHECKING:
    from tui.screens.reading import ReadingScreen


class Step(NamedTuple):
    """One thing to try."""

    text: str
    keys: tuple[str, ...]
    is_done: Callable[[ReadingScreen], bool]


class Lesson(NamedTuple):
    """What one lesson teaches, step by step."""

    title: str
    steps: tuple[Step, ...]


def _selected(*words: str) -> Callable[[ReadingScreen], bool]:
    """The words are selected, or the cursor stands on them."""

    def is_done(screen: ReadingScreen) -> bool:
        pane = screen.pane
        return " ".join(pane.text[slice(*pane.selection.span)].split()) in words

    return is_done


def _mentions(screen: ReadingScreen) -> list[Mention]:
    """Every mention of the story."""
    return [
        mention
        for article in screen.articles
        for mention in screen.desk.by(Mention, "article", article.id)
    ]


def _tagged(label: str, words: str, least: int = 1) -> Callable[[ReadingScreen], bool]:
    """The words carry a label, at least so many times in the story."""

    def is_done(screen: ReadingScreen) -> bool:
        found = _mentions(screen)
        return sum(one.label == label and one.quotes == (words,) for one in found) >= least

    return is_done


def _untagged(words: str, most: int = 0) -> Callable[[ReadingScreen], bool]:
    """The words carry a label at most so many times."""

    def is_done(screen: ReadingScreen) -> bool:
        return sum(one.quotes == (words,) for one in _mentions(screen)) <= most

    return is_done


def _did(verb: str) -> Callable[[ReadingScreen], bool]:
    """The last change was this."""

    def is_done(screen: ReadingScreen) -> bool:
        last = next(screen.desk.history(), None)
        return last is not None and last.verb == verb

    return is_done


def _took_whole_sentence(screen: ReadingScreen) -> bool:
    """The last change accepted several suggestions at once."""
    last = next(screen.desk.history(), None)
    return last is not None and last.verb == "accept" and len(last.changes) > 1


def _judged_real(screen: ReadingScreen) -> bool:
    """A discrepancy was found to be real."""
    return any(one.real for one in screen.desk.by(Verdict, "story", screen.story))


def _claimed(least: int, claims: int | None = None) -> Callable[[ReadingScreen], bool]:
    """So many assertions are there, of so many claims, and no bar is open."""

    def is_done(screen: ReadingScreen) -> bool:
        found = list(screen.desk.all(Assertion))
        are_of = {one.claim for one in found}
        is_closed = screen.scope == "reader"
        return is_closed and len(found) >= least and claims in (None, len(are_of))

    return is_done


def _in_matrix(screen: ReadingScreen) -> bool:
    """The claim matrix has the keys, with two claims in it."""
    return screen.scope == "matrix" and len({x.claim for x in screen.desk.all(Assertion)}) > 1


def _silent(screen: ReadingScreen) -> bool:
    """A silence is marked."""
    return any(True for _ in screen.desk.all(Silence))


def _exported(screen: ReadingScreen) -> bool:
    """A dataset stands beside the desk."""
    return any(screen.desk.path.parent.glob("*.jsonl"))


def _tied(wanted: bool) -> Callable[[ReadingScreen], bool]:
    """The panes are tied, or not."""

    def is_done(screen: ReadingScreen) -> bool:
        return screen.is_tied is wanted

    return is_done


def _pane(number: int) -> Callable[[ReadingScreen], bool]:
    """The keys go to an article."""
    return lambda screen: screen.pane.number == number


LESSONS: tuple[Lesson, ...] = (
    Lesson(
        "Reading",
        (
            Step(
                "Two articles tell of one event. The cursor stands on a word of the left one: "
                "{word.next} goes a word on, {word.previous} back. Go on to “allies”.",
                ("{word.next}",),
                _selected("allies"),
            ),
            Step(
                "{sentence.next} goes a sentence on, {sentence.previous} back; {line.next} and "
                "{line.previous} move by line. Go on to the sentence that begins “The US”.",
                ("{sentence.next}",) * 3,
                _selected("The"),
            ),
            Step(
                "{pane.next} takes the keys to the other article.",
                ("{pane.next}",),
                _pane(2),
            ),
            Step("And {pane.next} brings them back.", ("{pane.next}",), _pane(1)),
        ),
    ),
    Lesson(
        "Finding and selecting",
        (
            Step(
                "{text.search} finds words and selects them. Type {text.search} then "
                "Security Council then Enter.",
                ("{text.search}", "text:Security Council", "enter"),
                _selected("Security Council"),
            ),
            Step(
                "{selection.expand} grows what is selected: to its name, its clause, its "
                "sentence. Grow to “United Nations Security Council”.",
                ("{selection.expand}",),
                _selected("United Nations Security Council"),
            ),
            Step(
                "{selection.contract} shrinks again, {selection.collapse} lets go.",
                ("{selection.collapse}",),
                _selected("United", "Security"),
            ),
        ),
    ),
    Lesson(
        "Tagging",
        (
            Step(
                "A capital tags: G is a state or city, O a body, P a person; {label.menu} shows "
                "them all. Find “Republic of Korea” with {text.search} and press G.",
                ("{text.search}", "text:Republic of Korea", "enter", "G"),
                _tagged("GPE", "Republic of Korea"),
            ),
            Step(
                "Its letter stands in the margin. It is on disk already: there is nothing to "
                "save. {edit.undo} takes it back.",
                ("{edit.undo}",),
                _untagged("Republic of Korea"),
            ),
            Step(
                "And {edit.redo} does it again: without limit, even after a restart.",
                ("{edit.redo}",),
                _tagged("GPE", "Republic of Korea"),
            ),
        ),
    ),
    Lesson(
        "Everywhere at once",
        (
            Step(
                "Most names come again. Find “Ukraine” with {text.search} and tag it with G.",
                ("{text.search}", "text:Ukraine", "enter", "G"),
                _tagged("GPE", "Ukraine"),
            ),
            Step(
                "{mention.everywhere} counts the same words in every article; Enter tags them, "
                "as one change.",
                ("{mention.everywhere}", "enter"),
                _tagged("GPE", "Ukraine", 4),
            ),
        ),
    ),
    Lesson(
        "Suggestions",
        (
            Step(
                "Underlined words are suggested; the small letter in the margin says as what. "
                "{jump.suggestion} goes to the next: {suggestion.accept} accepts it, another "
                "capital says otherwise. Accept one.",
                ("{jump.suggestion}", "{suggestion.accept}"),
                _did("accept"),
            ),
            Step(
                "{suggestion.reject} refuses one, and its like everywhere.",
                ("{suggestion.reject}",),
                _did("refuse"),
            ),
            Step(
                "{suggestion.sentence} accepts it and the rest of its sentence. What was wrong "
                "among them, {annotation.remove} or another capital puts right afterwards.",
                ("{jump.next}",) * 4 + ("{suggestion.sentence}",),
                _took_whole_sentence,
            ),
        ),
    ),
    Lesson(
        "Comparing",
        (
            Step(
                "{sentence.counterpart} goes to the same place in the other article.",
                (
                    "{article.start}",
                    "{sentence.next}",
                    "{sentence.next}",
                    "{sentence.counterpart}",
                ),
                _pane(2),
            ),
            Step(
                "{pane.tie} ties the panes: the other follows your sentence, however the order "
                "differs. Tie them.",
                ("{pane.tie}",),
                _tied(True),
            ),
            Step(
                "And {pane.tie} unties them.",
                ("{pane.tie}",),
                _tied(False),
            ),
            Step(
                "{jump.discrepancy} walks over what the articles disagree on; "
                "{discrepancy.dismiss} dismisses one with a reason, {discrepancy.real} says that "
                "it is real. Find one that is.",
                ("{jump.discrepancy}", "{discrepancy.real}"),
                _judged_real,
            ),
        ),
    ),
    Lesson(
        "Claims",
        (
            Step(
                "{claim.add} makes the sentence a claim and opens its bar: a key for each field, "
                "none obligatory; {bar.done} closes it. Claim the first sentence of an article.",
                (
                    "{article.start}",
                    "{sentence.next}",
                    "{sentence.next}",
                    "{claim.add}",
                    "{bar.done}",
                ),
                _claimed(1),
            ),
            Step(
                "{match.show} shows where the other article says the like, a letter each. Type "
                "the letter, then say how: {match.same} the same claim.",
                ("{match.show}", "a", "{match.same}"),
                _claimed(2, claims=1),
            ),
            Step(
                "{sentence.next} goes on: claim this sentence too. Then {matrix.show} shows "
                "claims against articles.",
                ("{sentence.next}", "{claim.add}", "{bar.done}", "{matrix.show}"),
                _in_matrix,
            ),
            Step(
                "{matrix.next} goes to a cell nobody has looked at, and shows the sentence most "
                "like the claim. Where the article does not say it, {matrix.silent} marks silence.",
                ("{matrix.next}", "{matrix.silent}"),
                _silent,
            ),
            Step(
                "{matrix.evidence} takes every pane to its evidence. {matrix.close} closes.",
                ("{matrix.close}",),
                lambda screen: screen.scope == "reader",
            ),
        ),
    ),
    Lesson(
        "Handing on",
        (
            Step(
                "{desk.export} lists the formats, and counts what each cannot hold of this desk. "
                "Enter takes the first, JSONL, which holds all.",
                ("{desk.export}", "enter"),
                _exported,
            ),
        ),
    ),
)
