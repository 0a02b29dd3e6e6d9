"""spaCy: spans are our quotes; its own check of the data and 20 steps of training pass."""

from __future__ import annotations

import subprocess
import sys

import spacy
from spacy.tokens import DocBin

from store.formats.outgoing import Outgoing
from store.model import Mention
from tests.consumers.exported import exported, folder, many_articles
from tests.store.formats.desks import full_desk

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
