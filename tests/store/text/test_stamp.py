"""Lines that only say when a page was made."""

from __future__ import annotations

import pytest

from store.text.stamp import is_stamp


@pytest.mark.parametrize(
    "line",
    [
        "Updated: May 24, 2031, 3:23 PM ET",
        "Last updated at 22:46 GMT, 7 July 2031",
        "First published on Fri 12 May 2031 10.34 BST",
        "2031-05-12 10:34 UTC",
        "June 6th, 2031 7:38pm EDT",
        "Posted 05/03/2031 at 11:00 a.m.",
        "Saturday, March 9, 2031",
    ],
)
def test_date_or_hour_alone_is_a_stamp(line: str) -> None:
    assert is_stamp(line)


@pytest.mark.parametrize(
    "line",
    [
        "",
        "Updated",
        "May and June were dry.",
        "On 3 May 2031 the mill burned down.",
        "At 11:00 a.m. Venn spoke.",
        "Published in 2031 by the Lorne Press, the book sold out.",
        "Modified T 34 tanks rolled in.",
        "1 2 3 4 boats",
    ],
)
def test_line_that_tells_something_is_no_stamp(line: str) -> None:
    assert not is_stamp(line)


def test_stamp_is_told_in_linear_time() -> None:
    assert not is_stamp("1 " * 44 + "x")
