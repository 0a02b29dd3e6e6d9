"""Turn what is written by hand into JSON Lines with offsets: ``python -m tests.gold.build``."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from tests.gold.load import (
    HERE,
    Article,
    Assertion,
    Attribution,
    Claim,
    Date,
    Discrepancy,
    Entity,
    Gold,
    Match,
    Mention,
    NameList,
    Quantity,
    Sentence,
    Silence,
    StatedDate,
    Step,
    Words,
)
from tests.gold.marks import FURNITURE, BadMark, Unmarked, date_value, passage, unmark

Table = dict[str, Any]


def written(name: str) -> Table:
    """A file of ``written/``."""
    return tomllib.loads((HERE / "written" / f"{name}.toml").read_text(encoding="utf-8"))


class Reading:
    """All that is written, with the texts that it is about."""

    def __init__(self) -> None:
        self.articles = [Article(**row) for row in written("articles")["article"]]
        self.texts = {a.id: a.text for a in self.articles}
        self.marked = {
            a.id: self._unmarked(a.id)
            for a in self.articles
            if (HERE / "marked" / f"{a.id}.txt").exists()
        }
        self.stories = [
            written(path.stem)
            for path in sorted((HERE / "written").glob("*.toml"))
            if path.stem != "articles" and not path.stem.startswith("entities")
        ]

    def _unmarked(self, article: str) -> Unmarked:
        path = HERE / "marked" / f"{article}.txt"
        found = unmark(path.read_text(encoding="utf-8"))
        if found.text != self.texts[article].rstrip("\n"):
            raise BadMark(f"{path.name} without its marks is not the article's text")
        return found

    def pick(self, article: str, passages: str | list[str]) -> tuple[Words, ...]:
        """The fragments of one passage or several, sorted."""
        several = [passages] if isinstance(passages, str) else passages
        try:
            found = [w for one in several for w in passage(self.texts[article], one)]
        except BadMark as error:
            raise BadMark(f"{article}: {error}") from error
        return tuple(sorted(found, key=lambda w: w.start))

    def rows(self, kind: str) -> Iterator[tuple[str, Table]]:
        """Every row of one kind, with its story."""
        for file in self.stories:
            for row in file.get(kind, []):
                yield row.get("story", file.get("story", "")), row


def mentions(reading: Reading) -> Iterator[Mention]:
    """Every mention; dates and quantities have no entity."""
    for article, found in reading.marked.items():
        for m in found.mentions:
            yield Mention(
                article=article,
                label=m.label,
                about=None if m.label in ("DATE", "QUANTITY") else m.meaning,
                optional=m.optional,
                **msgspec.structs.asdict(m.words),
            )


def entities(reading: Reading) -> Iterator[Entity]:
    """Every entity, with the words that the mentions use for it."""
    used: dict[str, dict[str, None]] = {}
    for m in mentions(reading):
        if m.about:
            used.setdefault(m.about, {})[m.quote] = None
    for id, row in (written("entities") | written("entities-held-out")).items():
        yield Entity(id=id, aliases=tuple(used.get(id, ())), **row)


def dates(reading: Reading) -> Iterator[Date]:
    """Every marked date that has a value."""
    for article, found in reading.marked.items():
        for m in found.mentions:
            if m.label == "DATE" and m.meaning != "-":
                iso, precision, inferred = date_value(m.meaning)
                yield Date(
                    article=article,
                    iso=iso,
                    precision=precision,
                    inferred=inferred,
                    optional=m.optional,
                    **msgspec.structs.asdict(m.words),
                )


def quantities(reading: Reading) -> Iterator[Quantity]:
    """Every marked quantity."""
    for article, found in reading.marked.items():
        for m in found.mentions:
            if m.label == "QUANTITY":
                value, _, of = m.meaning.partition(" ")
                yield Quantity(
                    article=article, value=value, of=of, **msgspec.structs.asdict(m.words)
                )


def sentences(reading: Reading) -> Iterator[Sentence]:
    """Every sentence and every line of furniture."""
    for article, found in reading.marked.items():
        for index, line in enumerate(found.lines):
            yield Sentence(
                article=article,
                index=index,
                role=line.role,
                furniture=line.role in FURNITURE,
                **msgspec.structs.asdict(line.words),
            )


def lists(reading: Reading) -> Iterator[NameList]:
    """Every enumeration: the marked mentions inside its passage."""
    for _, row in reading.rows("list"):
        article = row["article"]
        where = reading.pick(article, row["passage"])
        inside = [
            m
            for m in reading.marked[article].mentions
            if any(w.start <= m.words.start and m.words.end <= w.end for w in where)
        ]
        yield NameList(
            id=row["id"],
            article=article,
            what=row["what"],
            members=tuple(m.words for m in inside),
            entities=tuple(m.meaning for m in inside),
        )


def matches(reading: Reading) -> Iterator[Match]:
    """Every pair of sentences that say the same; a passage names the sentence it begins in."""
    for story, row in reading.rows("match"):
        a, b = (x.id for x in reading.articles if x.story == story)
        i, j = (_sentence(reading, x, row[side]) for x, side in ((a, "a"), (b, "b")))
        yield Match(story=story, a=a, b=b, i=i, j=j, grade=row["grade"], why=row["why"])


def _sentence(reading: Reading, article: str, passage: str) -> int:
    start = reading.pick(article, passage)[0].start
    lines = reading.marked[article].lines
    return next(i for i, x in enumerate(lines) if x.words.start <= start < x.words.end)


def discrepancies(reading: Reading) -> Iterator[Discrepancy]:
    """Every difference of a pair, and what is none."""
    for story, row in reading.rows("discrepancy"):
        pair = [a.id for a in reading.articles if a.story == story]
        yield Discrepancy(
            id=row["id"],
            story=story,
            kind=row["kind"],
            kinds=tuple(row.get("kinds", [row["kind"]])),
            grade=row["grade"],
            verdict=row.get("verdict", "must"),
            why=row["why"],
            spans={a: reading.pick(a, row[a]) for a in pair},
            difference=tuple(row.get("difference", ())),
        )


def claims(reading: Reading) -> Iterator[Claim]:
    """The rows of every golden matrix."""
    for story, row in reading.rows("claim"):
        yield Claim(id=row["id"], story=story, text=row["text"], extra=row.get("extra", False))


def _step(reading: Reading, article: str, row: Table) -> Step:
    return Step(
        source=reading.pick(article, row.get("source", [])),
        entity=row.get("entity"),
        cue=reading.pick(article, row.get("cue", [])),
    )


def assertions(reading: Reading) -> Iterator[Assertion]:
    """Every assertion of every claim."""
    for _, claim in reading.rows("claim"):
        for row in claim.get("assertion", []):
            article = row["article"]
            stated = (date_value(d) for d in row.get("date", []))
            plain = ("stance", "polarity", "modality", "quotation", "origin")
            yield Assertion(
                claim=claim["id"],
                article=article,
                content=reading.pick(article, row["content"]),
                by=tuple(_step(reading, article, step) for step in row["by"]),
                dates=tuple(StatedDate(iso=d, precision=p, inferred=i) for d, p, i in stated),
                **{key: row[key] for key in plain if key in row},
            )


def silences(reading: Reading) -> Iterator[Silence]:
    """Every cell of a golden matrix where the article says nothing."""
    for _, row in reading.rows("claim"):
        for article in row.get("silent", []):
            yield Silence(claim=row["id"], article=article)


def attributions(reading: Reading) -> Iterator[Attribution]:
    """Every attribution, and the words that are no cue."""
    for _, row in reading.rows("attribution"):
        article = row["article"]
        yield Attribution(
            article=article,
            verdict=row.get("verdict", "must"),
            cue=reading.pick(article, row.get("cue", [])),
            source=reading.pick(article, row.get("source", [])),
            content=reading.pick(article, row.get("content", [])),
            why=row.get("why", ""),
        )


def build() -> dict[str, bytes]:
    """Every JSON Lines file by its name, as it should stand beside this module."""
    reading = Reading()
    parts = (
        mentions,
        entities,
        dates,
        quantities,
        sentences,
        lists,
        matches,
        discrepancies,
        claims,
        assertions,
        silences,
        attributions,
    )
    files = {part.__name__: _lines(part(reading)) for part in parts}
    return {"articles": _lines(reading.articles), **files}


def _lines(records: Iterable[Gold]) -> bytes:
    return b"".join(msgspec.json.encode(r) + b"\n" for r in records)


if __name__ == "__main__":
    for name, lines in build().items():
        (HERE / f"{name}.jsonl").write_bytes(lines)
        print(f"{name:14}{len(lines.splitlines()):6}")
