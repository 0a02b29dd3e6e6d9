"""``python -m tests.corpora PATH``: every sample that a reader of ours is meant for.

Each is imported, exported in the same format where that is written (else as JSONL), and imported
again on an empty desk: no traceback, the same annotations, every quote equal to its text. Files of
annotations without a text are put on pages made up for them (``pages``). Where a text comes with no
mention, what was marked in it has to be told. A file that is refused in one line is counted apart.
What we write ourselves is held against the W3C test suite's schemas (``w3c_schemas``).
"""

from __future__ import annotations

import argparse
import json
import tempfile
import traceback
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from store.desk import Desk
from store.errors import VariorumError
from store.formats.exchange import export_desk, import_file
from store.formats.json_lines import objects
from store.formats.losses import LossReport
from store.formats.registry import find_format, names
from store.model import Article, Mention, quotes
from tests.corpora.pages import pages, wanted
from tests.corpora.w3c_schemas import suites, unmet
from tests.store.formats.desks import empty_desk

KINDS: Final = (
    ("brat", "brat", "*.ann"),
    ("label_studio", "label-studio", "*.json"),
    ("doccano", "doccano", "*.json*"),
    ("prodigy", "prodigy", "*.json*"),
    ("uner", "conll", "*.iob2"),
    ("wnut", "conll", "*.conll"),
    ("webanno", "webanno", "*.tsv"),
    ("w3c", "w3c", "*.json*"),
)
"""A word of the folder's name, the format, and which files in it."""


def samples(corpora: Path) -> Iterator[tuple[str, Path]]:
    """Each file with the format it is in."""
    for word, form, pattern in KINDS:
        for folder in sorted(corpora.iterdir()):
            if folder.is_dir() and word in folder.name.lower():
                yield from (
                    (form, path) for path in sorted(folder.rglob(pattern)) if path.is_file()
                )


def main() -> int:
    """Read them all; 1 where one is not as it has to be."""
    parser = argparse.ArgumentParser(prog="python -m tests.corpora")
    parser.add_argument("corpora", type=Path)
    corpora = parser.parse_args().corpora
    counts: dict[str, Counter[str]] = {}
    absent = set()
    for form, path in samples(corpora):
        if form not in names():
            absent.add(form)
            continue
        count = counts.setdefault(form, Counter())
        try:
            count[_tried(form, path, count)] += 1
        except Exception:
            count["FAILED"] += 1
            print(f"{path}: {traceback.format_exc(limit=-3)}")
    for form, count in counts.items():
        print(f"{form}: " + ", ".join(f"{number} {what}" for what, number in count.items()))
    for form in sorted(absent):
        print(f"{form}: not run: there is no such format")
    unmet_by = [suite for suite in suites(corpora) if not _meets(suite)]
    failed = any(count["FAILED"] for count in counts.values())
    return 0 if counts and not unmet_by and not failed else 1


def _meets(suite: Path) -> bool:
    count, wrong = unmet(suite)
    print(f"{suite.name}: {count} of ours under its schemas, {len(wrong)} not as they must be")
    for line in wrong:
        print(f"  {line}")
    return not wrong


def _tried(form: str, path: Path, count: Counter[str]) -> str:
    desk = empty_desk()
    try:
        done = import_file(desk, form, path)
    except VariorumError as error:
        print(f"{path.name}: refused: {error}")
        return "refused"
    first = _said(desk)
    if not first and path.stat().st_size:
        assert done.losses, "nothing came, and nothing is told"
    if form == "label-studio":
        told = {loss.record.rpartition("#")[2] for loss in done.losses if loss.table == "regions"}
        assert len(first) + len(told) >= len(_regions(path)), "a region is gone in silence"
    if next(desk.all(Article), None) is None:
        return _on_pages(form, path, count) or "with no passage of a text, all told"
    count["mentions"] += len(first)
    back = form if find_format(form).writes and "text" in find_format(form).holds else "jsonl"
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder, f"x{find_format(back).suffix}")
        export_desk(desk, back, place)
        again = empty_desk()
        import_file(again, back, place)
        assert _said(again) == first, "the second import is not the first"
    if first or not path.stat().st_size:
        return "files"
    return "files with texts and no span, all told"


def _on_pages(form: str, path: Path, count: Counter[str]) -> str:
    """Each passage that is named is a mention on the made-up pages, and there is no other one."""
    passages = [one for _, found in objects(path, LossReport()) for one in wanted(found)]
    if not passages:
        return ""
    desk = pages(passages)
    import_file(desk, form, path)
    articles = {article.id: article for article in desk.all(Article)}
    places = [(articles[one.article], *one.fragments[0]) for one in desk.all(Mention)]
    assert all(any(one.is_at(*place) for place in places) for one in passages), "not all are found"
    assert all(any(one.is_at(*place) for one in passages) for place in places), "others are found"
    first = _said(desk)
    count["mentions"] += len(first)
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder, f"x{find_format(form).suffix}")
        export_desk(desk, form, place)
        again = pages(passages)
        import_file(again, form, place)
        assert _said(again) == first, "the second import is not the first"
    return "files on pages made up for them"


def _regions(path: Path) -> set[str]:
    """The ids of what is marked in the tasks of Label Studio."""
    tasks = json.loads(path.read_text("utf-8-sig"))
    return {
        str(region.get("id"))
        for task in tasks
        for kind in ("annotations", "predictions")
        for marked in task.get(kind, ())
        for region in marked.get("result", ())
    }


def _said(desk: Desk) -> list[tuple[str, object, str, object]]:
    """The mentions of a desk, each quote checked against its text."""
    texts = {article.id: article.text for article in desk.all(Article)}
    found = []
    for one in desk.all(Mention):
        assert one.quotes == quotes(texts[one.article], one.fragments)
        found.append((texts[one.article], one.fragments, one.label, sorted(one.attributes.items())))
    return sorted(found)


if __name__ == "__main__":
    raise SystemExit(main())
