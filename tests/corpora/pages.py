"""Pages that have what W3C annotations mean, made up from what these quote of them.

Annotations bring no text. A page is an article of that address: it has each quotation twice, once
with other words around it, so that only the words around it say which is meant; and it is as long
as any offset into it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from store.desk import Desk
from store.model import Article, Story
from tests.store.formats.desks import desk_of


class Wanted(NamedTuple):
    """A passage of a page: by its words and those around it, or by ``[start, end)``."""

    page: str
    exact: str = ""
    before: str = ""
    after: str = ""
    start: int = 0
    end: int = 0

    def is_at(self, article: Article, start: int, end: int) -> bool:
        """Whether this is the passage."""
        text = article.text
        return article.url == self.page and (
            (start, end) == (self.start, self.end)
            if not self.exact
            else text[start:end] == self.exact
            and text[:start].endswith(self.before)
            and text[end:].startswith(self.after)
        )


def wanted(found: Any) -> Iterator[Wanted]:
    """Every passage that the targets of annotations name by its words or offsets."""
    for one in _many(found):
        if isinstance(one, dict):
            for target in _many(one.get("target")):
                yield from _targeted(target)
            for name in ("first", "items", "@graph"):
                yield from wanted(one.get(name))


def pages(passages: Iterable[Wanted]) -> Desk:
    """A desk with the pages of these passages."""
    texts: dict[str, str] = {}
    ends: dict[str, int] = {}
    for one in passages:
        text = texts.setdefault(one.page, "A page.\n")
        ends[one.page] = max(ends.get(one.page, 0), one.end)
        if f"{one.before}{one.exact}{one.after}" not in text:
            decoy = f"[{one.exact}]\n" if one.before or one.after else ""
            texts[one.page] = f"{text}{decoy}{one.before}{one.exact}{one.after}\n"
    articles = [
        _page(page, text + "and so on\n" * (ends[page] // 10 + 1)) for page, text in texts.items()
    ]
    return desk_of(Story(id="s1"), *articles)


def _page(url: str, text: str) -> Article:
    return Article(id=f"a{url}", story="s1", title="", text=text, url=url)


def _targeted(target: Any) -> Iterator[Wanted]:
    if not isinstance(target, dict):
        return
    for inner in _many(target.get("items")):
        yield from _targeted(inner)
    page = target.get("source")
    for selector in _many(target.get("selector")):
        if not isinstance(selector, dict) or not isinstance(page, str):
            continue
        inner = selector.get("refinedBy")
        quote = inner if isinstance(inner, dict) and "exact" in inner else selector
        if quote.get("type") == "TextQuoteSelector":
            around = (quote.get("prefix", ""), quote.get("suffix", ""))
            yield Wanted(page, quote["exact"], *around)
        elif selector.get("type") == "TextPositionSelector":
            yield Wanted(page, start=selector["start"], end=selector["end"])


def _many(found: Any) -> list[Any]:
    return found if isinstance(found, list) else [] if found is None else [found]
