"""Draws the app itself on the seeds, as SVG without outside fonts.

``python -m tests.picture`` draws the README's picture and those the tests compare with.
"""

from __future__ import annotations

import asyncio
import re
from pathlib import Path

from store.desk import Desk
from store.edits import AddClaim, AddMention
from store.text.sentence_split import sentence_at
from tests.tui.driving import driven, seed_desk

_TAGS = {
    "a1": {
        "North Korea": "GPE",
        "ballistic missiles": "WEAPON",
        "December 30, 2023": "DATE",
        "Democratic People’s Republic of Korea": "GPE",
        "Korea’s (": "GPE",
        "Albania": "GPE",
        "Andorra": "GPE",
        "Argentina": "GPE",
        "Australia": "GPE",
        "resolution 1718 (2006)": "LAW",
    },
    "a2": {
        "North Macedonia": "GPE",
        "Russian Federation": "GPE",
        "Dec.30, 2023": "DATE",
        "resolution 1718 (2006)": "LAW",
        "48 countries": "QUANTITY",
    },
}
_CLAIM = "resolution 1718 (2006)"


def tagged_seeds() -> Desk:
    """Both seeds with some mentions, nested ones too, and a claim in each."""
    desk = seed_desk()
    for article in desk.articles():
        for words, label in _TAGS[article.id].items():
            start = article.text.index(words)
            end = start + len(words.removesuffix("’s ("))
            desk.apply(AddMention(article.id, ((start, end),), label))
        sentence = sentence_at(article.text, article.text.index(_CLAIM))
        assert sentence is not None
        desk.apply(AddClaim(article.id, (sentence,)))
    return desk


async def picture(size: tuple[int, int]) -> str:
    """The screen on the tagged seeds, the cursor on a nested mention, as SVG."""
    async with driven(tagged_seeds(), size=size, suggesting=True) as app:
        await app.type("g", "a", "n", "n", "n", "n")
        app.screen.fill_detail()
        await app.pilot.pause()
        drawn = app.pilot.app.export_screenshot(title="Variorum")
    return re.sub(r"@font-face\s*{.*?}\s*|<!--.*?-->\s*", "", drawn, flags=re.DOTALL)


def main() -> None:
    """Draw and keep every picture."""
    root = Path(__file__).parents[1]
    root.joinpath("README.svg").write_text(asyncio.run(picture((140, 40))), "utf-8")
    for columns, rows in ((160, 48), (120, 40), (80, 24)):
        kept = root / "tests" / "tui" / "pictures" / f"{columns}x{rows}.svg"
        kept.parent.mkdir(exist_ok=True)
        kept.write_text(asyncio.run(picture((columns, rows))), "utf-8")


if __name__ == "__main__":
    main()
