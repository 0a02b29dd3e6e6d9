"""Reading a folder of brat standoff, our own or anyone's."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Final

import msgspec

from store.edits import Reading
from store.formats.brat_lines import OWN_ENTITIES, Parsed, Seen, name_of, parse, seen
from store.formats.losses import LossReport
from store.formats.seam import Arrived, BadFile, digest
from store.model import Article, Entity, Link, Mention, Story, decode, quotes
from store.text import canonical, shown_line

BESIDE: Final = "variorum.jsonl"
_LINES: Final = (".ann", ".a1", ".a2")


class Beside(msgspec.Struct):
    """One line of ``variorum.jsonl``: the records behind one article's files, text left out."""

    file: str
    article: msgspec.Raw
    story: msgspec.Raw
    mentions: dict[str, msgspec.Raw] = {}
    links: dict[str, msgspec.Raw] = {}
    entities: list[msgspec.Raw] = []


def read(path: Path, _: Reading, losses: LossReport) -> Iterator[Arrived]:
    """Every article below a folder, or the one of a file, and what its lines say."""
    name = shown_line(str(path))
    try:
        top = path if path.is_dir() else path.parent
        texts = sorted(path.rglob("*.txt")) if path.is_dir() else [path.with_suffix(".txt")]
        texts = [text for text in texts if text.is_file() and _line_files(text)]
        if not texts:
            raise BadFile(f"{name}: no .txt with its .ann beside it")
        behind: dict[Path, dict[str, Beside]] = {}
        for text in texts:
            if text.parent not in behind:
                behind[text.parent] = _read_beside(text.parent / BESIDE)
            yield from _read_article(top, text, behind[text.parent].get(text.stem), losses)
    except OSError as error:
        raise BadFile(f"{name}: cannot be read: {error.strerror or error}") from error


def _line_files(text: Path) -> list[Path]:
    return [one for end in _LINES if (one := text.with_suffix(end)).is_file()]


def _read_beside(path: Path) -> dict[str, Beside]:
    found: dict[str, Beside] = {}
    if not path.is_file():
        return found
    for number, line in enumerate(path.read_bytes().split(b"\n"), 1):
        if not line.strip():
            continue
        try:
            one = msgspec.json.decode(line, type=Beside)
        except (ValueError, RecursionError) as error:
            where = f"{shown_line(str(path))}:{number}"
            raise BadFile(f"{where}: {error}: mend it or take the file away") from error
        found[one.file] = one
    return found


def _read_article(
    top: Path, path: Path, beside: Beside | None, losses: LossReport
) -> Iterator[Arrived]:
    own = _decoded(path)
    text, replaced = canonical(own)
    try:
        behind = _Behind(beside, text)
    except (ValueError, TypeError, RecursionError) as error:
        where = shown_line(str(path.parent / BESIDE))
        raise BadFile(f"{where}: {path.stem}: {error}: mend it or take it away") from error
    article = behind.article or _new_article(top, path, text)
    losses.add_replaced(article.id, replaced)
    parsed = _parsed(path, own, text, article.id, losses)
    said = _Said(shown_line(str(path)), article, parsed, behind)
    story = behind.story or Story(id=article.story, title=top.resolve().name)
    yield Arrived(said.where, story)
    yield Arrived(said.where, article)
    yield from said.records()


