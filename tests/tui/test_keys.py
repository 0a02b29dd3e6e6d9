"""The registry of actions and the way from keys to them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tui.actions import ACTIONS, BY_ID, Action, clashes, in_scope, key_table
from tui.commands import commands
from tui.config_file import is_lost
from tui.keys import Keymap, key_name


def test_no_key_is_claimed_twice_in_a_scope() -> None:
    assert clashes() == []


def test_clash_and_hidden_chord_are_found() -> None:
    one = Action("a.one", ("x", "g"), "move", "one")
    two = Action("a.two", ("x", "g g"), "move", "two")
    assert len(clashes([one, two])) == 2


def test_every_action_has_a_command_and_every_command_an_action() -> None:
    assert {action.id for action in ACTIONS} == commands().keys()


def test_ids_are_unique_and_named_noun_verb() -> None:
    ids = [action.id for action in ACTIONS]
    assert len(ids) == len(set(ids))
    assert all(re.fullmatch(r"[a-z]+\.[a-z_0-9]+", id) for id in ids)


def test_no_key_is_one_that_terminals_lose() -> None:
    for action in ACTIONS:
        for key in action.keys:
            assert not is_lost(key), (action.id, key)


def test_lower_case_reads_and_only_claims_have_a_capital() -> None:
    capitals = {key for action in ACTIONS for key in action.keys if key.isupper() and len(key) == 1}
    assert capitals == {"C"}


def test_escape_always_has_its_twin() -> None:
    for action in ACTIONS:
        if "escape" in action.keys:
            assert "ctrl+g" in action.keys, action.id


def test_prefix_waits_and_then_names_the_action() -> None:
    keymap = Keymap()
    assert keymap.press("reader", "g").prefix == "g"
    assert {key for key, _ in keymap.following("reader", "g")} >= {"g", "e", "a", "c", "p", "h"}
    pressed = keymap.press("reader", "g")
    assert pressed.action is not None
    assert pressed.action.id == "article.start"
    assert keymap.prefix == ""


def test_unknown_chord_is_named_and_forgotten() -> None:
    keymap = Keymap()
    keymap.press("reader", "g")
    assert keymap.press("reader", "0").unknown == "g 0"
    assert keymap.press("reader", "l").action is not None


def test_capital_is_a_label_only_in_the_articles() -> None:
    assert Keymap().press("reader", "G").capital == "G"
    assert Keymap().press("panel", "G").capital == ""
    assert Keymap().press("reader", "É").capital == ""


@pytest.mark.parametrize(
    ("key", "character", "name"),
    [
        ("l", "l", "l"),
        ("full_stop", ".", "."),
        ("space", " ", "space"),
        ("tab", "\t", "tab"),
        ("enter", "\r", "enter"),
        ("ctrl+g", "\x07", "ctrl+g"),
        ("upper_g", "G", "G"),
        ("left", None, "left"),
    ],
)
def test_key_name_is_the_character_where_there_is_one(
    key: str, character: str | None, name: str
) -> None:
    assert key_name(key, character) == name


def test_readme_has_the_key_table_of_the_registry() -> None:
    readme = Path(__file__).parents[2].joinpath("README.md").read_text("utf-8")
    assert key_table() in readme


def test_modal_scopes_keep_the_way_out() -> None:
    for scope in ("adjust", "bar", "words", "match", "link", "panel", "line"):
        assert any("escape" in action.keys for action in in_scope(scope))


def test_key_that_means_the_same_everywhere_is_not_taken_by_a_scope_that_inherits_it() -> None:
    everywhere = Action("a.one", ("u",), "all", "one", "all")
    takes_it = Action("a.two", ("u",), "move", "two", "reader")
    own_line = Action("a.three", ("u",), "line", "three", "line")
    assert len(clashes([everywhere, takes_it])) == 1
    assert clashes([everywhere, own_line]) == []


def test_discrepancy_under_the_cursor_has_its_own_keys_and_those_of_the_articles() -> None:
    assert Keymap().press("discrepancy", "x").action == BY_ID["discrepancy.dismiss"]
    assert Keymap().press("reader", "x").action == BY_ID["annotation.remove"]
    assert Keymap().press("discrepancy", "l").action == BY_ID["word.next"]
    assert Keymap().press("discrepancy", "u").action == BY_ID["edit.undo"]
