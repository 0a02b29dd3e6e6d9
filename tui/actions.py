"""Every action of the program, once: id, keys, scope, description.

Bindings, palette, help, hint bar, ``variorum keys`` and the README's key table are all read from
here. Keys are written as they are typed; two in a row (``g g``) are a prefix and what follows.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final, Literal, NamedTuple

Scope = Literal[
    "all",
    "reader",
    "suggestion",
    "discrepancy",
    "hint",
    "adjust",
    "bar",
    "words",
    "match",
    "link",
    "working",
    "matrix",
    "panel",
    "entities",
    "mentions",
    "line",
]
"""Where a key counts: wherever nothing is typed or chosen, in the articles, on a suggestion, on a
discrepancy, while letters lie on the text, while a span's edges move, in the claim bar, while words
are chosen for it, on a match, on the way to the other end of a link, while a long job runs, in the
claim matrix, in an open panel, in that of entities, in that of their mentions, in a line being
typed."""

PARENT: Final[Mapping[Scope, Scope]] = {
    "reader": "all",
    "suggestion": "reader",
    "discrepancy": "reader",
    "words": "reader",
    "link": "reader",
    "working": "reader",
    "entities": "panel",
    "mentions": "panel",
    "matrix": "all",
}
"""The scope whose keys a scope has besides its own. A key of ``all`` means the same everywhere."""


class Action(NamedTuple):
    """One thing a user can do."""

    id: str
    keys: tuple[str, ...]
    group: str
    description: str
    scope: Scope = "reader"


def _in(group: str, scope: Scope, *rows: tuple[str, str, str]) -> tuple[Action, ...]:
    """Actions of one group; a row is ``id``, keys set apart by two spaces, description."""
    return tuple(
        Action(id, tuple(keys.split("  ")) if keys else (), group, text, scope)
        for id, keys, text in rows
    )


ACTIONS: Final[tuple[Action, ...]] = (
    *_in(
        "move",
        "reader",
        ("word.next", "l  right", "next word"),
        ("word.previous", "h  left", "previous word"),
        ("line.next", "j  down", "next line"),
        ("line.previous", "k  up", "previous line"),
        ("sentence.next", ".", "next sentence"),
        ("sentence.previous", ",", "previous sentence"),
        ("page.next", "pagedown", "a page on"),
        ("page.previous", "pageup", "a page back"),
        ("article.start", "g g  home", "start of the article"),
        ("article.end", "g e  end", "end of the article"),
        ("pane.next", "tab", "next pane"),
        ("pane.previous", "shift+tab", "previous pane"),
        *((f"article.{n}", str(n), f"article {n} in this pane") for n in range(1, 10)),
    ),
    *_in(
        "jump",
        "reader",
        ("jump.next", "n", "next of the kind in the status line"),
        ("jump.back", "b", "back over the kind in the status line"),
        ("jump.suggestion", "g s", "walk over what is suggested, in all articles"),
        ("jump.annotation", "g a", "jump over annotations"),
        ("jump.claim", "g c", "jump over claims"),
        ("jump.discrepancy", "g d", "walk over what the articles disagree on"),
        ("jump.paragraph", "g p", "jump over paragraphs"),
        ("jump.name", "g t", "jump over names that nobody tagged"),
        ("jump.hit", "g h", "jump over search hits"),
    ),
    *_in(
        "search",
        "reader",
        ("filter.show", "g /", "show and walk over only some: by label, annotator, doubt"),
        ("text.search", "/", "search; the hit is selected, so a capital tags it"),
    ),
    *_in(
        "compare",
        "reader",
        ("sentence.counterpart", "o", "same place in the next article, cycling"),
        ("pane.tie", "t", "tie the panes: the others follow the cursor's sentence"),
        ("sentence.same", "g +", "this sentence and the one come from, or beside, tell the same"),
        ("sentence.different", "g -", "these two do not tell the same"),
    ),
    *_in(
        "select",
        "reader",
        ("selection.expand", "e", "expand: word, name, clause or quotation, sentence, paragraph"),
        ("selection.contract", "c", "contract again"),
        ("selection.extend", "v", "extend by moving; again to stop"),
        ("selection.collapse", ";  escape  ctrl+g", "collapse to the word"),
        ("selection.adjust", "a", "adjust the edges"),
        ("selection.fragment", "&", "keep this fragment and select another beside it"),
        ("annotation.pick", "p", "pick the next annotation here"),
        ("hint.show", "f", "letters on suggestions and words: type them to go there"),
    ),
    *_in(
        "tag",
        "reader",
        ("label.menu", "space", "label menu: type to filter"),
        ("mention.repeat", "=", "repeat the last label"),
        ("mention.everywhere", "y", "the same name everywhere in the story, counted first"),
        ("annotation.remove", "x", "remove the annotation"),
        ("claim.add", "C", "mark the selection, or the sentence, as a claim; open its bar"),
        ("annotation.unsure", "!", "unsure, or sure again"),
        ("annotation.note", "i", "note"),
        ("mention.attribute", "+", "an attribute of the mention"),
    ),
    *_in(
        "suggestion",
        "suggestion",
        ("suggestion.accept", "enter", "after g s: accept what is suggested"),
        ("suggestion.reject", "x", "refuse it, and its like everywhere"),
        ("suggestion.sentence", "s", "accept it and the rest of the sentence"),
    ),
    *_in(
        "discrepancy",
        "discrepancy",
        ("discrepancy.real", "enter", "after g d: the discrepancy under the cursor is real"),
        ("discrepancy.dismiss", "x", "it is none: say why"),
        ("discrepancy.claim", "C", "make it a claim, with an assertion in each article"),
    ),
    *_in(
        "claim bar",
        "bar",
        ("bar.source", "s", "who says it; again: whom they quote"),
        ("bar.cue", "u", "the words that say so"),
        ("bar.words", "w", "the words that state the claim"),
        ("bar.stance", "t", "stance: supports, contradicts, partly"),
        ("bar.polarity", "p", "polarity: positive, negative"),
        ("bar.modality", "m", "modality"),
        ("bar.certainty", "c", "how certain the words are"),
        ("bar.date", "d", "date"),
        ("bar.quotation", "k", "kind of quotation: direct, indirect, partial"),
        ("bar.origin", "o", "origin: whose one statement several articles repeat"),
        ("bar.note", "i", "note"),
        ("bar.match", "-", "match it with the other articles"),
        ("bar.done", "enter  escape  ctrl+g  q", "close; everything is saved already"),
    ),
    *_in(
        "claim matrix",
        "matrix",
        ("matrix.down", "j  down", "next claim"),
        ("matrix.up", "k  up", "previous claim"),
        ("matrix.right", "l  right", "next article"),
        ("matrix.left", "h  left", "previous article"),
        ("matrix.page_down", "pagedown", "a page of claims on"),
        ("matrix.page_up", "pageup", "a page of claims back"),
        ("matrix.evidence", "enter", "every pane to its evidence"),
        ("matrix.next", "n", "next cell not looked at, on the sentence most like the claim"),
        ("matrix.back", "b", "previous cell not looked at"),
        ("matrix.candidate", ".", "the next sentence most like the claim"),
        ("matrix.silent", "0", "looked, and this article does not say it; again: not so"),
        ("matrix.supports", "s", "the sentence shown states the claim"),
        ("matrix.contradicts", "x", "it contradicts it"),
        ("matrix.partly", "p", "it states it partly"),
        ("matrix.reword", "e", "reword the claim"),
        ("matrix.topic", "t", "put it under a topic"),
        ("matrix.merge", "y", "merge another claim into it"),
        ("matrix.split", "d", "divide: these assertions make a claim of their own"),
        ("matrix.earlier", "<", "move the claim up"),
        ("matrix.later", ">", "move it down"),
        ("matrix.unsure", "!", "unsure of the claim, or sure again"),
        ("matrix.note", "i", "note on the claim"),
        ("matrix.filter", "f", "filter: contradicted, in one article, unsure, not looked at"),
        ("matrix.by_topic", "g t", "one topic alone, then the next"),
        ("matrix.by_source", "g s", "only what one source says something of"),
        ("matrix.sort", "o", "sort: order, disagreement, articles, wording"),
        ("matrix.speakers", "v", "by speaker: who says what, through which article"),
        ("matrix.articles", "tab", "the keys to the articles; the matrix stays"),
        ("matrix.close", "m  escape  ctrl+g", "close the matrix"),
    ),
    *_in(
        "claim words",
        "words",
        ("words.take", "enter", "take the words selected"),
        ("words.leave", "escape  ctrl+g", "leave them as they were"),
    ),
    *_in(
        "match",
        "reader",
        ("match.show", "-", "match: what the other articles say, most like this first"),
    ),
    *_in(
        "match",
        "match",
        ("match.same", "s", "after - and a letter: the same claim"),
        ("match.contradicts", "x", "it contradicts this"),
        ("match.partly", "p", "it says a part of this"),
        ("match.refines", "r", "this refines it"),
        ("match.attributes", "a", "it attributes this differently"),
        ("match.leave", "escape  ctrl+g  q", "leave them unmatched"),
    ),
    *_in(
        "link",
        "reader",
        ("link.begin", ">", "link this annotation to another: go there, Enter"),
        ("link.follow", "<", "to the other end of a link"),
    ),
    *_in(
        "link",
        "link",
        ("link.end", "enter", "link to the annotation here"),
        ("link.leave", "escape  ctrl+g", "make no link"),
    ),
    *_in(
        "look",
        "reader",
        ("pane.zoom", "z", "zoom this pane, or all again"),
        ("pane.third", "g 3", "a third article beside the two, from 200 columns"),
        ("detail.toggle", "d", "detail strip"),
        ("entities.show", "w", "entities: what mentions are of, in which words, how often"),
        ("matrix.show", "m", "claim matrix: who says it, who denies it, who is silent"),
        ("metadata.show", "g m", "metadata of this article"),
        ("quotation.copy", "g y", "copy the selection, or the sentence, with its citation"),
    ),
    *_in(
        "all",
        "all",
        ("edit.undo", "u", "undo, across articles"),
        ("edit.redo", "r", "redo"),
        ("history.show", "g u", "history: who changed what and when; Enter takes it back"),
        ("desk.export", "g x", "export: formats, and what each cannot hold of this desk"),
        ("desk.copy", "", "save a copy of the desk elsewhere"),
        ("palette.show", ":", "palette: every action by name"),
        ("help.show", "?", "help for this place"),
        ("desk.close", "q  ctrl+q", "back; from the articles: leave, everything is saved already"),
    ),
    *_in(
        "hint letters",
        "hint",
        ("hint.erase", "backspace", "take back a letter"),
        ("hint.leave", "escape  ctrl+g  q", "leave the letters"),
    ),
    *_in(
        "adjust edges",
        "adjust",
        ("edge.end_right", "l  right", "the end one character on"),
        ("edge.end_left", "h  left", "the end one character back"),
        ("edge.start_right", "j  down", "the start one character on"),
        ("edge.start_left", "k  up", "the start one character back"),
        ("edge.done", "enter  a", "keep the new edges"),
        ("edge.leave", "escape  ctrl+g  q", "leave the edges as they were"),
    ),
    *_in(
        "long work",
        "working",
        ("work.stop", "escape  ctrl+g", "stop the export; nothing half-written stays"),
    ),
    *_in(
        "entities",
        "entities",
        ("entity.merge", "m", "one entity of what the row proposes; else merge it with the next"),
        ("entity.split", "s", "its mentions, to split them off"),
        ("entity.rename", "r", "another canonical name"),
        ("entity.identify", "i", "identifiers: iso PRK wikidata Q423"),
    ),
    *_in(
        "entities",
        "mentions",
        ("mention.split", "s", "this mention is of an entity of its own"),
    ),
    *_in(
        "panel",
        "panel",
        ("row.next", "down  ctrl+n", "next row"),
        ("row.previous", "up  ctrl+p", "previous row"),
        ("row.page_next", "pagedown", "a page on"),
        ("row.page_previous", "pageup", "a page back"),
        ("row.choose", "enter", "choose the row"),
        ("filter.erase", "backspace", "take back a letter of the filter"),
        ("panel.close", "escape  ctrl+g", "close the panel"),
    ),
    *_in(
        "line",
        "line",
        ("line.accept", "enter", "accept what is typed"),
        ("line.leave", "escape  ctrl+g", "leave without it"),
    ),
)

BY_ID: Final[Mapping[str, Action]] = {action.id: action for action in ACTIONS}

GROUPS: Final = tuple(dict.fromkeys(action.group for action in ACTIONS))

_SHOWN: Final = {
    "left": "←",
    "right": "→",
    "up": "↑",
    "down": "↓",
    "pagedown": "PgDn",
    "pageup": "PgUp",
    "home": "Home",
    "end": "End",
    "tab": "Tab",
    "enter": "Enter",
    "escape": "Esc",
    "backspace": "Backspace",
}


def shown_key(key: str) -> str:
    """A key as help and tables write it."""
    return " ".join(_SHOWN.get(part, part) for part in key.split(" "))


def in_scope(scope: Scope) -> Iterable[Action]:
    """The actions that count in a scope alone."""
    return (action for action in ACTIONS if action.scope == scope)


def scopes_of(scope: Scope) -> tuple[Scope, ...]:
    """A scope and those it inherits, the nearest first."""
    chain = [scope]
    while chain[-1] in PARENT:
        chain.append(PARENT[chain[-1]])
    return tuple(chain)


def clashes(actions: Iterable[Action] = ACTIONS) -> list[str]:
    """Keys that two actions of one scope claim, that hide behind a prefix of the same scope, or
    that mean one thing everywhere and another in a scope that inherits it."""
    seen: dict[tuple[Scope, str], str] = {}
    found = []
    for action in actions:
        for key in action.keys:
            if (action.scope, key) in seen:
                found.append(f"{key} in {action.scope}: {seen[action.scope, key]}, {action.id}")
            seen[action.scope, key] = action.id
    for (scope, key), id in seen.items():
        if " " in key and (scope, key.split(" ")[0]) in seen:
            found.append(f"{key} in {scope}: {id} hides behind {seen[scope, key.split(' ')[0]]}")
        if scope != "all" and "all" in scopes_of(scope) and ("all", key) in seen:
            found.append(f"{key} in {scope}: {id} takes it from {seen['all', key]}")
    return found


def key_table() -> str:
    """The key table of the README, as Markdown."""
    rows = ["| group | keys | what it does |", "|---|---|---|"]
    for group in GROUPS:
        for action in (one for one in ACTIONS if one.group == group and one.keys):
            keys = " ".join(f"`{shown_key(key)}`".replace("|", "\\|") for key in action.keys)
            rows.append(f"| {group} | {keys} | {action.description} |")
        if group == "tag":
            rows.append("| tag | `A`–`Z` but `C` | tag with the label of that key |")
    return "\n".join(rows) + "\n"
