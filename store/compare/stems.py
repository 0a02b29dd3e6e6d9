"""Words without their endings, and how common English words are."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Final


def listed(words: str) -> list[str]:
    """Words written as one string."""
    return words.split()


_ENDINGS: Final = listed(
    "izations isations ization isation ational fulness iveness ousness ements ations ities ement"
    " ation izing ising ments ness ment able ible ings ions ized ised ally ance ence ant ent ity"
    " ates ated ating ate ing ion ies ive ers ed es er or ly al s"
)
_ENDING: Final = re.compile(rf"(?:{'|'.join(_ENDINGS)})$")
_OF_VERBS: Final = re.compile(r"(?:ed|ing|es|s)$")
_DOUBLED: Final = re.compile(r"([bdgklmnprtvz])\1$")

_SPELLINGS: Final = (
    (re.compile(r"(?<=[^aeiou])re$"), "er"),
    (re.compile(r"our(?=s?$|i|ab|ed)"), "or"),
    (re.compile(r"is(?=e[ds]?$|ing$|ation)"), "iz"),
    (re.compile(r"(?:(?<=f)|(?<=lic))ence$"), "ense"),
    (re.compile(r"ramme$"), "ram"),
)
"""What British and American spelling write differently."""

# The same word in another shape; what an ending cannot show.
_BENT: Final = dict(
    pair.split(":")
    for pair in listed(
        "dead:die died:die dies:die death:die deaths:die dying:die kill:die killed:die kills:die"
        " killing:die began:begin begun:begin started:begin start:begin starts:begin broke:break"
        " broken:break fought:fight held:hold hit:strike struck:strike striking:strike said:say"
        " says:say told:say tells:say stated:say states:say paid:pay lent:lend sent:send"
        " bought:buy sold:sell took:take taken:take gave:give given:give left:leave"
        " lost:lose met:meet led:lead leads:lead leader:lead won:win wounded:injure injured:injure"
        " went:go gone:go made:make found:find stood:stand thrown:throw swept:sweep spread:spread"
        " women:woman men:man children:child people:person persons:person lives:life wives:wife"
        " denied:deny denies:deny denial:deny allied:ally allies:ally countries:country"
        " cities:city parties:party families:family family:family companies:company"
        " usage:use used:use using:use uses:use"
        " arrested:arrest bigger:big largest:large"
        " resigned:resign resigns:resign chose:choose chosen:choose ran:run shot:shoot"
        " shots:shoot shooting:shoot seen:see saw:see came:come grew:grow fell:fall fallen:fall"
    )
)

_COMMONEST: Final = frozenset(
    listed(
        "a an the of to in and or that for on with as by at from is are was were be been being"
        " has have had it its this these those which who whom whose what when where will would"
        " can could may might must shall should do does did not no nor but if than then there"
        " their they them he she his her him we our us i you your my me s t up out into over"
        " under about after before also more most some any all each other such only own same so"
        " too very just both through during while because since until against between further"
        " once here again down off above below how why"
    )
)
_COMMON: Final = frozenset(
    listed(
        "say year new one two person time day week month last first state government country"
        " company make take come go see get use work report three four many much part call world"
        " city group man woman right home number point place case official today monday tuesday"
        " wednesday thursday friday saturday sunday january february march april june july"
        " august september october november december leader member public million thousand"
        " hundred back like now even way well still set show know think want give find tell"
        " become leave put mean keep let begin seem help turn play run move live believe hold"
        " bring happen write provide sit stand lose pay meet include continue learn change lead"
        " understand watch follow stop create speak read allow add spend grow open walk win"
        " offer remember love consider appear buy wait serve die send expect build stay fall cut"
        " reach remain suggest raise pass sell require according"
    )
)


@lru_cache(maxsize=16384)
def american(word: str) -> str:
    """A word in lower case as Americans spell it."""
    for form, other in _SPELLINGS:
        word = form.sub(other, word)
    return word


@lru_cache(maxsize=16384)
def stem(word: str) -> str:
    """The word in lower case without its ending: ``condemned``, ``condemnation``: ``condemn``."""
    word = word.lower().replace("’", "'")
    if word in _BENT:
        return _BENT[word]
    if not word.isalpha() or len(word) < 4:
        return word
    word = american(word)
    match = _ENDING.search(word)
    if match and match.start() < 3:
        match = _OF_VERBS.search(word, 3)  # “seized” is no “se” with an ending
    if match and not word.endswith("ss"):
        bare = word[: match.start()]
        if any(letter in "aeiouy" for letter in bare):
            word = bare + ("y" if match[0] == "ies" else "")
    word = _DOUBLED.sub(r"\1", word)
    return word.removesuffix("e") if len(word) > 3 else word


_COMMON_STEMS: Final = frozenset(map(stem, _COMMON))


FILLER: Final = 0.05
"""How much a word tells that says nothing by itself."""


@lru_cache(maxsize=16384)
def rarity(word: str) -> float:
    """How much a word tells beside its frequency in the articles at hand: in [0, 1]."""
    if word in _COMMONEST:
        return FILLER
    return 0.5 if word in _COMMON_STEMS else 1.0


def weight(words: Iterable[str]) -> float:
    """How much words tell together, each by its rarity."""
    return sum(map(rarity, words))


def is_function_word(word: str) -> bool:
    """Whether a word in lower case says nothing by itself."""
    return word in _COMMONEST
