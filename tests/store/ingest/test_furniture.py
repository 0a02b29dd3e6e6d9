from __future__ import annotations

import pytest

from store.ingest.furniture import furniture_kind


@pytest.mark.parametrize(
    ("kind", "lines"),
    [
        ("navigation", ["Skip to content", "Skip to main content", "Home > World > Asia", "MENU"]),
        ("credit", [
            "Photo: KCNA", "Image: Ministry of Works", "Photo credit: Ada Coe", "(Photo by Jo Li)",
            "Credit: NASA", "A bridge in Oslo | Ada Coe/Reuters", "Jo Li/AFP via Getty Images",
        ]),
        ("sharing", [
            "Share", "Share this article", "Facebook Twitter WhatsApp", "Email | Print | Copy link",
            "Follow us on Facebook", "Share on X",
        ]),
        ("advertisement", ["Advertisement", "ADVERTISEMENT - SCROLL TO CONTINUE", "Ad",
                           "Story continues below advertisement"]),
        ("subscription", ["Subscribe now", "Sign up for our daily newsletter", "Subscribe"]),
        ("cookies", ["We use cookies to make this site work.", "Accept all cookies"]),
        ("more", ["Read more", "Read more: Bridges of the north", "Related articles", "READ ALSO"]),
        ("media", ["Listen to this article", "5 min read", "Watch live"]),
        ("legal", ["© 2024 The Gazette. All rights reserved.", "All rights reserved."]),
        ("comments", ["Leave a comment", "12 comments"]),
    ],
)  # fmt: skip
def test_furniture_is_known_by_its_form(kind: str, lines: list[str]) -> None:
    assert [furniture_kind(line) for line in lines] == [kind] * len(lines)


@pytest.mark.parametrize(
    "line",
    [
        "",
        "Share prices fell sharply on Monday.",
        "Share this burden, the minister told parliament.",
        "Read more widely than any rival, she won.",
        "Subscribers left in droves after the price rose.",
        "Advertisement spending rose by a tenth last year.",
        "Image matters, said the mayor: nobody voted for a bridge.",
        "Photo: The statement was released on Sunday.",
        "Home sales rose by 3 percent / fell by 2 percent.",
        "Search teams reached the village at dawn.",
        "Comments by the minister drew anger.",
        "Cookies were sold at the fair.",
        "Listen, he said.",
        "Twitter said it would appeal.",
        "Facebook and Twitter said they would appeal.",
        "We use cookies" + " and flour" * 40,
        "By Monday the water had gone.",
        "X",
        "The report covers the AP and Reuters newsrooms.",
        "Copyright law was changed in 1998.",
    ],
)
def test_furniture_is_never_a_sentence_of_the_text(line: str) -> None:
    assert furniture_kind(line) == ""


@pytest.mark.parametrize("unit", ["Home > ", "share ", "x ", "a/", "read more: ", "ad ", "©"])
def test_furniture_is_told_in_linear_time(unit: str) -> None:
    # A backtracking pattern would not come back from this.
    assert furniture_kind(unit * (250 // len(unit)) + "?!") in ("", "more", "legal")
