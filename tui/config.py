"""What a user may set: theme, label set and keys; where it stands, and what it comes to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from tui.actions import ACTIONS, Action


class Config(NamedTuple):
    """What is set; an empty theme is the one that suits the terminal."""

    theme: str = ""
    labels: Path | None = None
    actions: tuple[Action, ...] = ACTIONS
    suggest: Mapping[str, str] = MappingProxyType({})
    """Other suggesters: ``command``, ``spacy``."""


def config_files(desk: Path) -> tuple[Path, Path]:
    """Where the configuration of a desk is looked for; the later one wins."""
    from platformdirs import user_config_path

    user = user_config_path("variorum", appauthor=False) / "config.toml"
    return user, desk.absolute().with_name("variorum.toml")


def read_config(paths: Iterable[Path]) -> Config:
    """What the files that are there set. Raises BadConfig with one line that says what to mend."""
    config = Config()
    for path in paths:
        if path.exists():
            from tui.config_file import read_file

            config = read_file(path, config)
    return config
