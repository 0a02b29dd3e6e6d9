"""Each Edit: one reversible change, a pure function from the desk to record puts."""

from store.edits.articles import AddArticle, AlreadyThere, ReplaceLabels, SetMetadata
from store.edits.claims import AddClaim, AddClaimAcross, RemoveAssertion
from store.edits.edit import Edit, Reading, RecordPut, Refused, Removal
from store.edits.mentions import (
    AddMention,
    MoveSpan,
    RemoveMention,
    Retag,
    SetNote,
    SetUnsure,
    TagEverywhere,
)
from store.edits.verdicts import SetVerdict

__all__ = [
    "AddArticle",
    "AddClaim",
    "AddClaimAcross",
    "AddMention",
    "AlreadyThere",
    "Edit",
    "MoveSpan",
    "Reading",
    "RecordPut",
    "Refused",
    "Removal",
    "RemoveAssertion",
    "RemoveMention",
    "ReplaceLabels",
    "Retag",
    "SetMetadata",
    "SetNote",
    "SetUnsure",
    "SetVerdict",
    "TagEverywhere",
]
