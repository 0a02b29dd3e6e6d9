"""A short session in a real terminal, and the keys of single errands."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from store.db import open_desk
from store.model import Mention
from tests.gold.load import ROOT, load_article, load_mentions
from tests.gold.load import Mention as Gold
from tests.keys_per_mention.policy import Analyst, Hands
from tests.keys_per_mention.session import SEEDS, capitals, slate_keys
from tests.keys_per_mention.sight import Sight
from tests.pty.terminal import Terminal

ONE = "Norway and Sweden met in Oslo on 3 May 2021. Nobody from Denmark came."
_QUIET = 0.35
TWO = "Denmark said so. Norway and Sweden left."


def _gold(text: str, *found: tuple[str, str]) -> list[Gold]:
    return [
        Gold(
            start=text.index(quote),
            end=text.index(quote) + len(quote),
            quote=quote,
            article="",
            label=label,
        )
        for quote, label in found
    ]


@contextmanager
def _app(folder: Path, *paths: Path) -> Iterator[Terminal]:
    command: list[str | Path] = [sys.executable, "-m", "tui.cli", folder / "desk.json", *paths]
    env = {"XDG_CONFIG_HOME": str(folder), "HOME": str(folder)}
    with Terminal([*command, "--as", "ann"], cwd=ROOT, env=env) as terminal:
        terminal.wait_for("? help", timeout=60)
        terminal.settle(1.0)
        yield terminal


def _mentions(folder: Path) -> list[tuple[str, str]]:
    with open_desk(folder / "desk.json", annotator="ann") as desk:
        return [
            (mention.label, mention.quotes[0])
            for article in desk.articles()
            for mention in sorted(
                desk.by(Mention, "article", article.id), key=lambda m: m.fragments
            )
        ]


def _place(mention: Mention) -> object:
    return mention.fragments


def test_analyst_saves_all_that_is_asked_and_nothing_wrong(tmp_path: Path) -> None:
    texts = [ONE, TWO]
    paths = [tmp_path / f"{number}.txt" for number in (1, 2)]
    for path, text in zip(paths, texts, strict=True):
        path.write_text(text)
    gold = [
        _gold(
            ONE, ("Norway", "GPE"), ("Sweden", "GPE"), ("Oslo", "GPE"), ("3 May 2021", "DATE"),
            ("Denmark", "ORG"),
        ),
        _gold(TWO, ("Norway", "GPE"), ("Sweden", "GPE"), ("left", "EVENT")),
    ]  # fmt: skip
    with _app(tmp_path, *paths) as terminal:

        def type_key(key: str) -> None:
            terminal.press(key)
            terminal.settle(_QUIET)

        analyst = Analyst(Hands(type_key, lambda: Sight(terminal.screen, texts)), gold, capitals())
        analyst.work()
        terminal.press("q")
        terminal.wait_exit()
    wanted = [(one.label, one.quote) for mentions in gold for one in mentions]
    assert _mentions(tmp_path) == wanted
    assert len(analyst.keys) < 2 * len(wanted)


def test_errands_take_no_more_keys_than_they_may(tmp_path: Path) -> None:
    """From the top of the first seed: 4 keys, 2, 1, 1, 3."""
    texts = [load_article(id).text for id in SEEDS]
    listed = texts[0].index("Portugal, the Republic of Korea") + len("Portugal, the ")
    with _app(tmp_path, *(ROOT / load_article(id).path for id in SEEDS)) as terminal:

        def look() -> Sight:
            terminal.settle(_QUIET)
            return Sight(terminal.screen, texts)

        place = look().place_of(listed)
        terminal.press("f")
        keys = ["f", *look().letters_at(place), "enter"]
        terminal.press(*keys[1:])
        assert len(keys) <= 4
        look()
        place = look().place_of(texts[0].index("Russia’s use"))
        terminal.press("f")
        terminal.press(*look().letters_at(place))
        look()
        for keys, said in (
            (["y", "enter"], "GPE: Russia, "),
            (["u"], "undo tag everywhere"),
            (["n"], "to the sentence's end"),
            (["g", "x", "enter"], "desk.jsonl"),
        ):
            terminal.press(*keys)
            terminal.wait_for(said)
        terminal.press("q")
        terminal.wait_exit()
    assert ("GPE", "Republic of Korea") in _mentions(tmp_path)
    assert (tmp_path / "desk.jsonl").exists()


def test_slate_takes_about_four_keys_for_each_mention_of_the_same_gold() -> None:
    asked = sum(not one.optional for id in SEEDS for one in load_mentions(id))
    assert 4 < slate_keys() / asked < 5
