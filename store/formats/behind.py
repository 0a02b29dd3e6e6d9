"""Our records carried behind what a tool shows of them, in the tool's own file.

A tool that keeps fields it does not know carries the whole records under one key. What comes back
is taken from there where the tool's fields still say the same, and else as the tool has it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from textwrap import shorten
from types import MappingProxyType
from typing import Any, Final, NamedTuple

import msgspec

from store.formats.losses import LossReport
from store.formats.outgoing import Outgoing
from store.formats.seam import Arrived, BadFile, digest
from store.model import (
    Annotator,
    Article,
    Assertion,
    BadSpan,
    Claim,
    Entity,
    Link,
    Match,
    Mention,
    Record,
    Silence,
    Story,
    Topic,
    Verdict,
    decode,
    encode,
    quotes,
    span,
)
from store.text import canonical

_TITLE: Final = 80

KEY: Final = "variorum"
"""The key under which the records stand."""


class Piece(NamedTuple):
    """One fragment of a mention, as a tool shows it: ``[start, end)`` in code points.

    ``entity`` is a key of ``Said.entities``, empty for none; ``note`` is None where the tool
    shows none.
    """

    key: str
    start: int
    end: int
    label: str
    attributes: Mapping[str, str] = MappingProxyType({})
    entity: str = ""
    note: str | None = None


class Tie(NamedTuple):
    """A relation between two pieces, by their keys."""

    type: str
    source: str
    target: str


class Behind(msgspec.Struct, omit_defaults=True):
    """The records behind one article. ``parts`` leads from further fragments to the first."""

    article: msgspec.Raw
    story: msgspec.Raw
    mentions: dict[str, msgspec.Raw] = {}
    parts: dict[str, str] = {}
    links: dict[str, msgspec.Raw] = {}
    entities: list[msgspec.Raw] = []


class Shown(NamedTuple):
    """One article as a tool shows it, and what stands behind. ``ties`` are in the order of
    ``behind.links``, whose keys count them."""

    article: Article
    pieces: list[Piece]
    ties: list[Tie]
    mentions: dict[str, Mention]
    behind: Behind


class Said(NamedTuple):
    """One article as a tool has it, offsets in code points of ``text``, which is as it came."""

    where: str
    text: str
    title: str
    story: str
    pieces: list[Piece]
    ties: list[Tie]
    entities: Mapping[str, str] = MappingProxyType({})
    """The name of each entity, by key."""
    behind: Any = None
    by: str = ""
    at: str = ""
    status: str = "accepted"


def shown(outgoing: Outgoing, held: str, *, one_piece: str = "") -> Iterator[Shown]:
    """Each article asked for; ``held`` and ``one_piece`` are the reasons in the loss report for
    what is left behind, and for a mention that a tool shows as several and does not relate."""
    links: set[str] = set()
    for article in outgoing.articles():
        pieces: list[Piece] = []
        parts: dict[str, str] = {}
        mentions: dict[str, Mention] = {}
        for mention in outgoing.spans(Mention, article):
            first = str(len(pieces) + 1)
            mentions[first] = mention
            for start, end in mention.fragments:
                key = str(len(pieces) + 1)
                pieces.append(Piece(key, start, end, mention.label))
                if key != first:
                    parts[key] = first
            if one_piece and len(mention.fragments) > 1:
                outgoing.losses.add(
                    Mention.TABLE, mention.id, one_piece, field="fragments", article=article.id
                )
        inside = _inside(outgoing, mentions)
        links.update(link.id for link in inside.values())
        keys = {mention.id: key for key, mention in mentions.items()}
        entities = _entities(outgoing, mentions.values())
        behind = Behind(
            article=_raw(msgspec.structs.replace(article, text="")),
            story=_raw(outgoing.record(Story, article.story) or Story(id=article.story)),
            mentions={key: _raw(mention) for key, mention in mentions.items()},
            parts=parts,
            links={key: _raw(link) for key, link in inside.items()},
            entities=[_raw(entity) for entity in entities],
        )
        ties = [Tie(one.type, keys[one.source], keys[one.target]) for one in inside.values()]
        yield Shown(article, pieces, ties, mentions, behind)
    outgoing.carried[Link.TABLE] = len(links)
    outgoing.leave(Entity, "no mention names it", but=outgoing.carried_ids(Entity.TABLE))
    for kind in (Annotator, Assertion, Claim, Topic, Silence, Match, Verdict):
        outgoing.leave(kind, held)
    for link in outgoing.all(Link):
        if link.id not in links and outgoing.is_asked_for(link):
            outgoing.losses.add(Link.TABLE, link.id, held)


def _inside(outgoing: Outgoing, mentions: Mapping[str, Mention]) -> dict[str, Link]:
    """The links between these mentions, numbered from 1."""
    ids = {mention.id for mention in mentions.values()}
    both = [one for one in outgoing.links(ids) if one.source in ids and one.target in ids]
    return {str(number): link for number, link in enumerate(both, 1)}


def _entities(outgoing: Outgoing, mentions: Iterable[Mention]) -> list[Entity]:
    ids = sorted({mention.entity for mention in mentions if mention.entity is not None})
    found = [one for id in ids if (one := outgoing.record(Entity, id)) is not None]
    outgoing.carry(Entity.TABLE, (one.id for one in found))
    return found


def _raw(record: Record) -> msgspec.Raw:
    return msgspec.Raw(encode(record))


# -- reading


def records(said: Said, losses: LossReport) -> Iterator[Arrived]:
    """The story, the article, and what stands on it. Raises BadFile where what stands behind is
    broken; a span that the text has not is told."""
    text, replaced = canonical(said.text)
    behind = _Known(said, text)
    article = behind.article or Article(
        id="a" + digest(text),
        story="s" + digest(said.story),
        title=said.title or _first_words(text),
        text=text,
        encoding="utf-8",
        sha256=sha256(said.text.encode("utf-8", "surrogatepass")).hexdigest(),
    )
    losses.add_replaced(article.id, replaced)
    yield Arrived(said.where, behind.story or Story(id=article.story, title=said.story))
    yield Arrived(said.where, article)
    yield from (Arrived(said.where, entity) for entity in behind.entities)
    for key, name in said.entities.items():
        yield Arrived(said.where, Entity(id="e" + digest(article.id, key), name=name))
    ids: dict[str, str] = {}
    for mention, keys in _mentions(said, article, behind, losses):
        ids.update(dict.fromkeys(keys, mention.id))
        yield Arrived(said.where, mention)
    for tie in said.ties:
        if tie.source not in ids or tie.target not in ids:
            losses.add("links", tie.type, "an end of it is not there", article=article.id)
            continue
        yield Arrived(said.where, _link(article, behind, tie, ids))


def _mentions(
    said: Said, article: Article, behind: _Known, losses: LossReport
) -> Iterator[tuple[Mention, list[str]]]:
    """Each mention with the keys of its pieces."""
    moved = _Moved(said.text)
    whole: dict[str, list[Piece]] = {}
    for piece in said.pieces:
        whole.setdefault(behind.first_of(piece), []).append(
            piece._replace(start=moved(piece.start), end=moved(piece.end))
        )
    for first, pieces in whole.items():
        try:
            fragments = span((one.start, one.end) for one in pieces)
            words = quotes(article.text, fragments)
        except BadSpan as error:
            losses.add(Mention.TABLE, f"{said.where}#{first}", str(error), article=article.id)
            continue
        label = pieces[0].label
        old = behind.mentions.get(first)
        had = old.attributes if old is not None else {}
        fields: dict[str, Any] = {"attributes": {**had, **pieces[0].attributes}}
        if pieces[0].note is not None:
            fields["note"] = pieces[0].note
        if old is not None:
            mention = msgspec.structs.replace(
                old, article=article.id, fragments=fragments, quotes=words, label=label, **fields
            )
        else:
            mention = Mention(
                id="m" + digest(article.id, first, label, fragments, *said[-3:]),
                article=article.id,
                fragments=fragments,
                quotes=words,
                label=label,
                entity="e" + digest(article.id, pieces[0].entity) if pieces[0].entity else None,
                by=said.by,
                at=said.at,
                status=said.status,
                **fields,
            )
        yield mention, [one.key for one in pieces]


def _link(article: Article, behind: _Known, tie: Tie, ids: Mapping[str, str]) -> Link:
    source, target = ids[tie.source], ids[tie.target]
    old = behind.take_link(tie.type, source, target)
    if old is not None:
        return msgspec.structs.replace(old, type=tie.type)
    return Link(id="l" + digest(article.id, *tie), type=tie.type, source=source, target=target)


def _first_words(text: str) -> str:
    """What an article without a title is called: its text's first line, or the beginning of it."""
    return shorten(text.strip().split("\n", 1)[0], _TITLE, placeholder=" …")


