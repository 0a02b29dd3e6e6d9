"""Words by which somebody is said to say something; general English, written for this project."""

from __future__ import annotations

from functools import cache
from typing import Final, Literal

Manner = Literal["says", "acts", "tells"]
"""How what is said follows: a clause or a quotation; a thing or “to do”; after whom it is told."""


def listed(words: str) -> frozenset[str]:
    """The words of a string."""
    return frozenset(words.split())


_SAYS: Final = (
    "say state claim allege announce argue assert add note explain declare confirm deny insist "
    "maintain suggest acknowledge admit contend estimate emphasise emphasize stress reiterate "
    "reveal disclose write testify predict concede conclude indicate remark reply respond recall "
    "believe think report repeat comment observe caution complain speculate assess "
    "proclaim affirm reaffirm stipulate calculate tweet boast joke ask answer quip muse"
)
_ACTS: Final = (
    "condemn denounce criticise criticize praise welcome reject urge accuse blame demand deplore "
    "express voice endorse hail refute dismiss protest threaten pledge promise vow underline "
    "underscore highlight propose recommend applaud decry lament blast slam rebuke oppose dispute "
    "describe characterise characterize"
)
_TELLS: Final = "tell inform warn remind assure notify brief advise"
_PHRASES: Final = {"call": ("on", "upon", "for"), "point": ("out",), "make": ("clear",)}
_IRREGULAR: Final = {
    "say": "says said saying",
    "tell": "tells told telling",
    "write": "writes wrote written writing",
    "think": "thinks thought thinking",
    "make": "makes made making",
    "admit": "admits admitted admitting",
    "slam": "slams slammed slamming",
    "quip": "quips quipped quipping",
}
NOUNS: Final = listed(
    "claim claims report reports state states note notes call calls demand demands comment "
    "comments estimate estimates promise promises pledge pledges vow vows question questions "
    "protest protests answer answers reply replies tweet tweets joke jokes stress dispute "
    "disputes praise blame voice voices brief briefs threat point points thought saying writing "
    "reporting briefing warning caution boast boasts express welcome remark remarks "
    "highlight highlights repeat repeats slam blast"
)
"""Forms that are also nouns or adjectives: verbs only where a subject and an object say so."""


def _forms(verb: str) -> list[str]:
    if verb in _IRREGULAR:
        return [verb, *_IRREGULAR[verb].split()]
    if verb.endswith("e"):
        return [verb, verb + "s", verb + "d", verb[:-1] + "ing"]
    if verb.endswith("y") and verb[-2] not in "aeou":
        return [verb, verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing"]
    es = "es" if verb.endswith(("s", "sh", "ch", "ss")) else "s"
    return [verb, verb + es, verb + "ed", verb + "ing"]


@cache
def cue_forms() -> dict[str, Manner]:
    """Every form of every verb that is a cue by itself."""
    every: tuple[tuple[str, Manner], ...] = ((_SAYS, "says"), (_ACTS, "acts"), (_TELLS, "tells"))
    return {f: manner for verbs, manner in every for v in verbs.split() for f in _forms(v)}


@cache
def phrase_forms() -> dict[str, tuple[str, ...]]:
    """Forms that are cues only with one of these words after them."""
    return {f: particles for verb, particles in _PHRASES.items() for f in _forms(verb)}


AUXILIARIES: Final = listed(
    "has have had is are was were be been being will would may might can could should must shall "
    "do does did not n't also never always often once again later now then still already both "
    "further itself himself herself themselves even only just first since"
)
BE: Final = listed("is are was were be been being")
FINITE: Final = listed(
    "is are was were has have had will would may might can could should must shall does did"
)
BOUNDARIES: Final = listed(
    "that as when while because since although though after before but if whether which who whom "
    "where so than yet how what why or until unless whose"
)
PREPOSITIONS: Final = listed(
    "in on at during for with by from about against over under into through between among after "
    "before since until despite without amid to within across following"
)
DETERMINERS: Final = listed(
    "the a an this that these those its his her their our my your some any no each every all both "
    "several many such other another more most few"
)
PRONOUNS: Final = listed("he she it they we i you who there")
