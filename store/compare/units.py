"""Units of measure and of money, each under one name however it is written."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
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
        "degree": "degree degrees",
        "celsius": "celsius centigrade",
        "fahrenheit": "fahrenheit",
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


_DEGREES: Final[Mapping[str, Callable[[float], float]]] = {
    "celsius": lambda value: value,
    "fahrenheit": lambda value: (value - 32) / 1.8,
}
_ROUNDED: Final = 0.06
"""How far a measure may be from the same one in another unit, which papers round."""
_DEGREE: Final = 1.0
"""The same of temperatures, in degrees."""


def is_converted(one: float, unit: str, other: float, unit_of_other: str) -> bool | None:
    """Whether two values in two units are one measure; None where they measure different things."""
    if unit in _DEGREES and unit_of_other in _DEGREES:
        return abs(_DEGREES[unit](one) - _DEGREES[unit_of_other](other)) <= _DEGREE
    if unit not in _BASE or unit_of_other not in _BASE:
        return None
    (dimension, factor), (dimension_of_other, factor_of_other) = _BASE[unit], _BASE[unit_of_other]
    if dimension != dimension_of_other:
        return None
    one, other = one * factor, other * factor_of_other
    return abs(one - other) <= _ROUNDED * max(one, other)
