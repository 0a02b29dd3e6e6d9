"""The check of other programs' files, on files of our own: what it counts, and that it can fail."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final

import pytest

from store.formats import w3c_passages
from store.model import Article
from tests.corpora.__main__ import main
from tests.corpora.pages import pages, wanted

PAGE = "urn:page:1"
QUOTE: Final[dict[str, Any]] = {
    "type": "TextQuoteSelector",
    "exact": "Oslo",
    "prefix": "from ",
    "suffix": " came",
}
INSIDE: Final[dict[str, Any]] = {
    "type": "FragmentSelector",
    "value": "p5",
    "refinedBy": {**QUOTE, "exact": "Bergen"},
}
OFFSETS: Final[dict[str, Any]] = {"type": "TextPositionSelector", "start": 412, "end": 420}
ELSEWHERE: Final[dict[str, Any]] = {"type": "XPathSelector", "value": "/p[2]", "refinedBy": OFFSETS}


def annotation(id: str, *selectors: dict[str, Any]) -> dict[str, Any]:
    target = {"source": PAGE, "selector": list(selectors)}
    body = {"type": "TextualBody", "value": "GPE", "purpose": "tagging"}
    return {"type": "Annotation", "id": id, "body": body, "target": target}


def collection() -> dict[str, Any]:
    kinds = {"n1": QUOTE, "n2": INSIDE, "n3": OFFSETS, "n4": ELSEWHERE}
    items = [annotation(id, selector) for id, selector in kinds.items()]
    return {"type": "AnnotationCollection", "first": {"type": "AnnotationPage", "items": items}}


def corpora(folder: Path) -> Path:
    for name, content in {
        "w3c/one.json": collection(),
        "w3c/none.json": annotation("n1", ELSEWHERE),
        "label_studio/one.json": [
            {"id": 1, "data": {"text": "Oslo"}, "annotations": [
                {"id": 2, "result": [
                    {"id": "r1", "type": "choices", "from_name": "c", "to_name": "text",
                     "value": {"choices": ["x"]}}]}]}
        ],
    }.items():  # fmt: skip
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(json.dumps(content), "utf-8")
    return folder


def test_page_has_a_quotation_twice_and_only_once_between_its_words() -> None:
    passages = list(wanted(collection()))
    assert [(one.exact, one.start, one.end) for one in passages] == [
        ("Oslo", 0, 0), ("Bergen", 0, 0), ("", 412, 420),
    ]  # fmt: skip
    (page,) = pages(passages).all(Article)
    assert page.text.count("Oslo") == page.text.count("Bergen") == 2
    at = page.text.index("from Oslo came") + 5
    assert passages[0].is_at(page, at, at + 4)
    assert not passages[0].is_at(page, page.text.index("[Oslo]") + 1, page.text.index("]"))
    assert len(page.text) > 420


def _counted(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> tuple[int, list[str]]:
    monkeypatch.setattr("sys.argv", ["corpora", str(corpora(folder))])
    code = main()
    return code, capsys.readouterr().out.splitlines()


def test_annotations_are_put_on_pages_that_have_what_they_quote(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    code, said = _counted(tmp_path, monkeypatch, capsys)
    assert code == 0
    assert said == [
        "label-studio: 0 mentions, 1 files with texts and no span, all told",
        "w3c: 1 with no passage of a text, all told, 3 mentions, 1 files on pages made up for them",
    ]


def test_quotation_that_is_not_found_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(w3c_passages, "find_passage", lambda *_: (0, 4))
    code, said = _counted(tmp_path, monkeypatch, capsys)
    assert code == 1
    assert any("not all are found" in line for line in said)
