"""Entities: what mentions are of, merged, split, named, identified; and mentions' attributes."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from store.edits import SetAttribute
from store.edits.entities import GroupMentions, MergeEntities, RenameEntity, SplitMention
from store.model import Entity, Mention
from store.referents import Referent, referents
from tui.commands.annotating import here
from tui.commands.jumping import pick
from tui.selection import picked
from tui.widgets.listing import Choice, Panel

if TYPE_CHECKING:
    from tui.screens.reading import ReadingScreen

_AROUND = 30
"""Characters shown on each side of a mention."""


def _entities(screen: ReadingScreen, at: str = "") -> None:
    """The panel, standing on the row of that name."""
    rows = [_row(screen, one) for one in referents(screen.desk, screen.articles)]
    waiting = screen.merging
    title = f"merge {waiting.name} with: m" if waiting else "entities, how often in each article"
    panel = Panel(
        title,
        rows,
        partial(_to_first, screen),
        "nothing tagged yet: Esc, then a capital on a word tags it",
        partial(_forget, screen),
        scope="entities",
    )
    screen.open_panel(panel)
    for number, row in enumerate(rows):
        if isinstance(row.value, Referent) and row.value.name == at:
            screen.listing.step(number)


def _row(screen: ReadingScreen, one: Referent) -> Choice:
    numbers = {article.id: number for number, article in enumerate(screen.articles, 1)}
    counts = "  ".join(f"{numbers[id]}:{count}" for id, count in one.counts)
    others = ", ".join(form for form, _ in one.forms if form != one.name)
    names = f"{one.name} = {others}" if others else one.name
    known = "".join(f"  {scheme} {value}" for scheme, value in one.identifiers)
    if one.entity is None:
        known = "  (one entity? m)" if len(one.mentions) > 1 else ""
    return Choice(f"{names}{known}", counts, one, one.label)


def _forget(screen: ReadingScreen) -> None:
    screen.merging = None


def _chosen(screen: ReadingScreen) -> Referent | None:
    """The entity of the row that the panel stands on."""
    current = screen.listing.current
    return current.value if current and isinstance(current.value, Referent) else None


def _to_first(screen: ReadingScreen, choice: Choice) -> None:
    if isinstance(choice.value, Referent):
        _to_mention(screen, choice.value.mentions[0])


def _to_mention(screen: ReadingScreen, id: str) -> None:
    mention = screen.desk.get(Mention, id)
    if mention is None:
        return
    pane = screen.pane_showing(mention.article)
    screen.activate(pane)
    places = pane.positions.of(Mention.TABLE, mention.id)
    if places:
        pick(pane, places[0])


def _merge(screen: ReadingScreen) -> None:
    """Make one entity of what is proposed; or keep the row in mind, and merge the next with it."""
    one, first = _chosen(screen), screen.merging
    if one is None:
        return
    if first is None and (one.entity is not None or len(one.mentions) == 1):
        screen.merging = one
        _entities(screen, one.name)
        return
    screen.merging = None
    if first is not None and first.mentions == one.mentions:
        screen.say("not merged: that is the same row")
    elif first is None or first.entity is None or one.entity is None:
        mentions = (*(first.mentions if first else ()), *one.mentions)
        _done(screen, screen.apply(GroupMentions(mentions)), (first or one).name)
    else:
        _done(screen, screen.apply(MergeEntities(first.entity, one.entity)), first.name)
    _entities(screen, (first or one).name)


def _done(screen: ReadingScreen, changed: object, name: str) -> None:
    if changed is not None:
        screen.say(f"one entity: {name}  ({{edit.undo}} undoes)")


def _members(screen: ReadingScreen) -> None:
    """The mentions of the row, to split off."""
    one = _chosen(screen)
    if one is None:
        return
    if one.entity is None:
        screen.warn(f"{one.name} is no entity yet: {{entity.merge}} makes it one")
        return
    rows = [_member(screen, id) for id in one.mentions]
    screen.open_panel(
        Panel(f"mentions of {one.name}", rows, partial(_to_member, screen), scope="mentions")
    )


def _member(screen: ReadingScreen, id: str) -> Choice:
    mention = screen.desk.get(Mention, id)
    if mention is None:
        return Choice("", value=id)
    number = next(n for n, one in enumerate(screen.articles, 1) if one.id == mention.article)
    text = screen.articles[number - 1].text
    start, end = mention.fragments[0][0], mention.fragments[-1][1]
    around = text[max(0, start - _AROUND) : start], text[end : end + _AROUND]
    words = " ".join(f"{around[0]}[{' … '.join(mention.quotes)}]{around[1]}".split())
    return Choice(words, f"{number}", id, mention.label)


def _to_member(screen: ReadingScreen, choice: Choice) -> None:
    _to_mention(screen, str(choice.value))


def _split(screen: ReadingScreen) -> None:
    current = screen.listing.current
    if current is not None and screen.apply(SplitMention(str(current.value))):
        screen.say(f"split off: {current.text}  ({{edit.undo}} undoes)")
        screen.listing.close()
        _entities(screen)


def _rename(screen: ReadingScreen) -> None:
    _ask(screen, "canonical name", lambda entity: entity.name, _renamed)


def _identify(screen: ReadingScreen) -> None:
    def known(entity: Entity) -> str:
        return " ".join(f"{scheme} {value}" for scheme, value in entity.identifiers.items())

    _ask(screen, "identifiers, as in iso PRK wikidata Q423", known, _identified)


def _ask(
    screen: ReadingScreen,
    what: str,
    given: Callable[[Entity], str],
    answered: Callable[[ReadingScreen, Entity, str], None],
) -> None:
    one = _chosen(screen)
    entity = screen.desk.get(Entity, one.entity) if one and one.entity else None
    if entity is None:
        screen.warn("no entity yet: {entity.merge} makes one of the row")
        return
    screen.listing.close()
    screen.ask(what, given(entity), partial(answered, screen, entity))


def _renamed(screen: ReadingScreen, entity: Entity, name: str) -> None:
    if name.strip() and name.strip() != entity.name:
        screen.apply(RenameEntity(entity.id, name))
    _entities(screen, name.strip())


def _identified(screen: ReadingScreen, entity: Entity, typed: str) -> None:
    words = typed.split()
    if len(words) % 2:
        screen.warn("not kept: name a scheme and its value, as in iso PRK")
    else:
        identifiers = dict(zip(words[::2], words[1::2], strict=True))
        if identifiers != entity.identifiers:
            screen.apply(RenameEntity(entity.id, entity.name, identifiers))
    _entities(screen, entity.name)


# -- attributes


def _attribute(screen: ReadingScreen) -> None:
    """Choose one that the label set names for the label, or type one."""
    mention = here(screen)
    if not isinstance(mention, Mention):
        screen.warn("no mention here to give an attribute")
        return
    label = screen.desk.labels.named(mention.label)
    rows = [
        Choice(f"{name} {value or '(none)'}", value=(name, value))
        for name, values in (label.attributes if label else {}).items()
        for value in ("", *values)
    ]
    if rows:
        screen.open_panel(Panel("attribute", rows, partial(_attribute_chosen, screen, mention)))
    else:
        given = "  ".join(f"{name} {value}" for name, value in mention.attributes.items())
        screen.ask("attribute and value, as in role buyer", given, partial(_typed, screen, mention))


def _attribute_chosen(screen: ReadingScreen, mention: Mention, choice: Choice) -> None:
    if isinstance(choice.value, tuple):
        _set(screen, mention, *choice.value)


def _typed(screen: ReadingScreen, mention: Mention, typed: str) -> None:
    name, _, value = typed.strip().partition(" ")
    if name:
        _set(screen, mention, name, value.strip())


def _set(screen: ReadingScreen, mention: Mention, name: str, value: str) -> None:
    if screen.apply(SetAttribute(mention.id, name, value)):
        screen.say(f"{name}: {value or 'cleared'}")
        places = screen.pane.positions.of(Mention.TABLE, mention.id)
        spans = tuple((one.start, one.end) for one in places)
        screen.pane.select(picked(Mention.TABLE, mention.id, spans))


COMMANDS: dict[str, Callable[[ReadingScreen], None]] = {
    "entities.show": _entities,
    "entity.merge": _merge,
    "entity.split": _members,
    "entity.rename": _rename,
    "entity.identify": _identify,
    "mention.split": _split,
    "mention.attribute": _attribute,
}
