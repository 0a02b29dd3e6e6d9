"""Other suggesters, asked once for the articles as they are: a command, a spaCy pipeline."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from store.model import Article
from store.suggest.mentions import Suggestion


class Others(NamedTuple):
    """Which others suggest: a command line, the name of a pipeline; empty for none."""

    command: str = ""
    spacy: str = ""

    def suggested(
        self, articles: Sequence[Article], labels: Sequence[str]
    ) -> Mapping[str, list[Suggestion]]:
        """What they suggest, by article id; ``labels`` are those of the desk.

        Raises VariorumError where one cannot be run, or says what is no suggestion.
        """
        found: dict[str, list[Suggestion]] = {article.id: [] for article in articles}
        if self.command:
            from store.suggest.by_command import suggested_by_command

            for id, more in suggested_by_command(self.command, articles).items():
                found[id] += more
        if self.spacy:
            from store.suggest.by_spacy import load_pipeline, suggested_by_pipeline

            pipeline = load_pipeline(self.spacy)
            for article in articles:
                found[article.id] += suggested_by_pipeline(pipeline, article.text, labels)
        return found


def inside(found: Sequence[Suggestion], start: int, end: int) -> list[Suggestion]:
    """Those of a text that lie in ``[start, end)`` of it, by their offsets there."""
    return [
        one._replace(start=one.start - start, end=one.end - start)
        for one in found
        if start <= one.start and one.end <= end
    ]
