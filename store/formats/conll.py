"""CoNLL: a token a line and its tag, as IOB2, as BILOU, and as CoNLL-U with the tag in MISC.

A tag says one mention a token: the outermost stands there, and what is nested, crosses it, has
several fragments or is edged with spaces is told. What is read lands on the article of that id
where its tokens are the article's, and else brings a text of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Final, Literal

from store.formats.conll_rows import read, written_label
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
    Silence,
    Story,
    Topic,
    Verdict,
)
from store.text import Tokens, sentences

Scheme = Literal["iob2", "bilou", "conllu"]
_HELD: Final = ("article", "fragments", "quotes", "label")
_REASON: Final = "tokens and their tags have no place for it"


def write(outgoing: Outgoing, place: Path, *, scheme: Scheme) -> None:
    """Write every article asked for, sentence by sentence."""
    with place.open("w", encoding="utf-8", newline="\n") as file:
        for article in outgoing.articles():
            outgoing.leave_fields(article, ("id",), _REASON)
            for line in _lines(outgoing, article, scheme):
                file.write(line + "\n")
    kinds = (Story, Entity, Annotator, Assertion, Claim, Link, Match, Silence, Topic, Verdict)
    for kind in kinds:
        outgoing.leave(kind, _REASON)


def _lines(outgoing: Outgoing, article: Article, scheme: Scheme) -> Iterator[str]:
    text = article.text
    mentions = _outermost(outgoing, article)
    tokens = Tokens(text, [one.fragments[0] for one in mentions])
    tags = ["O"] * len(tokens.spans)
    for one in mentions:
        first, last = tokens.between(*one.fragments[0])
        label = written_label(one.label)
        for at in range(first, last):
            tags[at] = f"{_letter(at, first, last, scheme)}-{label}"
    yield f"# newdoc id = {_one_line(article.id)}"
    for number, (first, last) in enumerate(_sentences(text, tokens, mentions), 1):
        start, end = tokens.spans[first][0], tokens.spans[last - 1][1]
        yield f"# sent_id = {_one_line(article.id)}-{number}"
        yield f"# text = {' '.join(text[start:end].split())}"
        for at in range(first, last):
            yield _row(text, tokens.spans, at, at - first + 1, tags[at], scheme)
        yield ""


def _row(
    text: str, spans: Sequence[tuple[int, int]], at: int, number: int, tag: str, scheme: Scheme
) -> str:
    start, end = spans[at]
    if scheme != "conllu":
        return f"{text[start:end]}\t{tag}"
    # spaCy looks for the tag at the beginning of the column.
    misc = [f"name={tag}"] if tag != "O" else []
    if at + 1 < len(spans) and spans[at + 1][0] == end:
        misc.append("SpaceAfter=No")
    misc += [f"start_char={start}", f"end_char={end}"]
    return "\t".join((str(number), text[start:end], *"_" * 7, "|".join(misc)))


def _letter(at: int, first: int, last: int, scheme: Scheme) -> str:
    if scheme != "bilou":
        return "B" if at == first else "I"
    if last - first == 1:
        return "U"
    return "B" if at == first else "L" if at == last - 1 else "I"


def _outermost(outgoing: Outgoing, article: Article) -> list[Mention]:
    """The mentions that tags can say, the longest first; the others are told."""
    taken: list[tuple[int, int]] = []
    found = []
    asked = outgoing.spans(Mention, article)
    for one in sorted(asked, key=lambda m: (m.fragments[0][0] - m.fragments[-1][1], m.id)):
        reason = _why_not(one, taken)
        if reason:
            outgoing.losses.add(Mention.TABLE, one.id, reason, article=article.id)
            continue
        taken.append(one.fragments[0])
        found.append(one)
        outgoing.leave_fields(one, _HELD, _REASON)
        if written_label(one.label) != one.label:
            outgoing.losses.add(
                Mention.TABLE, one.id, "a tag has no spaces", field="label", article=article.id
            )
    outgoing.carried[Mention.TABLE] -= len(asked) - len(found)
    return found


def _why_not(one: Mention, taken: Sequence[tuple[int, int]]) -> str:
    if len(one.fragments) > 1:
        return "it is not one run of tokens"
    if one.quotes[0] != one.quotes[0].strip():
        return "it is edged with spaces, which are no tokens"
    start, end = one.fragments[0]
    if any(start < upto and since < end for since, upto in taken):
        return "another mention has its tokens"
    return ""


def _sentences(text: str, tokens: Tokens, mentions: Sequence[Mention]) -> Iterator[tuple[int, int]]:
    """Runs of tokens; where a mention reaches into the next sentence, the two are one."""
    inside = [tokens.between(*one.fragments[0]) for one in mentions]
    first = 0
    for _, end in (*sentences(text), (0, len(text))):
        last = tokens.between(0, end)[1]
        if last > first and not any(since < last < upto for since, upto in inside):
            yield first, last
            first = last


def _one_line(id: str) -> str:
    return re.sub(r"\s", "_", id)


def _format(name: str, scheme: Scheme, suffix: str, description: str) -> Format:
    return Format(
        name=name,
        suffix=suffix,
        description=description,
        holds=("mentions",),
        units="tokens",
        writes=partial(write, scheme=scheme),
        reads=read,
    )


IOB2: Final = _format("conll", "iob2", ".conll", "a token a line with its tag, as IOB2")
BILOU: Final = _format("conll-bilou", "bilou", ".conll", "the same, as BILOU")
CONLLU: Final = _format("conllu", "conllu", ".conllu", "CoNLL-U, the tag in MISC as name=")
