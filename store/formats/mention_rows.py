"""Tables of mentions, a row each, as CSV and TSV: exact, with nothing guarded or cut.

``start`` and ``end`` are the outer bounds; ``fragments`` has them all as ``s-e;s-e``. What is read
lands on articles that the desk has: a table brings no text of its own.
"""

from __future__ import annotations

import csv
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any, Final

from store.edits import Reading
from store.formats.excel import guarded, is_guarded
from store.formats.losses import LossReport
from store.formats.outgoing import Outgoing
from store.formats.seam import Arrived, BadFile, Format, digest
from store.model import (
    Annotator,
    Article,
    Assertion,
    BadSpan,
    Claim,
    Entity,
    Fragment,
    Link,
    Match,
    Mention,
    Silence,
    Story,
    Topic,
    Verdict,
    quotes,
)
from store.text import shown_line

COLUMNS: Final = (
    "article",
    "title",
    "start",
    "end",
    "fragments",
    "label",
    "quote",
    "entity",
    "entity_id",
    "attributes",
    "by",
    "at",
    "status",
    "unsure",
    "note",
    "id",
)
_HELD: Final = (*COLUMNS, "quotes")
_NO_COLUMN: Final = "there is no column for it"
_GAP: Final = " … "
_NEEDED: Final = ("article", "label")
_LONGEST: Final = 1 << 30


def write(outgoing: Outgoing, place: Path, *, delimiter: str) -> None:
    """Write every mention asked for."""
    names: dict[str, Entity] = {}
    excel = outgoing.choice.excel
    with place.open("w", encoding="utf-8-sig" if excel else "utf-8", newline="") as file:
        rows = csv.writer(file, delimiter=delimiter)
        rows.writerow(COLUMNS)
        for article in outgoing.articles():
            for mention in outgoing.spans(Mention, article):
                row = _row(outgoing, article, mention, names)
                rows.writerow(_guarded(outgoing, mention, row) if excel else row)
            # The title stands in the rows of mentions alone, and is not read from there.
            outgoing.leave_fields(article, ("id",), _NO_COLUMN)
    for entity in names.values():
        outgoing.leave_fields(entity, ("id", "name"), _NO_COLUMN)
    outgoing.leave(Entity, "no mention names it", but=names)
    for kind in (Story, Annotator, Claim, Topic, Assertion, Silence, Match, Link, Verdict):
        outgoing.leave(kind, "a table of mentions holds none")


def _guarded(outgoing: Outgoing, mention: Mention, row: list[str | int]) -> list[str | int]:
    return [
        guarded(outgoing, Mention.TABLE, mention.id, name, cell) if isinstance(cell, str) else cell
        for name, cell in zip(COLUMNS, row, strict=True)
    ]


def _row(
    outgoing: Outgoing, article: Article, mention: Mention, names: dict[str, Entity]
) -> list[str | int]:
    if mention.unknown:
        outgoing.leave_fields(mention, _HELD, _NO_COLUMN)
    entity = outgoing.record(Entity, mention.entity) if mention.entity else None
    if entity is not None:
        names[entity.id] = entity
    attributes = json.dumps(mention.attributes, ensure_ascii=False) if mention.attributes else ""
    return [
        article.id,
        article.title,
        mention.fragments[0][0],
        mention.fragments[-1][1],
        ";".join(f"{start}-{end}" for start, end in mention.fragments),
        mention.label,
        _GAP.join(mention.quotes),
        entity.name if entity is not None else "",
        mention.entity or "",
        attributes,
        mention.by,
        mention.at,
        mention.status,
        "yes" if mention.unsure else "",
        mention.note,
        mention.id,
    ]


def read(path: Path, desk: Reading, losses: LossReport, *, delimiter: str) -> Iterator[Arrived]:
    """Every row, as a mention of an article on the desk. Raises BadFile."""
    name = shown_line(str(path))
    csv.field_size_limit(_LONGEST)
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = csv.reader(file, delimiter=delimiter, strict=True)
            head = next(rows, None)
            if head is None:
                raise BadFile(f"{name}: empty: there is no row of column names")
            yield from _Rows(name, head, desk, losses).read(_numbered(rows))
    except OSError as error:
        raise BadFile(f"{name}: cannot be read: {error.strerror or error}") from error
    except UnicodeDecodeError as error:
        raise BadFile(f"{name}: not UTF-8: byte {error.start} is part of no character") from error
    except csv.Error as error:
        raise BadFile(f"{name}:{rows.line_num}: {error}") from error


def _numbered(rows: Any) -> Iterator[tuple[int, list[str]]]:
    for row in rows:
        if row:
            yield rows.line_num, row


