"""The reading screen with a blackboard: lessons that see for themselves when they are learnt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import ComposeResult

from tui.lessons import LESSONS, Step
from tui.screens.reading import ReadingScreen
from tui.widgets.blackboard import Blackboard

if TYPE_CHECKING:
    from store.desk import Desk
    from store.model import Article
    from tui.keys import Keymap
    from tui.widgets.palette import Palette

_KEY = ("‹", "›")
"""What stands around a key, so that a full stop can be told from one."""

_STEPS = [(number, step) for number, lesson in enumerate(LESSONS, 1) for step in lesson.steps]


class TutorScreen(ReadingScreen):
    """Reads and annotates as ever, while the blackboard says what to try next."""

    def __init__(
        self, desk: Desk, articles: list[Article], palette: Palette, keymap: Keymap
    ) -> None:
        super().__init__(desk, articles, palette, keymap)
        self._blackboard = Blackboard(palette)
        self._at = 0

    def compose(self) -> ComposeResult:
        """The blackboard above everything."""
        yield self._blackboard
        yield from super().compose()

    @property
    def step(self) -> Step | None:
        """What is to be tried now; None once all is learnt."""
        return _STEPS[self._at][1] if self._at < len(_STEPS) else None

    def say_how_things_stand(self) -> None:
        """Status and hints; and on to the next step where this one is done."""
        super().say_how_things_stand()
        while self.step is not None and self.step.is_done(self):
            self._at += 1
        self._write()

    def _write(self) -> None:
        step = self.step
        if step is None:
            self._blackboard.write(
                "All eight lessons are done",
                self.keymap.spell(
                    f"The dataset is in {self.desk.path.parent}. {{desk.close}} leaves; "
                    "`variorum DESK ARTICLE…` opens articles of your own.",
                    _KEY,
                ),
            )
            return
        number = _STEPS[self._at][0]
        lesson = LESSONS[number - 1]
        place = lesson.steps.index(step) + 1
        heading = f"Lesson {number} of {len(LESSONS)}: {lesson.title}   "
        self._blackboard.write(
            f"{heading}step {place} of {len(lesson.steps)}", self.keymap.spell(step.text, _KEY)
        )
