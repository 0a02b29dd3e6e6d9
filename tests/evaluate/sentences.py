"""How well sentences are found: exact spans against a treebank's.

``python -m tests.evaluate.sentences CORPORA`` reads every ``*.iob2`` and ``*.conllu`` below the
folder CORPORA and prints, for each, precision, recall and F1 of exact spans, in percent: with the
``# text =`` lines of each document joined by one space, and with those of the whole file, where
the ends of documents are to be found as well. ``--wrong`` lists the spans that differ.
"""

from __future__ import annotations

import argparse
from itertools import accumulate
from pathlib import Path

from store.text import sentences

_TEXT = "# text = "
_DOCUMENT = "# newdoc"

Span = tuple[int, int]


def documents(path: Path) -> list[list[str]]:
    """The sentences of each document of a treebank file."""
    found: list[list[str]] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith(_DOCUMENT) or not found:
            found.append([])
        if line.startswith(_TEXT):
            found[-1].append(line[len(_TEXT) :].strip())
    return found


def compared(parts: list[str]) -> tuple[str, set[Span], set[Span]]:
    """The sentences joined by one space, where they are, and where they are found to be."""
    text = " ".join(parts)
    ends = accumulate((len(part) + 1 for part in parts), initial=0)
    gold = {(start, start + len(part)) for start, part in zip(ends, parts, strict=False)}
    return text, gold, set(sentences(text))


def line(name: str, gold: int, found: int, right: int) -> str:
    """One line of the results."""
    return (
        f"{name}: {gold} sentences, precision {100 * right / max(1, found):.1f},"
        f" recall {100 * right / max(1, gold):.1f}, F1 {200 * right / max(1, gold + found):.1f}"
    )


def main() -> None:
    """Measure every treebank below a folder."""
    parser = argparse.ArgumentParser(prog="python -m tests.evaluate.sentences")
    parser.add_argument("corpora", type=Path)
    parser.add_argument("--wrong", action="store_true", help="list the spans that differ")
    options = parser.parse_args()
    for path in sorted([*options.corpora.rglob("*.iob2"), *options.corpora.rglob("*.conllu")]):
        each = [compared(parts) for parts in documents(path)]
        _, whole, found = compared([part for parts in documents(path) for part in parts])
        print(
            line(
                f"{path.name} by document",
                sum(len(gold) for _, gold, _ in each),
                sum(len(found) for _, _, found in each),
                sum(len(gold & found) for _, gold, found in each),
            )
        )
        print(line(f"{path.name} as one text", len(whole), len(found), len(whole & found)))
        if options.wrong:
            for text, gold, found in each:
                for span in sorted(gold ^ found):
                    print("missed" if span in gold else "false ", repr(text[slice(*span)]))


if __name__ == "__main__":
    main()
