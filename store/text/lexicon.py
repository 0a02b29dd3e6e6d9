"""Small lists of words that the rules of this room go by, in lower case and without a stop."""

from __future__ import annotations


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


BEFORE_NAMES = _words("""
    adm al amb approx brig c.f ca capt cf cmdr col cpl det dr drs e.g eg fr ft gen gov hon i.e ie
    insp lt maj messrs mr mrs ms mt mx p.s pres prof pvt rep rev sen sgt sr st supt v viz vs
""")
"""Abbreviations that go with what follows: a sentence never ends with one."""

BEFORE_NUMBERS = _words("art ch eq fig figs no nos nr op p para pp sec vol")
"""Abbreviations that go with a number, if one follows."""

SHORTENED = _words("""
    am apr ariz assn aug ave blvd bros calif co colo conn corp dec dept esq est etc feb fla fri inc
    jan jr jul jun llc ltd mar mich minn mon nev nov oct okla ph.d plc pm rd sep sept tenn tex thu
    thur thurs tue tues univ wed wis wyo
""")
"""Abbreviations that end a sentence only before a word that commonly begins one."""

STARTERS = _words("""
    a according additionally after all also although among an and as at because before both but by
    during for from he her here his how however i if in it its many meanwhile moreover most my no
    not now on one or our please she since so some that the their then there these they this those
    though two under we what when where which while who why with yet you your
""")
"""Words that commonly begin a sentence."""

OPENERS = _words("""
    anyway are can did do does has have he hello hi how hope if is it let my no please she sorry
    thank thanks there these they this those we what when where why will would yes you your
""")
"""Words with a capital only where a sentence begins, or in a title."""

BEGINNERS = (
    STARTERS | OPENERS | _words("any best excellent good great just let our see some very")
) - {"i"}
"""Words whose capital, where small letters follow, begins a sentence; “I” has one anywhere."""

SHORT_WORDS = _words("do go he in is it me my no of ok on so to up us we")
"""Whole words of one or two letters that a sentence may end with."""

SAYING = _words("""
    added adds admitted announced argued asked asks claimed concluded continued cried declared
    explained he insisted noted replied reported reports said says she shouted stated the they
    told warned wondered writes wrote
""")
"""Words that go on with a sentence after a quoted question or exclamation."""
