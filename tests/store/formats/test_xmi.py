"""INCEpTION's CAS XMI, read by dkpro-cassis: everything back, and what an editor changed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from store.desk import Desk
from store.errors import VariorumError
from store.formats import library
from store.formats.exchange import export_desk, import_file
from store.model import Article, Entity, Link, Mention, Story
from tests.store.formats.desks import desk_of, empty_desk, mention

cassis = pytest.importorskip("cassis", reason="dkpro-cassis is not installed")

TEXT = "𝔘 Oslo met Ann.\nShe left.\n"
NER = "de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity"


def _small() -> Desk:
    return desk_of(
        Story(id="s1", title="Story"),
        Article(id="a1", story="s1", title="T", text=TEXT),
        Entity(id="e1", name="Oslo"),
        mention("m1", TEXT, (2, 6), entity="e1", note="n"),
        mention("m2", TEXT, (11, 14), label="PERSON"),
        Link(id="l1", type="refines", source="m2", target="m1"),
    )


def _loaded(folder: Path) -> Any:
    with (folder / "TypeSystem.xml").open("rb") as types:
        known = cassis.load_typesystem(types)
    with next(folder.glob("*.xmi")).open("rb") as file:
        return cassis.load_cas_from_xmi(file, typesystem=known)


def test_cassis_reads_what_is_written(tmp_path: Path) -> None:
    assert not export_desk(_small(), "inception", tmp_path / "x").losses
    cas = _loaded(tmp_path / "x")
    assert cas.sofa_string == TEXT
    found = {(one.value, one.get_covered_text()) for one in cas.select(NER)}
    assert found == {("GPE", "Oslo"), ("PERSON", "Ann")}
    link = next(iter(cas.select("webanno.custom.VariorumLink")))
    assert (link.value, link.Governor.get_covered_text()) == ("refines", "Ann")
    token = f"{NER.removesuffix('ner.type.NamedEntity')}segmentation.type.Token"
    assert [one.get_covered_text() for one in cas.select(token)][:4] == ["𝔘", "Oslo", "met", "Ann"]


def test_what_an_editor_changed_and_dropped_comes_back_as_it_is_there(tmp_path: Path) -> None:
    export_desk(_small(), "inception", tmp_path / "x")
    cas = _loaded(tmp_path / "x")
    for one in list(cas.select("variorum.Behind")):
        cas.remove(one)
    person = next(one for one in cas.select(NER) if one.value == "PERSON")
    person.value, person.identifier = "PER", "Q1"
    cas.to_xmi(next((tmp_path / "x").glob("*.xmi")))
    desk = empty_desk()
    import_file(desk, "inception", tmp_path / "x")
    found = {one.label: one for one in desk.all(Mention)}
    assert found["PER"].attributes == {"identifier": "Q1"}
    assert found["GPE"].quotes == ("Oslo",)
    assert [one.type for one in desk.all(Link)] == ["refines"]


@pytest.mark.parametrize(
    ("content", "types", "says"),
    [
        (b"<x/>", False, "no TypeSystem.xml"),
        (b"no xml", True, "no CAS that can be read"),
        (b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>', True, "no CAS"),
    ],
)
def test_file_that_is_no_cas_is_refused(
    content: bytes, types: bool, says: str, tmp_path: Path
) -> None:
    export_desk(_small(), "inception", tmp_path / "x")
    if not types:
        (tmp_path / "x" / "TypeSystem.xml").unlink()
    next((tmp_path / "x").glob("*.xmi")).write_bytes(content)
    with pytest.raises(VariorumError) as caught:
        import_file(empty_desk(), "inception", tmp_path / "x")
    assert says in str(caught.value)
    assert "root:" not in str(caught.value)


def test_library_that_is_absent_is_named_with_its_extra(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def absent(name: str) -> object:
        raise ImportError(name)

    monkeypatch.setattr(library, "import_module", absent)
    with pytest.raises(VariorumError, match=r"pip install 'variorum\[inception\]'"):
        export_desk(_small(), "inception", tmp_path / "x")
    assert not list(tmp_path.iterdir())
