"""Reading label sets: what is wrong is named by line, key and nearest valid word."""

from __future__ import annotations

from pathlib import Path

import pytest

from store.model.label_file import BadLabelFile, default_labels, parse_labels, read_labels


def test_default_labels_have_a_key_and_a_colour_each() -> None:
    labels = default_labels().labels
    assert "".join(label.key for label in labels) == "POGLNEWRDQ"
    assert len({label.colour for label in labels}) == len(labels)
    assert all(label.guideline for label in labels)


def test_label_without_key_shows_its_own_letter() -> None:
    labels = parse_labels('[[labels]]\nname = "Weather"\n', "x.toml")
    assert labels.labels[0].letter == "w"
    assert labels.keyed("") is labels.keyed("W") is None


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (
            '[[labels]]\nname = "A"\ncolor = "#fff000"\n',
            "x.toml:3: unknown key 'color': did you mean 'colour'?",
        ),
        ('[[label]]\nname = "A"\n', "x.toml:1: unknown section 'label': did you mean 'labels'?"),
        ('[[labels]]\nname = "A"\nkey = "C"\n', "x.toml:3: key 'C' is reserved for claims"),
        ('[[labels]]\nname = "A"\nkey = "a"\n', "x.toml:3: key 'a' must be one capital"),
        (
            '[[labels]]\nname = "A"\ncolour = "red"\n',
            "x.toml:3: colour 'red' must be written as #rrggbb",
        ),
        (
            '[[labels]]\nname = "A"\nkey = "B"\n[[labels]]\nname = "D"\nkey = "B"\n',
            "x.toml:6: key 'B' is taken by A",
        ),
        ('[[labels]]\nname = "A"\n[[labels]]\nname = "A"\n', "x.toml:4: label 'A' stands twice"),
        ('[[labels]]\nkey = "B"\n', "x.toml:1: [[labels]] without a name"),
        (
            '[[labels]]\nname = "A"\n[[relations]]\nname = "r"\nsource = ["mention"]\n',
            "x.toml:5: unknown end 'mention': did you mean 'mentions'?",
        ),
        (
            '[[labels]]\nname = "A"\n[modalities]\nname = ["x"]\n',
            "x.toml:3: unknown key 'name': did you mean 'names'?",
        ),
        ("[[labels]]\nname = 3\n", "x.toml:1: [[labels]] without a name"),
        ("labels = 3\n", "must be written as [[labels]] tables"),
        ("", "no [[labels]] in the file"),
        ("[[labels]\n", "not valid TOML"),
    ],
)
def test_wrong_label_file_is_refused_in_one_line(text: str, line: str) -> None:
    with pytest.raises(BadLabelFile) as refused:
        parse_labels(text, "x.toml")
    assert line in str(refused.value)
    assert "\n" not in str(refused.value)


def test_file_that_is_not_there_or_not_text_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadLabelFile, match="No such file"):
        read_labels(tmp_path / "none.toml")
    binary = tmp_path / "binary.toml"
    binary.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(BadLabelFile, match="not UTF-8"):
        read_labels(binary)
