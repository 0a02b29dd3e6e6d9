"""The tutor, done by the keys that its own steps name."""

from __future__ import annotations

import re

from tests.tui.driving import driven
from tui.actions import BY_ID
from tui.lessons import LESSONS
from tui.screens.tutor import TutorScreen


def _typed(asked: str) -> list[str]:
    """The keys of an action in braces; anything else is typed as it is."""
    return BY_ID[asked[1:-1]].keys[0].split(" ") if asked.startswith("{") else [asked]


async def test_every_step_waits_for_its_keys_and_then_goes_on() -> None:
    async with driven(is_tutor=True) as app:
        screen = app.screen
        assert isinstance(screen, TutorScreen)
        for lesson in LESSONS:
            for step in lesson.steps:
                assert screen.step is step, (lesson.title, step.text)
                await app.type(*(key for asked in step.keys for key in _typed(asked)))
                assert screen.step is not step, (lesson.title, step.text, app.said())
        assert screen.step is None


async def test_steps_name_only_keys_that_are_there_and_fit_the_blackboard() -> None:
    async with driven(is_tutor=True, size=(80, 24)) as app:
        screen = app.screen
        for lesson in LESSONS:
            for step in lesson.steps:
                spelled = screen.keymap.spell(step.text)
                assert not re.search(r"[{}]", spelled), spelled
                assert len(spelled) <= 3 * 72, spelled
