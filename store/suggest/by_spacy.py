"""Suggestions of a spaCy pipeline; spaCy is asked for only here, and only when used."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Final

from store.errors import VariorumError
from store.formats.library import library
from store.suggest.mentions import Suggestion

_OURS: Final = {
    "PER": "PERSON",
    "FAC": "LOC",
    "TIME": "DATE",
    "CARDINAL": "QUANTITY",
    "PERCENT": "QUANTITY",
    "MONEY": "QUANTITY",
}
"""Labels of common pipelines that go by another name here; others stay as they are."""

Pipeline = Callable[[str], Any]
"""What makes a Doc of a text."""


class NoPipeline(VariorumError):
    """The pipeline asked for is not installed."""


def load_pipeline(name: str) -> Pipeline:
    """The installed pipeline of that name, or in that folder. Raises NoPipeline, NoLibrary."""
    try:
        pipeline: Pipeline = library("spacy", "spacy").load(name)
    except OSError as error:
        raise NoPipeline(f"no spaCy pipeline {name!r}: python -m spacy download {name}") from error
    return pipeline


def suggested_by_pipeline(pipeline: Pipeline, text: str, labels: Iterable[str]) -> list[Suggestion]:
    """The pipeline's entities under those of ``labels`` they go by; others are left out."""
    known = set(labels)
    found = []
    for entity in pipeline(text).ents:
        label = entity.label_ if entity.label_ in known else _OURS.get(entity.label_, "")
        if label in known:
            found.append(Suggestion(entity.start_char, entity.end_char, label, 0.7, "spacy"))
    return found
