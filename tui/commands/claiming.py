"""The claim bar: making an assertion with its claim, and filling in its fields."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any, Final, get_args

from store.edits import AddClaim, Fields, MoveSpan, SetAssertion, SetNote, SetOrigin
from store.edits.assertions import entity_named
from store.model import Article, Assertion, Entity, Fragment
from store.model.claim import CERTAINTIES, QUOTATIONS, Polarity, Stance
from store.text.sentence_split import sentence_at
from tui.bar import Barred, Wording
from tui.lettering import by_name, in_order
from tui.selection import Selection, picked
from tui.widgets.listing import Choice, Panel

if TYPE_CHECKING:
    from tui.screens.reading import ReadingScreen
    from tui.widgets.pane import Pane

_NONE: Final = "none"
_TYPED: Final = "type it"


def claim(screen: ReadingScreen) -> None:
    """Open the bar of the assertion here; where there is none, make it and its claim."""
    assertion = here(screen) or _made(screen)
    if assertion is not None:
        open_bar(screen, assertion)


def open_bar(screen: ReadingScreen, assertion: str) -> None:
    """Stand on an assertion with its bar open."""
    stand_in(screen.pane, assertion)
    screen.mode = Barred(assertion)


def stand_in(pane: Pane, assertion: str) -> None:
    """Pick an assertion of the article that a pane shows."""
    places = pane.positions.of(Assertion.TABLE, assertion)
    if places:
        fragments = tuple((one.start, one.end) for one in places)
        pane.select(picked(Assertion.TABLE, assertion, fragments))
        pane.keep_column()


def here(screen: ReadingScreen) -> str:
    """The assertion meant: the picked one, that of just this selection, the innermost here."""
    pane = screen.pane
    selection, positions = pane.selection, pane.positions
    if selection.picked is not None and selection.picked[0] == Assertion.TABLE:
        return selection.picked[1]
    over = [one for one in positions.covering(*selection.head) if one.table == Assertion.TABLE]
    if selection.is_wide and selection.picked is None:
        return _on(screen, selection.fragments)
    return min(over, key=lambda one: one.end - one.start).id if over else ""


def _on(screen: ReadingScreen, fragments: tuple[Fragment, ...]) -> str:
    """The assertion of just these words."""
    positions, wanted = screen.pane.positions, sorted(fragments)
    for one in positions.covering(*wanted[0]):
        spans = [(each.start, each.end) for each in positions.of(one.table, one.id)]
        if one.table == Assertion.TABLE and spans == wanted:
            return one.id
    return ""


def meant(screen: ReadingScreen) -> tuple[tuple[Fragment, ...], Fields]:
    """The words that ``C`` makes an assertion of, with what can be read off the text."""
    from store.prefill import prefilled

    pane = screen.pane
    selection = pane.selection
    fragments = selection.fragments
    is_given = selection.is_wide and selection.picked is None
    if not is_given:
        sentence = sentence_at(pane.text, selection.head[0])
        fragments = (sentence,) if sentence else fragments
    article = pane.shown_article
    return prefilled(screen.desk, article, fragments, is_given=is_given)


def _made(screen: ReadingScreen) -> str:
    fragments, fields = meant(screen)
    same = _on(screen, fragments)
    if same:
        return same
    done = screen.apply(AddClaim(screen.pane.shown_article.id, fragments, fields))
    if done is None:
        return ""
    screen.say("claim saved; Enter leaves it so")
    return next(id for table, id in done.touched if table == Assertion.TABLE)


# -- the fields


def barred(screen: ReadingScreen) -> Assertion | None:
    """The assertion whose bar is open."""
    if isinstance(screen.mode, Barred):
        assertion = screen.desk.get(Assertion, screen.mode.assertion)
        if assertion is not None:
            return assertion
        screen.mode = None
        screen.warn("this assertion is no longer on the desk")
    return None


def put(screen: ReadingScreen, assertion: Assertion, **fields: Any) -> None:
    """Save fields that are otherwise than before."""
    if any(getattr(assertion, name) != value for name, value in fields.items()):
        screen.apply(SetAssertion(assertion.id, Fields(**fields)))  # type: ignore[typeddict-item]


def _turn(screen: ReadingScreen, field: str, values: tuple[str, ...]) -> None:
    """The value after the one a field has, round at the end."""
    assertion = barred(screen)
    if assertion is not None:
        now = getattr(assertion, field)
        at = values.index(now) + 1 if now in values else 0
        put(screen, assertion, **{field: values[at % len(values)]})


def _choose(screen: ReadingScreen, field: str, names: tuple[str, ...]) -> None:
    """One of some names, or none."""
    assertion = barred(screen)
    if assertion is None:
        return
    rows = (*names, _NONE)
    letters = by_name(rows)
    choices = [Choice(name, "", name, letter=key) for name, key in zip(rows, letters, strict=True)]
    screen.open_panel(Panel(field, choices, partial(_chosen, screen, assertion, field)))


def _chosen(screen: ReadingScreen, assertion: Assertion, field: str, choice: Choice) -> None:
    value = "" if choice.value == _NONE else choice.value
    put(screen, assertion, **{field: value})


def _modality(screen: ReadingScreen) -> None:
    _choose(screen, "modality", screen.desk.labels.modalities)


def _date(screen: ReadingScreen) -> None:
    """The dates the article states, those in the assertion's own words first."""
    from store.prefill import date_choices

    assertion = barred(screen)
    article = screen.desk.get(Article, assertion.article) if assertion else None
    if assertion is None or article is None:
        return
    found = date_choices(article, assertion.fragments)
    letters = in_order(len(found), "nt")
    choices = [
        Choice(
            f"{one.date.iso}{'  year inferred' * one.date.inferred}", one.words, one.date, "", key
        )
        for one, key in zip(found, letters, strict=True)
    ]
    choices.append(Choice(_TYPED, "", _TYPED, letter="t"))
    choices.append(Choice(_NONE, "", None, letter="n"))
    screen.open_panel(Panel("date", choices, partial(_date_chosen, screen, assertion, article)))


