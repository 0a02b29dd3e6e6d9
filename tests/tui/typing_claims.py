"""A reader who types claims: sees what the screen shows, presses keys, and counts them."""

from __future__ import annotations

from tests.tui.driving import Driver


class Typist:
    """Presses keys one by one; each is counted under what it is for."""

    def __init__(self, app: Driver) -> None:
        self.app = app
        self.counts: dict[str, list[int]] = {}

    def begin(self, what: str) -> None:
        """What the next keys are for."""
        self._now = self.counts.setdefault(what, [])
        self._now.append(0)

    async def press(self, *keys: str) -> None:
        """Press keys and count them, a typed word letter by letter."""
        for key in keys:
            self._now[-1] += len(key.removeprefix("text:")) if key.startswith("text:") else 1
        await self.app.type(*keys)

    def bar(self) -> str:
        """The claim bar."""
        return " ".join(self.app.screen.saying.foot.text_of("bar"))

    async def go_to(self, words: str) -> None:
        """To the sentence that begins with, or has, these words: by ``.`` and ``,``."""
        text, here = self.app.screen.pane.text, self.app.screen.pane.selection
        wanted = text.index(words)
        forward = wanted >= here.head[0]
        for _ in range(60):
            head = self.app.screen.pane.selection.head
            if self._in_sentence(words, head[0]):
                return
            await self.press("." if forward else ",")
        raise AssertionError(f"no sentence with {words!r}")

    def _in_sentence(self, words: str, at: int) -> bool:
        from store.text.sentence_split import sentence_at

        text = self.app.screen.pane.text
        sentence = sentence_at(text, at)
        return sentence is not None and words in text[slice(*sentence)]

    async def choose(self, key: str, words: str) -> None:
        """Open a panel and type the letter of the first row that has some words."""
        await self.press(key)
        await self.letter_of(words)

    async def letter_of(self, words: str) -> None:
        """Type the letter of the first row of the panel that has some words."""
        for row in self.app.rows("listing")[1:]:
            letter, _, rest = row.lstrip("▸ ").partition(" ")
            if words in rest:
                await self.press(letter)
                return
        raise AssertionError(f"no row has {words!r}: {self.app.rows('listing')}")

    async def fill(self, source: str = "", modality: str = "", date: str = "") -> None:
        """Give the open bar these fields, those it does not show already."""
        bar = self.bar()
        if source and source not in bar:
            await self.choose("s", source)
        if modality and f"m {modality}" not in bar:
            await self.choose("m", modality)
        if date and date not in bar:
            await self.choose("d", date)
