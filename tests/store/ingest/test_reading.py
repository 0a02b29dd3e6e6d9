from __future__ import annotations

import errno
import os
from hashlib import sha256
from pathlib import Path

import pytest

from store.errors import VariorumError
from store.ingest import LARGEST, Unreadable, read_article, read_file
from store.text import Replaced

TEXT = "Bridge closed\nBy Ada Coe\n“Café” — naïve, said José’s aunt.\n"


def put(folder: Path, data: bytes, name: str = "a.txt") -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def line_of(path: Path, encoding: str | None = None) -> str:
    with pytest.raises(Unreadable) as caught:
        read_file(path, encoding)
    assert isinstance(caught.value, VariorumError)
    line = str(caught.value)
    assert "\n" not in line
    assert line.isprintable()
    return line


def test_read_file_keeps_the_bytes_and_says_what_it_guessed(tmp_path: Path) -> None:
    raw = TEXT.replace("\n", "\r\n").encode() + b"\x00."
    read = read_file(put(tmp_path, raw))
    assert read.text == TEXT + "\ufffd."
    assert read.replaced == (Replaced(len(TEXT), 0),)
    assert (read.name, read.raw, read.encoding) == ("a.txt", raw, "utf-8")
    assert read.sha256 == sha256(raw).hexdigest()
    assert (read.title, read.author, read.published) == ("Bridge closed", "Ada Coe", "")
    assert read.guessed == ("title", "author")
    assert read.furniture == ((14, 24, "byline"),)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_read_file_goes_by_the_byte_order_mark(tmp_path: Path, encoding: str) -> None:
    read = read_file(put(tmp_path, TEXT.encode(encoding)))
    assert (read.text, read.encoding) == (TEXT, encoding)


def test_read_file_knows_both_byte_orders(tmp_path: Path) -> None:
    for encoding in ("utf-16-be", "utf-32-be"):
        assert read_file(put(tmp_path, ("\ufeff" + TEXT).encode(encoding))).text == TEXT


@pytest.mark.parametrize("encoding", ["cp1252", "mac_roman", "utf-16-le", "utf-7", "UTF8"])
def test_read_file_takes_the_encoding_it_is_told(tmp_path: Path, encoding: str) -> None:
    assert read_file(put(tmp_path, TEXT.encode(encoding)), encoding).text == TEXT


def test_read_file_drops_the_mark_of_a_named_encoding(tmp_path: Path) -> None:
    for encoding in ("utf-8", "utf-16-le"):
        path = put(tmp_path, ("\ufeff" + TEXT).encode(encoding))
        assert read_file(path, encoding).text == TEXT


def test_read_file_takes_utf_7_for_what_it_is_only_when_asked(tmp_path: Path) -> None:
    assert read_file(put(tmp_path, b"a +AGIAYw- d")).text == "a +AGIAYw- d"


GREEK = "Η γέφυρα έκλεισε μετά τις ρωγμές που βρέθηκαν. Ο δήμος δεν απαντά."
RUSSIAN = "Мост закрыт после того, как нашли трещины. Город молчит."


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (TEXT, "cp1252"), (TEXT, "mac_roman"), (GREEK, "cp1253"), (RUSSIAN, "cp1251"),
        ("הגשר נסגר לאחר שנמצאו סדקים בעמודיו", "cp1255"),
        ("다리가 균열로 폐쇄되었다고 시가 밝혔다", "euc_kr"),
    ],
)  # fmt: skip
def test_an_undecodable_file_is_told_with_the_encoding_that_fits(
    tmp_path: Path, text: str, encoding: str
) -> None:
    path = put(tmp_path, text.encode(encoding))
    assert line_of(path).endswith(f"try --encoding {encoding}")
    assert read_file(path, encoding).text == text


def test_utf_16_without_a_mark_is_told(tmp_path: Path) -> None:
    for encoding in ("utf-16-le", "utf-16-be"):
        assert f"--encoding {encoding}" in line_of(put(tmp_path, TEXT.encode(encoding)))


def test_damaged_utf_8_is_told_by_its_byte(tmp_path: Path) -> None:
    raw = TEXT.encode()
    line = line_of(put(tmp_path, raw + b"\xe2\x80"))
    assert "damaged" in line
    assert f"byte {len(raw)} of {len(raw) + 2}" in line
    assert "damaged" in line_of(put(tmp_path, raw + b"\xc0\xaf"))


@pytest.mark.parametrize(
    ("data", "encoding", "words"),
    [
        (b"", None, "empty"),
        (b" \n\t\r\n \xc2\xa0", None, "empty"),
        (b"\xef\xbb\xbf", None, "empty"),
        (bytes(range(256)) * 20, None, "binary"),
        (b"\x00" * 100, None, "binary"),
        (b"\xff\xfea\x00b", None, "not valid utf-16"),
        (b"\xff\xff", "utf-8", "not valid utf-8: byte 0 of 2"),
        (b"a", "klingon", "no encoding is called 'klingon'"),
        (b"a", "rot13", "no encoding is called 'rot13'"),
        (b"a", "", "no encoding is called ''"),
        (b"a", "a\x00\nb", "no encoding is called"),
        (b"\xff", "idna", "not valid idna"),
    ],
)
def test_a_file_that_is_no_text_is_refused_in_a_line(
    tmp_path: Path, data: bytes, encoding: str | None, words: str
) -> None:
    assert words in line_of(put(tmp_path, data), encoding)


def test_a_path_that_is_no_article_is_refused_in_a_line(tmp_path: Path) -> None:
    (tmp_path / "folder.txt").mkdir()
    assert "no such file" in line_of(tmp_path / "none.txt")
    assert "no such file" in line_of(tmp_path / "a\0b.txt")
    assert "folder" in line_of(tmp_path / "folder.txt")
    assert "cannot be read" in line_of(tmp_path / ("x" * 300 + ".txt"))
    assert ".txt" in line_of(put(tmp_path, b"a", "a.pdf"))
    assert "no such file" in line_of(tmp_path / "none.pdf")
    assert "no such file" in line_of(tmp_path / "\x1b[2J\n.txt")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_a_pipe_is_refused_without_waiting_for_it(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    assert "not a file" in line_of(tmp_path / "pipe.txt")


def test_a_file_one_may_not_read_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(self: Path) -> bytes:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(self))

    path = put(tmp_path, b"a")
    monkeypatch.setattr(Path, "read_bytes", refused)  # a file's mode stops nobody who is root
    assert "may not read" in line_of(path)


def test_a_file_too_large_is_refused_unread(tmp_path: Path) -> None:
    path = put(tmp_path, b"")
    with path.open("wb") as file:
        file.truncate(LARGEST + 1)
    assert f"{LARGEST:,}" in line_of(path)


def test_read_file_minds_no_case_in_the_suffix(tmp_path: Path) -> None:
    assert read_file(put(tmp_path, b"a", "A.TXT")).name == "A.TXT"


def test_read_article_is_a_record_of_what_was_read(tmp_path: Path) -> None:
    article = read_article(
        put(tmp_path, TEXT.encode()), story="s1", make_id=lambda kind: kind + "1"
    )
    assert (article.id, article.story, article.title) == ("a1", "s1", "Bridge closed")
    assert article.text == TEXT
    assert (article.file, article.encoding) == ("a.txt", "utf-8")
    assert article.guessed == ("title", "author")
    assert article.furniture == ((14, 24, "byline"),)
