"""What a user may set, and how a mistake in it is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from store.opening import open_desk
from tests.tui.driving import driven, text_desk
from tui.actions import BY_ID, Scope
from tui.config import Config, config_files, read_config
from tui.config_file import BadConfig, is_lost
from tui.keys import Keymap


def _config(folder: Path, text: str) -> Config:
    path = folder / "variorum.toml"
    path.write_text(text, "utf-8")
    return read_config([path])


def test_nothing_is_set_where_no_file_is(tmp_path: Path) -> None:
    assert read_config(config_files(tmp_path / "desk.json")) == Config()


def test_file_beside_the_desk_wins_over_that_of_the_user(tmp_path: Path) -> None:
    user, beside = tmp_path / "config.toml", tmp_path / "variorum.toml"
    user.write_text('theme = "light"\n[keys]\n"word.next" = "w"\n"entities.show" = "W"'.lower())
    with pytest.raises(BadConfig, match="two actions on one key"):
        read_config([user])
    user.write_text('theme = "light"\n[keys]\n"sentence.next" = "#"\n')
    beside.write_text('theme = "mono"\n')
    config = read_config([user, beside])
    assert config.theme == "mono"
    assert Keymap(config.actions).press("reader", "#").action is not None


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("theme = ", 1, "not valid TOML"),
        ('\ntheme = "drak"', 2, "did you mean 'dark'?"),
        ('colour = "red"', 1, "use one of theme, labels, keys, suggest"),
        ("labels = 3", 1, "path of a label set"),
        ("keys = 3", 1, "[keys]"),
        ("suggest = 3", 1, "[suggest]"),
        ('[suggest]\ncomand = "x"', 2, "did you mean 'command'?"),
        ("[suggest]\ncommand = 3", 2, "text in quotes"),
        ('[keys]\n"word.nxt" = "l"', 2, "did you mean 'word.next'?"),
        ('[keys]\n\n"word.next" = "j"', 3, "two actions on one key"),
        ('[keys]\n"word.next" = "u"', 2, "two actions on one key"),
        ('[keys]\n"word.next" = "g"', 2, "hides behind"),
        ('[keys]\n"word.next" = "alt+x"', 2, "terminals lose"),
        ('[keys]\n"word.next" = "ctrl+i"', 2, "terminals lose"),
        ('[keys]\n"word.next" = "L"', 2, "is for labels"),
        ('[keys]\n"word.next" = ["a b c"]', 2, "is no key"),
        ('[keys]\n"word.next" = [3]', 2, "is no key"),
    ],
)
def test_mistake_is_told_with_its_line(tmp_path: Path, text: str, line: int, says: str) -> None:
    with pytest.raises(BadConfig) as caught:
        _config(tmp_path, text)
    told = str(caught.value)
    assert says in told
    assert "\n" not in told
    if "TOML" not in says:
        assert f"variorum.toml:{line}: " in told


def test_unreadable_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "variorum.toml").write_bytes(b"\xff")
    with pytest.raises(BadConfig, match="not UTF-8"):
        read_config([tmp_path / "variorum.toml"])


def test_label_set_named_in_the_file_is_what_a_new_desk_starts_with(tmp_path: Path) -> None:
    (tmp_path / "ships.toml").write_text('[[labels]]\nname = "SHIP"\nkey = "S"\n', "utf-8")
    config = _config(tmp_path, 'labels = "ships.toml"')
    with open_desk(tmp_path / "desk.json", first_labels=config.labels) as desk:
        assert [label.name for label in desk.labels.labels] == ["SHIP"]
    with open_desk(tmp_path / "desk.json", first_labels=None) as desk:
        assert [label.name for label in desk.labels.labels] == ["SHIP"]


@pytest.mark.parametrize("key", ["ctrl+b", "ctrl+a", "alt+x", "g ctrl+h", "ctrl+space"])
def test_lost_chords_are_known(key: str) -> None:
    assert is_lost(key)


async def test_hints_and_messages_name_the_keys_that_are_set(tmp_path: Path) -> None:
    config = _config(tmp_path, '[keys]\n"sentence.next" = "#"\n"edit.undo" = "ctrl+z"')
    async with driven(text_desk("Oslo is. Bergen is.", "x"), config=config) as app:
        assert "# sentence" in app.rows("hint")[0]
        await app.type("#")
        assert app.head() == "Bergen"
        await app.type("G", "x")
        assert "(ctrl+z undoes)" in app.said()
        await app.type("ctrl+z")
        assert app.mentions("a1") == [("GPE", "Bergen")]


async def test_every_hint_names_only_actions_that_are_there() -> None:
    keymap = Keymap()
    from tui.hints import keys_of

    scopes: set[Scope] = {action.scope for action in BY_ID.values()} - {"all", "reader"}
    for scope in scopes:
        spelled = keymap.spell(keys_of(scope))
        assert spelled
        assert "{" not in spelled, spelled
