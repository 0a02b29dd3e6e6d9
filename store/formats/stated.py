"""Claims and the assertions of them, for the formats that hold little else."""

from __future__ import annotations

from collections.abc import Container, Sequence

import msgspec

from store.formats.outgoing import Outgoing
from store.model import Article, Assertion, Claim

Said = tuple[Assertion, Article]
"""An assertion and its article, less the text."""


class Stated:
    """The claims asked for, story by story, each with its assertions in the order of articles."""

    def __init__(self, outgoing: Outgoing) -> None:
        self._out = outgoing
        self._said: dict[str, list[Said]] = {}
        self._articles: list[str] = []
        for article in outgoing.articles():
            self._articles.append(article.id)
            named = msgspec.structs.replace(article, text="")
            for one in outgoing.spans(Assertion, article):
                self._said.setdefault(one.claim, []).append((one, named))
        self.claims = sorted(
            (claim for claim in outgoing.all(Claim) if self._goes_out(claim)),
            key=lambda claim: (claim.story, claim.order, claim.id),
        )
        outgoing.carry(Claim.TABLE, (claim.id for claim in self.claims))

    def _goes_out(self, claim: Claim) -> bool:
        has_all = self._out.choice.has_all_annotations
        return claim.id in self._said or (has_all and self._out.is_asked_for(claim))

    def of(self, claim: Claim) -> Sequence[Said]:
        """The assertions of a claim, by article and where they stand in it."""
        return self._said.get(claim.id, ())

    def leave_articles(
        self, cited: Container[str], held: Container[str], reason: str, uncited: str
    ) -> None:
        """Tell what is not carried of the articles; of those not cited that is all."""
        for id in self._articles:
            article = self._out.record(Article, id)
            if article is None:
                continue
            if id in cited:
                self._out.leave_fields(article, held, reason)
            else:
                self._out.losses.add(Article.TABLE, id, uncited, article=id)
                self._out.carried[Article.TABLE] -= 1
