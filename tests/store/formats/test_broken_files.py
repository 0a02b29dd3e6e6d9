"""Broken files: whatever is wrong in one, it comes in, or one line tells why not."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from typing import Any, Final

import pytest

from store.errors import VariorumError
from store.formats.exchange import Imported, export_desk, import_file
from store.formats.registry import find_format, names
from store.model import Article, Mention
from tests.store.formats.desks import empty_desk, full_desk

_TWO_WAY: Final = [name for name in names() if find_format(name).writes and find_format(name).reads]
_ODD: Final[tuple[Any, ...]] = (
    None, True, -1, 0, 10**30, 1.5, float("inf"), "", "x", "\ud83d", "2024-13-99", [], {}, [[]],
    [{}], {"a": 1}, ["a"],
)  # fmt: skip
_ODD_BYTES: Final = (b"\t", b"\n", b"\0", b'"', b"|", b"-1", b"999999", b"<", b"\xff", b"_", b"\\")
_CHANGES: Final = 60
_ROWS: Final = ("csv", "tsv")
"""Formats that hold no article: theirs must be on the desk."""


def _import(name: str, path: Path) -> Imported | None:
    """What came in; None where one line of printing characters told why nothing did."""
    desk = full_desk() if name in _ROWS else empty_desk()
    before = list(desk.all(Mention))
    try:
        into = import_file(desk, name, path)
    except VariorumError as error:
        told = str(error)
        into = None
    if into is None:
        assert not [one for one in told if unicodedata.category(one) in ("Cc", "Cs", "Zl")]
        assert list(desk.all(Mention)) == before
    for mention in desk.all(Mention):
        article = desk.get(Article, mention.article)
        assert article is not None
        assert [article.text[a:b] for a, b in mention.fragments] == list(mention.quotes)
    return into


def _places(value: Any) -> Iterator[tuple[Any, Any]]:
    """Every place inside a JSON value, as its holder and the key there."""
    keys = (
        value if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ()
    )
    for key in keys:
        yield value, key
        yield from _places(value[key])


def _break_json(value: Any, random: Random) -> None:
    holder, key = random.choice(list(_places(value)))
    if random.random() < 0.3:
        del holder[key]
    elif isinstance(holder[key], int) and random.random() < 0.5:
        holder[key] += random.choice((-(10**9), -1, 1, 10**9))
    else:
        holder[key] = random.choice(_ODD)


def _break_lines(raw: bytes, random: Random) -> bytes:
    """One value in a file that is one JSON value, or has one on every line."""
    lines = raw.decode().split("\n")
    if lines[0] in ("[", "{"):
        lines = ["\n".join(lines)]
    at = random.choice([number for number, line in enumerate(lines) if line])
    value = json.loads(lines[at])
    _break_json(value, random)
    lines[at] = json.dumps(value)
    return "\n".join(lines).encode()


def _break_xml(raw: bytes, random: Random) -> bytes:
    text = raw.decode()
    found = list(re.finditer('="([^"]*)"', text))
    at = random.choice(found)
    now = random.choice(("", "-1", "0", "999999", "x", at[1] + "1", random.choice(found)[1]))
    return (text[: at.start(1)] + now + text[at.end(1) :]).encode()


def _break_bytes(raw: bytes, random: Random) -> bytes:
    at = random.randrange(len(raw) + 1)
    how = random.random()
    if how < 0.3:
        return raw[:at] + raw[at + random.randint(1, 20) :]
    if how < 0.5:
        lines = raw.split(b"\n")
        lines.insert(random.randrange(len(lines)), random.choice(lines))
        return b"\n".join(lines)
    return raw[:at] + random.choice(_ODD_BYTES) + raw[at + random.randint(0, 1) :]


def _broken(file: Path, raw: bytes, random: Random) -> bytes:
    breaks: dict[str, Callable[[bytes, Random], bytes]] = {
        ".json": _break_lines, ".jsonl": _break_lines, ".xmi": _break_xml, ".xml": _break_xml,
    }  # fmt: skip
    breaking = breaks.get(file.suffix, _break_bytes)
    return (breaking if random.random() < 0.8 else _break_bytes)(raw, random)


@pytest.mark.parametrize("name", _TWO_WAY)
def test_broken_file_comes_in_or_one_line_tells_why_not(name: str, tmp_path: Path) -> None:
    out = tmp_path / ("out" + find_format(name).suffix)
    export_desk(full_desk(), name, out)
    files = [out] if out.is_file() else sorted(one for one in out.rglob("*") if one.is_file())
    whole = {file: file.read_bytes() for file in files}
    random = Random(name)
    outcomes = set()
    for _ in range(_CHANGES):
        file = random.choice(files)
        file.write_bytes(_broken(file, whole[file], random))
        outcomes.add(_import(name, out) is None)
        file.write_bytes(whole[file])
    assert _import(name, out) is not None
    assert outcomes == {True, False}, "the changes are all harmless, or none is"


def _lines(path: Path, *tasks: object) -> Path:
    path.write_text("\n".join(map(json.dumps, tasks)), "utf-8")
    return path


def test_half_a_character_is_replaced_and_told(tmp_path: Path) -> None:
    path = _lines(
        tmp_path / "theirs.jsonl",
        {"text": "A 👩 met B"},
        {"text": "A met \ud83d", "spans": [{"start": 0, "end": 1, "label": "P\ude00"}]},
    )
    desk = empty_desk()
    into = import_file(desk, "prodigy", path)
    assert [(loss.table, loss.record, loss.reason) for loss in into.losses] == [
        ("lines", f"{path}:2", "half a character in it: U+FFFD stands there")
    ]
    assert sorted(one.text for one in desk.all(Article)) == ["A met \ufffd", "A 👩 met B"]
    assert [one.label for one in desk.all(Mention)] == ["P\ufffd"]


@pytest.mark.parametrize("name", ["prodigy", "brat", "conll"])
def test_what_a_text_may_not_hold_is_told_by_its_place(name: str, tmp_path: Path) -> None:
    if name == "prodigy":
        path = _lines(tmp_path / "x.jsonl", {"text": "A\x02 met B"})
    elif name == "brat":
        path = tmp_path
        (path / "x.txt").write_text("A\x02 met B", "utf-8")
        (path / "x.ann").write_text("", "utf-8")
    else:
        path = tmp_path / "x.conll"
        path.write_text("A\x02\tO\nmet\tO\nB\tO\n", "utf-8")
    desk = empty_desk()
    into = import_file(desk, name, path)
    assert [one.text.strip() for one in desk.all(Article)] == ["A\ufffd met B"]
    assert [(loss.table, loss.record, loss.field, loss.reason) for loss in into.losses] == [
        ("characters", "U+0002 at 1", "text", "no text may hold it: U+FFFD stands there")
    ]


def test_what_stands_behind_a_cas_and_is_damaged_is_refused(tmp_path: Path) -> None:
    export_desk(full_desk(), "inception", tmp_path / "out")
    file = min((tmp_path / "out").rglob("*.xmi"))
    text = file.read_text("utf-8")
    file.write_text(text.replace('json="{', 'json="[', 1), "utf-8")
    with pytest.raises(VariorumError, match="mend it or take it away") as caught:
        import_file(empty_desk(), "inception", tmp_path / "out")
    assert file.name in str(caught.value)


def test_type_that_no_type_system_has_is_told(tmp_path: Path) -> None:
    export_desk(full_desk(), "inception", tmp_path / "out")
    file = min((tmp_path / "out").rglob("*.xmi"))
    text = file.read_text("utf-8")
    strange = '<strange:Type xmlns:strange="http:///strange.ecore" xmi:id="99999" sofa="1"/>'
    file.write_text(text.replace("<cas:View", strange + "<cas:View", 1), "utf-8")
    into = import_file(empty_desk(), "inception", tmp_path / "out")
    told = [loss for loss in into.losses if loss.table == "layers"]
    assert len(told) == 1
    assert told[0].record == str(file)
    assert "strange.Type" in told[0].reason


@pytest.mark.parametrize("label", ["PER", ["PER"], [None, "PER"]])
def test_label_of_a_region_may_be_a_list_or_one(label: object, tmp_path: Path) -> None:
    value = {"start": 0, "end": 1, "text": "A", "labels": label}
    region = {"id": "r", "type": "labels", "from_name": "l", "to_name": "text", "value": value}
    task = {"data": {"text": "A met B"}, "annotations": [{"id": 1, "result": [region]}]}
    desk = empty_desk()
    import_file(desk, "label-studio", _lines(tmp_path / "x.json", [task]))
    assert [one.label for one in desk.all(Mention)] == ["PER"]


def test_record_beside_a_brat_folder_that_is_no_object_is_refused(tmp_path: Path) -> None:
    desk = full_desk()
    export_desk(desk, "brat", tmp_path / "out")
    beside = tmp_path / "out" / "variorum.jsonl"
    first = json.loads(beside.read_text("utf-8").split("\n", 1)[0])
    key = next(key for key, found in first.items() if isinstance(found, dict) and "id" in found)
    _lines(beside, {**first, key: [1]})
    with pytest.raises(VariorumError, match=re.escape(str(beside))):
        import_file(empty_desk(), "brat", tmp_path / "out")
