"""How well sentences that say the same are found.

``python -m tests.evaluate.matches CORPORA`` prints two things. First the gold: of the matches a
reader found in each story's two articles, how many are found, and how many found are wrong. Then,
of an event coreference corpus in the folder ``ecbplus`` of CORPORA: pairs of sentences across the
articles of a topic, only those that its list of sentences names; positive where they share a
coreferent event and a participant, place or time, negative where they share nothing.
"""

from __future__ import annotations

import argparse
import csv
import time
import xml.etree.ElementTree as ElementTree
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

from store.compare.features import features
from store.compare.likeness import align, matches
from tests.gold.load import load_articles, load_matches, load_sentences

_LIST = "ECBplus_coreference_sentences.csv"


class Read(NamedTuple):
    """One sentence of a corpus: its text, and the things it mentions."""

    text: str
    things: frozenset[str]


class Scored(NamedTuple):
    """A pair of sentences of one topic."""

    topic: str
    score: float
    is_same: bool


def article(path: Path, wanted: set[str]) -> list[Read]:
    """The wanted sentences of one annotated file."""
    root = ElementTree.parse(path).getroot()
    tokens: dict[str, list[str]] = defaultdict(list)
    sentence_of = {}
    for token in root.iter("token"):
        tokens[token.attrib["sentence"]].append(token.text or "")
        sentence_of[token.attrib["t_id"]] = token.attrib["sentence"]
    anchors: dict[str, str] = {}
    instances: dict[str, str] = {}
    for mark in root.iterfind("Markables/*"):
        if "instance_id" in mark.attrib:
            instances[mark.attrib["m_id"]] = mark.attrib["instance_id"]
        elif (anchor := mark.find("token_anchor")) is not None:
            anchors[mark.attrib["m_id"]] = sentence_of[anchor.attrib["t_id"]]
    things: dict[str, set[str]] = defaultdict(set)
    for relation in root.iter("CROSS_DOC_COREF"):
        target = relation.find("target")
        if target is None:
            continue
        for source in relation.iter("source"):
            if source.attrib["m_id"] in anchors:
                things[anchors[source.attrib["m_id"]]].add(instances[target.attrib["m_id"]])
    return [Read(" ".join(tokens[one]), frozenset(things[one])) for one in tokens if one in wanted]


def corpus(root: Path) -> dict[str, list[list[Read]]]:
    """The articles of every topic of which there is a folder."""
    wanted: dict[tuple[str, str], set[str]] = defaultdict(set)
    with (root / _LIST).open(encoding="utf-8", newline="") as lines:
        for topic, name, number in list(csv.reader(lines))[1:]:
            wanted[topic, name].add(number)
    found: dict[str, list[list[Read]]] = defaultdict(list)
    for (topic, name), numbers in sorted(wanted.items()):
        path = root / topic / f"{topic}_{name}.xml"
        if path.exists():
            found[topic].append(article(path, numbers))
    return found


def is_same(a: Read, b: Read) -> bool | None:
    """Whether two sentences count as saying the same; None where they count as neither."""
    shared = a.things & b.things
    if not shared:
        return False
    events = {one for one in shared if one.startswith(("ACT", "NEG"))}
    return True if events and shared - events else None


def scored(topics: dict[str, list[list[Read]]]) -> Iterator[Scored]:
    """Every pair across the articles of a topic that counts, with its likeness."""
    for topic, articles in topics.items():
        for a, b in combinations(articles, 2):
            scores = {(i, j): s for i, j, s in align([x.text for x in a], [x.text for x in b])}
            for i, one in enumerate(a):
                for j, other in enumerate(b):
                    if (same := is_same(one, other)) is not None:
                        yield Scored(topic, scores.get((i, j), 0.0), same)


def auc(pairs: Sequence[Scored]) -> float:
    """How often a positive pair scores over a negative one; ties count half."""
    ranked = sorted(pairs, key=lambda pair: pair.score)
    wins, below, at = 0.0, 0, 0
    while at < len(ranked):
        end = at
        while end < len(ranked) and ranked[end].score == ranked[at].score:
            end += 1
        tied = ranked[at:end]
        yes = sum(pair.is_same for pair in tied)
        wins += yes * (below + (len(tied) - yes) / 2)
        below += len(tied) - yes
        at = end
    return wins / max(1, below * (len(pairs) - below))


