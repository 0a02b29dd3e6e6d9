"""How well names are suggested: exact spans without labels, in percent.

``python -m tests.evaluate.mentions CORPORA`` joins the tokens of WNUT17 dev and UNER EWT dev by
one space, a text for each sentence, and counts suggestions of names alone. Then the gold: of every
article whose mentions a reader marked, suggestions of all kinds, without labels and with them, and
who says what. Of the one held out nothing but figures is ever printed.
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path

from store.suggest import suggest_assertions, suggest_mentions
from tests.gold.load import load_article, load_articles, load_attributions, load_mentions

_FILES = {"emerging.dev.conll": (0, 1), "en_ewt-ud-dev.iob2": (1, 2)}
_NOT_NAMES = {"DATE", "QUANTITY", "LAW", "WEAPON"}

Span = tuple[int, int]


def sentences(path: Path, word: int, tag: int) -> list[tuple[str, set[Span]]]:
    """Each sentence's tokens joined by one space, and where its names are."""
    found: list[tuple[str, set[Span]]] = []
    for block in path.read_text(encoding="utf-8").replace("\t\n", "\n").split("\n\n"):
        rows = [line.split("\t") for line in block.splitlines() if "\t" in line]
        text, spans = "", list[Span]()
        for row in rows:
            start = len(text) + bool(text)
            text = f"{text} {row[word]}" if text else row[word]
            if row[tag].startswith("B-"):
                spans.append((start, len(text)))
            elif row[tag].startswith("I-") and spans:
                spans[-1] = (spans[-1][0], len(text))
        found.append((text, set(spans)))
    return found


def f1(gold: int, found: int, right: int) -> float:
    """F1 in percent."""
    return 200 * right / max(1, gold + found)


def measure_gold(article: str) -> None:
    """Print one article's line; what is optional is neither asked for nor wrong."""
    text, marked = load_article(article).text, load_mentions(article)
    optional = {(m.start, m.end) for m in marked if m.optional}
    got = {(s.start, s.end, s.label) for s in suggest_mentions(text)}
    got = {one for one in got if one[:2] not in optional}
    want = {(m.start, m.end, m.label) for m in marked if not m.optional}
    spans = {one[:2] for one in got} & {one[:2] for one in want}
    must = [a for a in load_attributions(article) if a.verdict == "must"]
    said = suggest_assertions(text)
    cued = [
        (a, one)
        for a in must
        for one in said
        if one.cue and one.cue[0] < a.cue[0].end and a.cue[0].start < one.cue[1]
    ]
    sourced = sum(
        one.source == ((a.source[0].start, a.source[0].end) if a.source else None)
        for a, one in cued
    )
    untyped, typed = f1(len(want), len(got), len(spans)), f1(len(want), len(got), len(want & got))
    print(
        f"{article}: {len(want)} mentions, F1 {untyped:.1f}, with labels {typed:.1f};"
        f" {len(must)} attributions, {len(cued)} cues found, {sourced} with their source"
    )


def main() -> None:
    """Measure the corpora that are below a folder, and the gold."""
    parser = argparse.ArgumentParser(prog="python -m tests.evaluate.mentions")
    parser.add_argument("corpora", type=Path)
    for name, (word, tag) in _FILES.items():
        for path in sorted(parser.parse_args().corpora.rglob(name)):
            gold = found = right = 0
            each = sentences(path, word, tag)
            began = time.process_time()
            for text, spans in each:
                got = {
                    (s.start, s.end) for s in suggest_mentions(text) if s.label not in _NOT_NAMES
                }
                gold, found, right = gold + len(spans), found + len(got), right + len(got & spans)
            speed = sum(len(text.split()) for text, _ in each) / (time.process_time() - began)
            print(
                f"{name}: {gold} names, precision {100 * right / max(1, found):.1f},"
                f" recall {100 * right / max(1, gold):.1f}, F1"
                f" {200 * right / max(1, gold + found):.1f}; {speed:,.0f} words a second"
            )
    for article in load_articles():
        if load_mentions(article.id):
            measure_gold(article.id)


if __name__ == "__main__":
    main()
