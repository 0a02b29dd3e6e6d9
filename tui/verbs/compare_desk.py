"""``variorum compare``: which sentences say the same, and where the articles of a story part."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from store.errors import VariorumError
from tui.verbs.opening import desk_argument, json_option, reading_desk
from tui.verbs.printing import print_json, print_line

if TYPE_CHECKING:
    from store.compare import Discrepancy
    from store.compare.places import Matched
    from store.desk import Desk
    from store.model import Article, Verdict

FOUND: Final = 3
_SHOWN: Final = 70
"""Letters of a passage on a line."""


def define(parser: argparse.ArgumentParser) -> None:
    """The desk, a story of it, and what to fail on."""
    desk_argument(parser)
    parser.add_argument("--story", metavar="S", help="this story alone")
    parser.add_argument(
        "--fail-on",
        choices=("hard", "soft"),
        help="exit status 3 where one is found that is not dismissed; soft: of either grade",
    )
    json_option(parser)


def run(asked: argparse.Namespace) -> int:
    """Print what is found; FOUND where it is what was asked to fail on."""
    from store.compare import discrepancies
    from store.compare.places import matched
    from store.learnt import learnt
    from store.model import Match, Verdict

    with reading_desk(Path(asked.desk)) as desk:
        stories = _stories(desk, asked.story)
        judged, same = list(desk.all(Match)), learnt(desk)
        verdicts = {(one.story, one.signature): one for one in desk.all(Verdict)}
        pairs: list[Matched] = []
        found: list[tuple[Discrepancy, Verdict | None]] = []
        for story, articles in stories.items():
            parted = discrepancies(articles, same)
            here = [(one, verdicts.get((story, one.signature))) for one in parted]
            paired = matched(articles, judged, same)
            if not asked.json:
                _print_story(story, articles, paired, here)
            pairs += paired
            found += here
    if asked.json:
        print_json(
            {
                "matches": [*map(_pair, pairs)],
                "discrepancies": [_value(*x) for x in found],
                "versions": [
                    {"old": old.id, "new": new.id, "changes": _changes(old, new)}
                    for articles in stories.values()
                    for old, new in _versions(articles)
                ],
            }
        )
    open_ones = [one.grade for one, verdict in found if verdict is None or verdict.real]
    fails = {"hard": ("hard",), "soft": ("hard", "soft")}.get(asked.fail_on, ())
    return FOUND if any(grade in fails for grade in open_ones) else 0


def _stories(desk: Desk, story: str | None) -> Mapping[str, list[Article]]:
    known = list(desk.store.ids("stories"))
    if story is not None and story not in known:
        raise VariorumError(f"{desk.path}: no story {story!r}: use one of {', '.join(known)}")
    return {id: desk.articles(id) for id in known if story in (None, id)}


def _print_story(
    story: str,
    articles: list[Article],
    paired: list[Matched],
    found: list[tuple[Discrepancy, Verdict | None]],
) -> None:
    from store.versions import passages_changed

    texts = {article.id: article.text for article in articles}
    grades = [one.grade for one, _ in found]
    print_line(
        f"{story}: articles: {len(articles)}; sentences that say the same: {len(paired)};"
        f" discrepancies: {grades.count('hard')} hard, {grades.count('soft')} soft"
    )
    for old, new in _versions(articles):
        print_line(f"  {new.id} corrects {old.id}:")
        for change in passages_changed(old.text, new.text):
            was, now = _cut(old.text[slice(*change.old)]), _cut(new.text[slice(*change.new)])
            print_line(f"    {change.kind}  {was}{' → ' if was and now else ''}{now}")
    for one, verdict in found:
        said = "" if verdict is None else f" [{_word(verdict)}{_reason(verdict)}]"
        print_line(f"  {one.grade} {one.kind}: {one.explanation}{said}")
        for id, spans in one.spans.items():
            for start, end in spans:
                print_line(f"    {id} {start}-{end}  {_cut(texts[id][start:end])}")


def _versions(articles: list[Article]) -> list[tuple[Article, Article]]:
    """Each text and the one that corrects it."""
    by_id = {article.id: article for article in articles}
    return [(by_id[one.version_of], one) for one in articles if one.version_of in by_id]


def _cut(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= _SHOWN else line[: _SHOWN - 1] + "…"


def _changes(old: Article, new: Article) -> list[dict[str, Any]]:
    from store.versions import passages_changed

    return [
        {"kind": one.kind, "old": list(one.old), "new": list(one.new)}
        for one in passages_changed(old.text, new.text)
    ]


def _word(verdict: Verdict) -> str:
    return "real" if verdict.real else "dismissed"


def _reason(verdict: Verdict) -> str:
    return f": {verdict.reason}" if verdict.reason else ""


def _pair(one: Matched) -> dict[str, Any]:
    return {
        side: {"article": place.article, "start": place.start, "end": place.end}
        for side, place in (("a", one.a), ("b", one.b))
    } | {"score": one.score}


def _value(one: Discrepancy, verdict: Verdict | None) -> dict[str, Any]:
    return {
        "kind": one.kind,
        "grade": one.grade,
        "explanation": one.explanation,
        "spans": {id: [[start, end] for start, end in spans] for id, spans in one.spans.items()},
        "signature": one.signature,
        "verdict": None if verdict is None else _word(verdict),
    }
