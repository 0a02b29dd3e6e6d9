"""``python -m tests.bench_jsonl [--articles N]``: JSONL out and in, beside orjson and its dicts.

The figures asked for are those of 10,000 articles with 100 mentions each; an article has 600
words, as news has. Times are CPU seconds of
one process, in one run; memory is what the export adds to the open desk's peak.
"""

from __future__ import annotations

import argparse
import gc
import resource
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import orjson

from store.db import open_desk
from store.desk import Desk
from store.edits import Reading, RecordPut
from store.formats.exchange import export_desk, import_file
from store.model import Article, Mention, Story

MENTIONS = 100
SENTENCE = "Oslo says that it has agreed. "
EXPORT_BOUND, IMPORT_BOUND, MEMORY_BOUND = 4.0, 6.0, 150


@dataclass(frozen=True)
class LayDown:
    """So many articles with their mentions, as one change."""

    articles: int
    verb: str = "lay down"

    def puts(self, desk: Reading) -> Iterator[RecordPut]:
        yield Story(id="s1", title="bench")
        text = SENTENCE * MENTIONS + "\n"
        for number in range(self.articles):
            article = f"a{number}"
            yield Article(id=article, story="s1", title=f"Article {number}", text=f"{text}{number}")
            for at in range(MENTIONS):
                start = at * len(SENTENCE)
                yield Mention(
                    id=f"{article}m{at}",
                    article=article,
                    fragments=((start, start + 4),),
                    quotes=("Oslo",),
                    label="GPE",
                    by="ann",
                    at="2026-01-01T00:00:00Z",
                )


def _timed(work: Callable[[], object]) -> float:
    gc.collect()
    before = time.process_time()
    work()
    return time.process_time() - before


def _peak() -> float:
    """The most memory held so far, in MiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _floor_out(lines: list[dict[str, object]], path: Path) -> None:
    with path.open("wb") as file:
        for line in lines:
            file.write(orjson.dumps(line) + b"\n")


def _floor_in(path: Path) -> None:
    with path.open("rb") as file:
        for line in file:
            orjson.loads(line)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--articles", type=int, default=1000)
    count = parser.parse_args().articles
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        with open_desk(place / "desk.json", annotator="ann") as desk:
            desk.apply(LayDown(count))
        with open_desk(place / "desk.json", annotator="ann") as desk:
            before = _peak()
            out = _timed(lambda: export_desk(desk, "jsonl", place / "x.jsonl"))
            added = _peak() - before
        with (place / "x.jsonl").open("rb") as file:
            lines = [orjson.loads(line) for line in file]
        floor_out = _timed(lambda: _floor_out(lines, place / "y.jsonl"))
        floor_in = _timed(lambda: _floor_in(place / "x.jsonl"))
        other: Desk
        with open_desk(place / "other.json", annotator="ann") as other:
            back = _timed(lambda: import_file(other, "jsonl", place / "x.jsonl"))
    print(f"{count:,} articles, {count * MENTIONS:,} mentions, CPU seconds")
    for name, mine, floor, bound in (
        ("export", out, floor_out, EXPORT_BOUND),
        ("import", back, floor_in, IMPORT_BOUND),
    ):
        verdict = "PASS" if mine / floor <= bound else "over"
        print(
            f"{name}  {mine:.2f}  orjson {floor:.2f}  ratio {mine / floor:.1f} <= {bound} {verdict}"
        )
    verdict = "PASS" if added <= MEMORY_BOUND else "over"
    print(f"memory above the open desk  {added:.0f} MiB <= {MEMORY_BOUND} {verdict}")


if __name__ == "__main__":
    main()
