"""Which passage of which article a W3C target means."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from hashlib import sha256
from typing import Any, Final, NamedTuple
from urllib.parse import unquote

from store.edits import Reading
from store.formats.quoted import Sought, find_passage
from store.formats.w3c_terms import PREFIX
from store.model import Article
from store.text.offsets import Offsets

_OURS: Final = f"{PREFIX}{Article.TABLE}:"
_CHARS: Final = re.compile(r"char=([0-9]+),([0-9]+)")


class Passage(NamedTuple):
    """One fragment of one article."""

    article: Article
    start: int
    end: int


class Articles:
    """The articles of a desk, found by what a file says of them.

    ``found`` leads from an article's id in the file to its id here where that differs, ``stories``
    likewise.
    """

    def __init__(self, desk: Reading, listed: Iterable[Any]) -> None:
        self._desk = desk
        self._units: dict[str, Offsets] = {}
        self._here: dict[str, Article | None] = {}
        self._all: list[Article] | None = None
        self.found: dict[str, str] = {}
        self.stories: dict[str, str] = {}
        by_digest: dict[str, Article] = {}
        for one in listed:
            id, story = str(one.get("id")), str(one.get("story"))
            here = desk.get(Article, id)
            if here is None or _digest(here) != one.get("sha256"):
                by_digest = by_digest or {_digest(other): other for other in self._every()}
                here = by_digest.get(str(one.get("sha256")))
            self._here[id] = here
            if here is not None:
                if here.id != id:
                    self.found[id] = here.id
                if here.story != story:
                    self.stories.setdefault(story, here.story)

    def has(self, id: str) -> bool:
        """Whether an article of the file is here with the same text."""
        return self._named(id) is not None

    def _named(self, id: str) -> Article | None:
        return self._here[id] if id in self._here else self._desk.get(Article, id)

    def passages(self, target: Any) -> list[list[Passage]] | None:
        """Each target's fragments, empty for one that is nowhere here; None where no target is a
        passage of a text.
        """
        targets = list(_targets(target))
        if not any(_is_passage(one) for parts in targets for one in parts):
            return None
        return [self._fragments(parts) for parts in targets]

    def _fragments(self, parts: list[Any]) -> list[Passage]:
        found = [self._find(one) if isinstance(one, dict) else None for one in parts]
        return [one for one in found if one is not None] if None not in found else []

    def _find(self, one: dict[str, Any]) -> Passage | None:
        source = one.get("source")
        source = source.get("id") if isinstance(source, dict) else source
        sought = _sought(_many(one.get("selector")))
        known = self._known(str(source), str(one.get("scope", "")))
        for article in known:
            place = find_passage(article.text, self._offsets(article), sought)
            if place is not None:
                return Passage(article, *place)
        if known or not sought.exact:
            return None
        # A page's own offsets are of no use in a text that was taken from it.
        words = sought._replace(start=None, end=None)
        places = [
            Passage(article, *place)
            for article in self._every()
            if (place := find_passage(article.text, self._offsets(article), words)) is not None
        ]
        return places[0] if len(places) == 1 else None

    def _known(self, source: str, scope: str) -> list[Article]:
        if source.startswith(_OURS):
            id = unquote(source.removeprefix(_OURS))
            here = self._named(id) or self._desk.get(Article, id)
            return [here] if here is not None else []
        urls = {url.partition("#")[0] for url in (source, scope)} - {"", "None"}
        return [article for article in self._every() if article.url in urls]

    def _every(self) -> list[Article]:
        if self._all is None:
            self._all = list(self._desk.all(Article))
        return self._all

    def _offsets(self, article: Article) -> Offsets:
        if article.id not in self._units:
            self._units[article.id] = Offsets(article.text)
        return self._units[article.id]


def _digest(article: Article) -> str:
    return sha256(article.text.encode("utf-8", "surrogatepass")).hexdigest()


def _targets(target: Any) -> Iterator[list[Any]]:
    """Each target as its parts: a composite has several, a list or choice is as many targets."""
    for one in _many(target):
        items = _many(one.get("items")) if isinstance(one, dict) else []
        if isinstance(one, dict) and one.get("type") == "Composite":
            yield items
        elif items:
            yield from _targets(items)
        else:
            yield [one]


def _is_passage(one: Any) -> bool:
    return isinstance(one, dict) and _sought(_many(one.get("selector"))) != Sought()


def _sought(selectors: list[Any]) -> Sought:
    """What several selectors say of one passage; those inside another are read for their words."""
    sought = Sought()
    for one in selectors:
        if not isinstance(one, dict):
            continue
        kind, start, end = one.get("type"), one.get("start"), one.get("end")
        if kind == "TextPositionSelector" and isinstance(start, int) and isinstance(end, int):
            sought = sought._replace(start=start, end=end)
        elif kind == "TextQuoteSelector" and isinstance(one.get("exact"), str):
            sought = sought._replace(
                exact=one["exact"],
                prefix=str(one.get("prefix") or ""),
                suffix=str(one.get("suffix") or ""),
            )
        elif kind == "FragmentSelector" and (found := _CHARS.match(str(one.get("value")))):
            sought = sought._replace(start=int(found[1]), end=int(found[2]))
        inner = _sought(_many(one.get("refinedBy")))
        if inner.exact:
            sought = inner._replace(start=sought.start, end=sought.end)
    return sought


def _many(found: Any) -> list[Any]:
    return found if isinstance(found, list) else [] if found is None else [found]
