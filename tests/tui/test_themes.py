"""Every theme is legible, and says all without colour."""

from __future__ import annotations

import pytest
from rich.color import Color
from rich.style import Style

from store.model.label_file import default_labels
from tests.tui.driving import driven, text_desk
from tui.config import Config
from tui.widgets.marks import Look
from tui.widgets.palette import Palette, _linear
from tui.widgets.themes import THEMES


def _luminance(colour: Color) -> float:
    red, green, blue = colour.get_truecolor()
    return 0.2126 * _linear(red) + 0.7152 * _linear(green) + 0.0722 * _linear(blue)


def _contrast(style: Style) -> float:
    assert style.color is not None
    assert style.bgcolor is not None
    dark, light = sorted((_luminance(style.color), _luminance(style.bgcolor)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("name", THEMES)
def test_all_that_is_read_has_the_contrast_of_wcag_aa(name: str) -> None:
    labels = default_labels()
    palette = Palette(labels, THEMES[name])
    read = [palette.base, palette.cursor, palette.resting, palette.selected, palette.hit]
    read += [palette.title, palette.claim, palette.against]
    read += [palette.chip(label.name) for label in labels.labels]
    for style in read:
        assert _contrast(style) >= 4.5, (name, str(style))


@pytest.mark.parametrize("name", THEMES)
def test_what_is_marked_differs_in_more_than_colour_where_there_is_none(name: str) -> None:
    theme = THEMES[name]
    if theme.has_colour:
        return
    palette = Palette(default_labels(), theme)
    assert palette.selected.underline
    assert palette.look(Look("GPE", 1)).underline
    assert len({str(palette.chip(label.name)) for label in default_labels().labels}) == 1


async def test_theme_that_is_set_is_shown() -> None:
    async with driven(text_desk("Oslo", "x"), config=Config(theme="light")) as app:
        assert app.screen.palette.base == Palette(default_labels(), THEMES["light"]).base
