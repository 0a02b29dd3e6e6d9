"""One spelling for each name, so that only what differs in the world differs here."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

# Each line is one thing under its names, the first of which is shown.
_NAMES: Final = (
    "North Korea|Democratic People’s Republic of Korea|Democratic People's Republic of Korea|DPRK",
    "South Korea|Republic of Korea|ROK",
    "Russia|Russian Federation|Moscow|Kremlin",
    "United States|United States of America|U.S.A.|USA|U.S.|US|Washington",
    "United Kingdom|Great Britain|Britain|U.K.|UK",
    "European Union|E.U.|EU",
    "United Nations|U.N.|UN",
    "Czechia|Czech Republic",
    "Turkey|Türkiye|Turkiye",
    "Ivory Coast|Côte d’Ivoire|Côte d'Ivoire|Cote d'Ivoire",
    "Cape Verde|Cabo Verde",
    "Burma|Myanmar",
    "Swaziland|Eswatini",
    "Netherlands|Holland",
    "East Timor|Timor-Leste",
    "China|People’s Republic of China|People's Republic of China|PRC",
    "Iran|Islamic Republic of Iran",
    "Kyiv|Kiev",
)


@cache
def _table() -> tuple[re.Pattern[str], dict[str, str]]:
    names = {form: line.split("|")[0] for line in _NAMES for form in line.split("|")}
    forms = sorted(names, key=len, reverse=True)
    return re.compile(rf"(?<![\w.])(?:{'|'.join(map(re.escape, forms))})(?!\w)"), names


def fold(form: str) -> str:
    """The one name for what ``form`` names: itself, without an article, where no other is known."""
    bare = re.sub(r"^(?:the|The|a|an)\s+", "", form.strip(" ,.;:")).removesuffix("’s")
    return _table()[1].get(bare, bare)


def folded(text: str) -> str:
    """A text with every known name in its one form."""
    pattern, names = _table()
    return pattern.sub(lambda match: names[match[0]], text)
