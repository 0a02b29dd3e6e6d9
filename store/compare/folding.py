"""One spelling for each name, so that only what differs in the world differs here."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from itertools import groupby

from store.aliases import Same, aliases


@lru_cache(maxsize=8)
def _spellings(same: Same, *, seats: bool) -> tuple[re.Pattern[str], Mapping[str, str]]:
    """Any spelling that is not the one shown; a branch a first letter, as most words have none."""
    table = aliases(same)
    shown = {**table.seats, **table.shown} if seats else dict(table.shown)
    if seats:
        shown.update(
            {form: table.seats[city] for form, city in shown.items() if city in table.seats}
        )
    forms = sorted(shown, key=lambda form: (form[0], -len(form)))
    branches = [
        re.escape(first) + "(?:" + "|".join(re.escape(form[1:]) for form in those) + ")"
        for first, those in groupby(forms, key=lambda form: form[0])
    ]
    return re.compile(rf"(?<![\w.])(?:{'|'.join(branches)})(?!\w)"), shown


@lru_cache(maxsize=4096)
def fold(form: str, same: Same = ()) -> str:
    """The one name for what ``form`` names: itself, without an article, where no other is known."""
    return aliases(same).one_name(form)


def folded(text: str, same: Same = (), *, seats: bool = False) -> str:
    """A text with every known name in its one form; a capital as its country where asked."""
    pattern, shown = _spellings(same, seats=seats)
    return pattern.sub(lambda match: shown[match[0]], text)
