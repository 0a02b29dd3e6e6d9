"""What a desk remembers of its analysts' labels and refusals, over restarts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from store.model import Mention, Rejection

if TYPE_CHECKING:
    from store.edits.edit import Reading


def memory(desk: Reading) -> list[tuple[str, str | None]]:
    """Each form tagged or refused in any article: its newest label, or None where refused.

    A form that is tagged again after it was refused is wanted again. What stands on several
    fragments is no form.
    """
    newest: dict[str, tuple[int, str | None]] = {}
    for rejection in desk.all(Rejection):
        _keep(newest, rejection.quotes, rejection.rev, None)
    for mention in desk.all(Mention):
        _keep(newest, mention.quotes, mention.rev, mention.label)
    return [(form, label) for form, (_, label) in newest.items()]


def _keep(
    newest: dict[str, tuple[int, str | None]],
    quotes: tuple[str, ...],
    rev: int,
    label: str | None,
) -> None:
    if len(quotes) == 1 and newest.get(quotes[0], (0, None))[0] <= rev:
        newest[quotes[0]] = rev, label
