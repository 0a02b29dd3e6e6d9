"""One configuration file, in TOML; a mistake is an error that names its line and the nearest
valid word.
"""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Final

from store.errors import VariorumError
from tui.actions import BY_ID, Action, clashes
from tui.config import Config
from tui.widgets.themes import THEMES

_SETTINGS: Final = ("theme", "labels", "keys", "suggest")
_SUGGESTERS: Final = ("command", "spacy")
_LOST: Final = (
    r"alt\+.*|shift\+enter"
    r"|ctrl\+(?:enter|space|slash|comma|left_square_bracket|[abhim@/,\[])"
)
"""Chords that a bare terminal, tmux or GNU screen loses, or merges with another key."""


class BadConfig(VariorumError):
    """A configuration that cannot be used."""


def is_lost(key: str) -> bool:
    """Whether some terminal does not deliver a key, or delivers another."""
    return any(re.fullmatch(_LOST, part) for part in key.split(" "))


def read_file(path: Path, before: Config) -> Config:
    """What one file sets, and for the rest what was set before. Raises BadConfig."""
    try:
        text = path.read_text("utf-8")
        found = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BadConfig(f"{path}: not valid TOML: {error}") from error
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8 text"
        raise BadConfig(f"{path}: cannot read the configuration: {reason}") from error
    reading = _Reading(path, text)
    for name in found:
        reading.known(name, name, _SETTINGS, "setting")
    theme = found.get("theme", before.theme)
    if theme:
        reading.known(str(theme), "theme", tuple(THEMES), "theme")
    labels = found.get("labels")
    if labels is not None and not isinstance(labels, str):
        raise reading.error("labels", "labels must be the path of a label set, in quotes")
    return Config(
        theme=str(theme),
        labels=path.parent / labels if labels else before.labels,
        suggest={**before.suggest, **reading.suggesters(found.get("suggest", {}))},
        actions=reading.keys(found.get("keys", {}), before.actions),
    )


class _Reading:
    """One file being read; knows its lines, so that an error can name one."""

    def __init__(self, path: Path, text: str) -> None:
        self._path = path
        self._lines = text.splitlines()

    def error(self, name: str, what: str) -> BadConfig:
        """An error at the line that sets a name."""
        start = re.compile(rf"\s*\[?\s*[\"']?{re.escape(name)}[\"']?\s*[=\].]")
        number = next((n for n, line in enumerate(self._lines, 1) if start.match(line)), 1)
        return BadConfig(f"{self._path}:{number}: {what}")

    def known(self, word: str, at: str, words: Iterable[str], what: str) -> None:
        """Refuse a word that is not one of those known."""
        choices = list(words)
        if word in choices:
            return
        near = difflib.get_close_matches(word, choices, 1, 0.5)
        hint = f"did you mean {near[0]!r}?" if near else "use one of " + ", ".join(choices)
        raise self.error(at, f"unknown {what} {word!r}: {hint}")

    def suggesters(self, asked: Any) -> Mapping[str, str]:
        """The other suggesters asked for."""
        if not isinstance(asked, Mapping):
            raise self.error("suggest", 'suggest must be a table: [suggest], then command = "…"')
        for name, value in asked.items():
            self.known(name, name, _SUGGESTERS, "suggester")
            if not isinstance(value, str):
                raise self.error(name, f"{name} must be a text in quotes")
        return asked

    def keys(self, asked: Any, actions: tuple[Action, ...]) -> tuple[Action, ...]:
        """The actions with the keys asked for."""
        if not isinstance(asked, Mapping):
            raise self.error("keys", 'keys must be a table: [keys], then "word.next" = "l"')
        taken = list(clashes(actions))
        for id, keys in asked.items():
            self.known(id, id, BY_ID, "action")
            given = tuple([keys] if isinstance(keys, str) else keys)
            for key in given:
                self._usable(id, key)
            actions = tuple(a._replace(keys=given) if a.id == id else a for a in actions)
        for clash in clashes(actions):
            if clash not in taken:
                named = next((id for id in asked if id in clash), "keys")
                raise self.error(named, f"two actions on one key: {clash}; choose another")
        return actions

    def _usable(self, id: str, key: object) -> None:
        if not isinstance(key, str) or not key.strip() or len(key.split(" ")) > 2:
            raise self.error(id, f"{key!r} is no key: write one, or two with a space between")
        if is_lost(key):
            raise self.error(id, f"terminals lose {key!r}: choose another key")
        if len(key) == 1 and key.isupper() and key not in BY_ID[id].keys:
            raise self.error(id, f"{key!r} is for labels: choose a lower-case key")
