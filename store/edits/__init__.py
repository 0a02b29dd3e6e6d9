"""Each Edit: one reversible change, a pure function from the desk to record puts.

Each name is loaded when it is first asked for: to show a desk needs none of them.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from store.edits.articles import AddArticle as AddArticle
    from store.edits.articles import AlreadyThere as AlreadyThere
    from store.edits.articles import ReplaceLabels as ReplaceLabels
    from store.edits.articles import SetMetadata as SetMetadata
    from store.edits.assertions import Fields as Fields
    from store.edits.assertions import SetAssertion as SetAssertion
    from store.edits.assertions import SetOrigin as SetOrigin
    from store.edits.claim_rows import AddAssertion as AddAssertion
    from store.edits.claim_rows import MarkSilence as MarkSilence
    from store.edits.claim_rows import MergeClaims as MergeClaims
    from store.edits.claim_rows import MoveClaim as MoveClaim
    from store.edits.claim_rows import RenameClaim as RenameClaim
    from store.edits.claim_rows import SetTopic as SetTopic
    from store.edits.claim_rows import SplitClaim as SplitClaim
    from store.edits.claims import AddClaim as AddClaim
    from store.edits.claims import AddClaimAcross as AddClaimAcross
    from store.edits.claims import RemoveAssertion as RemoveAssertion
    from store.edits.edit import Edit as Edit
    from store.edits.edit import Reading as Reading
    from store.edits.edit import RecordPut as RecordPut
    from store.edits.edit import Refused as Refused
    from store.edits.edit import Removal as Removal
    from store.edits.entities import GroupMentions as GroupMentions
    from store.edits.entities import MergeEntities as MergeEntities
    from store.edits.entities import RenameEntity as RenameEntity
    from store.edits.entities import SplitMention as SplitMention
    from store.edits.links import AddLink as AddLink
    from store.edits.links import RemoveLink as RemoveLink
    from store.edits.matches import SetMatch as SetMatch
    from store.edits.matching import How as How
    from store.edits.matching import LinkAssertions as LinkAssertions
    from store.edits.matching import MatchAssertions as MatchAssertions
    from store.edits.matching import Stated as Stated
    from store.edits.mentions import AddMention as AddMention
    from store.edits.mentions import MoveSpan as MoveSpan
    from store.edits.mentions import RemoveMention as RemoveMention
    from store.edits.mentions import Retag as Retag
    from store.edits.mentions import SetAttribute as SetAttribute
    from store.edits.mentions import SetNote as SetNote
    from store.edits.mentions import SetUnsure as SetUnsure
    from store.edits.mentions import TagEverywhere as TagEverywhere
    from store.edits.suggestions import AcceptSuggestions as AcceptSuggestions
    from store.edits.suggestions import RejectSuggestion as RejectSuggestion
    from store.edits.verdicts import SetVerdict as SetVerdict
    from store.edits.versions import AddVersion as AddVersion

_ROOMS = {
    "articles": ("AddArticle", "AlreadyThere", "ReplaceLabels", "SetMetadata"),
    "assertions": ("Fields", "SetAssertion", "SetOrigin"),
    "claim_rows": (
        "AddAssertion",
        "MarkSilence",
        "MergeClaims",
        "MoveClaim",
        "RenameClaim",
        "SetTopic",
        "SplitClaim",
    ),
    "claims": ("AddClaim", "AddClaimAcross", "RemoveAssertion"),
    "edit": ("Edit", "Reading", "RecordPut", "Refused", "Removal"),
    "links": ("AddLink", "RemoveLink"),
    "matches": ("SetMatch",),
    "matching": ("How", "LinkAssertions", "MatchAssertions", "Stated"),
    "entities": ("GroupMentions", "MergeEntities", "RenameEntity", "SplitMention"),
    "mentions": (
        "AddMention",
        "MoveSpan",
        "RemoveMention",
        "Retag",
        "SetAttribute",
        "SetNote",
        "SetUnsure",
        "TagEverywhere",
    ),
    "suggestions": ("AcceptSuggestions", "RejectSuggestion"),
    "verdicts": ("SetVerdict",),
    "versions": ("AddVersion",),
}
_ROOM_OF = {name: room for room, names in _ROOMS.items() for name in names}

if not TYPE_CHECKING:  # a checker that sees this would take any name for granted

    def __getattr__(name: str) -> object:
        if name not in _ROOM_OF:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        found = getattr(import_module(f"{__name__}.{_ROOM_OF[name]}"), name)
        globals()[name] = found
        return found
