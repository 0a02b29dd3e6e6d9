"""The colours of each theme, as plain values."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple


class Theme(NamedTuple):
    """Colours as Rich writes them. ``chips`` replaces the label set's own colours, in its order;
    ``has_colour`` is false where weight and underline must do."""

    ink: str
    paper: str
    faint: str
    tint: str
    resting: str
    selected: str
    hit: str
    title: str
    title_resting: str
    accent: str
    against: str
    chips: tuple[str, ...] = ()
    has_colour: bool = True


_DARK: Final = Theme(
    ink="#d8d8d8",
    paper="#16181c",
    faint="#808791",
    tint="#26303f",
    resting="#3a3f47",
    selected="#44506a",
    hit="#4a4320",
    title="#2b313b",
    title_resting="#1e2127",
    accent="#7fb2ff",
    against="#ff9d76",
)
_LIGHT: Final = Theme(
    ink="#1c1c1c",
    paper="#fbfaf7",
    faint="#6b6f76",
    tint="#e6ecf7",
    resting="#d9d9d4",
    selected="#c3d2ee",
    hit="#f4e7b0",
    title="#dfe3ea",
    title_resting="#eeefec",
    accent="#1f4e9e",
    against="#9c3a10",
)
_OKABE_ITO: Final = (
    "#E69F00",
    "#56B4E9",
    "#009E73",
    "#F0E442",
    "#0072B2",
    "#D55E00",
    "#CC79A7",
    "#999999",
)
"""Eight colours that no common colour blindness merges (Okabe and Ito, Color Universal Design)."""

THEMES: Final[Mapping[str, Theme]] = {
    "dark": _DARK,
    "light": _LIGHT,
    "safe-dark": _DARK._replace(chips=_OKABE_ITO, accent="#56B4E9", against="#E69F00"),
    "safe-light": _LIGHT._replace(chips=_OKABE_ITO, accent="#0072B2", against="#a34700"),
    "16-colour": Theme(
        ink="white",
        paper="black",
        faint="bright_black",
        tint="black",
        resting="black",
        selected="blue",
        hit="magenta",
        title="blue",
        title_resting="black",
        accent="bright_cyan",
        against="bright_yellow",
        chips=(
            "bright_yellow",
            "bright_cyan",
            "bright_green",
            "bright_magenta",
            "yellow",
            "cyan",
            "green",
            "magenta",
            "bright_red",
            "bright_white",
        ),
    ),
    "mono": _DARK._replace(has_colour=False),
}
