"""Modes: what keys mean while something particular is under way.

The reading screen has at most one Mode. Its scope says which actions its keys name; a scope that
inherits another (``tui.actions.PARENT``) leaves the other's keys as they are.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar

from tui.actions import Action, Scope
from tui.hints import keys_of

if TYPE_CHECKING:
    from store.suggest.proposals import Proposed
    from tui.exporting import Work
    from tui.screens.reading import ReadingScreen
    from tui.selection import Selection, Span
    from tui.walk import Step
    from tui.widgets.pane import Pane
    from tui.widgets.row import Part


class Mode:
    """What every Mode answers; a Mode says what differs."""

    scope: ClassVar[Scope]

    def hint(self) -> str:
        """The keys that do something now."""
        return keys_of(self.scope)

    def typed(self, screen: ReadingScreen, key: str) -> None:
        """Take a key that names no action here."""
        screen.warn(f"{key} does nothing here: {self.hint()}")

    def labelled(self, screen: ReadingScreen, key: str) -> bool:
        """Take a label's capital; says no where it tags as always, and the Mode ends."""
        del screen, key
        return False

    def tagged(self, screen: ReadingScreen, label: str) -> bool:
        """Take a label; says no where it tags as always, and the Mode ends."""
        del screen, label
        return False

    def ended(self) -> None:
        """Take away what the Mode alone showed."""

    def line(self, screen: ReadingScreen) -> list[Part]:
        """What stands above the status line meanwhile; nothing for the detail of always."""
        del screen
        return []

    def outlives(self, action: Action) -> bool:
        """Whether the Mode goes on after an action."""
        return action.scope in (self.scope, "all")


class Adjusting(Mode):
    """The edges of the selection are being moved; ``before`` is the selection as it was.

    ``beneath`` is the Mode that comes back afterwards.
    """

    scope = "adjust"

    def __init__(self, before: Selection, beneath: Mode | None = None) -> None:
        self.before = before
        self.beneath = beneath


class Working(Mode):
    """A long job runs beside the reading; whatever else is done, it goes on."""

    scope = "working"

    def __init__(self, work: Work) -> None:
        self.work = work

    def outlives(self, action: Action) -> bool:
        """The job ends by itself, or is stopped."""
        del action
        return True


class Judging(Mode):
    """A discrepancy is under the cursor."""

    scope = "discrepancy"

    def __init__(self, step: Step) -> None:
        self.discrepancy = step.discrepancy
        self._step = step

    def line(self, screen: ReadingScreen) -> list[Part]:
        """What differs, and how far the walk is."""
        one, palette = self.discrepancy, screen.palette
        return [
            (f" {one.grade} {one.kind} ", palette.title),
            (f" {self._step.place()}  ", palette.dim),
            (one.explanation, palette.base),
        ]


class Proposing(Mode):
    """A suggestion is under the cursor."""

    scope = "suggestion"

    def __init__(self, proposed: Proposed) -> None:
        self.proposed = proposed

    def tagged(self, screen: ReadingScreen, label: str) -> bool:
        """Accept the suggestion under that label."""
        from tui.commands.suggesting import accept

        accept(screen, label)
        return True

    def outlives(self, action: Action) -> bool:
        """Also choosing a label for it."""
        return super().outlives(action) or action.id in (
            *("label.menu", "mention.repeat", "mention.everywhere"),
        )


class Hinting(Mode):
    """Letters lie over the text of a pane; ``begun`` are those typed of a pair."""

    scope = "hint"

    def __init__(self, pane: Pane, letters: Mapping[str, Span]) -> None:
        self.pane = pane
        self.letters = letters
        self.begun = ""
        pane.show_letters(letters)

    def ended(self) -> None:
        """The text as it is."""
        self.pane.show_letters({})

    def typed(self, screen: ReadingScreen, key: str) -> None:
        """Take a letter."""
        from tui.commands.hopping import take

        take(screen, self, key)
