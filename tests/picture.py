"""Draws the app itself on the seeds, as SVG without outside fonts.

``python -m tests.picture`` draws the README's picture and those the tests compare with.
"""

from __future__ import annotations

import asyncio
import re
from pathlib import Path

from tests.tui.driving import driven

_KEYS = (
    "/", "text:North Korea", "enter", "G", "n", "G", "n", "G",
    "/", "text:ballistic missiles", "enter", "W",
    "/", "text:December 30, 2023", "enter", "D",
    "/", "text:Democratic People’s Republic of Korea", "enter", "G", "escape", "l", "l", "l", "G",
    "/", "text:Albania, Andorra", "enter", "escape", "G", "l", "G", "l", "G", "l", "G",
    "/", "text:resolution 1718 (2006)", "enter", "R", "escape", "C",
    "tab", "/", "text:North Macedonia", "enter", "G",
    "/", "text:resolution 1718 (2006)", "enter", "R", "escape", "C",
    "/", "text:Russian Federation", "enter", "G", "/", "text:Dec.30, 2023", "enter", "D",
)  # fmt: skip


async def picture(size: tuple[int, int]) -> str:
    """The screen after a short session, as SVG."""
    async with driven(size=size) as app:
        await app.type(*_KEYS)
        app.screen._fill_detail()
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
