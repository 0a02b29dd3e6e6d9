"""The tutor, done by the keys that its own steps name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from store.desk import Desk
from store.edits import AddArticle
from store.ingest import read_article
from store.opening import open_desk
from tests.tui.driving import SEEDS, Driver, driven
from tui.actions import BY_ID
from tui.lessons import LESSONS
from tui.screens.tutor import TutorScreen


def _typed(asked: str) -> list[str]:
    """The keys of an action in braces; anything else is typed as it is."""
    return BY_ID[asked[1:-1]].keys[0].split(" ") if asked.startswith("{") else [asked]


@contextmanager
def _scratch(folder: Path) -> Iterator[Desk]:
    with open_desk(folder / "tutor.json", annotator="ann") as desk:
        for path in SEEDS:
            desk.apply(AddArticle(read_article(path, story="s1")))
        yield desk


async def _done(app: Driver, keys: tuple[str, ...]) -> None:
    """Type the keys of a step, each after what the last one set going is done."""
    for key in keys:
        await app.type(*_typed(key))
        await app.pilot.app.workers.wait_for_complete()
        await app.pilot.pause()


async def test_every_step_waits_for_its_keys_and_then_goes_on(tmp_path: Path) -> None:
    with _scratch(tmp_path) as desk:
        async with driven(desk, is_tutor=True, suggesting=True) as app:
            await _learn(app)
    assert (tmp_path / "tutor.jsonl").stat().st_size > 1000


async def _learn(app: Driver) -> None:
    screen = app.screen
    assert isinstance(screen, TutorScreen)
    for lesson in LESSONS:
        for step in lesson.steps:
            assert screen.step is step, (lesson.title, step.text)
            await _done(app, step.keys)
            assert screen.step is not step, (lesson.title, step.text, app.said())
    assert screen.step is None


async def test_steps_name_only_keys_that_are_there_and_fit_the_blackboard() -> None:
    async with driven(is_tutor=True, size=(80, 24)) as app:
        screen = app.screen
        for lesson in LESSONS:
            for step in lesson.steps:
                spelled = screen.keymap.spell(step.text, ("‹", "›"))
                assert not re.search(r"[{}]", spelled), spelled
                assert len(spelled) <= 3 * 72, spelled
