"""One key for each thing under all its names: countries, bodies, and pairs a text itself states."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from types import MappingProxyType
from typing import Final, Literal, NamedTuple

Kind = Literal["country", "body", "demonym", "capital", "region", "place", "learnt"]
Same = tuple[tuple[str, ...], ...]
"""Names that are one thing's, as an analyst says: each inner tuple is one thing."""

_ARTICLE: Final = re.compile(r"^(?:the|a|an)\s+", re.IGNORECASE)
_EDGES: Final = " ,;:!?\"“”‘'"
_POSSESSIVE: Final = re.compile(r"(?:'s|(?<=s)')$", re.IGNORECASE)
_FORMAL: Final = re.compile(
    r"^(?:(?:federal|democratic|islamic|socialist|people's|co-operative|federative)\s+)*"
    r"(?:republic|kingdom|state|commonwealth|principality|sultanate)\s+of\s+(?:the\s+)?",
)
_SHORT: Final = re.compile(r"(?:['’]s)?\s*\(([A-Z][A-Z.]{1,9})\)")
_LONG: Final = re.compile(r"(?:[^\W\d_][\w'’.-]*\s+){1,9}[^\W\d_][\w'’-]*$")
_REACH: Final = 160  # code points that hold the long form before its acronym
_SHOWN: Final = ("country", "body", "learnt")


class Known(NamedTuple):
    """What a form names: a key (an ISO code for a country), the name shown, and what it is."""

    key: str
    name: str
    kind: Kind


class Aliases(NamedTuple):
    """A table of names, by their forms without articles, stops, possessives and capitals."""

    forms: dict[str, Known]
    acronyms: frozenset[str] = frozenset()
    """The forms that are names in capitals alone: WHO, not Who."""
    shown: Mapping[str, str] = MappingProxyType({})
    """The name shown for each other spelling of a country, a body or a city, as it is written."""
    seats: Mapping[str, str] = MappingProxyType({})
    """The country for each capital, as it is written: where a government is meant by its seat."""

    def fold(self, form: str, *, demonyms: bool = False, capitals: bool = False) -> str:
        """The key of what ``form`` names: the shown name in small letters, else the bare form.

        A demonym or a capital stands for its country only where asked.
        """
        bare = _bare(form)
        known = self.known(form)
        if known is None or (known.kind == "demonym" and not demonyms):
            return bare
        if known.kind == "capital" and not capitals:
            return self.one_name(form).casefold()
        return known.name.casefold()

    def one_name(self, form: str) -> str:
        """The name shown for what ``form`` names, as written without an article where unknown.

        Demonyms and capitals keep their own.
        """
        bare = _core(form)
        if bare in self.shown:
            return self.shown[bare]
        known = self.known(form)
        return known.name if known is not None and known.kind in _SHOWN else bare

    def known(self, form: str) -> Known | None:
        """What ``form`` names, or None."""
        bare = _bare(form)
        found = self.forms.get(bare)
        if found is not None and bare in self.acronyms and not _core(form).isupper():
            return None
        if found is None and (rest := _FORMAL.sub("", bare)) != bare:
            found = self.forms.get(rest)
            return found if found is not None and found.kind == "country" else None
        return found

    def with_text(self, text: str) -> Aliases:
        """This table and the pairs that ``text`` states as ``Some Long Name (SLN)``."""
        pairs = acronym_pairs(text) if "(" in text else []
        if not pairs:
            return self
        forms = dict(self.forms)
        for long, short in pairs:
            known = self.known(long) or Known(_bare(long), long, "body")
            forms.setdefault(_bare(short), known)
            forms.setdefault(_bare(long), known)
        return Aliases(forms, self.acronyms, self.shown, self.seats)

    def with_names(self, names: Sequence[str]) -> Aliases:
        """This table, these names being one thing's: that of the first that is known, if any."""
        met = [known for known in map(self.known, names) if known is not None]
        one = met[0] if met else Known(_bare(names[0]), _core(names[0]), "learnt")
        forms = {form: one if known in met else known for form, known in self.forms.items()}
        others = {known.name for known in met[1:]}
        shown = {form: one.name if name in others else name for form, name in self.shown.items()}
        for name in (*names, *others):
            forms[_bare(name)] = one
            if name != one.name:
                shown[name] = one.name
        shown.pop(one.name, None)
        return Aliases(forms, self.acronyms, shown, self.seats)


