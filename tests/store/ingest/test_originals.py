"""The original bytes of each article stand beside the desk, unchanged."""

from __future__ import annotations

from pathlib import Path

import pytest

from store.errors import VariorumError
from store.ingest import keep_originals, original_path, read_article


def test_bytes_are_kept_as_they_came_and_only_for_the_owner(tmp_path: Path) -> None:
    source = tmp_path / "one.txt"
    source.write_bytes("\ufeffOslo\r\nBergen\r\n".encode("utf-16"))
    article = read_article(source, story="s1")
    keep_originals(tmp_path / "d.json", [(source, article)])
    kept = original_path(tmp_path / "d.json", article)
    assert kept.read_bytes() == source.read_bytes()
    assert kept.stat().st_mode & 0o777 == 0o600
    assert [path.name for path in kept.parent.iterdir()] == [article.sha256]


def test_file_that_changed_since_it_was_read_is_refused(tmp_path: Path) -> None:
    source = tmp_path / "one.txt"
    source.write_text("Oslo and Bergen.\n")
    article = read_article(source, story="s1")
    source.write_text("Bergen alone.\n")
    with pytest.raises(VariorumError, match="changed while it was read"):
        keep_originals(tmp_path / "d.json", [(source, article)])
    assert not original_path(tmp_path / "d.json", article).exists()


def test_second_article_of_the_same_bytes_writes_nothing(tmp_path: Path) -> None:
    source = tmp_path / "one.txt"
    source.write_text("Oslo and Bergen.\n")
    article = read_article(source, story="s1")
    keep_originals(tmp_path / "d.json", [(source, article)])
    before = original_path(tmp_path / "d.json", article).stat()
    keep_originals(tmp_path / "d.json", [(source, article)])
    assert original_path(tmp_path / "d.json", article).stat() == before
