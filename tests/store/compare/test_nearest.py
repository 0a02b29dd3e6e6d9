"""What is offered to be matched with some words, and in which order."""

from __future__ import annotations

from store.compare.nearest import nearest
from store.model import Article, Assertion, Attribution, Source

_TEXT = (
    "The mayor said on Monday that the ferry sank off Arden. Shops stayed shut. "
    "The harbour office found the wreck of the ferry near Arden."
)


def _article(text: str = _TEXT) -> Article:
    return Article(id="a2", story="s1", title="Two", text=text)


def _assertion(words: str, *, source: str = "", cue: str = "") -> Assertion:
    def at(part: str) -> tuple[tuple[int, int], ...]:
        start = _TEXT.index(part)
        return ((start, start + len(part)),) if part else ()

    said = (Attribution(source=Source(span=at(source)), cue=at(cue)),) if source else ()
    return Assertion(
        id="x1", article="a2", fragments=at(words), quotes=(words,), claim="c1", attribution=said
    )


def _found(words: str, *asserted: Assertion) -> list[tuple[str, str]]:
    found = nearest(words, [_article()], asserted, 9)
    assert [one.score for one in found] == sorted((one.score for one in found), reverse=True)
    return [(_TEXT[slice(*one.fragments[0])], one.assertion) for one in found]


def test_sentences_that_share_telling_words_come_the_likest_first() -> None:
    first, second = _found("A ferry sank off Arden")
    assert first[0].startswith("The mayor said")
    assert second[0].startswith("The harbour office")


def test_sentence_gives_way_to_what_is_asserted_in_it() -> None:
    one = _assertion("the ferry sank off Arden", source="The mayor", cue="said")
    assert _found("A ferry sank off Arden", one)[0] == ("the ferry sank off Arden", "x1")
    assert not any(words.startswith("The mayor") for words, _ in _found("A ferry sank", one))


def test_what_is_left_of_a_sentence_is_offered_beside_its_assertion() -> None:
    one = _assertion("near Arden")
    assert ("The harbour office found the wreck of the ferry", "") in _found("The wreck found", one)


def test_nothing_is_offered_that_shares_no_telling_word() -> None:
    assert _found("Wholly unrelated matters") == []