def best_threshold(pairs: Sequence[Scored]) -> float:
    """The threshold with the best F1."""
    ranked = sorted(pairs, key=lambda pair: -pair.score)
    all_yes = sum(pair.is_same for pair in pairs)
    best, threshold, hits = 0.0, 1.0, 0
    for number, pair in enumerate(ranked, 1):
        hits += pair.is_same
        f1 = 2 * hits / (number + all_yes)
        if f1 > best:
            best, threshold = f1, pair.score
    return threshold


def f1_of(hits: int, said: int, yes: int) -> float:
    """F1, in [0, 1]."""
    return 2 * hits / max(1, said + yes)


def across(topics: dict[str, list[list[Read]]]) -> Iterator[Scored]:
    """Every pair of sentences of two topics: none says the same."""
    for (topic, mine), (_, others) in combinations(topics.items(), 2):
        for a in mine:
            for b in others:
                scores = align([x.text for x in a], [x.text for x in b])
                yield from (Scored(topic, score, False) for _, _, score in scores)
                yield from [Scored(topic, 0.0, False)] * (len(a) * len(b) - len(scores))


def measure_corpus(root: Path, *, is_across: bool) -> None:
    """Print likeness over the corpus; with the pairs across its topics as negatives, or without."""
    start = time.process_time()
    topics = corpus(root)
    pairs = list(scored(topics)) + (list(across(topics)) if is_across else [])
    took = time.process_time() - start
    yes = sum(pair.is_same for pair in pairs)
    hits = said = 0
    for topic in sorted({pair.topic for pair in pairs}):
        threshold = best_threshold([pair for pair in pairs if pair.topic != topic])
        here = [pair for pair in pairs if pair.topic == topic]
        mine = [pair for pair in here if pair.score >= threshold]
        right = sum(pair.is_same for pair in mine)
        hits, said = hits + right, said + len(mine)
        own = sum(pair.is_same for pair in here)
        print(
            f"topic {topic}: {len(here)} pairs, {own} positive, AUC {auc(here):.3f},"
            f" threshold {threshold:.3f}, F1 {f1_of(right, len(mine), own):.3f}"
        )
    name = f"{root.name} and across its topics" if is_across else root.name
    print(
        f"{name}: {len(pairs)} pairs, {yes} positive, AUC {auc(pairs):.3f},"
        f" F1 {f1_of(hits, said, yes):.3f} with the threshold from the other topics,"
        f" always yes {f1_of(yes, len(pairs), yes):.3f}; {took:.1f} s"
    )


def measure_gold(*, is_listing: bool = False) -> None:
    """Print, for each story of two articles, what is found of the gold."""
    for story in dict.fromkeys(one.story for one in load_articles()):
        gold = load_matches(story)
        pair = [one.id for one in load_articles(story)]
        if len(pair) != 2 or not gold:
            continue
        a, b = ([one for one in load_sentences(id) if not one.furniture] for id in pair)
        must = {(one.i, one.j) for one in gold if one.grade == "same"}
        may = {(one.i, one.j) for one in gold}
        texts = [one.quote for one in a], [one.quote for one in b]
        features.cache_clear()
        start = time.process_time()
        found = {(a[i].index, b[j].index): score for i, j, score in matches(*texts)}
        took = time.process_time() - start
        print(
            f"{story}: {len(must & found.keys())} of {len(must)} found,"
            f" {len(found.keys() - may)} wrong, {1000 * took:.1f} ms"
        )
        if is_listing:
            quotes = {one.index: one.quote for one in a}, {one.index: one.quote for one in b}
            every = {(a[i].index, b[j].index): score for i, j, score in align(*texts)}
            for kind, those in (("missed", must - found.keys()), ("wrong", found.keys() - may)):
                for i, j in sorted(those):
                    score = every.get((i, j), 0.0)
                    print(f"  {kind} {score:.3f} {quotes[0][i]!r} / {quotes[1][j]!r}")


def main() -> None:
    """Measure the gold, and the corpus of a folder."""
    parser = argparse.ArgumentParser(prog="python -m tests.evaluate.matches")
    parser.add_argument("corpora", type=Path, nargs="?")
    parser.add_argument("--wrong", action="store_true", help="list the pairs that differ")
    options = parser.parse_args()
    measure_gold(is_listing=options.wrong)
    if options.corpora:
        for is_across in (False, True):
            measure_corpus(options.corpora / "ecbplus", is_across=is_across)


if __name__ == "__main__":
    main()
