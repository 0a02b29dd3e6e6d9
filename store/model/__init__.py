"""The records of a desk: frozen, typed, one noun a file."""

from store.model.article import METADATA, Article, Story
from store.model.between import Annotator, Link, Match, Place, Rejection, Verdict
from store.model.claim import Assertion, Attribution, Claim, Silence, Source, StatedDate, Topic
from store.model.labels import Label, LabelSet, RelationType
from store.model.mention import Entity, Mention
from store.model.record import (
    Fragment,
    Record,
    SpanRecord,
    changed,
    decode,
    decode_all,
    encode,
    encode_all,
    from_builtins,
)
from store.model.spans import BadSpan, quotes, span
from store.model.tables import RECORDS

__all__ = [
    "METADATA",
    "RECORDS",
    "Annotator",
    "Article",
    "Assertion",
    "Attribution",
    "BadSpan",
    "Claim",
    "Entity",
    "Fragment",
    "Label",
    "LabelSet",
    "Link",
    "Match",
    "Mention",
    "Place",
    "Record",
    "Rejection",
    "RelationType",
    "Silence",
    "Source",
    "SpanRecord",
    "StatedDate",
    "Story",
    "Topic",
    "Verdict",
    "changed",
    "decode",
    "decode_all",
    "encode",
    "encode_all",
    "from_builtins",
    "quotes",
    "span",
]
