"""Which record stands in which table."""

from __future__ import annotations

from typing import Final

from store.model.article import Article, Story
from store.model.between import Annotator, Link, Match, Rejection, Verdict
from store.model.claim import Assertion, Claim, Silence, Topic
from store.model.labels import LabelSet
from store.model.mention import Entity, Mention
from store.model.record import Record

RECORDS: Final[dict[str, type[Record]]] = {
    kind.TABLE: kind
    for kind in (
        Article,
        Story,
        LabelSet,
        Entity,
        Mention,
        Claim,
        Topic,
        Assertion,
        Silence,
        Match,
        Link,
        Verdict,
        Rejection,
        Annotator,
    )
}