class _Known:
    """The records behind one article; none where a tool has lost them or never had them."""

    def __init__(self, said: Said, text: str) -> None:
        self.article: Article | None = None
        self.story: Story | None = None
        self.entities: list[Entity] = []
        self.mentions: dict[str, Mention] = {}
        self.links: dict[str, Link] = {}
        self._parts: dict[str, str] = {}
        self._by_id: dict[str, Mention] = {}
        if said.behind is None:
            return
        try:
            behind = msgspec.convert(said.behind, _Decoded)
            self.article = _record(Article, {**behind.article, "text": text})
            self.story = _record(Story, behind.story)
            self.entities = [_record(Entity, one) for one in behind.entities]
            self.mentions = {key: _record(Mention, one) for key, one in behind.mentions.items()}
            self.links = {key: _record(Link, one) for key, one in behind.links.items()}
        except (ValueError, TypeError, RecursionError) as error:
            raise BadFile(f"{said.where}: {KEY}: {error}: mend it or take it away") from error
        self._parts = behind.parts
        self._by_id = {one.id: one for one in self.mentions.values()}

    def first_of(self, piece: Piece) -> str:
        """The key of the first piece of a mention: its own, unless a part of it is elsewhere."""
        return self._parts.get(piece.key, piece.key)

    def take_link(self, type: str, source: str, target: str) -> Link | None:
        """The link between these ends, of this type if there is one; each is given once.

        A tool may name an end by where it stands, where there are two alike.
        """
        wanted = self._seen(source), self._seen(target)
        near = [
            key
            for key, one in self.links.items()
            if (self._seen(one.source), self._seen(one.target)) == wanted
        ]
        near.sort(
            key=lambda key: (
                self.links[key].type != type,
                (self.links[key].source, self.links[key].target) != (source, target),
            )
        )
        return self.links.pop(near[0]) if near else None

    def _seen(self, id: str) -> object:
        """What a tool shows of the end of a link."""
        one = self._by_id.get(id)
        return id if one is None else (one.fragments[0], one.label)


class _Decoded(msgspec.Struct):
    """``Behind`` as it comes out of JSON."""

    article: dict[str, Any]
    story: dict[str, Any]
    mentions: dict[str, dict[str, Any]] = {}
    parts: dict[str, str] = {}
    links: dict[str, dict[str, Any]] = {}
    entities: list[dict[str, Any]] = []


def _record(kind: type[Any], fields: dict[str, Any]) -> Any:
    return decode(kind, msgspec.json.encode(fields))


class _Moved:
    """From an offset of a text as it came to that with LF alone."""

    def __init__(self, text: str) -> None:
        self._ends = [found.start() for found in re.finditer("\r\n", text)]

    def __call__(self, offset: int) -> int:
        return offset - bisect_left(self._ends, offset)
