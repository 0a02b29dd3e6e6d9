"""``variorum export``: write a desk, or part of it, as a dataset."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from store.errors import VariorumError
from tui.verbs.opening import desk_argument, json_option, reading_desk
from tui.verbs.printing import counted, print_json, print_line, print_lines_aside
from tui.verbs.progress import progress

if TYPE_CHECKING:
    from store.desk import Desk
    from store.formats.choice import Choice


def define(parser: argparse.ArgumentParser) -> None:
    """The desk, the format, the file, and which part of the desk."""
    desk_argument(parser)
    parser.add_argument(
        "--to", dest="form", metavar="FORMAT", required=True, help="see variorum formats"
    )
    parser.add_argument("-o", "--output", metavar="PATH", required=True, help="where to write")
    parser.add_argument("--overwrite", action="store_true", help="replace a file that is there")
    part = parser.add_argument_group("only a part (each may be given more than once)")
    for name, what in (
        ("story", "of a story"),
        ("article", "of an article, by its id"),
        ("label", "under a label"),
        ("annotator", "of an annotator"),
        ("status", "of a status"),
    ):
        part.add_argument(f"--{name}", metavar=name[0].upper(), action="append", help=what)
    part.add_argument("--since", metavar="T", help="changed at or after a date or time (UTC)")
    parser.add_argument(
        "--excel", action="store_true", help="in tables, guard what a spreadsheet would compute"
    )
    parser.add_argument(
        "--split", action="store_true", help="training, validation and test parts, story by story"
    )
    parser.add_argument("--loss", metavar="FILE", help="write what could not be carried here")
    json_option(parser)


def run(asked: argparse.Namespace) -> int:
    """Write it; says how much, and what was left behind."""
    from store.formats.exchange import export_desk
    from store.formats.placing import may_place
    from store.formats.registry import writer_named

    writer_named(asked.form)
    target = Path(asked.output)
    may_place(target, overwrite=asked.overwrite)
    if asked.loss:
        _may_tell(Path(asked.loss), target, overwrite=asked.overwrite)
    with reading_desk(Path(asked.desk)) as desk, progress("exporting") as told:
        done = export_desk(
            desk,
            asked.form,
            target,
            choice=_choice(desk, asked),
            overwrite=asked.overwrite,
            told=told,
        )
    if asked.loss:
        done.losses.write(Path(asked.loss), overwrite=asked.overwrite)
    if asked.json:
        lost = [loss._asdict() for loss in done.losses]
        print_json({"path": str(target), "carried": dict(done.carried), "lost": lost})
    else:
        print_line(f"{target}: {counted(done.carried) or 'nothing to write'}")
        print_lines_aside(f"not carried: {line}" for line in done.losses.summary())
    return 0


def _may_tell(loss: Path, target: Path, *, overwrite: bool) -> None:
    from store.formats.placing import may_place

    may_place(loss, overwrite=overwrite)
    if loss.resolve() == target.resolve():
        raise VariorumError(f"{loss}: both the dataset and the loss report: name another for one")


def _choice(desk: Desk, asked: argparse.Namespace) -> Choice:
    """What is asked for; a story, article or label that is not there is refused."""
    from store.formats.choice import Choice, read_since

    labels = [label.name for label in desk.labels.labels]
    for word, wanted, known in (
        ("story", asked.story, desk.store.ids("stories")),
        ("article", asked.article, desk.store.ids("articles")),
        ("label", asked.label, labels),
    ):
        for name in wanted or ():
            if name not in known:
                raise VariorumError(
                    f"{desk.path}: no {word} {name!r}: use one of {', '.join(known)}"
                )
    return Choice(
        stories=tuple(asked.story or ()),
        articles=tuple(asked.article or ()),
        labels=tuple(asked.label or ()),
        annotators=tuple(asked.annotator or ()),
        statuses=tuple(asked.status or ()),
        since=read_since(asked.since) if asked.since else "",
        split=asked.split,
        excel=asked.excel,
    )
