"""Other suggesters: a command of JSON lines, and a spaCy pipeline."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from store.formats.library import NoLibrary
from store.model import Article
from store.suggest import suggest_mentions
from store.suggest.by_command import CommandFailed, suggested_by_command
from store.suggest.by_spacy import NoPipeline, load_pipeline, suggested_by_pipeline

ARTICLES = [
    Article(id="a1", story="s1", title="One", text="The grey fox met Norway."),
    Article(id="a2", story="s1", title="Two", text="🦊 grey fox"),
]
FINDER = """\
import json, sys
for line in sys.stdin:
    one = json.loads(line)
    start = one["text"].index("grey fox")
    found = {"id": one["id"], "start": start, "end": start + 8, "label": "PERSON"}
    print(json.dumps(found))
"""


def _command(tmp_path: Path, program: str) -> str:
    script = tmp_path / "finder.py"
    script.write_text(program, encoding="utf-8")
    return shlex.join([sys.executable, str(script)])


def test_a_command_suggests_for_each_article_in_code_points(tmp_path: Path) -> None:
    found = suggested_by_command(_command(tmp_path, FINDER), ARTICLES)
    assert [(one.start, one.end, one.label) for one in found["a1"]] == [(4, 12, "PERSON")]
    assert [(one.start, one.end) for one in found["a2"]] == [(2, 10)]
    assert found["a1"][0].suggester == Path(sys.executable).name


def test_suggestions_of_others_come_before_our_own_and_after_memory(tmp_path: Path) -> None:
    text = ARTICLES[0].text
    others = suggested_by_command(_command(tmp_path, FINDER), ARTICLES)["a1"]
    found = [(text[s.start : s.end], s.label) for s in suggest_mentions(text, (), others)]
    assert found == [("grey fox", "PERSON"), ("Norway", "GPE")]
    found = [
        (text[s.start : s.end], s.label)
        for s in suggest_mentions(text, (("fox", "ORG"), ("Norway", None)), others)
    ]
    assert found == [("fox", "ORG")]


@pytest.mark.parametrize(
    ("program", "told"),
    [
        ("print('no json')", "line 1 of its output is no suggestion"),
        ('print(\'{"id": "a1", "start": 4, "end": 99, "label": "X"}\')', "4-99 lies outside"),
        ('print(\'{"id": "b", "start": 0, "end": 1, "label": "X"}\')', "no article 'b'"),
        ("raise SystemExit('out of order')", "ended with 1: out of order"),
    ],
)
def test_what_a_command_does_wrong_is_told_in_one_line(
    tmp_path: Path, program: str, told: str
) -> None:
    with pytest.raises(CommandFailed, match=told) as raised:
        suggested_by_command(_command(tmp_path, program), ARTICLES)
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize("command", ["", "'open", "/nowhere/at-all --x"])
def test_a_command_that_cannot_run_is_refused(command: str) -> None:
    with pytest.raises(CommandFailed):
        suggested_by_command(command, ARTICLES)


def test_entities_of_a_pipeline_go_by_our_labels_and_unknown_ones_are_left_out() -> None:
    ents = [
        SimpleNamespace(start_char=0, end_char=3, label_="PER"),
        SimpleNamespace(start_char=4, end_char=8, label_="ORG"),
        SimpleNamespace(start_char=9, end_char=12, label_="WORK_OF_ART"),
    ]
    found = suggested_by_pipeline(
        lambda text: SimpleNamespace(ents=ents), "Ann Acme Zed", ["PERSON", "ORG"]
    )
    assert [(one.start, one.end, one.label, one.suggester) for one in found] == [
        (0, 3, "PERSON", "spacy"),
        (4, 8, "ORG", "spacy"),
    ]


def test_a_pipeline_of_spacy_suggests_in_code_points() -> None:
    spacy = pytest.importorskip("spacy", reason="spacy is not installed here")
    pipeline = spacy.blank("en")
    ruler = pipeline.add_pipe("entity_ruler")
    ruler.add_patterns([{"label": "PERSON", "pattern": "grey fox"}])
    found = suggested_by_pipeline(pipeline, ARTICLES[1].text, ["PERSON"])
    assert [(one.start, one.end, one.label) for one in found] == [(2, 10, "PERSON")]


def test_a_pipeline_that_is_not_there_is_told_with_what_to_do() -> None:
    with pytest.raises((NoLibrary, NoPipeline), match=r"pip install|spacy download"):
        load_pipeline("no_such_pipeline")
