"""The export screen: formats, what each cannot hold of this desk, target, part, result."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from store.errors import VariorumError
from tui.exporting import FIELDS, Plan, Stopped, Work, free, lost, read_part, written
from tui.modes import Working
from tui.widgets.listing import Choice, Panel

if TYPE_CHECKING:
    from store.formats.exchange import Exported
    from store.formats.losses import LossReport
    from store.formats.seam import Format
    from tui.screens.reading import ReadingScreen

_COUNTING: Final = "counting …"


class _Exporting:
    """One time the export screen is open: its rows fill while the user looks at them."""

    def __init__(self, screen: ReadingScreen, plan: Plan) -> None:
        self._screen = screen
        self._plan = plan
        self._forms = _formats()
        self._lost: dict[str, str] = {}
        self._counting = Work(_untold)
        self._shown: Panel | None = None

    def open(self) -> None:
        """Show the panel, and count beside it what each format would leave behind."""
        self._shown = self._panel()
        self._screen.open_panel(self._shown)
        self._screen.run_worker(self._count(), group="foresee", exclusive=True)

    def _panel(self) -> Panel:
        part = f"only {self._plan.part}" if self._plan.part else "the whole desk"
        rows = [
            Choice(
                f"{form.name:<12} {form.description}",
                self._lost.get(form.name, _COUNTING),
                form,
                name=form.name,
            )
            for form in self._forms
        ]
        rows.append(Choice(f"{'part':<12} {part}", "", "part", name="part"))
        folder = f"{'folder':<12} {self._plan.folder}"
        rows.append(Choice(folder, "", "folder", name="folder"))
        return Panel("export as", rows, self._chosen, "no such format")

    async def _count(self) -> None:
        choice = read_part(self._plan.part)
        for form in self._forms:
            try:
                found = await asyncio.to_thread(
                    lost, self._plan.desk, form.name, choice, self._counting.tell
                )
                said = f"leaves {len(found)} behind" if found else "holds all"
            except (VariorumError, OSError) as error:
                said = str(error)
            self._lost[form.name] = said
            if self._screen.listing.panel is not self._shown:
                return
            self._shown = self._panel()
            self._screen.listing.renew(self._shown)

    def _chosen(self, row: Choice) -> None:
        self._counting.stop()
        screen, plan = self._screen, self._plan
        if row.value == "part":
            what = f"only ({', '.join(FIELDS)})"
            screen.ask(what, plan.part, self._limit)
        elif row.value == "folder":
            screen.ask("folder", str(plan.folder), self._move)
        else:
            self._to(row.value)  # type: ignore[arg-type]

    def _limit(self, part: str) -> None:
        try:
            read_part(part)
        except VariorumError as error:
            self._screen.warn(str(error))
        else:
            _Exporting(self._screen, self._plan._replace(part=part)).open()

    def _move(self, folder: str) -> None:
        _Exporting(self._screen, self._plan._replace(folder=Path(folder).expanduser())).open()

    def _to(self, form: Format) -> None:
        """Write at once where nothing is in the way; else ask, so that nothing is lost unseen."""
        target = self._plan.target(form)
        if not target.exists():
            self._write(form, target)
        elif target.is_dir():
            self._screen.ask("export to a new folder", str(free(target)), partial(self._as, form))
        else:
            asked = "export to (this file is there already: Enter replaces it)"
            self._screen.ask(asked, str(target), partial(self._as, form))

    def _as(self, form: Format, name: str) -> None:
        self._write(form, Path(name).expanduser())

    def _write(self, form: Format, target: Path) -> None:
        self._screen.run_worker(self._written(form, target), group="export", exclusive=True)

    async def _written(self, form: Format, target: Path) -> None:
        screen, loop = self._screen, asyncio.get_running_loop()

        def told(done: int, total: int) -> None:
            of = f" of {total}" if total else ""
            loop.call_soon_threadsafe(screen.say, f"exporting: article {done}{of}")

        work = Work(told)
        screen.mode = mode = Working(work)
        screen.say(f"exporting to {target}")
        screen.say_how_things_stand()
        choice = read_part(self._plan.part)
        try:
            done = await asyncio.to_thread(
                written, self._plan.desk, form.name, target, choice, overwrite=True, told=work.tell
            )
        except Stopped as stopped:
            screen.say(str(stopped))
        except (VariorumError, OSError) as error:
            screen.warn(str(error))
        else:
            _result(screen, done)
        if screen.mode is mode:
            screen.mode = None
        screen.say_how_things_stand()


def _result(screen: ReadingScreen, done: Exported) -> None:
    """What was written; what was not is listed, and can be kept beside it."""
    count = sum(done.carried.values())
    screen.say(f"{done.path}: {count:,} records, all there is")
    if not len(done.losses):
        return
    screen.say(f"{done.path}: {count:,} records; {len(done.losses):,} left behind")
    rows = [Choice(line, "", done.losses) for line in done.losses.summary()]
    title = f"not in {done.path.name}; Enter keeps the list beside it"
    screen.open_panel(Panel(title, rows, partial(_keep, screen, done.path)))


def _keep(screen: ReadingScreen, target: Path, row: Choice) -> None:
    report: LossReport = row.value  # type: ignore[assignment]
    place = target.with_name(f"{target.name}.loss.jsonl")
    try:
        report.write(place, overwrite=True)
    except (VariorumError, OSError) as error:
        screen.warn(str(error))
    else:
        screen.say(f"{place}: {len(report):,} items left behind")


def _untold(_done: int, _total: int) -> None:
    """Counting says how far it is by its rows."""


def _formats() -> list[Format]:
    """Every format that can be written and loaded."""
    from store.formats.registry import NoFormat, find_format, names

    found = []
    for name in names():
        try:
            form = find_format(name)
        except NoFormat:
            continue  # `variorum formats` tells what is wrong with it
        if form.writes is not None:
            found.append(form)
    return found


def _export(screen: ReadingScreen) -> None:
    path = screen.desk.path
    part = f"story {screen.story}" if len(set(screen.desk.store.ids("stories"))) > 1 else ""
    _Exporting(screen, Plan(path, path.absolute().parent, part)).open()


def _stop(screen: ReadingScreen) -> None:
    if isinstance(screen.mode, Working):
        screen.mode.work.stop()
        screen.say("stopping …")


COMMANDS: dict[str, Callable[[ReadingScreen], None]] = {
    "desk.export": _export,
    "work.stop": _stop,
}
