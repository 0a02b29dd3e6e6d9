from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from store.text import Replaced, canonical

any_text = st.text(st.characters(exclude_categories=()))


def test_canonical_ends_lines_in_lf_whatever_they_came_in() -> None:
    assert canonical("a\r\nb\rc\n\r\nd\r\re").text == "a\nb\nc\n\nd\n\ne"


def test_canonical_replaces_one_for_one_and_logs_the_new_offset() -> None:
    found = canonical("\r\na\x00b\ud800\r\nc\uffff\U0010fffe\ufdd0\x1b")
    assert found.text == "\na\ufffdb\ufffd\nc\ufffd\ufffd\ufffd\ufffd"
    assert found.replaced == (
        Replaced(2, 0), Replaced(4, 0xD800), Replaced(7, 0xFFFF),
        Replaced(8, 0x10FFFE), Replaced(9, 0xFDD0), Replaced(10, 0x1B),
    )  # fmt: skip


def test_canonical_leaves_all_else_alone() -> None:
    text = "\ufeffZele\u0301nskiy\t\x7f\x85\x9b31m \u202eabc\u200b\u2028\xad\ufffd fi\ufb01"
    assert canonical(text) == (text, ())


@given(any_text)
def test_canonical_is_settled_encodable_and_undone_by_its_log(text: str) -> None:
    found = canonical(text)
    assert canonical(found.text) == (found.text, ())
    assert found.text.encode().decode() == found.text
    letters = list(found.text)
    for offset, code_point in found.replaced:
        assert letters[offset] == "\ufffd"
        letters[offset] = chr(code_point)
    assert "".join(letters) == text.replace("\r\n", "\n").replace("\r", "\n")
