"""A corrected text: what changed, what comes over, what is left behind."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.checking import check_desk
from store.claim_matrix import matrix
from store.compare import discrepancies
from store.compare.places import matched
from store.desk import Desk
from store.edits import AddClaim, AddMention, AddVersion, Refused, SetUnsure
from store.model import Article, Assertion, Attribution, Mention, Source
from store.versions import Change, Moved, passages_changed
from tests.store.desks import made_desk

OLD = "Two boats sank off Bergen, police said. The mayor spoke. Oslo mourns."
NEW = "Three boats sank off Bergen, police said. Oslo mourns, and Bergen too."


def _desk() -> Desk:
    desk = made_desk(OLD, "Nothing of the kind happened in Stavanger.")
    for words in ("Bergen", "mayor", "Oslo"):
        at = OLD.index(words)
        desk.apply(AddMention("a1", ((at, at + len(words)),), "GPE"))
    said = Attribution(source=Source(span=((27, 33),)), cue=((34, 38),))
    desk.apply(AddClaim("a1", ((10, 25),), {"attribution": (said,)}))
    return desk


def _corrected(desk: Desk) -> Article:
    desk.apply(AddVersion(Article(id="a9", story="", title="Corrected", text=NEW), "a1"))
    found = desk.get(Article, "a9")
    assert found is not None
    return found


def test_annotations_come_over_by_their_words_and_one_step_takes_all_back() -> None:
    desk = _desk()
    mention = next(one for one in desk.all(Mention) if one.quotes == ("Oslo",))
    desk.apply(SetUnsure(Mention.TABLE, mention.id, True))
    new = _corrected(desk)
    assert (new.version_of, new.story) == ("a1", "s1")
    found = {one.quotes[0]: one for one in desk.by(Mention, "article", "a9")}
    assert found.keys() == {"Bergen", "Oslo"}
    assert NEW[slice(*found["Bergen"].fragments[0])] == "Bergen"
    assert found["Bergen"].fragments[0][0] == NEW.index("Bergen")  # not the one added at the end
    assert found["Oslo"].unsure
    (one,) = desk.by(Assertion, "article", "a9")
    assert one.quotes == ("sank off Bergen",)
    (step,) = one.attribution
    assert [NEW[slice(*span)] for span in (*step.source.span, *step.cue)] == ["police", "said"]
    assert not check_desk(desk)
    desk.undo()
    assert desk.get(Article, "a9") is None
    assert not list(desk.by(Mention, "article", "a9"))


def test_versions_of_one_text_are_one_account() -> None:
    desk = _desk()
    _corrected(desk)
    pages = desk.articles("s1")
    assert all("a1" not in one.spans for one in discrepancies(pages))
    assert not [one for one in matched(pages) if {one.a.article, one.b.article} == {"a1", "a9"}]
    assert [row.origins for row in matrix(desk, "s1", [page.id for page in pages]).rows] == [1]


def test_the_same_text_is_no_version() -> None:
    desk = _desk()
    with pytest.raises(Refused, match="the same text"):
        desk.apply(AddVersion(Article(id="a9", story="", title="", text=OLD), "a1"))


def test_changes_are_passages_of_either_text() -> None:
    found = [(one.kind, OLD[slice(*one.old)], NEW[slice(*one.new)]) for one in _changes()]
    assert found == [
        ("changed", "Two", "Three"),
        ("deleted", "The mayor spoke.", ""),
        ("inserted", "", ", and Bergen too"),
    ]


def _changes() -> list[Change]:
    return passages_changed(OLD, NEW)


_texts = st.lists(st.sampled_from(["Oslo", "sank.", "\n", "the", "🇳🇴", "é"]), max_size=12).map(
    " ".join
)


@given(_texts, _texts, st.data())
def test_what_is_carried_has_the_same_words(old: str, new: str, data: st.DataObject) -> None:
    if not old:
        return
    start = data.draw(st.integers(0, len(old) - 1))
    end = data.draw(st.integers(start + 1, len(old)))
    place = Moved(old, new).place(start, end)
    assert place is None or new[slice(*place)] == old[start:end]


@given(_texts, _texts)
def test_changes_cover_every_word_that_differs(old: str, new: str) -> None:
    changes = passages_changed(old, new)
    assert bool(changes) == (old.split() != new.split())
    for one in changes:
        assert old[slice(*one.old)] != new[slice(*one.new)]
