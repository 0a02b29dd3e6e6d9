"""The golden claims of the two seeds, typed: source, modality, date and stance, matched across."""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

from store.attributions import chain_line
from store.claim_matrix import matrix
from store.desk import Desk
from store.model import Article, Assertion, Claim, Silence
from tests.gold import load
from tests.tui.driving import driven, seed_desk
from tests.tui.typing_claims import Typist

_IDS = {"seed-1": "a1", "seed-2": "a2"}


class Row(NamedTuple):
    """An assertion to type: its claim, article, words to look for and, where these are a part of
    a sentence, to search for; and what of the other article it is matched with, and how."""

    claim: str
    article: int
    words: str
    part: str = ""
    there: str = ""
    how: str = "s"


_ROWS = (
    Row("transfers-condemned", 1, "export of", there="for exporting"),
    Row("used-against-ukraine", 1, "utilization"),
    Row("resolutions-violated", 1, "flagrantly", there="is a violation"),
    Row("russia-supported", 1, "itself", "itself", "initially supported", "p"),
    Row("return-monitored", 1, "closely monitoring", there="closely monitoring"),
    Row("call-to-comply", 1, "abide by", there="calls upon"),
    Row("talks-with-iran", 1, "in discussions"),
    Row("iranian-missiles-not-arrived", 1, "not yet", "not yet"),
    Row("iran-deal-expected", 1, "deal is", "deal is"),
    Row("ukrainians-endorse", 1, "These claims"),
    Row("issued-on-9-january", 1, "issued", "issued", "releases"),
    Row("how-many-signed", 2, "48 ", "statement from", "In conjunction with", "x"),
    Row("used-against-ukraine", 2, "using these", "using these", "utilization"),
    Row("members-urged", 2, "urge all"),
    Row("support-for-ukraine", 2, "reaffirms"),
    Row("offers-of-diplomacy", 2, "urged to respond"),
)


def _gold(claim: str, article: str) -> load.Assertion | None:
    """The fullest golden assertion of a cell."""
    found = load.load_assertions(claim)
    return next((one for one in found if one.article == article), None)


async def _state(typist: Typist, gold: load.Assertion) -> None:
    """Fill in the bar from what the gold says."""
    source = gold.by[0].source[0].quote if gold.by and gold.by[0].source else ""
    date = gold.dates[0].iso if gold.dates else ""
    await typist.fill(source, gold.modality, date)
    if f"p {gold.polarity}" not in typist.bar():
        await typist.press("p")


async def test_golden_claims_take_nine_keys_each_and_a_match_three() -> None:
    desk = seed_desk()
    async with driven(desk) as app:
        typist = Typist(app)
        for before, row in pairwise((None, *_ROWS)):
            assert row is not None
            typist.begin("travel")
            if before and before.article != row.article:
                await typist.press("tab")
            if row.part:
                await typist.press("/", f"text:{row.part}", "enter")
            else:
                await typist.go_to(row.words)
            typist.begin("assertion")
            await typist.press(*(["e"] if row.part else []), "C")
            gold = _gold(row.claim, f"seed-{row.article}")
            assert gold is not None
            await _state(typist, gold)
            await typist.press("enter")
            if row.there:
                typist.begin("match")
                await typist.press("-")
                await typist.letter_of(row.there)
                await typist.press(row.how)
                await _state_the_other(typist, row)
        typist.begin("silences")
        await typist.press("m", "n")
        while "every cell is looked at" not in app.said():
            await typist.press("0", "n")
            assert sum(typist.counts["silences"]) <= 2 + 2 * len(_ROWS)
    assert max(typist.counts["assertion"]) <= 9, typist.counts
    assert max(typist.counts["match"]) == 3, typist.counts
    _equals_the_gold(desk)
    _is_silent_where_the_gold_is(desk)


async def _state_the_other(typist: Typist, row: Row) -> None:
    """The assertion made on the way: what the match could not tell."""
    other = _gold(row.claim, f"seed-{3 - row.article}")
    assert other is not None
    typist.begin("travel")
    await typist.press("tab")
    typist.begin("assertion")
    await typist.press("C")
    await _state(typist, other)
    await typist.press("enter")
    typist.begin("travel")
    await typist.press("tab")


def _equals_the_gold(desk: Desk) -> None:
    """Every cell: the stances, and source, modality and date of the fullest assertion."""
    cells = {}
    for row in _ROWS:
        claim = _claim_of(desk, row)
        for article, id in _IDS.items():
            said = [one for one in desk.by(Assertion, "claim", claim) if one.article == id]
            cells[row.claim, article] = {one.stance for one in said}
            gold = _gold(row.claim, article)
            if gold is not None:
                assert len(said) == 1, (row, said)
                _agree(desk, said[0], gold)
    golden = {
        cell: {one.stance for one in load.load_assertions(cell[0]) if one.article == cell[1]}
        for cell in cells
    }
    assert cells == golden
    assert len(list(desk.all(Claim))) == len({row.claim for row in _ROWS})


def _is_silent_where_the_gold_is(desk: Desk) -> None:
    """No cell is left that nobody has looked at, and each silence is a golden one."""
    made = matrix(desk, "s1", ["a1", "a2"])
    assert made.looked == made.size
    silent = {(one.claim, one.article) for one in desk.all(Silence)}
    assert silent == {
        (_claim_of(desk, row), _IDS[one.article])
        for row in _ROWS
        for one in load.load_silences(row.claim)
    }


def _claim_of(desk: Desk, row: Row) -> str:
    """The claim whose assertion stands most exactly where the golden one does."""
    gold = _gold(row.claim, f"seed-{row.article}")
    assert gold is not None
    start, end = gold.content[0].start, gold.content[-1].end

    def off(one: Assertion) -> int:
        return abs(one.fragments[0][0] - start) + abs(one.fragments[-1][1] - end)

    return min(desk.by(Assertion, "article", f"a{row.article}"), key=off).claim


def _agree(desk: Desk, one: Assertion, gold: load.Assertion) -> None:
    article = desk.get(Article, one.article)
    assert article is not None
    assert (one.modality, one.polarity) == (gold.modality, gold.polarity), gold
    assert (one.date.iso if one.date else "") in [date.iso for date in gold.dates] or not gold.dates
    if gold.by and gold.by[0].source:
        assert gold.by[0].source[0].quote in chain_line(desk, article, one.attribution)
