"""Desks for the tests of formats: one that has everything in it, and any that can be."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import count
from pathlib import Path
from typing import Any

import msgspec
from hypothesis import strategies as st

from store.desk import Desk
from store.edits import Reading, RecordPut
from store.model import (
    Annotator,
    Article,
    Assertion,
    Attribution,
    Claim,
    Entity,
    Label,
    Link,
    Match,
    Mention,
    Place,
    Record,
    Silence,
    Source,
    StatedDate,
    Story,
    Topic,
    Verdict,
    quotes,
    span,
)
from store.model.label_file import default_labels
from tests.store.memory import MemoryStore

TORTURE = (
    "👩‍👩‍👧 met 🇺🇦 in Cafe\N{COMBINING ACUTE ACCENT}.\n\n"
    "\tשלום עולם said [bold]<b>Mr\N{NO-BREAK SPACE}O'Neil</b>[/bold].\n"
    "𝔘𝔫𝔦𝔠𝔬𝔡𝔢 \N{RIGHT-TO-LEFT OVERRIDE}over\N{POP DIRECTIONAL FORMATTING} "
    'the\N{LINE SEPARATOR}line =1+1 \\n "quoted"\N{ZERO WIDTH SPACE} end\n'
)
OTHER = "The mayor of Oslo, she said, met nobody.\n"


class Write(msgspec.Struct, frozen=True):
    """Puts any records, to make a desk as it may have become."""

    records: tuple[RecordPut, ...]
    verb: str = "write"

    def puts(self, desk: Reading) -> Iterable[RecordPut]:
        return self.records


def empty_desk(path: Path | str = "test.json", annotator: str = "ann") -> Desk:
    numbers = count(1)
    seconds = count()
    return Desk(
        Path(path),
        MemoryStore(),
        annotator=annotator,
        new_id=lambda prefix: f"{prefix}{next(numbers):03}",
        now=lambda: f"2026-01-01T00:00:{next(seconds) % 60:02}Z",
    )


def desk_of(*records: Record) -> Desk:
    desk = empty_desk()
    desk.apply(Write(records))
    return desk


def mention(id: str, text: str, *fragments: tuple[int, int], **more: Any) -> Mention:
    fields: dict[str, Any] = {"article": "a1", "label": "GPE", **more}
    return Mention(id=id, fragments=fragments, quotes=quotes(text, fragments), **fields)


def assertion(id: str, text: str, *fragments: tuple[int, int], **more: Any) -> Assertion:
    fields: dict[str, Any] = {"article": "a1", "claim": "c1", **more}
    return Assertion(id=id, fragments=fragments, quotes=quotes(text, fragments), **fields)


def full_desk() -> Desk:
    """Everything a desk can hold, the hard cases too."""
    text = TORTURE
    return desk_of(
        Story(id="s1", title="The [red]story[/red]", unknown={"colour": "grün"}),
        Story(id="s2", title="Another"),
        Article(id="a1", story="s1", title="Ünïcode =1+1", text=text, publisher="P",
                author="A", published="2024-01-10T11:44", updated="2024", url="u",
                file="a.txt", encoding="utf-8", sha256="00", guessed=("title", "author"),
                furniture=((0, 3, "photo"),), note="an article's note",
                unknown={"wire": {"desk": [1, 2.5, None, "é"]}}),
        Article(id="a3", story="s2", title="", text="Third.", version_of="a2"),
        Article(id="a2", story="s1", title="Two", text=OTHER, version_of="elsewhere"),
        Annotator(id="ann", name="Ann"), Annotator(id="idle"),
        Entity(id="e1", name="Café", label="ORG", aliases=("Cafe",), identifiers={"iso": "X"}),
        Entity(id="e2", name="of an attribution"), Entity(id="e3", name="of nothing"),
        Topic(id="t1", story="s1", title="Topic", order=2),
        Topic(id="t2", story="s1", title="empty"),
        Claim(id="c1", story="s1", text="They met.", topic="t1", order=3),
        Claim(id="c2", story="s1", text="nobody speaks of it", unsure=True),
        Claim(id="c3", story="s2", text="of the other story"),
        mention("m1", text, (0, 11), entity="e1", attributes={"a": "b"}, note="n\n\t="),
        mention("m2", text, (0, 5), by="bob", at="2020-01-01T00:00:00Z", status="draft"),
        mention("m3", text, (3, 14)),
        mention("m4", text, (0, 5), label="ORG"),
        mention("m5", text, (6, 9), (16, 24), unsure=True, unknown={"x": []}),
        mention("m6", OTHER, (4, 17), article="a2"),
        assertion("x1", text, (0, 20), stance="partly", polarity="negative", modality="stated",
                  certainty="high", date=StatedDate(iso="2024", precision="year", inferred=True),
                  quotation="direct", origin="e1",
                  attribution=(Attribution(source=Source(span=((6, 9),)), cue=((6, 8),)),
                               Attribution(source=Source(entity="e2", text="they")))),
        assertion("x2", OTHER, (0, 5), (8, 20), article="a2"),
        Silence(id="o1", claim="c1", article="a3"),
        Match(id="h1", a=Place(article="a1", start=0, end=9),
              b=Place(article="a2", start=0, end=4), verdict="rejected"),
        Link(id="l1", type="refines", source="m1", target="m6"),
        Link(id="l2", type="refines", source="c2", target="c3"),
        Link(id="l3", type="refines", source="e3", target="t2"),
        Verdict(id="v1", story="s1", signature="number:1", real=False, reason="the same"),
    )  # fmt: skip


_chars = st.characters(exclude_categories=["Cs"], exclude_characters="\r")
_HARD = ["👩‍👩‍👧", "e\N{COMBINING ACUTE ACCENT}", "שלום", "\t", "\n", "𝔘", "[b]", "<i>&amp;", " "]
_words = st.text(_chars, max_size=8)
_texts = st.lists(
    st.one_of(
        st.sampled_from(_HARD),
        st.text(st.characters(exclude_categories=["Cc", "Cs", "Cn", "Co"]), min_size=1, max_size=6),
    ),
    min_size=1,
    max_size=12,
).map("".join)
_json = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**50), 2**50) | _words,
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(_words, inner, max_size=2),
    max_leaves=4,
)


@st.composite
def desks(draw: st.DrawFn) -> Desk:
    """Any desk that can be: crossing, nested, discontinuous, the same span twice, far links."""
    many = draw(st.integers(1, 4))
    texts = [draw(_texts) for _ in range(many)]
    articles = [
        Article(
            id=f"a{number}",
            story=draw(st.sampled_from(["s1", "s2", "s3"])),
            title=draw(_words),
            text=text,
            note=draw(_words),
            unknown=draw(_unknown()),
            furniture=draw(st.just(()) | st.just(((0, 1, "photo"),))),
        )
        for number, text in enumerate(texts)
    ]
    stories = draw(st.permutations(sorted({article.story for article in articles})))
    entities = [Entity(id=f"e{n}", name=draw(_words), **draw(_common())) for n in range(draw(_few))]
    topics = [
        Topic(id=f"t{n}", story=draw(st.sampled_from(stories)), title=draw(_words), order=-n)
        for n in range(draw(_few))
    ]
    claims = [
        Claim(
            id=f"c{n}",
            story=draw(st.sampled_from(stories)),
            text=draw(_words),
            topic=draw(_maybe(topics)),
            **draw(_common()),
        )
        for n in range(draw(_few))
    ]
    found: list[Record] = []
    for number in range(draw(st.integers(0, 8))):
        article = draw(st.sampled_from(articles))
        where = draw(_span(article.text))
        words = quotes(article.text, where)
        base: dict[str, Any] = {"article": article.id, "fragments": where, "quotes": words}
        base |= draw(_common())
        if draw(st.booleans()) and claims:
            source = Source(entity=draw(_maybe(entities)), text=draw(_words), span=where)
            found.append(
                Assertion(
                    id=f"x{number}",
                    claim=draw(st.sampled_from(claims)).id,
                    origin=draw(_maybe(entities)),
                    attribution=draw(st.just(()) | st.just((Attribution(source=source),))),
                    **base,
                )
            )
        else:
            label = draw(st.sampled_from(["GPE", "ORG", "Novel label"]))
            entity = draw(_maybe(entities))
            found.append(Mention(id=f"m{number}", label=label, entity=entity, **base))
    if claims:
        for number in range(draw(_few)):
            silent = draw(st.sampled_from(articles)).id
            claim = draw(st.sampled_from(claims)).id
            found.append(Silence(id=f"o{number}", claim=claim, article=silent, **draw(_common())))
    for number in range(draw(_few)):
        a, b = draw(st.sampled_from(articles)), draw(st.sampled_from(articles))
        one, two = (Place(article=side.id, start=0, end=1) for side in (a, b))
        found.append(Match(id=f"h{number}", a=one, b=two, **draw(_common())))
    ends = [record.id for record in (*found, *claims, *entities, *topics)]
    for number in range(draw(_few) if ends else 0):
        start, end = draw(st.sampled_from(ends)), draw(st.sampled_from(ends))
        found.append(Link(id=f"l{number}", type="refines", source=start, target=end))
    for number in range(draw(_few)):
        story = draw(st.sampled_from(stories))
        found.append(Verdict(id=f"v{number}", story=story, signature=draw(_words), real=True))
    labels = default_labels()
    more = msgspec.structs.replace(labels, labels=(*labels.labels, Label(name="Novel label")))
    return desk_of(
        more,
        *(Story(id=id, title=draw(_words), unknown=draw(_unknown())) for id in stories),
        *articles,
        *entities,
        *topics,
        *claims,
        *draw(st.permutations(found)),
    )


_few = st.integers(0, 3)


def _maybe(records: Sequence[Record]) -> st.SearchStrategy[str | None]:
    return st.sampled_from([None, *(record.id for record in records)])


def _unknown() -> st.SearchStrategy[dict[str, Any]]:
    return st.dictionaries(st.sampled_from(["wire", "Ünknown", "x y", ""]), _json, max_size=2)


@st.composite
def _common(draw: st.DrawFn) -> dict[str, Any]:
    return {
        "by": draw(st.sampled_from(["ann", "bob", "Zoë"])),
        "at": draw(st.sampled_from(["2020-01-01T00:00:00Z", "2026-05-05T05:05:05Z"])),
        "status": draw(st.sampled_from(["accepted", "draft"])),
        "unsure": draw(st.booleans()),
        "note": draw(_words),
        "unknown": draw(_unknown()),
    }


@st.composite
def _span(draw: st.DrawFn, text: str) -> tuple[tuple[int, int], ...]:
    pieces = []
    for _ in range(draw(st.integers(1, 3))):
        start = draw(st.integers(0, len(text) - 1))
        pieces.append((start, draw(st.integers(start + 1, len(text)))))
    return span(pieces)
