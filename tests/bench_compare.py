"""What comparing costs: ``python -m tests.bench_compare`` prints CPU time and a ratio a row.

Each row stands beside a floor measured in the same round: counting the words and the runs of three
letters of the same articles, which every comparison has to do at least. Figures are medians over
rounds; a round compares articles that were never compared before, so that nothing is remembered
but what the row is about.
"""

from __future__ import annotations

import gc
import time
import tracemalloc
from collections import Counter
from collections.abc import Callable, Sequence
from statistics import median

from store.compare import discrepancies
from store.compare.places import matched
from store.model import Article, Match, Place
from tests.bench.desks import SEEDS
from tests.made_up_story import made_up_story

ROUNDS = 5
NINE, WORDS = 9, 2000


def main() -> None:
    """Print the table."""
    rounds = [_round(number) for number in range(ROUNDS + 1)][1:]  # the first one imports
    print(f"{'row':42}{'cpu ms':>9}{'bound':>8}{'floor ms':>10}{'ratio':>8}")
    for at, (row, bound, *_) in enumerate(rounds[0]):
        ms = median(each[at][2] for each in rounds) * 1e3
        floor = median(each[at][3] for each in rounds) * 1e3
        ratio = median(each[at][2] / each[at][3] for each in rounds)
        print(f"{row:42}{ms:9.1f}{bound:>8}{floor:10.1f}{ratio:8.2f}")
    for words in (WORDS // 2, WORDS, WORDS * 2):
        print(f"memory held after nine of {words:,} words: {_held(words) / 1e6:.1f} MB")


def _round(number: int) -> list[tuple[str, str, float, float]]:
    """The row, its bound in ms, its CPU seconds and those of the floor."""
    *nine, tenth = made_up_story(NINE + 1, WORDS, seed=number)
    seeds = [
        Article(
            id=f"r{number}{path.stem}",
            story="s1",
            title=path.stem,
            # No sentence as it was in the round before: what of it is compared is remembered.
            text=path.read_text(encoding="utf-8").replace(". ", f" q{number}. "),
        )
        for path in SEEDS
    ]
    judged = _judged(nine)
    counted, floor = _floor(nine), _floor(seeds)
    return [
        ("two seeds, first result", "10", _cpu(lambda: discrepancies(seeds)), floor),
        ("nine of 2,000 words, first result", "1000", _cpu(lambda: discrepancies(nine)), counted),
        ("the same after an edit", "50", _cpu(lambda: discrepancies(nine)), counted),
        ("their matches", "50", _cpu(lambda: matched(nine)), counted),
        ("their matches after one is judged", "50", _cpu(lambda: matched(nine, judged)), counted),
        ("a tenth added", "", _cpu(lambda: discrepancies([*nine, tenth])), counted),
    ]


def _judged(articles: Sequence[Article]) -> list[Match]:
    """The first sentences of two articles, said to tell the same."""
    one, other = articles[:2]
    a, b = (Place(article=each.id, start=0, end=each.text.index(".") + 1) for each in (one, other))
    return [Match(id="h1", a=a, b=b)]


def _floor(articles: Sequence[Article]) -> float:
    def count() -> None:
        for article in articles:
            words = article.text.split()
            Counter(words)
            Counter(word[at : at + 3] for word in words for at in range(len(word) - 2))

    return _cpu(count)


def _held(words: int) -> int:
    """Bytes held and not held before, of what is remembered and of what was found."""
    articles = made_up_story(NINE, words, seed=words)
    gc.collect()
    tracemalloc.start()
    found = discrepancies(articles)
    held, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert found
    return held


def _cpu(do: Callable[[], object]) -> float:
    gc.collect()
    start = time.process_time()
    do()
    return time.process_time() - start


if __name__ == "__main__":
    main()
