"""``variorum suggest``."""

from __future__ import annotations

import sys
from pathlib import Path

from store.db import open_desk
from store.edits import AddMention
from tests.tui.verbs.calling import Caller


def test_suggestions_are_spans_of_the_text_and_know_what_was_tagged(
    call: Caller, tmp_path: Path
) -> None:
    source = tmp_path / "one.txt"
    source.write_text("A title here\n\nOslo met Bergen on 3 May 2021, said the harbour board.\n")
    desk = tmp_path / "d.json"
    assert call("add", desk, source).code == 0
    with open_desk(desk, annotator="ann") as opened:
        article = opened.articles()[0]
        start = article.text.index("harbour board")
        opened.apply(AddMention(article.id, ((start, start + 13),), "ORG"))
        text = article.text
    found = call("suggest", desk, "--json").value
    words = {(text[one["start"] : one["end"]], one["label"]) for one in found}
    assert ("3 May 2021", "DATE") in words
    assert ("harbour board", "ORG") in words
    assert {one["article"] for one in found} == {article.id}
    assert "harbour board" in call("suggest", desk).out


def test_a_program_may_suggest_too(call: Caller, tmp_path: Path) -> None:
    source = tmp_path / "one.txt"
    source.write_text("A title here\n\nOslo met the grey fox.\n")
    desk = tmp_path / "d.json"
    assert call("add", desk, source).code == 0
    script = tmp_path / "finder.py"
    script.write_text(
        "import json, sys\n"
        "for line in sys.stdin:\n"
        "    one = json.loads(line)\n"
        "    at = one['text'].index('grey fox')\n"
        "    print(json.dumps(dict(id=one['id'], start=at, end=at + 8, label='PERSON')))\n"
    )
    found = call("suggest", desk, "--json", "--command", f"{sys.executable} {script}").value
    labels = {one["label"]: one["suggester"] for one in found}
    assert labels["PERSON"] == Path(sys.executable).name
    assert labels["GPE"] == "aliases"
    refused = call("suggest", desk, "--command", "/nowhere/at-all")
    assert refused.code == 1
    assert "could not be run" in refused.aside
