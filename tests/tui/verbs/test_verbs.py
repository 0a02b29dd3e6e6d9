"""Each command as a user types it, against a desk on disk."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from rich.cells import cell_len

from store.db.seam import Put
from store.edits import AddMention
from store.model import Article, Claim, Mention, Story, encode
from store.opening import open_desk
from tests.store.formats.desks import OTHER, mention
from tests.tui.verbs.calling import Caller, articles, desk_file
from tui.actions import ACTIONS

HOSTILE = "[bold]x[/bold] \x1b[31mred\x9b2J \u202eevil\u202c :smile: \r\n\x07"


def made(path: Path) -> Path:
    return desk_file(
        path,
        Story(id="s1", title="One"),
        Story(id="s2"),
        Article(id="a1", story="s1", title="First", text=OTHER),
        Article(id="a2", story="s2", title=HOSTILE, text="Other."),
        mention("m1", OTHER, (0, 3)),
        mention("m2", OTHER, (4, 9), label="ORG", by="bob", status="draft"),
        Claim(id="c1", story="s1", text="They met."),
    )


# -- add


def test_add_makes_the_desk_and_reads_the_articles(call: Caller, tmp_path: Path) -> None:
    desk = tmp_path / "d.json"
    paths = articles(tmp_path, "A title\n\nIts text.\n", "Another\n\nText.\n")
    assert call("add", desk, *paths, "--as", "eve").code == 0
    with open_desk(desk) as opened:
        assert [article.story for article in opened.articles()] == ["s1", "s1"]
        assert {article.by for article in opened.articles()} == {"eve"}
        # One step: both go together.
    with open_desk(desk, annotator="eve") as opened:
        opened.undo()
        assert opened.articles() == []


def test_add_tells_what_a_text_may_not_hold(call: Caller, tmp_path: Path) -> None:
    text = "A title\n\nIts \x02 text.\n"
    (path,) = articles(tmp_path, text + "More of it. " * 40)
    said = call("add", tmp_path / "d.json", path, "--json")
    assert len(said.value) == 1
    assert said.aside == (
        f"{path.name}: U+0002 at {text.index(chr(2))}: no text may hold it: U+FFFD stands there\n"
    )


def test_add_is_all_or_nothing(call: Caller, tmp_path: Path) -> None:
    desk = tmp_path / "d.json"
    (good,) = articles(tmp_path, "A title\n\nIts text.\n")
    line = call.refused("add", desk, good, tmp_path / "absent.txt")
    assert "absent.txt: no such file" in line
    assert not desk.exists()
    assert call("add", desk, good).code == 0
    (tmp_path / "new.txt").write_text("New.\n")
    assert "already on this desk" in call.refused("add", desk, tmp_path / "new.txt", good)
    assert len(call("list", desk, "--json").value["stories"][0]["articles"]) == 1
    assert call("add", desk, good, "--force").code == 0
    assert len(call("list", desk, "--json").value["stories"][0]["articles"]) == 2


def test_add_refuses_the_same_file_twice(call: Caller, tmp_path: Path) -> None:
    (one,) = articles(tmp_path, "A title\n\nIts text.\n")
    assert "the same as" in call.refused("add", tmp_path / "d.json", one, one)
    assert call("add", tmp_path / "d.json", one, one, "--force").code == 0
    assert call("list", tmp_path / "d.json", "--json").value["counts"]["articles"] == 2


def test_add_goes_to_the_only_story_or_the_one_named(call: Caller, tmp_path: Path) -> None:
    desk = desk_file(tmp_path / "d.json", Story(id="s7"))
    paths = articles(tmp_path, "One.\n", "Two.\n", "Three.\n")
    assert call("add", desk, paths[0], "--json").value[0]["story"] == "s7"
    assert call("add", desk, paths[1], "--story", "s8", "--json").value[0]["story"] == "s8"
    assert "name one with --story: s7, s8" in call.refused("add", desk, paths[2])


def test_add_reads_another_encoding_when_told(call: Caller, tmp_path: Path) -> None:
    path = tmp_path / "latin.txt"
    path.write_bytes("Zoë was there.\n".encode("cp1252"))
    assert "--encoding" in call.refused("add", tmp_path / "d.json", path)
    assert call("add", tmp_path / "d.json", path, "--encoding", "cp1252").code == 0


def test_add_uses_a_label_set(call: Caller, tmp_path: Path) -> None:
    (path,) = articles(tmp_path, "One.\n")
    labels = tmp_path / "labels.toml"
    labels.write_text('[[labels]]\nname = "SHIP"\n')
    assert call("add", tmp_path / "d.json", path, "--labels", labels).code == 0
    with open_desk(tmp_path / "d.json") as desk:
        assert [label.name for label in desk.labels.labels] == ["SHIP"]
    labels.write_text("[[labels]]\nname = 3\n")
    assert f"{labels}:" in call.refused("add", tmp_path / "e.json", path, "--labels", labels)


# -- list


def test_list_shows_stories_articles_and_counts(call: Caller, tmp_path: Path) -> None:
    said = call("list", made(tmp_path / "d.json"))
    rows = [line.split() for line in said.out.splitlines()]
    assert rows[0] == ["STORY", "ARTICLE", "TITLE", "PUBLISHED", "MENTIONS", "ASSERTIONS"]
    assert rows[1] == ["s1", "a1", "First", "2", "0"]
    assert rows[-1] == ["2", "articles,", "2", "stories,", "2", "mentions,", "1", "claim"]
    value = call("list", tmp_path / "d.json", "--json").value
    assert value["counts"]["mentions"] == 2
    assert [story["title"] for story in value["stories"]] == ["One", ""]
    assert value["stories"][0]["articles"][0]["mentions"] == 2


def test_list_shows_a_hostile_title_character_for_character(call: Caller, tmp_path: Path) -> None:
    said = call("list", made(tmp_path / "d.json"))
    assert "[bold]x[/bold] ␛[31mred�2J �evil� :smile: ␍␊␇" in said.out
    assert not set(said.out) & {"\x1b", "\x9b", "\r", "\u202e", "\x07"}
    raw = call("list", tmp_path / "d.json", "--json")
    assert raw.out.isascii()
    assert "\x1b" not in raw.out
    assert raw.value["stories"][1]["articles"][0]["title"] == HOSTILE


def test_list_fits_a_terminal_by_cutting_the_title(
    call: Caller, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    title = "北朝鮮 " * 30
    desk = desk_file(
        tmp_path / "d.json",
        Story(id="s1"),
        Article(id="a1", story="s1", title=title, text=OTHER),
    )
    assert title.strip() in call("list", desk).out
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    rows = call("list", desk).out.splitlines()
    assert all(cell_len(row) <= 80 for row in rows)
    assert "…" in rows[1]
    assert rows[1].split()[-2:] == ["0", "0"]


def test_list_of_a_damaged_desk_says_so_beside(call: Caller, tmp_path: Path) -> None:
    desk = made(tmp_path / "d.json")
    desk.write_bytes(desk.read_bytes().replace(b"They met.", b"They ate."))
    said = call("list", desk)
    assert said.code == 0
    assert "variorum check" in said.aside
    assert "First" in said.out


def test_list_of_a_desk_without_articles_says_what_to_do(call: Caller, tmp_path: Path) -> None:
    assert "variorum add" in call("list", desk_file(tmp_path / "d.json")).out


def test_list_touches_nothing(call: Caller, tmp_path: Path) -> None:
    desk = made(tmp_path / "d.json")
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")}
    call("list", desk)
    call("check", desk)
    call("export", desk, "--to", "nope", "-o", tmp_path / "x")
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")} == before


# -- what every command on a desk refuses


@pytest.mark.parametrize(
    "words",
    [
        ["list"],
        ["check"],
        ["import", "x.jsonl", "--from", "jsonl"],
        ["export", "--to", "jsonl", "-o", "x.jsonl"],
    ],
)
@pytest.mark.parametrize("what", ["absent", "folder", "binary", "empty", "text", "json"])
def test_what_is_no_desk_is_refused_and_left_alone(
    words: list[str], what: str, call: Caller, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    desk = Path("d.json")
    contents = {"binary": b"\0\x01\xff", "empty": b"", "text": b"words\n", "json": b"[1]\n"}
    if what == "folder":
        desk.mkdir()
    elif what != "absent":
        desk.write_bytes(contents[what])
    line = call.refused(words[0], desk, *words[1:])
    assert ("x.jsonl" if (words[0], what) == ("import", "absent") else "d.json") in line
    if what in contents:
        assert desk.read_bytes() == contents[what]
    assert [path.name for path in tmp_path.iterdir()] == ([] if what == "absent" else ["d.json"])


# -- export and import


def test_export_then_import_carries_everything(call: Caller, tmp_path: Path) -> None:
    desk, out = made(tmp_path / "d.json"), tmp_path / "x.jsonl"
    said = call("export", desk, "--to", "jsonl", "-o", out)
    assert said == (0, f"{out}: 2 articles, 2 stories, 2 mentions, 1 claim\n", "")
    other = desk_file(tmp_path / "e.json")
    said = call("import", other, out, "--from", "jsonl")
    assert said == (0, "new: 2 articles, 2 stories, 2 mentions, 1 claim\n", "")
    assert call("import", other, out, "--from", "jsonl").out == "nothing new\n"
    again = tmp_path / "y.jsonl"
    value = call("export", other, "--to", "jsonl", "-o", again, "--json").value
    assert value["carried"] == {"articles": 2, "stories": 2, "mentions": 2, "claims": 1}
    assert again.read_bytes() == out.read_bytes()
    with open_desk(other) as opened:
        found = opened.get(Mention, "m2")
        assert found is not None
        assert (found.by, found.status) == ("bob", "draft")


def test_export_of_a_part(call: Caller, tmp_path: Path) -> None:
    desk, out = made(tmp_path / "d.json"), tmp_path / "x.jsonl"

    def mentions(*words: str) -> list[str]:
        assert call("export", desk, "--to", "jsonl", "-o", out, "--overwrite", *words).code == 0
        lines = [json.loads(line) for line in out.read_text("utf-8").splitlines()]
        return [one["id"] for line in lines for one in line["mentions"]]

    assert mentions("--story", "s1") == ["m1", "m2"]
    assert mentions("--story", "s2") == []
    assert mentions("--article", "a1") == ["m1", "m2"]
    assert mentions("--label", "ORG") == ["m2"]
    assert mentions("--label", "ORG", "--label", "GPE") == ["m1", "m2"]
    assert mentions("--annotator", "bob") == ["m2"]
    assert mentions("--status", "draft") == ["m2"]
    assert mentions("--since", "2100-01-01") == []
    export = ("export", desk, "--to", "jsonl", "-o", tmp_path / "z")
    assert "no story 's9': use one of s1, s2" in call.refused(*export, "--story", "s9")
    assert "no label 'SHIP'" in call.refused(*export, "--label", "SHIP")
    assert "no article 'a9'" in call.refused(*export, "--article", "a9")
    assert "is no date" in call.refused(*export, "--since", "soon")
    assert not (tmp_path / "z").exists()


def test_export_replaces_only_when_told(call: Caller, tmp_path: Path) -> None:
    desk, out = made(tmp_path / "d.json"), tmp_path / "x.jsonl"
    out.write_text("mine")
    export = ("export", desk, "--to", "jsonl", "-o", out)
    assert "--overwrite" in call.refused(*export)
    assert out.read_text() == "mine"
    assert call(*export, "--overwrite").code == 0
    assert out.read_text("utf-8").startswith("{")


@pytest.mark.parametrize("target", ["d.json", "d.json.d/x", "folder", "absent/x"])
def test_export_never_harms_what_is_there(target: str, call: Caller, tmp_path: Path) -> None:
    desk = made(tmp_path / "d.json")
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "kept").touch()
    before = set(tmp_path.rglob("*"))
    content = desk.read_bytes()
    call.refused("export", desk, "--to", "jsonl", "-o", tmp_path / target, "--overwrite")
    assert desk.read_bytes() == content
    assert set(tmp_path.rglob("*")) == before


def test_loss_report_is_written_and_summed_up(call: Caller, tmp_path: Path) -> None:
    desk, loss = made(tmp_path / "d.json"), tmp_path / "loss.jsonl"
    with open_desk(desk) as opened:
        opened.store.commit([_dangling()], by="ann", at="", verb="break")
    out = tmp_path / "x.jsonl"
    said = call("export", desk, "--to", "jsonl", "-o", out, "--loss", loss)
    assert said.aside == "not carried: 1 mentions (entity): names what is not on the desk\n"
    assert [json.loads(line) for line in loss.read_text().splitlines()] == [
        {
            "article": "a1",
            "table": "mentions",
            "record": "m9",
            "field": "entity",
            "reason": "names what is not on the desk",
        }
    ]
    same = ("export", desk, "--to", "jsonl", "-o", tmp_path / "y", "--loss", tmp_path / "y")
    assert "both the dataset and the loss report" in call.refused(*same)


def _dangling() -> Put:
    return Put("mentions", "m9", encode(mention("m9", OTHER, (0, 3), entity="gone")))


def test_import_makes_a_desk_that_is_absent(call: Caller, tmp_path: Path) -> None:
    out = tmp_path / "x.jsonl"
    call("export", made(tmp_path / "d.json"), "--to", "jsonl", "-o", out)
    assert call("import", tmp_path / "new.json", out, "--from", "jsonl").code == 0
    assert call("list", tmp_path / "new.json", "--json").value["counts"]["mentions"] == 2


def test_import_that_is_refused_changes_nothing(call: Caller, tmp_path: Path) -> None:
    desk = made(tmp_path / "d.json")
    before = desk.read_bytes()
    bad = tmp_path / "bad.jsonl"
    bad.write_text('{"schema": 1,\n')
    assert call.refused("import", desk, bad, "--from", "jsonl").startswith(f"{bad}:1: ")
    assert "there is no format" in call.refused("import", desk, bad, "--from", "jsonlines")
    assert desk.read_bytes() == before


def test_import_onto_a_desk_open_for_reading_only_is_one_line(call: Caller, tmp_path: Path) -> None:
    desk, out = made(tmp_path / "d.json"), tmp_path / "x.jsonl"
    call("export", desk, "--to", "jsonl", "-o", out)
    out.write_text(out.read_text("utf-8").replace("First", "Worst"), "utf-8")
    # Changed behind its back, a desk opens for reading until one version is chosen.
    changed = desk.read_bytes().replace(b"They met.", b"They ate.")
    desk.write_bytes(changed)
    call.refused("import", desk, out, "--from", "jsonl")
    assert desk.read_bytes() == changed


# -- formats, keys, check


def test_formats_tells_what_each_holds(call: Caller) -> None:
    found = {form["name"]: form for form in call("formats", "--json").value}
    assert found["jsonl"]["reads"]
    assert found["jsonl"]["writes"]
    lines = call("formats").out.splitlines()
    assert lines[0].split("  ")[0] == "FORMAT"
    rows = {line.split()[0]: line for line in lines[1 : len(found) + 1]}
    assert rows.keys() == found.keys()
    assert rows["jsonl"].split()[1:3] == ["in", "out"]
    assert "holds all" in rows["jsonl"]
    assert "claims" in rows["csv"]


def test_keys_are_those_of_the_registry(call: Caller) -> None:
    assert [one["id"] for one in call("keys", "--json").value] == [one.id for one in ACTIONS]
    assert "next word" in call("keys").out


def test_check_finds_nothing_wrong_with_a_sound_desk(call: Caller, tmp_path: Path) -> None:
    desk = made(tmp_path / "d.json")
    assert call("check", desk).code == 0
    assert call("check", desk, "--json").value == []


def test_check_names_a_broken_record_and_ends_with_3(call: Caller, tmp_path: Path) -> None:
    desk = made(tmp_path / "d.json")
    with open_desk(desk) as opened:
        opened.store.commit([_dangling()], by="ann", at="", verb="break")
    said = call("check", desk)
    assert said.code == 3
    assert said.out.startswith("mentions m9: entity gone is not in entities; ")
    assert call("check", desk, "--json").value[0]["where"] == "mentions m9"


def test_check_finds_a_desk_file_that_was_changed(call: Caller, tmp_path: Path) -> None:
    desk = made(tmp_path / "d.json")
    desk.write_bytes(desk.read_bytes().replace(b"They met.", b"They ate."))
    said = call("check", desk)
    assert said.code == 3
    assert "c1" in said.out


@pytest.mark.parametrize("verb", ["list", "import"])
def test_damaged_record_is_no_traceback(verb: str, call: Caller, tmp_path: Path) -> None:
    desk, out = made(tmp_path / "d.json"), tmp_path / "x.jsonl"
    call("export", desk, "--to", "jsonl", "-o", out)
    out.write_text(out.read_text("utf-8").replace('"a1"', '"a8"'), "utf-8")
    with open_desk(desk) as opened:
        puts = [Put("articles", "a1", b'{"id":"a1","title":3}')]
        opened.store.commit(puts, by="ann", at="", verb="break")
    more = ["--from", "jsonl"] if verb == "import" else []
    assert "variorum check" in call.refused(verb, desk, *([out] if more else []), *more)
    assert "articles a1: " in call("check", desk).out
    assert (
        "1 articles: is damaged" in call("export", desk, "--to", "csv", "-o", tmp_path / "y").aside
    )


# -- versions


def test_corrected_text_is_added_with_what_comes_over_and_what_does_not(
    call: Caller, tmp_path: Path
) -> None:
    old, new = tmp_path / "old.txt", tmp_path / "new.txt"
    old.write_text("Title\n\nTwo boats sank off Bergen. The mayor spoke.\n", "utf-8")
    new.write_text("Title\n\nThree boats sank off Bergen.\n", "utf-8")
    desk = tmp_path / "d.json"
    call("add", str(desk), str(old))
    with open_desk(desk, annotator="ann") as opened:
        (article,) = opened.articles()
        for words in ("Bergen", "mayor"):
            at = article.text.index(words)
            opened.apply(AddMention(article.id, ((at, at + len(words)),), "GPE"))
    done = call("add", str(desk), str(new), "--version-of", article.id)
    assert "1 annotations carried over" in done.out
    assert "not carried: mentions" in done.aside
    assert "mayor" in done.aside
    said = call("compare", str(desk)).out
    assert f"corrects {article.id}" in said
    assert "changed  Two → Three" in said
    assert call("compare", str(desk), "--json").value["versions"][0]["old"] == article.id
    refused = call("add", str(desk), str(new), "--version-of", "nothing")
    assert refused.code == 1
    assert f"use one of {article.id}" in refused.aside
