"""Prodigy's JSON Lines: text, tokens, spans, relations and the answer; offsets in code points.

A span has to begin and end with a token: tokens are cut where spans begin and end. ``answer``
goes with ``status``: accept is accepted, reject rejected, ignore ignored. What Prodigy has no
fields for stands behind (``behind.py``).
"""

from __future__ import annotations

import json
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

import msgspec

from store.edits import Reading
from store.formats.behind import KEY, Piece, Said, Shown, Tie, records, shown
from store.formats.json_lines import number, objects, text_of, with_text
from store.formats.losses import LossReport
from store.formats.outgoing import Outgoing
from store.formats.seam import Arrived, BadFile, Format

_HELD: Final = "Prodigy holds spans and relations within one article"
_TOKEN: Final = re.compile(r"\w+|[^\w\s]")
_STATUS: Final = {"accept": "accepted", "reject": "rejected", "ignore": "ignored"}
_ANSWER: Final = {status: answer for answer, status in _STATUS.items()}

Tokens = Sequence[tuple[int, int]]


def write(outgoing: Outgoing, place: Path) -> None:
    """Write a task an article."""
    with place.open("w", encoding="utf-8", newline="\n") as file:
        for one in shown(
            outgoing, _HELD, one_piece="Prodigy shows each fragment as a span of its own"
        ):
            file.write(json.dumps(_task(one), ensure_ascii=False, separators=(",", ":")) + "\n")


def _task(one: Shown) -> dict[str, Any]:
    text = one.article.text
    tokens = cut_tokens(text, one.pieces)
    spans = {piece.key: _span(piece, tokens) for piece in one.pieces}
    meta = {"title": one.article.title, "source": one.article.publisher, "url": one.article.url}
    return {
        "text": text,
        "meta": {name: value for name, value in meta.items() if value},
        "tokens": [
            {"text": text[start:end], "start": start, "end": end, "id": at,
             "ws": text[end : end + 1].isspace()}
            for at, (start, end) in enumerate(tokens)
        ],
        "spans": list(spans.values()),
        "relations": [_relation(tie, spans) for tie in one.ties],
        "answer": _answer(one),
        KEY: json.loads(msgspec.json.encode(one.behind)),
    }  # fmt: skip


def cut_tokens(text: str, pieces: Iterable[Piece]) -> Tokens:
    """Words and signs, cut wherever a span begins or ends; no token is space alone."""
    edges = sorted({edge for one in pieces for edge in (one.start, one.end)})
    tokens: list[tuple[int, int]] = []
    for found in _TOKEN.finditer(text):
        inner = edges[bisect_right(edges, found.start()) : bisect_left(edges, found.end())]
        bounds = (found.start(), *inner, found.end())
        tokens += pairwise(bounds)
    return tokens


def _span(piece: Piece, tokens: Tokens) -> dict[str, Any]:
    """A span with its first and last token; one that holds nothing but space has none."""
    starts, ends = [start for start, _ in tokens], [end for _, end in tokens]
    first, last = bisect_left(starts, piece.start), bisect_right(ends, piece.end) - 1
    span: dict[str, Any] = {"start": piece.start, "end": piece.end}
    if first <= last:
        span |= {"token_start": first, "token_end": last}
    return {**span, "label": piece.label}


def _relation(tie: Tie, spans: dict[str, dict[str, Any]]) -> dict[str, Any]:
    head, child = spans[tie.source], spans[tie.target]
    return {
        "head": head.get("token_end"),
        "child": child.get("token_end"),
        "head_span": head,
        "child_span": child,
        "label": tie.type,
    }


def _answer(one: Shown) -> str:
    """What all its mentions have in common; else they are taken as accepted."""
    statuses = {mention.status for mention in one.mentions.values()}
    return _ANSWER.get(statuses.pop(), "accept") if len(statuses) == 1 else "accept"


def read(path: Path, _: Reading, losses: LossReport) -> Iterator[Arrived]:
    """Every task, as an article of the story that is named as the file. Raises BadFile."""
    for where, task in with_text(objects(path, losses), losses):
        meta = task.get("meta") if isinstance(task.get("meta"), dict) else {}
        pieces = list(_pieces(task, where))
        yield from records(
            Said(
                where=where,
                text=text_of(task),
                title=str((meta or {}).get("title", "")),
                story=path.stem,
                pieces=pieces,
                ties=list(_ties(task, where, pieces)),
                behind=task.get(KEY),
                by=str(task.get("_annotator_id") or task.get("_session_id") or ""),
                at=_time(task.get("_timestamp")),
                status=_STATUS.get(str(task.get("answer", "accept")), "accepted"),
            ),
            losses,
        )
        for field in sorted(task.keys() - _READ):
            if task[field] not in (None, "", [], {}):
                losses.add("lines", where, "a field that is not read", field=field)


_READ: Final = frozenset(
    ("text", "meta", "tokens", "spans", "relations", "answer", "_annotator_id", "_session_id",
     "_timestamp", "_input_hash", "_task_hash", "_view_id", "_is_binary", KEY)
)  # fmt: skip


def _pieces(task: dict[str, Any], where: str) -> Iterator[Piece]:
    spans = task.get("spans") or []
    if not isinstance(spans, list):
        raise BadFile(f"{where}: spans is no list")
    for at, one in enumerate(spans, 1):
        if not isinstance(one, dict):
            raise BadFile(f"{where}: span {at} is no object")
        label = str(one.get("label") or task.get("label") or "SPAN")
        yield Piece(str(at), number(one, "start", where), number(one, "end", where), label)


def _ties(task: dict[str, Any], where: str, pieces: Sequence[Piece]) -> Iterator[Tie]:
    """The relations, each end found by its span; an end that is no span has no key."""
    keys = {(one.start, one.end, one.label): one.key for one in reversed(pieces)}
    relations = task.get("relations") or []
    for one in relations if isinstance(relations, list) else []:
        ends = []
        for side in ("head_span", "child_span"):
            span = one.get(side) if isinstance(one, dict) else None
            if not isinstance(span, dict):
                raise BadFile(f"{where}: a relation without its {side}")
            found = number(span, "start", where), number(span, "end", where)
            ends.append(keys.get((*found, str(span.get("label", ""))), ""))
        yield Tie(str(one.get("label", "")), *ends)


def _time(stamp: Any) -> str:
    """Seconds since 1970 as ``at`` has them."""
    try:
        return datetime.fromtimestamp(int(stamp), UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    except (TypeError, ValueError, OverflowError, OSError):
        return ""


PRODIGY: Final = Format(
    name="prodigy",
    suffix=".prodigy.jsonl",
    description="Prodigy's tasks: tokens, spans, relations, answer; what it has no fields for"
    " behind them",
    holds=(
        "text", "metadata", "mentions", "nested", "attributes", "entities", "links", "notes",
        "unknown",
    ),
    writes=write,
    reads=read,
)  # fmt: skip
