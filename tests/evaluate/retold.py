"""How well discrepancies are found between articles that tell one event in other words.

``python -m tests.evaluate.retold`` prints for each story how many of the ten planted differences
are found, and what else is reported: of the two articles that are not as planted, and of the first
beside its own paraphrase, where anything hard is false. ``--wrong`` lists them.
"""

from __future__ import annotations

import argparse

from store.compare import Discrepancy, discrepancies
from tests.gold.retold import Retold, load_retold, shows

Counts = tuple[int, int, int, int]
"""Found, planted, others hard or soft, hard beside the paraphrase."""


def measure(story: Retold, *, is_listing: bool) -> Counts:
    """Print one story's line."""
    reports = discrepancies([story.first, story.second])
    missed = [one for one in story.planted if not any(shows(each, one, story) for each in reports)]
    others = [
        each
        for each in reports
        if each.kind not in ("presence", "metadata")
        and not any(shows(each, one, story) for one in story.planted)
    ]
    again = [one for one in discrepancies([story.first, story.paraphrase]) if one.grade == "hard"]
    found = len(story.planted) - len(missed)
    print(
        f"{story.name}: {found} of {len(story.planted)} found, {len(others)} others,"
        f" {len(again)} hard beside the paraphrase"
    )
    if is_listing:
        for one in missed:
            print(f"  missed {one.grade} {one.kind}: {one.why}")
        for each in others:
            print(f"  other {_line(each)}")
        for each in again:
            print(f"  paraphrase {_line(each)}")
    return found, len(story.planted), len(others), len(again)


def _line(report: Discrepancy) -> str:
    return f"{report.kind} {report.grade}: {report.explanation}"


def main() -> None:
    """Measure every story."""
    parser = argparse.ArgumentParser(prog="python -m tests.evaluate.retold")
    parser.add_argument("--wrong", action="store_true", help="list what was missed and is false")
    is_listing = parser.parse_args().wrong
    counts = [measure(story, is_listing=is_listing) for story in load_retold()]
    found, planted, others, again = (sum(row) for row in zip(*counts, strict=True))
    print(f"all: {found} of {planted} found, {others} others, {again} hard beside a paraphrase")


if __name__ == "__main__":
    main()
