"""What is selected in one pane, and how moving and growing change it. Pure."""

from __future__ import annotations

from typing import NamedTuple

Span = tuple[int, int]


class Selection(NamedTuple):
    """The reading cursor and what it holds.

    ``head`` is the word or unit the cursor is on. While ``extending`` the selection runs from
    ``anchor`` to the head. ``kept`` are fragments put aside with ``&``. ``picked`` names the
    annotation the selection stands for, as (table, id). ``trail`` holds what it was before each
    expansion, so that it can contract.
    """

    head: Span = (0, 0)
    anchor: Span = (0, 0)
    extending: bool = False
    kept: tuple[Span, ...] = ()
    picked: tuple[str, str] | None = None
    trail: tuple[Span, ...] = ()

    @property
    def span(self) -> Span:
        """The one stretch from anchor to head."""
        if not self.extending:
            return self.head
        return min(self.anchor[0], self.head[0]), max(self.anchor[1], self.head[1])

    @property
    def fragments(self) -> tuple[Span, ...]:
        """All that is selected: what was kept, and the present stretch."""
        return (*self.kept, self.span)

    @property
    def is_wide(self) -> bool:
        """Whether more than the word under the cursor is meant."""
        return self.extending or bool(self.kept) or bool(self.trail) or self.picked is not None


def moved(selection: Selection, head: Span) -> Selection:
    """The cursor on another unit; an extension follows, a pick is let go."""
    if selection.extending:
        return selection._replace(head=head, picked=None, trail=())
    return Selection(head=head, anchor=head, kept=selection.kept)


def extended(selection: Selection) -> Selection:
    """Begin to extend from here, or stop extending and keep what is selected."""
    if selection.extending:
        span = selection.span
        return selection._replace(head=span, anchor=span, extending=False, trail=(span,))
    return selection._replace(anchor=selection.span, extending=True, picked=None, trail=())


def expanded(selection: Selection, span: Span) -> Selection:
    """Grow to ``span``, remembering the way back."""
    trail = (*selection.trail, selection.span)
    return Selection(head=span, anchor=span, kept=selection.kept, trail=trail)


def contracted(selection: Selection) -> Selection:
    """Go one expansion back."""
    if not selection.trail:
        return selection
    *trail, span = selection.trail
    return Selection(head=span, anchor=span, kept=selection.kept, trail=tuple(trail))


def collapsed(selection: Selection, word: Span) -> Selection:
    """Nothing selected but the word."""
    return selection._replace(
        head=word, anchor=word, extending=False, kept=(), picked=None, trail=()
    )


def kept_aside(selection: Selection) -> Selection:
    """Put the present stretch aside as a fragment, to select another beside it."""
    span = selection.span
    kept = selection.kept if span in selection.kept else (*selection.kept, span)
    return Selection(head=selection.head, anchor=selection.head, kept=kept)


def picked(table: str, id: str, fragments: tuple[Span, ...]) -> Selection:
    """Stand on an annotation: its first fragment is the head."""
    head, *kept = fragments
    return Selection(head=head, anchor=head, kept=tuple(kept), picked=(table, id))


def selected(span: Span) -> Selection:
    """Stand on a stretch of text, such as a search hit."""
    return Selection(head=span, anchor=span, trail=(span,))


def word_edge(selection: Selection, *, forward: bool) -> int:
    """The offset from which a move sets out."""
    return selection.head[1] - 1 if forward else selection.head[0]
