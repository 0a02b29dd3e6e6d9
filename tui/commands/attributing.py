"""Who says it: the sources of an assertion, outermost first, and the words that say so."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Final

from store.attributions import source_name, with_cue, with_source
from store.model import Article, Assertion, Fragment, Source, span
from store.text.sentence_split import sentence_at
from store.text.word_spans import next_word, word_near
from tui.commands.claiming import barred, put, select_words
from tui.lettering import in_order
from tui.widgets.listing import Choice, Panel

if TYPE_CHECKING:
    from tui.screens.reading import ReadingScreen

_INNER: Final = "s"
_WORDS: Final = "w"
_TYPED: Final = "t"
_OWN: Final = "v"
_LESS: Final = "x"


def _source(screen: ReadingScreen) -> None:
    """Who may say it, a letter each: in place of the innermost source."""
    assertion = barred(screen)
    if assertion is not None:
        _open(screen, assertion, is_inner=False)


def _open(screen: ReadingScreen, assertion: Assertion, *, is_inner: bool) -> None:
    from store.prefill import source_choices

    article = screen.desk.get(Article, assertion.article)
    if article is None:
        return
    found = source_choices(screen.desk, article, assertion)
    letters = in_order(len(found), _INNER + _WORDS + _TYPED + _OWN + _LESS)
    choices = [
        Choice(one.name, one.why, one.source, letter=key)
        for one, key in zip(found, letters, strict=True)
    ]
    choices.append(Choice("words of the text: select them", "", _WORDS, letter=_WORDS))
    choices.append(Choice("type it", "", _TYPED, letter=_TYPED))
    chain = assertion.attribution
    title = "who says it"
    if chain:
        last = source_name(screen.desk, article, chain[-1].source) or "the source"
        choices.append(Choice("the article's own voice", "", _OWN, letter=_OWN))
        if is_inner:
            title = f"whom {last} quotes"
        else:
            choices.append(Choice(f"whom {last} quotes …", "", _INNER, letter=_INNER))
            choices.append(Choice(f"without {last}", "", _LESS, letter=_LESS))
    chosen = partial(_chosen, screen, assertion, is_inner)
    screen.open_panel(Panel(title, choices, chosen))


def _chosen(screen: ReadingScreen, assertion: Assertion, is_inner: bool, choice: Choice) -> None:
    chain = assertion.attribution
    use = partial(_use, screen, assertion, is_inner)
    if isinstance(choice.value, Source):
        use(choice.value)
    elif choice.value == _INNER:
        _open(screen, assertion, is_inner=True)
    elif choice.value == _WORDS:
        now = chain[-1].source.span if chain and not is_inner else ()
        begin = now or _first_word(screen, assertion)
        select_words(screen, "source", begin, lambda words: use(Source(span=span(words))))
    elif choice.value == _TYPED:
        screen.ask("who says it", "", partial(_typed, use))
    else:
        put(screen, assertion, attribution=() if choice.value == _OWN else chain[:-1])


def _typed(use: Callable[[Source], None], name: str) -> None:
    if name.strip():
        use(Source(text=" ".join(name.split())))


def _use(screen: ReadingScreen, assertion: Assertion, is_inner: bool, source: Source) -> None:
    chain = with_source(assertion.attribution, source, is_inner=is_inner)
    put(screen, assertion, attribution=chain)


def _cue(screen: ReadingScreen) -> None:
    """Select the words that say so, from those the innermost source has now, or beside it."""
    assertion = barred(screen)
    if assertion is None:
        return
    last = assertion.attribution[-1] if assertion.attribution else None
    begin = last.cue if last else ()
    if last and last.source.span and not begin:
        word = next_word(screen.pane.text, last.source.span[-1][1])
        begin = (word,) if word else ()
    begin = begin or _first_word(screen, assertion)
    select_words(screen, "cue", begin, partial(_set_cue, screen, assertion))


def _set_cue(screen: ReadingScreen, assertion: Assertion, words: tuple[Fragment, ...]) -> None:
    chain = with_cue(assertion.attribution, span(words))
    put(screen, assertion, attribution=chain)


def _first_word(screen: ReadingScreen, assertion: Assertion) -> tuple[Fragment, ...]:
    """The first word of the sentence an assertion stands in."""
    text, (start, _) = screen.pane.text, assertion.fragments[0]
    sentence = sentence_at(text, start)
    word = word_near(text, sentence[0] if sentence else start)
    return (word,) if word else assertion.fragments[:1]


COMMANDS: dict[str, Callable[[ReadingScreen], None]] = {
    "bar.source": _source,
    "bar.cue": _cue,
}
