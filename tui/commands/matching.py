"""Matching: what another article says is the same claim, contradicts it, or is linked to it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Final

from store.edits import How, LinkAssertions, MatchAssertions, Stated
from store.model import Assertion, Claim, Fragment
from tui.bar import Barred, Matching, Wording
from tui.commands.claiming import here, meant, stand_in
from tui.lettering import in_order
from tui.selection import Selection
from tui.widgets.listing import Choice, Panel

if TYPE_CHECKING:
    from store.compare.nearest import Target
    from store.edits import Edit
    from tui.screens.reading import ReadingScreen

_POINTED: Final = "-"
_ROWS: Final = 8
"""Rows of the panel, its title among them: the articles stay in sight above it."""
_MOST: Final = 25
_SAID: Final[dict[str, str]] = {
    "same": "the same claim",
    "contradicts": "contradicts",
    "partly": "says a part of",
}


def _show(screen: ReadingScreen) -> None:
    """List what the other articles say, most like this first, with a letter each."""
    from store.compare.nearest import nearest

    one = _this(screen)
    text = screen.pane.text
    words = " ".join(text[start:end] for start, end in one.fragments)
    others = [article for article in screen.articles if article.id != one.article]
    asserted = [each for other in others for each in screen.desk.by(Assertion, "article", other.id)]
    found = nearest(words, others, asserted, _MOST, screen.learnt.same)
    letters = in_order(len(found))
    choices = [_row(screen, one, *pair) for pair in zip(found, letters, strict=True)]
    choices.append(Choice("another place: go there, Enter", "", None, letter=_POINTED))
    _mark(screen, dict(zip(letters, found, strict=True)))
    left = partial(_mark, screen, {})
    chosen = partial(_chosen, screen, one)
    screen.open_panel(Panel("match with", choices, chosen, left=left, most=_ROWS))


def _mark(screen: ReadingScreen, targets: Mapping[str, Target]) -> None:
    """Letters where the targets begin, in the panes that show their articles."""
    for pane in screen.panes:
        here = pane.shown_article.id
        pane.show_letters(
            {
                letter: one.fragments[0]
                for letter, one in targets.items()
                if letter and one.article == here
            }
        )


def _this(screen: ReadingScreen) -> Stated:
    """The assertion here, or the sentence that is to become one."""
    article = screen.pane.shown_article.id
    id = screen.mode.assertion if isinstance(screen.mode, Barred) else here(screen)
    assertion = screen.desk.get(Assertion, id) if id else None
    if assertion is not None:
        return Stated(article, assertion.fragments, assertion.id)
    fragments, fields = meant(screen)
    return Stated(article, fragments, "", fields)


def _row(screen: ReadingScreen, one: Stated, target: Target, letter: str) -> Choice:
    number = next(n for n, each in enumerate(screen.articles, 1) if each.id == target.article)
    text = screen.articles[number - 1].text
    words = " … ".join(text[start:end] for start, end in target.fragments)
    there = screen.desk.get(Assertion, target.assertion) if target.assertion else None
    this = screen.desk.get(Assertion, one.assertion) if one.assertion else None
    sign = "C " if there else ""
    if there and this and there.claim == this.claim:
        sign = f"{there.stance}: "
    return Choice(f"{number}  {sign}{' '.join(words.split())}", "", target, letter=letter)


def _chosen(screen: ReadingScreen, one: Stated, choice: Choice) -> None:
    _mark(screen, {})
    if choice.value is None:
        screen.mode = Wording(None, "", "match with", partial(_pointed, screen, one))
        return
    target: Target = choice.value  # type: ignore[assignment]
    other = _other(screen, target)
    pane = screen.pane_beside(target.article)
    *kept, last = target.fragments
    pane.select(Selection(head=last, anchor=last, kept=tuple(kept), trail=(last,)))
    screen.mode = Matching(one, other)


def _pointed(screen: ReadingScreen, one: Stated, _words: tuple[Fragment, ...]) -> None:
    """The assertion, the words or the sentence gone to, of whichever article."""
    screen.mode = Matching(one, _this(screen))


def _other(screen: ReadingScreen, target: Target) -> Stated:
    """The assertion chosen; or the sentence, with what can be read off it."""
    from store.prefill import prefilled

    if target.assertion:
        return Stated(target.article, target.fragments, target.assertion)
    article = next(each for each in screen.articles if each.id == target.article)
    fragments, fields = prefilled(screen.desk, article, target.fragments, is_given=target.is_rest)
    return Stated(target.article, fragments, "", fields)


def _match(screen: ReadingScreen, how: How) -> None:
    mode = screen.mode
    if isinstance(mode, Matching):
        done = _apply(screen, mode, MatchAssertions(mode.one, mode.other, how))
        assertion = screen.desk.get(Assertion, done) if done else None
        claim = screen.desk.get(Claim, assertion.claim) if assertion else None
        if claim is not None:
            screen.say(f"{_SAID[how]}: {claim.text}")


def _link(screen: ReadingScreen, type: str) -> None:
    mode = screen.mode
    if isinstance(mode, Matching) and _apply(
        screen, mode, LinkAssertions(type, mode.one, mode.other)
    ):
        screen.say(f"linked: {type}")


def _apply(screen: ReadingScreen, mode: Matching, edit: Edit) -> str:
    """Make the Edit and stand on this article's assertion; its id, or nothing."""
    screen.mode = None
    done = screen.apply(edit)
    if done is None:
        return ""
    touched = [id for table, id in done.touched if table == Assertion.TABLE]
    found = [one for one in map(partial(screen.desk.get, Assertion), touched) if one]

    def of(stated: Stated) -> str:
        made = (one.id for one in found if one.article == stated.article)
        return stated.assertion or next(made, "")

    stand_in(screen.pane_beside(mode.other.article), of(mode.other))
    screen.activate(screen.pane_showing(mode.one.article))
    stand_in(screen.pane, of(mode.one))
    return of(mode.one)


def _leave(screen: ReadingScreen) -> None:
    screen.mode = None


COMMANDS: dict[str, Callable[[ReadingScreen], None]] = {
    "match.show": _show,
    "bar.match": _show,
    "match.same": partial(_match, how="same"),
    "match.contradicts": partial(_match, how="contradicts"),
    "match.partly": partial(_match, how="partly"),
    "match.refines": partial(_link, type="refines"),
    "match.attributes": partial(_link, type="attributes differently"),
    "match.leave": _leave,
}
