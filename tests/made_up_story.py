"""A story without sense, of as many articles as wanted, that tell part of it in the same words."""

from __future__ import annotations

import random
from typing import Final

from store.model import Article

_SHARED: Final = 0.4
"""How much of an article other articles may have too."""
_SMALL: Final = ("the", "of", "and", "to", "in", "that", "for", "on", "with", "at", "by", "was")


def made_up_story(articles: int, words: int, seed: int = 1) -> list[Article]:
    """Articles of about so many words each, the same for the same seed.

    The first are the same however many there are, so that one more is one more.
    """
    chance = random.Random(seed)
    syllables = [a + b for a in "bcdfglmnprstv" for b in "aeiou"]
    common = ["".join(chance.choices(syllables, k=chance.randint(2, 4))) for _ in range(3000)]
    names = [word.capitalize() for word in common[:200]]

    def word() -> str:
        kind = chance.random()
        if kind < 0.4:
            return chance.choice(_SMALL)
        if kind < 0.5:
            return chance.choice(names)
        if kind < 0.53:
            return str(chance.randint(2, 90))
        return common[int(len(common) * chance.random() ** 2)]  # some words are commoner

    def sentence() -> str:
        first, *rest = (word() for _ in range(chance.randint(14, 28)))
        end = f" said {chance.choice(names)}." if chance.random() < 0.2 else "."
        return " ".join([first.capitalize(), *rest]) + end

    told = [sentence() for _ in range(70)]
    found = []
    for number in range(articles):
        lines: list[str] = []
        while sum(len(line.split()) for line in lines) < words:
            lines.append(chance.choice(told) if chance.random() < _SHARED else sentence())
        paragraphs = [" ".join(lines[at : at + 4]) for at in range(0, len(lines), 4)]
        title = f"Made up {number + 1}"
        found.append(
            Article(id=f"m{number + 1}", story="s1", title=title, text="\n".join(paragraphs))
        )
    return found
