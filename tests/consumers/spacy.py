"""spaCy: spans are our quotes; its own check of the data and 20 steps of training pass.

Its converter of CoNLL-U has our tags as entities, and our text but for what parts the sentences.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import spacy
from spacy.tokens import DocBin

from store.formats.exchange import export_desk
from store.formats.outgoing import Outgoing
from store.model import Article, Mention, Story
from tests.consumers.exported import exported, folder, many_articles
from tests.store.formats.desks import desk_of, full_desk, mention

nlp = spacy.blank("xx")
desk = full_desk()
quoted = {one.id: set(one.quotes) for one in desk.all(Mention)}
docs = list(DocBin().from_disk(exported("spacy")).get_docs(nlp.vocab))
spans = [span for doc in docs for span in doc.spans["sc"]]
assert len({span.id_ for span in spans}) >= 5
assert all(span.text in quoted[span.id_] for span in spans)
assert [doc.text for doc in docs] == [one.text for one in Outgoing(desk).articles()]

many = exported("spacy", many_articles(), split=True)
config = str(folder() / "config.cfg")


def run(*command: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "spacy", *command], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


run("init", "config", config, "--lang", "xx", "--pipeline", "ner,spancat")
paths = ("--paths.train", str(many / "train.spacy"), "--paths.dev", str(many / "dev.spacy"))
run("debug", "data", config, *paths)
run("train", config, *paths, "--training.max_steps", "20", "--training.eval_frequency", "10")


def converted(path: Path) -> list[tuple[str, list[tuple[str, str]]]]:
    """Each sentence as the converter reads it, with its entities."""
    target = folder() / f"{path.stem}-converted"
    target.mkdir()
    run("convert", str(path), str(target), "--converter", "conllu")
    found = DocBin().from_disk(target / f"{path.stem}.spacy").get_docs(nlp.vocab)
    return [(doc.text, [(one.text, one.label_) for one in doc.ents]) for doc in found]


TEXT = "The mayor of Oslo, Ann Berg, came.\nNobody met NATO.\n"
path = folder() / "small.conllu"
marked = {(0, 17): "PERSON", (19, 27): "PERSON", (46, 50): "ORG"}
small = [mention(f"m{at[0]}", TEXT, at, label=label) for at, label in marked.items()]
export_desk(
    desk_of(Story(id="s1"), Article(id="a1", story="s1", title="", text=TEXT), *small),
    "conllu", path,
)  # fmt: skip
assert [(text.strip(), entities) for text, entities in converted(path)] == [
    ("The mayor of Oslo, Ann Berg, came.",
     [("The mayor of Oslo", "PERSON"), ("Ann Berg", "PERSON")]),
    ("Nobody met NATO.", [("NATO", "ORG")]),
]  # fmt: skip
out = export_desk(full_desk(), "conllu", folder() / "carried.conllu")
tagged = [one for _, entities in converted(exported("conllu")) for one in entities]
assert len(tagged) == out.carried["mentions"] > 0, tagged
assert {text for text, _ in tagged} <= {quote for quotes in quoted.values() for quote in quotes}
