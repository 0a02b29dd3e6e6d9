"""The desks measured: the seeds tagged in full, and a million words with 100,000 mentions."""

from __future__ import annotations

import hashlib
import random
import re
import shutil
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from store.model import Article, Assertion, Claim, Fragment, Mention, Record, Story, quotes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from store.edits import Reading, RecordPut

ROOT = Path(__file__).parents[2]
SEEDS = sorted((ROOT / "seeds").glob("*.txt"))
CACHE = ROOT / ".bench"

WORDS = 1_000_000
MENTIONS = 100_000
CLAIMS = 500
_NEEDLES = ("quillwort", "samphire", *(f"needle{n}" for n in "cdefghi"))

Tagged = list[tuple[Fragment, str]]

_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
_DATE = re.compile(rf"{_MONTH} ?\d{{1,2}}(?:st|nd|rd|th)?(?:, \d{{4}})?")
_LAW = re.compile(r"resolution \d+(?: \(\d+\))?")
_NAME = re.compile(r"(?:[A-Z]\.){2,}|[A-Z]\w+(?:-[A-Z]\w+)*(?: (?:of (?=[A-Z]))?[A-Z]\w+)*")
_NO_NAME = re.compile(
    r"(?:A|According|Additionally|As|By|During|Home|In|It|Last|List|Moreover|Our|Photo|Since|Skip|The"
    r"|These|This|To|Updated|We)\b ?"
)


class Text(NamedTuple):
    """A text to lay on a desk, its mentions, and a plain word on its first screen."""

    title: str
    text: str
    tagged: Tagged
    needle: str


class BenchDesk(NamedTuple):
    """A desk file, and the word of each of its articles that shows it is on the screen."""

    path: Path
    needles: tuple[str, str]


@dataclass(frozen=True)
class LayDown:
    """The whole desk as one change: a story, its articles, their mentions."""

    texts: tuple[Text, ...]
    claims: int = 0
    verb: str = "lay down"

    def puts(self, desk: Reading) -> Iterator[RecordPut]:
        yield Story(id="story", title="bench")
        for number, each in enumerate(self.texts):
            article = f"article{number}"
            yield Article(id=article, story="story", title=each.title, text=each.text)
            yield from _mentions(article, each)
        for number in range(self.claims):
            yield Claim(id=f"claim{number}", story="story", text=f"Claim {number}", order=number)
            yield from self._assertions(number)

    def _assertions(self, number: int) -> Iterator[Record]:
        """A claim's assertions in every third article, on mentions as good as any."""
        for at, each in enumerate(self.texts):
            if (at + number) % 3 == 0:
                fragment = each.tagged[number % len(each.tagged)][0]
                yield Assertion(
                    id=f"claim{number}article{at}",
                    article=f"article{at}",
                    fragments=(fragment,),
                    quotes=quotes(each.text, [fragment]),
                    claim=f"claim{number}",
                )


def _mentions(article: str, each: Text) -> Iterator[Record]:
    for number, (fragment, label) in enumerate(each.tagged):
        yield Mention(
            id=f"{article}mention{number}",
            article=article,
            fragments=(fragment,),
            quotes=quotes(each.text, [fragment]),
            label=label,
        )


def tag_by_pattern(text: str) -> Tagged:
    """Every date, resolution and capitalised run: crude, and as dense as careful tagging is."""
    tagged: Tagged = []
    free = [True] * len(text)
    for pattern, label in ((_DATE, "DATE"), (_LAW, "LAW"), (_NAME, "")):
        for match in pattern.finditer(text):
            start, end = match.span()
            if not label and (opening := _NO_NAME.match(text, start, end)):
                start = opening.end()
            if start < end and all(free[start:end]):
                free[start:end] = [False] * (end - start)
                tagged.append(((start, end), label or _label_of(text[start:end])))
    return sorted(tagged)


def _label_of(name: str) -> str:
    if name.isupper() or " of " in name:
        return "ORG"
    return "PERSON" if name.count(" ") == 2 else "GPE"


def seed_texts() -> tuple[Text, ...]:
    """The two seeds and their mentions. The needles are lower-case words near each top."""
    texts = [path.read_text(encoding="utf-8") for path in SEEDS]
    return tuple(
        Text(path.stem, text, tag_by_pattern(text), needle)
        for path, text, needle in zip(SEEDS, texts, ("sourced", "strongest"), strict=True)
    )


@cache
def made_up_text(number: int, words: int, mentions: int) -> Text:
    """Words without sense in sentences and paragraphs, the same each time."""
    chance = random.Random(number)
    syllables = [a + b for a in "bdfgklmnprstv" for b in ("a", "e", "i", "o", "un", "ar", "el")]
    common = ["".join(chance.choices(syllables, k=chance.randint(1, 4))) for _ in range(4000)]
    names = ["".join(chance.choices(syllables, k=3)).capitalize() for _ in range(800)]
    labels = ("PERSON", "ORG", "GPE", "DATE", "EVENT", "QUANTITY")
    needle = _NEEDLES[number]
    parts = [f"Heading {needle}\n\n"]
    tagged: Tagged = []
    at, every = len(parts[0]), words // mentions
    for position in range(words):
        is_name = position % every == every // 2
        word = chance.choice(names if is_name else common)
        word = word.capitalize() if position % 17 == 0 else word  # a sentence begins
        if is_name:
            tagged.append(((at, at + len(word)), labels[len(tagged) % len(labels)]))
        ends = position % 17 == 16
        gap = ".\n\n" if ends and position % 5 == 0 else ". " if ends else " "
        parts.append(word + gap)
        at += len(word) + len(gap)
    return Text(f"Made up {number}", "".join(parts).rstrip() + "\n", tagged, needle)


def large_texts() -> tuple[Text, ...]:
    """Two articles of half the words and half the mentions each."""
    return tuple(made_up_text(number, WORDS // 2, MENTIONS // 2) for number in (0, 1))


def claim_texts() -> tuple[Text, ...]:
    """Nine articles of 2,000 words, for a matrix of 500 claims."""
    return tuple(made_up_text(number, 2000, 100) for number in range(9))


def desk_copy(name: str, into: Path) -> BenchDesk:
    """A fresh copy of the ``seeds``, ``large`` or ``claims`` desk, made first where none is kept.

    A kept desk is made anew when this file or the store has changed.
    """
    texts = {"seeds": seed_texts, "large": large_texts, "claims": claim_texts}[name]()
    kept = CACHE / _fingerprint() / name
    if not kept.exists():
        _make(kept, texts, CLAIMS if name == "claims" else 0)
    shutil.copytree(kept, into / name)
    return BenchDesk(into / name / "desk.json", (texts[0].needle, texts[1].needle))


def _make(kept: Path, texts: tuple[Text, ...], claims: int) -> None:
    from store.db import open_desk

    for old in CACHE.glob("*"):
        if old != kept.parent:
            shutil.rmtree(old)
    unfinished = kept.with_name(f"unfinished-{kept.name}")
    shutil.rmtree(unfinished, ignore_errors=True)
    unfinished.mkdir(parents=True)
    with open_desk(unfinished / "desk.json", annotator="bench") as desk:
        desk.apply(LayDown(texts, claims))
    unfinished.rename(kept)


def _fingerprint() -> str:
    sources = [Path(__file__), *sorted((ROOT / "store").rglob("*.py"))]
    digest = hashlib.sha256(b"".join(path.read_bytes() for path in sources))
    return digest.hexdigest()[:16]
