"""What a desk remembers of its analysts' labels and refusals, over restarts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import TYPE_CHECKING, Final

from store.learnt import learnt
from store.model import Mention, Rejection

if TYPE_CHECKING:
    from store.aliases import Same
    from store.desk import Changed, Desk
    from store.edits.edit import Reading
    from store.learnt import Learnt

Form = tuple[str, str | None]
"""Words, and the label they were last given; None where they were refused."""

_KINDS: Final[dict[str, type[Mention | Rejection]]] = {
    Mention.TABLE: Mention,
    Rejection.TABLE: Rejection,
}
_PORTION: Final = 200
"""Records read at one go."""


class Memory:
    """The same, kept: told first, in portions, what a desk holds, then what changes.

    Knows each form by the records that tag or refuse it, so that what is taken back is forgotten.
    """

    def __init__(self, desk: Desk, learnt: Learnt) -> None:
        self._desk = desk
        self._learnt = learnt
        self._same: Same = ()
        self._records: dict[str, dict[str, tuple[int, str | None]]] = {}
        self._refused: dict[str, str] = {}
        self._forms: list[Form] | None = None
        self.is_filled = False

    def fill(self) -> Iterator[None]:
        """Read the whole desk; stops after each portion, so that it can be let rest."""
        self._records.clear()
        refused: Iterator[Mention | Rejection] = self._desk.all(Rejection)
        for number, record in enumerate(chain(refused, self._desk.all(Mention))):
            self._keep(record)
            if number % _PORTION == _PORTION - 1:
                yield
        self.is_filled = True

    def take_in(self, changed: Changed) -> list[str]:
        """Keep what a change tagged or refused; returns the forms that are refused no more."""
        freed = []
        for table, id in changed.touched:
            kind = _KINDS.get(table)
            record = self._desk.get(kind, id) if kind else None
            if record is not None:
                self._keep(record)
            elif id in self._refused:
                freed.append(self._refused.pop(id))
                self.still_knows(freed[-1])
        return freed

    def still_knows(self, form: str) -> bool:
        """Whether the desk has a mention of that form; what it has no more is forgotten."""
        of_form = self._records.get(form, {})
        for id in [id for id in of_form if not self._is_there(form, id)]:
            del of_form[id]
            self._forms = None
        return any(label is not None for _, label in of_form.values())

    def forms(self) -> list[Form]:
        """Each form with its newest label, or None where it was refused; and its other names."""
        if self._forms is None or self._same is not self._learnt.same:
            self._same = self._learnt.same
            known = (
                (form, max(them.values(), key=_rev)[1])
                for form, them in self._records.items()
                if them
            )
            self._forms = with_other_names(known, self._same)
        return self._forms

    def _keep(self, record: Mention | Rejection) -> None:
        if len(record.quotes) == 1:
            label = record.label if isinstance(record, Mention) else None
            if label is None:
                self._refused[record.id] = record.quotes[0]
            self._forms = None
            self._records.setdefault(record.quotes[0], {})[record.id] = record.rev, label

    def _is_there(self, form: str, id: str) -> bool:
        record = self._desk.get(Mention, id) or self._desk.get(Rejection, id)
        return record is not None and record.quotes == (form,)


def _rev(one: tuple[int, str | None]) -> int:
    return one[0]


def with_other_names(forms: Iterable[Form], same: Same) -> list[Form]:
    """These forms, and under its label whatever is said to be the same thing as one of them."""
    labels = dict(forms)
    for names in same:
        label = next(filter(None, map(labels.get, names)), None)
        if label is not None:
            for name in names:
                labels.setdefault(name, label)
    return list(labels.items())


def memory(desk: Reading) -> list[Form]:
    """Each form tagged or refused in any article: its newest label, or None where refused.

    A form that is tagged again after it was refused is wanted again. What stands on several
    fragments is no form.
    """
    newest: dict[str, tuple[int, str | None]] = {}
    for rejection in desk.all(Rejection):
        _keep(newest, rejection.quotes, rejection.rev, None)
    for mention in desk.all(Mention):
        _keep(newest, mention.quotes, mention.rev, mention.label)
    known = ((form, label) for form, (_, label) in newest.items())
    return with_other_names(known, learnt(desk))


def _keep(
    newest: dict[str, tuple[int, str | None]],
    quotes: tuple[str, ...],
    rev: int,
    label: str | None,
) -> None:
    if len(quotes) == 1 and newest.get(quotes[0], (0, None))[0] <= rev:
        newest[quotes[0]] = rev, label