def _decoded(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        where = shown_line(str(path))
        raise BadFile(f"{where}: not UTF-8: byte {error.start} is part of no character") from error


def _new_article(top: Path, path: Path, text: str) -> Article:
    return Article(
        id="a" + digest(text),
        story="s" + digest(top.resolve().name),
        title=path.stem,
        text=text,
        file=str(path.relative_to(top)),
        encoding="utf-8",
        sha256=sha256(path.read_bytes()).hexdigest(),
    )


def _parsed(path: Path, own: str, text: str, article: str, losses: LossReport) -> Parsed:
    """What all the line files of an article say; .a2 speaks of what .a1 has."""
    places: list[str] = []
    contents: list[str] = []
    for file in _line_files(path):
        content = _decoded(file)
        contents.append(content)
        name = shown_line(str(file))
        places += [f"{name}:{number}" for number in range(1, content.count("\n") + 2)]
    parsed = parse("\n".join(contents), text, _moved(own) if "\r\n" in own else None)
    for number, reason in parsed.faults:
        losses.add("lines", places[number - 1], reason, article=article)
    return parsed


def _moved(own: str) -> dict[int, int]:
    """From an offset of a text with CR LF to that with LF alone."""
    moved = {}
    shift = 0
    for offset in range(len(own) + 1):
        moved[offset] = offset - shift
        shift += own.startswith("\r\n", offset)
    return moved


class _Behind:
    """The records that an export put beside its lines; none where there is no such file."""

    def __init__(self, beside: Beside | None, text: str) -> None:
        self.article: Article | None = None
        self.story: Story | None = None
        self.mentions: dict[str, tuple[Mention, Seen]] = {}
        self.links: dict[str, Link] = {}
        self.entities: dict[str, Entity] = {}
        if beside is None:
            return
        article = decode(Article, bytes(beside.article))
        self.article = msgspec.structs.replace(article, text=text)
        self.story = decode(Story, bytes(beside.story))
        self.links = {key: decode(Link, bytes(raw)) for key, raw in beside.links.items()}
        for raw in beside.entities:
            entity = decode(Entity, bytes(raw))
            self.entities[f"{OWN_ENTITIES}:{entity.id}"] = entity
        for key, raw in beside.mentions.items():
            mention = decode(Mention, bytes(raw))
            shown = seen(mention, text)
            if shown is not None:
                self.mentions[key] = mention, shown


class _Said:
    """What the lines of an article say, as records: ids are made of what they stand for."""

    def __init__(self, where: str, article: Article, parsed: Parsed, behind: _Behind) -> None:
        self.where = where
        self._article = article
        self._parsed = parsed
        self._behind = behind
        self._same = {key: keys[0] for keys in parsed.same for key in keys if keys}

    def records(self) -> Iterator[Arrived]:
        """The entities, mentions and links."""
        mentions = {key: self._mention(key, one) for key, one in self._parsed.mentions.items()}
        entities = {entity.id: entity for entity in self._behind.entities.values()}
        for one in self._parsed.mentions.values():
            if one.entity and one.entity not in self._behind.entities:
                entity = self._entity(one.entity)
                entities[entity.id] = entity
        for first in dict.fromkeys(self._same.values()):
            mention = mentions[first]
            if mention.entity is not None and mention.entity not in entities:
                entities[mention.entity] = Entity(
                    id=mention.entity, name=" ".join(mention.quotes), label=mention.label
                )
        for record in (*entities.values(), *mentions.values()):
            yield Arrived(self.where, record)
        for link in self._links(mentions):
            yield Arrived(self.where, link)

    def _mention(self, key: str, said: Seen) -> Mention:
        """The mention of a line; where brat shows the one beside it so, that one."""
        text = self._article.text
        old, shown = self._behind.mentions.get(key, (None, said))
        entity = self._entity(said.entity).id if said.entity else None
        if entity is None and key in self._same:
            entity = self._entity_of_same(key)
        if old is None:
            return Mention(
                id="m" + digest(self._article.id, key, said.label, said.fragments),
                article=self._article.id,
                fragments=said.fragments,
                quotes=quotes(text, said.fragments),
                label=said.label,
                entity=entity,
                attributes=said.attributes,
                note=said.note,
            )
        hidden = {k: v for k, v in old.attributes.items() if k not in shown.attributes}
        fragments = old.fragments if said.fragments == shown.fragments else said.fragments
        is_same = said.attributes == shown.attributes
        return msgspec.structs.replace(
            old,
            article=self._article.id,
            fragments=fragments,
            quotes=quotes(text, fragments),
            label=old.label if said.label == shown.label else said.label,
            entity=old.entity if said.entity == shown.entity else entity,
            attributes=old.attributes if is_same else {**hidden, **said.attributes},
            note=old.note if said.note == shown.note else said.note,
        )

    def _entity(self, reference: str) -> Entity:
        """The entity that a reference names."""
        known = self._behind.entities.get(reference)
        if known is not None:
            return known
        base, _, id = reference.partition(":")
        name = self._parsed.names.get(reference, "") or reference
        if base == OWN_ENTITIES:
            return Entity(id=id, name=name)
        return Entity(id="e" + digest(reference), name=name, identifiers={base: id})

    def _entity_of_same(self, key: str) -> str:
        first = self._same[key]
        reference = self._parsed.mentions[first].entity
        return self._entity(reference).id if reference else "e" + digest(self._article.id, first)

    def _links(self, mentions: dict[str, Mention]) -> Iterator[Link]:
        for tie in self._parsed.ties:
            source, target = mentions[tie.source].id, mentions[tie.target].id
            old = self._behind.links.get(tie.key)
            if old is None:
                yield Link(
                    id="l" + digest(self._article.id, *tie),
                    type=tie.type,
                    source=source,
                    target=target,
                    note=self._parsed.notes.get(tie.key, ""),
                )
                continue
            type = old.type if name_of(old.type) == tie.type else tie.type
            yield msgspec.structs.replace(old, type=type, source=source, target=target)
