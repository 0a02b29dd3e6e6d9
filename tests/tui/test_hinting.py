"""Letters for places: none begins another, none leaves, and each is typed to go there."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tests.tui.driving import driven, text_desk
from tui.hinting import lettered, narrowed
from tui.selection import Span
from tui.widgets.page import GUTTER


def _spans(count: int, base: int = 0) -> list[Span]:
    return [(base + 2 * n, base + 2 * n + 1) for n in range(count)]


@given(st.integers(0, 60), st.integers(0, 900))
def test_letters_never_begin_others_and_never_leave(suggested: int, words: int) -> None:
    found = lettered(_spans(suggested), _spans(words, 5000))
    keys = set(found)
    assert not any(key[:1] in keys for key in keys if len(key) == 2)
    assert not any("q" in key or len(key) > 2 for key in keys)
    assert len(set(found.values())) == len(found)
    assert len(found) == suggested + words or len(found) >= 12 + 13 * 25


def test_suggestions_have_one_letter_where_words_leave_them() -> None:
    found = lettered(_spans(10), _spans(300, 5000))
    assert sorted(span for key, span in found.items() if len(key) == 1) == _spans(10)


def test_typing_a_letter_leaves_the_second_ones() -> None:
    found = narrowed({"a": (0, 1), "sa": (2, 3), "sd": (4, 5)}, "s")
    assert found == {"a": (2, 3), "d": (4, 5)}


async def test_letters_lie_on_the_text_without_moving_it_and_go_away() -> None:
    async with driven(text_desk("We met in Oslo and Bergen", "x"), suggesting=True) as app:
        before = app.rows()[1]
        await app.type("f")
        lettered_row = app.rows()[1]
        assert lettered_row != before
        assert len(lettered_row) == len(before)
        assert lettered_row.index("lo") == before.index("lo")
        await app.type("escape")
        assert app.rows()[1] == before


async def test_letter_of_a_suggestion_stands_on_it_and_enter_accepts() -> None:
    async with driven(text_desk("We met in Oslo and Bergen", "x"), suggesting=True) as app:
        await app.type("f")
        key = app.rows()[1][GUTTER + "We met in Oslo and Bergen".index("Bergen")]
        await app.type(key)
        assert app.selected() == "Bergen"
        await app.type("enter")
        assert app.mentions("a1") == [("PERSON", "Bergen")]


async def test_letters_of_a_word_go_to_it_and_extend_to_it() -> None:
    text = "We met in Oslo and Bergen"
    async with driven(text_desk(text, "x"), suggesting=True) as app:
        for extending in (False, True):
            await app.type(*(["v"] if extending else []), "f")
            at = GUTTER + text.index("met" if not extending else "and")
            await app.type(*app.rows()[1][at : at + 2])
        assert app.selected() == "met in Oslo and"


async def test_unknown_letter_says_so_and_another_pane_is_left_alone() -> None:
    async with driven(text_desk("Oslo", "Bergen"), suggesting=True) as app:
        other = [row.text for row in app.screen.panes[1].rows]
        await app.type("f", "!")
        assert "stands nowhere" in app.said()
        assert [row.text for row in app.screen.panes[1].rows] == other


async def test_letters_on_wide_characters_keep_the_width() -> None:
    async with driven(text_desk("東京 met 京都 there", "x")) as app:
        before = app.screen.pane.rows[1].cell_length
        await app.type("f")
        assert app.screen.pane.rows[1].cell_length == before
        assert app.rows()[1].rstrip(" │").endswith("ere")
