"""seqeval: tags of a file, strictly read, are the mentions that were said to be carried."""

from __future__ import annotations

from seqeval.metrics.sequence_labeling import get_entities
from seqeval.scheme import BILOU, IOB2, Entities

from store.formats.exchange import export_desk
from tests.consumers.exported import exported, folder
from tests.store.formats.desks import full_desk

for name, scheme in (("conll", IOB2), ("conll-bilou", BILOU)):
    sentences = exported(name).read_text("utf-8").split("\n\n")
    tags = [
        [row.split("\t")[1] for row in sentence.split("\n") if "\t" in row and row[:2] != "# "]
        for sentence in sentences
    ]
    carried = export_desk(full_desk(), name, folder() / f"{name}-once").carried
    found = [entity for sentence in Entities(tags, scheme).entities for entity in sentence]
    assert len(found) == carried["mentions"] > 0
    if name == "conll":
        assert sum(len(get_entities(sentence)) for sentence in tags) == len(found)
