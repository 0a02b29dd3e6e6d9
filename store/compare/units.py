"""Units of measure and of money, each under one name however it is written."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from store.compare.stems import listed

_UNITS: Final = {
    form: unit
    for unit, forms in {
        "m": "m metre metres meter meters",
        "km": "km kilometre kilometres kilometer kilometers",
        "mile": "mile miles mi",
        "foot": "foot feet ft",
        "inch": "inch inches",
        "cm": "cm centimetre centimetres centimeter centimeters",
        "mm": "mm millimetre millimetres millimeter millimeters",
        "tonne": "tonne tonnes",
        "ton": "ton tons",
        "kg": "kg kilo kilos kilogram kilograms kilogramme kilogrammes",
        "pound": "lb lbs pound pounds",
        "litre": "litre litres liter liters",
        "gallon": "gallon gallons",
        "barrel": "barrel barrels",
        "hectare": "hectare hectares",
        "acre": "acre acres",
        "percent": "percent pct cent",
        "second": "second seconds",
        "minute": "minute minutes",
        "hour": "hour hours",
        "day": "day days",
        "week": "week weeks",
        "month": "month months",
        "year": "year years",
        "dollar": "dollar dollars",
        "euro": "euro euros",
    }.items()
    for form in forms.split()
}
KINDS: Final = frozenset(listed("short long metric square cubic nautical troy gross net"))
"""What stands before a unit and makes another of it."""
_SAME: Final = {"metric ton": "tonne", "metric tonne": "tonne"}
SIGNS: Final = {"$": "dollar", "€": "euro", "£": "pound"}
"""The money that a sign before a number tells."""
SHORT: Final = {"m": 1e6, "mn": 1e6, "bn": 1e9, "tn": 1e12}
"""Magnitudes of money as papers shorten them."""
LOOSE: Final = frozenset(listed("percent second minute hour day week month year"))
"""Units in which much of one event is measured."""


def unit_of(word: str, kinds: Sequence[str]) -> str | None:
    """The unit that a word in lower case is, of the kinds before it; None for no unit."""
    if word not in _UNITS:
        return None
    unit = " ".join([*kinds, _UNITS[word]])
    return _SAME.get(unit, unit)


_IN: Final = {
    "length": "mm 0.001 cm 0.01 inch 0.0254 foot 0.3048 m 1 km 1000 mile 1609.34",
    "area": "acre 4046.86 hectare 10000",
    "volume": "litre 1 gallon 3.785 barrel 159",
    "weight": "pound 0.4536 kg 1 tonne 1000",
}
_BASE: Final = {
    unit: (dimension, float(factor))
    for dimension, row in _IN.items()
    for unit, factor in zip(row.split()[::2], row.split()[1::2], strict=True)
}
"""What a unit measures, and how many of one unit for all of that it is."""


def in_base(value: float, unit: str) -> tuple[str, float] | None:
    """What a value measures, in a unit that all of its kind share; None for other units."""
    if unit not in _BASE:
        return None
    dimension, factor = _BASE[unit]
    return dimension, value * factor
