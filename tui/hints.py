"""What the hint bar says: the keys that do something now. Pure.

A key is written as the action it stands for, in braces: ``tui.keys.Keymap.spell`` puts the key
there that the user has for it.
"""

from __future__ import annotations

from datetime import datetime
from typing import Final

from store.model import Assertion
from tui.actions import Action, Scope, in_scope, shown_key
from tui.selection import Selection

KINDS: Final = {
    "suggestion": "suggestion",
    "annotation": "annotation",
    "claim": "claim",
    "discrepancy": "discrepancy",
    "paragraph": "paragraph",
    "name": "untagged name",
    "hit": "search hit",
}
"""What ``n`` and ``b`` can jump over, in the words of the status line."""

_READING = (
    "{word.next} word  {line.next} line  {sentence.next} sentence  {selection.expand} expand  "
    "{selection.extend} extend  {text.search} search  {sentence.counterpart} same place  "
    "{jump.next} next  capital tags  {claim.add} claim  {help.show} help"
)
_WIDE = (
    "capital tags  {claim.add} claim  {selection.expand} {selection.contract} expand, contract  "
    "{selection.extend} extend  {selection.fragment} add fragment  {selection.collapse} collapse  "
    "{help.show} help"
)
_PICKED = (
    "capital retags  {annotation.remove} remove  {mention.everywhere} everywhere  "
    "{selection.adjust} adjust  {annotation.unsure} unsure  {annotation.note} note  "
    "{annotation.pick} pick  {jump.next} next  {help.show} help"
)
_STATED = (
    "{claim.add} claim bar  {match.show} match  {link.begin} link  {link.follow} follow  "
    "{quotation.copy} copy  {annotation.remove} remove  {selection.adjust} adjust  "
    "{annotation.unsure} unsure  {annotation.note} note  {help.show} help"
)
_EXTENDING = (
    "move to extend  {selection.extend} done  capital tags  {claim.add} claim  "
    "{selection.fragment} add fragment  {selection.collapse} collapse"
)
_BY_SCOPE: dict[Scope, str] = {
    "adjust": "{edge.end_left} {edge.end_right} end  {edge.start_right} {edge.start_left} start  "
    "{edge.done} keep  {edge.leave} leave",
    "suggestion": "{suggestion.accept} accept  capital as another  {suggestion.reject} refuse  "
    "{suggestion.sentence} the rest of the sentence  {jump.next} next  {label.menu} labels  "
    "{edit.undo} undo  {help.show} help",
    "hint": "type the letters of a place  {hint.leave} leave",
    "discrepancy": "{discrepancy.real} real  {discrepancy.dismiss} dismiss  "
    "{discrepancy.claim} make it a claim  {jump.next} next  {jump.back} back  {edit.undo} undo  "
    "{help.show} help",
    "matrix": "{matrix.evidence} evidence  {matrix.next} not looked at  {matrix.silent} silent  "
    "{matrix.supports} {matrix.contradicts} {matrix.partly} it says, denies, partly  "
    "{matrix.reword} reword  {matrix.filter} filter  {matrix.speakers} speakers  "
    "{matrix.articles} articles  {help.show} help",
    "working": "{work.stop} stop the export  everything else goes on  {help.show} help",
    "bar": "{bar.cue} cue  {bar.words} words  {bar.certainty} certainty  {bar.origin} origin  "
    "{bar.note} note  {bar.match} match  {bar.done} done",
    "words": "select as always  {selection.extend} extend  {selection.fragment} add fragment  "
    "{words.take} take them  {words.leave} leave",
    "match": "{match.same} same claim  {match.contradicts} contradicts  {match.partly} partly  "
    "{match.refines} refines  {match.attributes} attributes differently  {match.leave} leave",
    "link": "go to the other annotation  {annotation.pick} pick  {pane.next} other article  "
    "{link.end} link  {link.leave} leave",
    "entities": "{entity.merge} merge  {entity.split} split  {entity.rename} rename  "
    "{entity.identify} identifiers  {row.choose} go to  {row.next} {row.previous} row  "
    "{panel.close} close",
    "mentions": "{mention.split} split off  {row.choose} go to  {row.next} {row.previous} row  "
    "{panel.close} close",
    "panel": "type to narrow  {row.next} {row.previous} row  {row.choose} choose  "
    "{panel.close} close",
    "line": "{line.accept} accept  {line.leave} leave",
}


LETTERED: Final = (
    "a letter chooses  {row.next} {row.previous} row  {row.choose} choose  {panel.close} close"
)
"""The keys of a panel whose rows have letters."""


def following_keys(following: list[tuple[str, Action]]) -> str:
    """What may follow a prefix, on one line."""
    return "  ".join(f"{shown_key(key)} {brief(action)}" for key, action in following)


def keys_of(scope: Scope) -> str:
    """The keys of a scope, on one line."""
    if scope in _BY_SCOPE:
        return _BY_SCOPE[scope]
    return "  ".join(f"{{{one.id}}} {brief(one)}" for one in in_scope(scope) if one.keys)


def reading_keys(selection: Selection) -> str:
    """The keys that matter most in the articles, with this selection."""
    if selection.picked is not None:
        return _STATED if selection.picked[0] == Assertion.TABLE else _PICKED
    if selection.extending:
        return _EXTENDING
    return _WIDE if selection.is_wide else _READING


def brief(action: Action) -> str:
    """An action in one word."""
    noun, _, verb = action.id.partition(".")
    return verb if noun in ("jump", "article") else noun


def ago(at: str, now: datetime) -> str:
    """How long ago a time in ISO 8601 was, in its largest whole unit."""
    try:
        seconds = int((now - datetime.fromisoformat(at)).total_seconds())
    except (ValueError, TypeError):
        return at
    for size, unit in ((86_400, "day"), (3_600, "hour"), (60, "minute")):
        if seconds >= size:
            count = seconds // size
            return f"{count} {unit}{'s' * (count > 1)} ago"
    return "just now"
