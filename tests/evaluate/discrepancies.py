"""How well discrepancies are found: of each story's two articles, against what a reader found.

``python -m tests.evaluate.discrepancies`` prints for each story of two articles how many of the
differences that must be found are, and how many reports are false: neither what must nor what may
be reported. Then the false alarms: an article against itself, and articles of unrelated events.
``--wrong`` lists what was missed and what is false.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Sequence
from itertools import combinations

import msgspec

from store.compare import Discrepancy, discrepancies
from store.model import Article
from tests.gold import load
from tests.gold.load import load_articles, load_discrepancies
from tests.gold.retold import read_page


def counts_as(report: Discrepancy, record: load.Discrepancy) -> bool:
    """Whether a report is of what a reader found: kind, and spans that touch in every article."""
    return report.kind in record.kinds and all(
        any(
            start < word.end and word.start < end
            for word in words
            for start, end in report.spans.get(article, ())
        )
        for article, words in record.spans.items()
        if words
    )


def measure(story: str, *, is_listing: bool) -> None:
    """Print one story's line."""
    articles = [as_read(one) for one in load_articles(story)]
    gold = load_discrepancies(story)
    start = time.process_time()
    reports = discrepancies(articles)
    took = 1000 * (time.process_time() - start)
    must = [one for one in gold if one.verdict == "must"]
    right = [one for one in gold if one.verdict != "never"]
    found = [one for one in must if any(counts_as(report, one) for report in reports)]
    graded = [
        one
        for one in found
        if any(counts_as(report, one) and report.grade == one.grade for report in reports)
    ]
    false = [one for one in reports if not any(counts_as(one, record) for record in right)]
    hard = [one for one in must if one.grade == "hard"]
    print(
        f"{story}: {len(found)} of {len(must)} found (hard {sum(one in found for one in hard)} of"
        f" {len(hard)}; {len(graded)} in their grade), {len(false)} false of {len(reports)},"
        f" {took:.0f} ms"
    )
    if is_listing:
        for one in must:
            if one not in found:
                print(f"  missed {one.kind} {one.id}: {one.why}")
        for report in false:
            print(f"  false {report.kind} {report.grade}: {report.explanation}")


def kinds(reports: Sequence[Discrepancy]) -> str:
    """The kinds reported, with numbers."""
    names = [f"{one.kind} {one.grade}" for one in reports]
    return ", ".join(f"{names.count(name)} {name}" for name in sorted(set(names))) or "nothing"


def main() -> None:
    """Measure every story of two articles, and the false alarms."""
    parser = argparse.ArgumentParser(prog="python -m tests.evaluate.discrepancies")
    parser.add_argument("--wrong", action="store_true", help="list what was missed and is false")
    options = parser.parse_args()
    stories: dict[str, list[load.Article]] = {}
    for one in load_articles():
        stories.setdefault(one.story, []).append(one)
    for story in stories:
        if load_discrepancies(story):
            measure(story, is_listing=options.wrong)
    twice = [as_read(one) for one in load_articles()]
    same = [report for one in twice for report in discrepancies([one, _twin(one)])]
    print(f"an article against itself: {kinds(same)}")
    unrelated = [
        report
        for (_, one), (_, other) in combinations(stories.items(), 2)
        if one[0].story.split("-")[0] != other[0].story.split("-")[0]
        for report in discrepancies([as_read(one[0]), as_read(other[0])])
    ]
    print(f"articles of unrelated events: {kinds(unrelated)}")


def as_read(gold: load.Article) -> Article:
    """An article of the gold as reading its file would find it."""
    return read_page(gold.id, gold.story, gold.text)


def _twin(article: Article) -> Article:
    # Another line feed, so that all detectors look.
    return msgspec.structs.replace(article, id=f"{article.id}-twin", text=article.text + "\n")


if __name__ == "__main__":
    main()