class _Rows:
    """The rows of one file, on their way to mentions."""

    def __init__(self, name: str, head: list[str], desk: Reading, losses: LossReport) -> None:
        self._name = name
        self._head = head
        self._desk = desk
        self._ids: Counter[str] = Counter()
        self._articles: dict[str, Article] = {}
        self._entities = {one.name: one.id for one in desk.all(Entity) if one.name}
        for needed in _NEEDED:
            if needed not in head:
                raise BadFile(f"{name}:1: no column {needed!r}: the columns are {', '.join(head)}")
        if "fragments" not in head and not {"start", "end"} <= set(head):
            raise BadFile(f"{name}:1: no columns 'start' and 'end', nor 'fragments'")
        for column in head:
            if column not in COLUMNS:
                losses.add(Mention.TABLE, "", "a column that is not read", field=column)

    def read(self, rows: Iterable[tuple[int, list[str]]]) -> Iterator[Arrived]:
        for line, cells in rows:
            where = f"{self._name}:{line}"
            if len(cells) != len(self._head):
                raise BadFile(
                    f"{where}: {len(cells)} cells, but there are {len(self._head)} columns"
                )
            row = dict(zip(self._head, cells, strict=True))
            yield from self._entity(where, row)
            yield Arrived(where, self._mention(where, row))

    def _mention(self, where: str, row: Mapping[str, str]) -> Mention:
        article = self._article(where, row["article"])
        fragments = _fragments(where, row)
        try:
            words = quotes(article.text, fragments)
        except BadSpan as error:
            raise BadFile(f"{where}: {error}") from error
        quote = row.get("quote", "")
        if quote and not is_guarded(quote, _GAP.join(words)):
            raise BadFile(f"{where}: quote {quote[:40]!r} is not what stands there")
        if not row["label"]:
            raise BadFile(f"{where}: label is empty")
        id = row.get("id") or self._new_id(article, fragments, row)
        here = self._desk.get(Mention, id)
        return Mention(
            id=id,
            unknown=here.unknown if here is not None else {},
            article=article.id,
            fragments=fragments,
            quotes=words,
            label=row["label"],
            entity=row.get("entity_id") or self._entities.get(row.get("entity", "")),
            attributes=_attributes(where, row.get("attributes", "")),
            by=row.get("by", ""),
            at=row.get("at", ""),
            status=row.get("status") or "accepted",
            unsure=row.get("unsure", "").lower() in ("yes", "true", "1"),
            note=row.get("note", ""),
        )

    def _entity(self, where: str, row: Mapping[str, str]) -> Iterator[Arrived]:
        """The entity that a row is the first to name."""
        name, id = row.get("entity", ""), row.get("entity_id", "")
        if not name or (not id and name in self._entities):
            return
        id = id or "e" + digest(name)
        self._entities.setdefault(name, id)
        if self._desk.get(Entity, id) is None:
            yield Arrived(where, Entity(id=id, name=name))

    def _article(self, where: str, id: str) -> Article:
        if id not in self._articles:
            found = self._desk.get(Article, id)
            if found is None:
                raise BadFile(f"{where}: article {id!r} is not on this desk: a table has no text")
            self._articles[id] = found
        return self._articles[id]

    def _new_id(
        self, article: Article, fragments: tuple[Fragment, ...], row: Mapping[str, str]
    ) -> str:
        """An id made of the row itself, so that the same row is the same mention again."""
        own = f"{article.id} {fragments} {row['label']} {row.get('by', '')}"
        self._ids[own] += 1
        return "m" + digest(f"{own} {self._ids[own]}")


def _fragments(where: str, row: Mapping[str, str]) -> tuple[Fragment, ...]:
    cell = row.get("fragments") or f"{row.get('start', '')}-{row.get('end', '')}"
    try:
        pairs = [part.split("-") for part in cell.split(";")]
        return tuple((int(start), int(end)) for start, end in pairs)
    except ValueError:
        raise BadFile(f"{where}: {cell!r} are no offsets, such as 12-17 or 12-17;20-23") from None


def _attributes(where: str, cell: str) -> dict[str, str]:
    if not cell:
        return {}
    try:
        found = json.loads(cell)
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict) or not all(isinstance(one, str) for one in found.values()):
        raise BadFile(f"{where}: attributes {cell[:40]!r} are no JSON object of texts")
    return found


_HOLDS: Final = ("mentions", "nested", "discontinuous", "attributes", "entities", "notes")

CSV: Final = Format(
    name="csv",
    suffix=".csv",
    description="a table of mentions for a spreadsheet or a program; reads onto articles there are",
    holds=_HOLDS,
    options=("excel",),
    writes=partial(write, delimiter=","),
    reads=partial(read, delimiter=","),
)
TSV: Final = Format(
    name="tsv",
    suffix=".tsv",
    description="the same table with tabs between the cells",
    holds=_HOLDS,
    options=("excel",),
    writes=partial(write, delimiter="\t"),
    reads=partial(read, delimiter="\t"),
)
