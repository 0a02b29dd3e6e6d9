"""brat standoff, a folder both ways: ``.txt`` and ``.ann`` an article, ``annotation.conf``.

brat has mentions, their attributes, notes and references, and relations within one article. What
else belongs to those (ids, annotator, time, status, exact label and span) goes into
``variorum.jsonl`` beside them, and is put back where the lines still say the same. Without that
file a folder is read as brat has it: an event becomes links from its trigger.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Final

import msgspec

from store.formats.brat_folder import BESIDE, Beside, read
from store.formats.brat_lines import OWN_ENTITIES, Seen, Tie, lines, name_of, seen
from store.formats.outgoing import Outgoing
from store.formats.seam import Format
from store.model import (
    Annotator,
    Article,
    Assertion,
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
    encode,
)

_HELD: Final = "brat holds mentions and relations within one article"


def write(outgoing: Outgoing, place: Path) -> None:
    """Write the folder."""
    place.mkdir()
    names: set[str] = set()
    kinds: dict[str, dict[str, None]] = {"entities": {}, "relations": {}, "attributes": {}}
    links: set[str] = set()
    with (place / BESIDE).open("wb") as beside:
        for article in outgoing.articles():
            file = _file_name(article.id, names)
            beside.write(_write_article(outgoing, place / file, article, kinds, links))
    _put(place / "annotation.conf", _settings(kinds))
    outgoing.leave(Entity, "no mention names it", but=outgoing.carried_ids(Entity.TABLE))
    for kind in (Annotator, Assertion, Claim, Topic, Silence, Match, Verdict):
        outgoing.leave(kind, _HELD)
    for link in outgoing.all(Link):
        if link.id not in links and outgoing.is_asked_for(link):
            outgoing.losses.add(Link.TABLE, link.id, _HELD)


def _write_article(
    outgoing: Outgoing,
    path: Path,
    article: Article,
    kinds: dict[str, dict[str, None]],
    written: set[str],
) -> bytes:
    mentions: dict[str, Mention] = {}
    shown: dict[str, Seen] = {}
    for mention in outgoing.spans(Mention, article):
        one = seen(mention, article.text)
        if one is None:
            outgoing.losses.add(
                Mention.TABLE, mention.id, "it holds nothing but line breaks", article=article.id
            )
            outgoing.carried[Mention.TABLE] -= 1
            continue
        key = f"T{len(mentions) + 1}"
        mentions[key], shown[key] = mention, one
        kinds["entities"][one.label] = None
        for name, value in one.attributes.items():
            kinds["attributes"][f"{name}\t{value}"] = None
    keys = {mention.id: key for key, mention in mentions.items()}
    links: dict[str, Link] = {}
    ties: list[Tie] = []
    for link in outgoing.links(set(keys)):
        if link.source in keys and link.target in keys:
            key = f"R{len(links) + 1}"
            ties.append(Tie(key, name_of(link.type), keys[link.source], keys[link.target]))
            links[key] = link
            kinds["relations"][ties[-1].type] = None
    written.update(link.id for link in links.values())
    outgoing.carried[Link.TABLE] = len(written)
    entities = _entities(outgoing, mentions.values())
    names = {f"{OWN_ENTITIES}:{entity.id}": entity.name for entity in entities}
    _put(path.with_name(path.name + ".txt"), article.text)
    _put(path.with_name(path.name + ".ann"), "".join(lines(shown, names, ties, article.text)))
    beside = Beside(
        file=path.name,
        article=_raw(msgspec.structs.replace(article, text="")),
        story=_raw(outgoing.record(Story, article.story) or Story(id=article.story)),
        mentions={key: _raw(mention) for key, mention in mentions.items()},
        links={key: _raw(link) for key, link in links.items()},
        entities=[_raw(entity) for entity in entities],
    )
    return msgspec.json.encode(beside) + b"\n"


def _entities(outgoing: Outgoing, mentions: Iterable[Mention]) -> list[Entity]:
    ids = sorted({mention.entity for mention in mentions if mention.entity is not None})
    found = [one for id in ids if (one := outgoing.record(Entity, id)) is not None]
    outgoing.carry(Entity.TABLE, (one.id for one in found))
    return found


def _raw(record: Record) -> msgspec.Raw:
    return msgspec.Raw(encode(record))


def _file_name(id: str, names: set[str]) -> str:
    """A name for the files of an article: safe anywhere, no two alike."""
    stem = re.sub(r"[^A-Za-z0-9_-]", "_", id)[:100] or "_"
    name, number = stem, 1
    while name.casefold() in names:
        number += 1
        name = f"{stem}-{number}"
    names.add(name.casefold())
    return name


def _put(path: Path, text: str) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write(text)


def _settings(kinds: dict[str, dict[str, None]]) -> str:
    values: dict[str, list[str]] = {}
    for pair in kinds["attributes"]:
        name, value = pair.split("\t")
        values.setdefault(name, []).append(value)
    sections = {
        "entities": sorted(kinds["entities"]),
        "relations": [
            f"{name}\tArg1:<ENTITY>, Arg2:<ENTITY>" for name in sorted(kinds["relations"])
        ],
        "events": [],
        "attributes": [
            f"{name}\tArg:<ENTITY>, Value:{'|'.join(sorted(set(values[name])))}"
            for name in sorted(values)
        ],
    }
    return "".join(
        f"[{head}]\n" + "".join(f"{row}\n" for row in rows) for head, rows in sections.items()
    )


_HOLDS: Final = (
    "text",
    "metadata",
    "mentions",
    "nested",
    "discontinuous",
    "attributes",
    "entities",
    "links",
    "notes",
    "unknown",
)

BRAT: Final = Format(
    name="brat",
    suffix="",
    description="a folder of standoff: .txt and .ann an article, annotation.conf, and beside them"
    " variorum.jsonl with what brat has no place for",
    holds=_HOLDS,
    writes=write,
    reads=read,
)
