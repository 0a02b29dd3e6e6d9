"""Tagging, claiming, removing, and what every annotation can carry."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from store.edits import (
    AddMention,
    RemoveAssertion,
    RemoveMention,
    Retag,
    SetNote,
    SetUnsure,
)
from store.model import RECORDS, Assertion, Label, Mention, Record
from tui.selection import picked
from tui.widgets.listing import Choice, Panel

if TYPE_CHECKING:
    from tui.screens.reading import ReadingScreen


def tag(screen: ReadingScreen, label: str) -> None:
    """Tag the selection, or give the picked mention another label."""
    pane, desk = screen.pane, screen.desk
    selection = pane.selection
    screen.last_label = label
    if screen.mode and screen.mode.tagged(screen, label):
        return
    screen.mode = None
    mention = _picked_mention(screen)
    if mention is not None:
        if mention.label == label:
            screen.say(f"already {label}")
        elif screen.apply(Retag(mention.id, label)):
            screen.say(f"{label} instead of {mention.label}: {' … '.join(mention.quotes)}")
        return
    fragments = selection.fragments
    if not any(pane.text[start:end].strip() for start, end in fragments):
        screen.warn("nothing here to tag: move to a word first")
        return
    same = _same(screen, fragments, label)
    if same is None:
        done = screen.apply(AddMention(pane.shown_article.id, fragments, label))
        if done is None:
            return
        same = next(id for table, id in done.touched if table == Mention.TABLE)
        added = desk.get(Mention, same)
        screen.say(f"{label}: {' … '.join(added.quotes)}" if added else label)
    else:
        screen.say(f"already {label}")
    places = pane.positions.of(Mention.TABLE, same)
    pane.select(picked(Mention.TABLE, same, tuple((one.start, one.end) for one in places)))


def tag_by_key(screen: ReadingScreen, key: str) -> None:
    """Tag with the label that a capital stands for."""
    label = screen.desk.labels.keyed(key)
    if label is None:
        known = " ".join(one.key for one in screen.desk.labels.labels if one.key)
        screen.warn(f"no label has the key {key}: use one of {known}, or space for the menu")
        return
    tag(screen, label.name)


def _same(screen: ReadingScreen, fragments: tuple[tuple[int, int], ...], label: str) -> str | None:
    """The mention that stands on just this span under this label already."""
    positions = screen.pane.positions
    wanted = sorted(fragments)
    for place in positions.covering(*wanted[0]):
        spans = [(one.start, one.end) for one in positions.of(place.table, place.id)]
        if place.label == label and spans == wanted:
            return place.id
    return None


def _picked_mention(screen: ReadingScreen) -> Mention | None:
    """The mention the selection stands for, if it stands for one."""
    now = screen.pane.selection.picked
    if now is None or now[0] != Mention.TABLE:
        return None
    return screen.desk.get(Mention, now[1])


def here(screen: ReadingScreen) -> Record | None:
    """The annotation meant: the picked one, else the innermost under the cursor."""
    pane, now = screen.pane, screen.pane.selection.picked
    if now is None:
        places = pane.positions.covering(*pane.selection.head)
        if not places:
            return None
        inner = min(places, key=lambda place: place.end - place.start)
        now = inner.table, inner.id
    return screen.desk.get(RECORDS[now[0]], now[1])


def _label_menu(screen: ReadingScreen) -> None:
    def row(label: Label) -> Choice:
        text = f"{label.name:<10} {label.guideline}"
        return Choice(text, label.key, label.name, label.name, name=label.name)

    choices = [row(label) for label in screen.desk.labels.labels]
    screen.open_panel(
        Panel("tag as", choices, lambda choice: tag(screen, str(choice.value)), "no such label")
    )


def _repeat(screen: ReadingScreen) -> None:
    if screen.last_label:
        tag(screen, screen.last_label)
    else:
        screen.warn("no label to repeat yet: a capital tags")


def _remove(screen: ReadingScreen) -> None:
    record = here(screen)
    if isinstance(record, Mention):
        done = screen.apply(RemoveMention(record.id))
        said = f"{record.label} removed: {' … '.join(record.quotes)}"
    elif isinstance(record, Assertion):
        done = screen.apply(RemoveAssertion(record.id))
        said = "claim removed here"
    else:
        screen.warn("no annotation here to remove")
        return
    if done:
        screen.say(f"{said}  ({{edit.undo}} undoes)")


def _unsure(screen: ReadingScreen) -> None:
    record = here(screen)
    if record is None:
        screen.warn("no annotation here to be unsure of")
    elif screen.apply(SetUnsure(record.TABLE, record.id, not record.unsure)):
        screen.say("sure again" if record.unsure else "marked unsure")


def _note(screen: ReadingScreen) -> None:
    record = here(screen)
    if record is None:
        screen.warn("no annotation here to note something on")
        return
    screen.ask("note", record.note, partial(_noted, screen, record))


def _noted(screen: ReadingScreen, record: Record, note: str) -> None:
    if note != record.note:
        screen.apply(SetNote(record.TABLE, record.id, note))


COMMANDS: dict[str, Callable[[ReadingScreen], None]] = {
    "label.menu": _label_menu,
    "mention.repeat": _repeat,
    "annotation.remove": _remove,
    "annotation.unsure": _unsure,
    "annotation.note": _note,
}