def acronym_pairs(text: str) -> list[tuple[str, str]]:
    """The names that ``text`` shortens as ``Some Long Name (SLN)``, and their acronyms."""
    found = []
    for match in _SHORT.finditer(text):
        long = _LONG.search(text[max(0, match.start() - _REACH) : match.start()])
        words = long[0].split() if long else []
        wanted = match[1].replace(".", "")
        for start in range(len(words)):
            rest = words[start:]
            capitals = "".join(word[0] for word in rest if word[0].isupper())
            if rest[0][0].isupper() and capitals == wanted:
                found.append((" ".join(rest), match[1]))
                break
    return found


@lru_cache(maxsize=8)
def aliases(same: Same = ()) -> Aliases:
    """The table that is shipped, and what else is said to be the same."""
    table = _shipped()
    for names in same:
        table = table.with_names(names)
    return table


@cache
def _shipped() -> Aliases:
    raw = tomllib.loads(files("store").joinpath("aliases.toml").read_text(encoding="utf-8"))
    forms: dict[str, Known] = {}
    for key, (names, demonyms, capitals) in raw["countries"].items():
        name = names.split("|")[0]
        listed: tuple[tuple[Kind, str], ...] = (
            ("country", names), ("demonym", demonyms), ("capital", capitals)
        )  # fmt: skip
        for kind, words in listed:
            for form in filter(None, words.split("|")):
                forms.setdefault(_bare(form), Known(key, name, kind))
    tables: tuple[tuple[Kind, str], ...] = (
        ("body", "bodies"), ("demonym", "peoples"), ("region", "regions")
    )  # fmt: skip
    for kind, table in tables:
        for key, names in raw[table].items():
            for form in names.split("|"):
                forms.setdefault(_bare(form), Known(key, names.split("|")[0], kind))
    for key, names in raw["places"].items():
        for form in names.split("|"):
            forms.setdefault(_bare(form), Known(key, form, "place"))
    places = [*(names for names, *_ in raw["countries"].values()), *raw["cities"].values()]
    # A body's other names that share a word with the one shown are alike as they stand, and may
    # tell more: *U.S. Department of State* names a country.
    bodies = _shown(raw["bodies"].values())
    shown = {
        form: name for form, name in bodies.items() if not set(form.split()) & set(name.split())
    } | _shown(places)
    seats = {
        seat: names.split("|")[0]
        for names, _, capitals in raw["countries"].values()
        for seat in filter(None, capitals.split("|"))
    }
    return Aliases(forms, _acronyms(raw), shown, seats)


def _shown(listed: Iterable[str]) -> dict[str, str]:
    """Every spelling but the first of each line, with either apostrophe, and the first."""
    shown = {}
    for names in listed:
        first, *others = names.split("|")
        for form in others:
            shown[form] = shown[form.replace("'", "’")] = first
    return shown


def _acronyms(raw: dict[str, dict[str, list[str] | str]]) -> frozenset[str]:
    every = [
        form
        for table in raw.values()
        for value in table.values()
        for names in ([value] if isinstance(value, str) else value)
        for form in names.split("|")
    ]
    plain = {_bare(form) for form in every if not form.isupper()}
    return frozenset(_bare(form) for form in every if form.isupper()) - plain


def fold(form: str) -> str:
    """The key of what ``form`` names, by the shipped table."""
    return aliases().fold(form)


@lru_cache(maxsize=16384)
def _bare(form: str) -> str:
    return _core(form).replace(".", "").casefold()


def _core(form: str) -> str:
    plain = " ".join(form.replace("’", "'").split()).strip(_EDGES)
    return _POSSESSIVE.sub("", _ARTICLE.sub("", plain))
