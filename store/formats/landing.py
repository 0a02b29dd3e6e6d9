"""Where the records of a file come to stand on a desk; nothing is written yet.

An article whose text the desk has under another id is that article: what is annotated in the
file lands on it. No text on the desk ever changes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from hashlib import sha256
from typing import Final, NamedTuple

import msgspec

from store.edits import Reading, Refused
from store.formats.losses import LossReport
from store.formats.seam import Arrived
from store.model import (
    RECORDS,
    Article,
    Assertion,
    Entity,
    Label,
    LabelSet,
    Link,
    Match,
    Mention,
    Record,
    RelationType,
    Story,
)
from store.references import faults, passages, readdressed, references
from store.text import canonical

NOT_HERE: Final = "names what is neither in the file nor on the desk"

Key = tuple[str, str]
Came = dict[str, dict[str, Arrived]]
"""What a file brings, by table and id."""


class Landed(NamedTuple):
    """The records to write, in their order, and the ids of articles that were there already."""

    records: tuple[Record, ...]
    found: dict[str, str]


def land(desk: Reading, arrived: Iterable[Arrived], losses: LossReport) -> Landed:
    """Give each record its place on the desk.

    Raises Refused, naming the place in the file, where one contradicts another or the desk, has
    a span that its text has not, or names what is nowhere. A match or link with its other side
    nowhere is left behind and told.
    """
    came = _merged(arrived)
    found = _found_articles(desk, came, losses)
    stories = _moved_stories(desk, came, found)
    landing = _Landing(desk, came, found, stories, losses)
    records = tuple(landing.records())
    return Landed((*_more_labels(desk, records), *records), found)


def _merged(arrived: Iterable[Arrived]) -> Came:
    """One record an id; the same record may come with several articles."""
    came: Came = {table: {} for table in RECORDS}
    for one in arrived:
        record = one.record
        first = came[record.TABLE].setdefault(record.id, one)
        if first is not one and first.record != record:
            raise Refused(
                f"{one.where}: {_called(record)} is not as it is at {first.where}: make them equal"
            )
    for table, records in came.items():
        if "" in records:
            raise Refused(f"{records[''].where}: a record of {table} has an empty id")
    return came


def _articles(came: Came) -> Iterator[tuple[str, Article]]:
    for one in came[Article.TABLE].values():
        if isinstance(one.record, Article):
            yield one.where, one.record


def _found_articles(desk: Reading, came: Came, losses: LossReport) -> dict[str, str]:
    """From the id of an incoming article to that of the one on the desk with its text."""
    new: dict[bytes, list[Article]] = {}
    for where, article in _articles(came):
        _check_text(where, article)
        here = desk.get(Article, article.id)
        if here is None:
            new.setdefault(_digest(article.text), []).append(article)
        elif here.text != article.text:
            raise Refused(
                f"{where}: article {article.id} has another text on this desk, and no text changes:"
                " give the article in the file another id"
            )
    found: dict[str, str] = {}
    if not new:
        return found
    for here in desk.all(Article):
        for article in new.pop(_digest(here.text), ()):
            found[article.id] = here.id
            if _description(article) != _description(here):
                losses.add(
                    Article.TABLE,
                    article.id,
                    "the text is on the desk already: its own metadata is kept",
                    article=here.id,
                )
    return found


def _check_text(where: str, article: Article) -> None:
    for start, end, _ in article.furniture:
        if not 0 <= start < end <= len(article.text):
            raise Refused(
                f"{where}: article {article.id}: furniture {start}-{end} lies outside the text"
            )
    text = canonical(article.text).text
    if text != article.text:
        at = next(
            (n for n, (a, b) in enumerate(zip(text, article.text, strict=False)) if a != b),
            len(text),
        )
        raise Refused(
            f"{where}: article {article.id}: the text has a character at {at} that no article"
            " holds: lines end in LF, and there are no control characters"
        )


def _digest(text: str) -> bytes:
    return sha256(text.encode("utf-8", "surrogatepass")).digest()


def _description(article: Article) -> Article:
    return msgspec.structs.replace(article, id="", story="", by="", at="", rev=0)


def _moved_stories(desk: Reading, came: Came, found: dict[str, str]) -> dict[str, str]:
    """A story new to the desk goes with its articles to the story they are found in."""
    moved: dict[str, str] = {}
    for _, article in _articles(came):
        here = desk.get(Article, found[article.id]) if article.id in found else None
        if here is None or here.story == article.story or article.story in moved:
            continue
        if desk.get(Story, article.story) is None:
            moved[article.story] = here.story
    return moved


class _Landing:
    """One import on its way to its places."""

    def __init__(
        self,
        desk: Reading,
        came: Came,
        found: dict[str, str],
        stories: dict[str, str],
        losses: LossReport,
    ) -> None:
        self._desk = desk
        self._came = came
        self._found = found
        self._stories = stories
        self._losses = losses
        self._text: tuple[str, str] = ("", "")
        self._known: set[Key] = set()
        self._dropped: set[Key] = set()

    def records(self) -> Iterator[Record]:
        """Every record in its place, those that others name first."""
        moved = (self._found, self._stories) if self._found or self._stories else ()
        elsewhere_in = {Article.TABLE: self._found, Story.TABLE: self._stories}
        for table in _ORDER:
            elsewhere = elsewhere_in.get(table, {})
            for one in self._came[table].values():
                record = one.record
                if record.id in elsewhere:
                    continue
                if self._is_plain(record) or self._fits(one.where, record):
                    yield readdressed(record, *moved) if moved else record

    def _is_plain(self, record: Record) -> bool:
        """Whether it is a mention as nearly all are, with nothing more to look at."""
        if type(record) is not Mention or len(record.fragments) != 1 or len(record.quotes) != 1:
            return False
        article = record.article
        text = self._text[1] if article == self._text[0] else self._text_of(article)
        ((start, end),) = record.fragments
        return (
            0 <= start < end <= len(text)
            and text[start:end] == record.quotes[0]
            and record.label != ""
            and (record.entity is None or (Entity.TABLE, record.entity) in self._known)
        )

    def _fits(self, where: str, record: Record) -> bool:
        for reference in references(record):
            if self._is_somewhere(reference.tables, reference.id):
                continue
            if isinstance(record, Match | Link):
                self._losses.add(record.TABLE, record.id, NOT_HERE, field=reference.field)
                self._dropped.add((record.TABLE, record.id))
                return False
            raise Refused(
                f"{where}: {_called(record)}: {reference.field} {reference.id!r} is neither in the"
                " file nor on this desk"
            )
        for passage in passages(record):
            for fault in faults(passage, self._text_of(passage.article)):
                raise Refused(f"{where}: {_called(record)}: {passage.field}: {fault}")
        if isinstance(record, Mention) and not record.label:
            raise Refused(f"{where}: {_called(record)}: label is empty")
        return True

    def _is_somewhere(self, tables: tuple[str, ...], id: str) -> bool:
        for table in tables:
            key = table, id
            if key in self._known:
                return True
            if key in self._dropped:
                continue
            if id in self._came[table] or self._desk.get(RECORDS[table], id) is not None:
                self._known.add(key)
                return True
        return False

    def _text_of(self, article: str) -> str:
        if self._text[0] != article:
            came = self._came[Article.TABLE].get(article)
            record = came.record if came is not None else self._desk.get(Article, article)
            self._text = article, record.text if isinstance(record, Article) else ""
        return self._text[1]


# What others name comes first; links last, when it is known whether a match came to stand.
_FIRST: Final = ("stories", "articles", "topics", "claims", "entities")
_ORDER: Final = (
    *_FIRST,
    *(table for table in RECORDS if table not in (*_FIRST, Link.TABLE)),
    Link.TABLE,
)


def _more_labels(desk: Reading, records: Iterable[Record]) -> Iterator[LabelSet]:
    """The desk's label set with what the records use and it has not: labels without a key."""
    here = desk.labels
    has = (
        {label.name for label in here.labels},
        {relation.name for relation in here.relations},
        set(here.modalities),
    )
    used: tuple[dict[str, None], dict[str, None], dict[str, None]] = {}, {}, {}
    for record in records:
        if isinstance(record, Mention):
            used[0][record.label] = None
        elif isinstance(record, Link):
            used[1][record.type] = None
        elif isinstance(record, Assertion) and record.modality:
            used[2][record.modality] = None
    labels, relations, modalities = (
        [name for name in names if name not in known]
        for names, known in zip(used, has, strict=True)
    )
    if labels or relations or modalities:
        yield msgspec.structs.replace(
            here,
            labels=(*here.labels, *(Label(name=name) for name in labels)),
            relations=(*here.relations, *(RelationType(name=name) for name in relations)),
            modalities=(*here.modalities, *modalities),
            by="",
            at="",
            rev=0,
        )


def _called(record: Record) -> str:
    return f"{record.TABLE} {record.id}"