def _date_chosen(
    screen: ReadingScreen, assertion: Assertion, article: Article, choice: Choice
) -> None:
    if choice.value == _TYPED:
        given = assertion.date.iso if assertion.date else ""
        screen.ask("date", given, partial(_date_typed, screen, assertion, article))
    else:
        put(screen, assertion, date=choice.value)


def _date_typed(screen: ReadingScreen, assertion: Assertion, article: Article, typed: str) -> None:
    from store.prefill import read_date

    date = read_date(typed, article)
    if typed.strip() and date is None:
        screen.warn(f"no date: {typed}; write it as 2024-01-09, 2024-01, 2024 or 9 January 2024")
    else:
        put(screen, assertion, date=date)


def _note(screen: ReadingScreen) -> None:
    assertion = barred(screen)
    if assertion is not None:
        screen.ask("note", assertion.note, partial(_noted, screen, assertion))


def _noted(screen: ReadingScreen, assertion: Assertion, note: str) -> None:
    if note != assertion.note:
        screen.apply(SetNote(Assertion.TABLE, assertion.id, note))


def _origin(screen: ReadingScreen) -> None:
    """An entity that is one already, or of whom the attribution tells; or a name typed."""
    from store.prefill import origin_names

    assertion = barred(screen)
    if assertion is None:
        return
    names = origin_names(screen.desk, assertion)
    letters = in_order(len(names), "nt")
    choices = [Choice(name, "", name, letter=key) for name, key in zip(names, letters, strict=True)]
    choices.append(Choice(_TYPED, "", _TYPED, letter="t"))
    choices.append(Choice(_NONE, "", None, letter="n"))
    screen.open_panel(Panel("origin", choices, partial(_origin_chosen, screen, assertion)))


def _origin_chosen(screen: ReadingScreen, assertion: Assertion, choice: Choice) -> None:
    if choice.value == _TYPED:
        entity = screen.desk.get(Entity, assertion.origin) if assertion.origin else None
        given = entity.name if entity else ""
        screen.ask("origin", given, partial(_set_origin, screen, assertion))
    elif choice.value is None:
        put(screen, assertion, origin=None)
    else:
        _set_origin(screen, assertion, str(choice.value))


def _set_origin(screen: ReadingScreen, assertion: Assertion, name: str) -> None:
    entity = entity_named(screen.desk, " ".join(name.split()))
    if name.strip() and (entity is None or entity.id != assertion.origin):
        screen.apply(SetOrigin(assertion.id, name))


# -- words of the text


def select_words(
    screen: ReadingScreen,
    what: str,
    start_from: tuple[Fragment, ...],
    take: Callable[[tuple[Fragment, ...]], None],
) -> None:
    """Let words be selected, beginning with some; the Mode that is on comes back after it."""
    beneath = screen.mode
    if beneath is None:
        return
    *kept, last = start_from
    screen.pane.select(Selection(head=last, anchor=last, kept=tuple(kept), trail=(last,)))
    screen.mode = Wording(beneath, screen.pane.shown_article.id, what, take)


def _content(screen: ReadingScreen) -> None:
    assertion = barred(screen)
    if assertion is not None:
        move = partial(_move_content, screen, assertion)
        select_words(screen, "claim words", assertion.fragments, move)


def _move_content(
    screen: ReadingScreen, assertion: Assertion, fragments: tuple[Fragment, ...]
) -> None:
    if tuple(sorted(fragments)) != assertion.fragments:
        screen.apply(MoveSpan(Assertion.TABLE, assertion.id, fragments))


def _take(screen: ReadingScreen) -> None:
    mode, pane = screen.mode, screen.pane
    if not isinstance(mode, Wording):
        return
    if mode.article and pane.shown_article.id != mode.article:
        screen.warn("these words are of another article: go back with {pane.previous}")
        return
    fragments = pane.selection.fragments
    _back(screen, mode)
    mode.take(fragments)
    if isinstance(mode.beneath, Barred):
        stand_in(screen.pane, mode.beneath.assertion)


def _leave_words(screen: ReadingScreen) -> None:
    if isinstance(screen.mode, Wording):
        _back(screen, screen.mode)


def _back(screen: ReadingScreen, mode: Wording) -> None:
    screen.mode = mode.beneath
    if isinstance(mode.beneath, Barred):
        screen.activate(screen.pane_showing(mode.article))
        stand_in(screen.pane, mode.beneath.assertion)


def _done(screen: ReadingScreen) -> None:
    screen.mode = None


COMMANDS: dict[str, Callable[[ReadingScreen], None]] = {
    "claim.add": claim,
    "bar.words": _content,
    "bar.stance": partial(_turn, field="stance", values=get_args(Stance)),
    "bar.polarity": partial(_turn, field="polarity", values=get_args(Polarity)),
    "bar.modality": _modality,
    "bar.certainty": partial(_choose, field="certainty", names=CERTAINTIES),
    "bar.date": _date,
    "bar.quotation": partial(_turn, field="quotation", values=("", *QUOTATIONS)),
    "bar.origin": _origin,
    "bar.note": _note,
    "bar.done": _done,
    "words.take": _take,
    "words.leave": _leave_words,
}
