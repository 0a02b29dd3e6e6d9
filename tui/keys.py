"""From keys to actions and back: scopes, the state of a prefix, keys in sentences. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from tui.actions import ACTIONS, Action, Scope, scopes_of, shown_key

_NAMES: Final = {" ": "space"}
_SPELT: Final = re.compile(r"\{([a-z]+\.[a-z_0-9]+)\}")


class Pressed(NamedTuple):
    """What a key came to: an action, a prefix that waits, a capital for a label, or nothing."""

    action: Action | None = None
    prefix: str = ""
    capital: str = ""
    unknown: str = ""


class Keymap:
    """Looks keys up in a scope; remembers a prefix until the next key."""

    def __init__(self, actions: tuple[Action, ...] = ACTIONS) -> None:
        self.actions = actions
        self._by_id = {action.id: action for action in actions}
        self._actions = {(a.scope, key): a for a in actions for key in a.keys}
        self._prefixes = {(scope, key.split(" ")[0]) for scope, key in self._actions if " " in key}
        self.prefix = ""

    def press(self, scope: Scope, key: str) -> Pressed:
        """Take one key."""
        chord, self.prefix = (f"{self.prefix} {key}" if self.prefix else key), ""
        scopes = scopes_of(scope)
        for each in scopes:
            action = self._actions.get((each, chord))
            if action is not None:
                return Pressed(action=action)
        if any((each, chord) in self._prefixes for each in scopes):
            self.prefix = chord
            return Pressed(prefix=chord)
        if "reader" in scopes and len(chord) == 1 and chord.isascii() and chord.isupper():
            return Pressed(capital=chord)
        return Pressed(unknown=chord)

    def following(self, scope: Scope, prefix: str) -> list[tuple[str, Action]]:
        """What may follow a prefix, as (key, action)."""
        scopes = scopes_of(scope)
        return [
            (key.split(" ", 1)[1], action)
            for (where, key), action in self._actions.items()
            if where in scopes and key.startswith(prefix + " ")
        ]

    def in_scope(self, scope: Scope) -> Iterator[Action]:
        """The actions that count in a scope alone."""
        return (action for action in self.actions if action.scope == scope)

    def spell(self, text: str, around: tuple[str, str] = ("", "")) -> str:
        """A sentence with its first key, ``around`` it these, in place of each ``{action.id}``."""
        if "{" not in text:
            return text

        def first_key(found: re.Match[str]) -> str:
            action = self._by_id.get(found[1])
            return shown_key(action.keys[0]).join(around) if action and action.keys else found[0]

        return _SPELT.sub(first_key, text)


def key_name(key: str, character: str | None) -> str:
    """A key as the registry writes it: the character where it has one, else its name."""
    if character and character.isprintable():
        return _NAMES.get(character, character)
    return key
