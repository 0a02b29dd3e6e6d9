"""What is pending in two articles while mentions come and go."""

import asyncio

from store.desk import Changed, Desk
from store.edits import (
    AcceptSuggestions,
    AddMention,
    RejectSuggestion,
    RemoveMention,
    Retag,
)
from store.learnt import Learnt
from store.model import Mention, Rejection
from store.suggest import memory
from store.suggest.proposals import Proposals, Proposed
from tests.store.desks import made_desk

ONE = "Denmark met the grey fox in Oslo."
TWO = "The grey fox left Denmark. A grey foxglove grew."


def _looked(desk: Desk) -> Proposals:
    proposals = Proposals(desk, Learnt(desk))

    def told(changed: Changed) -> None:
        proposals.take_in(changed)
        proposals.remember(changed)

    desk.watch(told)

    async def look() -> None:
        async for _ in proposals.find(desk.articles(), _at_rest):
            pass

    asyncio.run(look())
    return proposals


async def _at_rest() -> None:
    return None


def _pending(proposals: Proposals, article: str) -> list[tuple[str, str, str]]:
    return [(p.words, p.label, p.suggester) for p in proposals.within(article, 0, 1000)]


def _tag(desk: Desk, article: str, words: str, label: str) -> str:
    text = {"a1": ONE, "a2": TWO}[article]
    start = text.index(words)
    desk.apply(AddMention(article, ((start, start + len(words)),), label))
    return [one.id for one in desk.all(Mention)][-1]


def test_tagged_in_one_article_is_proposed_at_once_in_the_other_as_whole_words() -> None:
    desk = made_desk(ONE, TWO)
    proposals = _looked(desk)
    _tag(desk, "a1", "grey fox", "PERSON")
    assert ("grey fox", "PERSON", "memory") in _pending(proposals, "a2")
    assert [one[0] for one in _pending(proposals, "a2")].count("grey fox") == 1


def test_tagged_under_another_label_is_proposed_under_that_one_until_it_is_taken_back() -> None:
    desk = made_desk(ONE, TWO)
    proposals = _looked(desk)
    before = _pending(proposals, "a2")
    assert ("Denmark", "GPE", "aliases") in before
    _tag(desk, "a1", "Denmark", "ORG")
    assert ("Denmark", "ORG", "memory") in _pending(proposals, "a2")
    desk.undo()
    assert _pending(proposals, "a2") == before


def test_refused_is_gone_everywhere_and_comes_back_when_that_is_undone() -> None:
    desk = made_desk(ONE, TWO)
    proposals = _looked(desk)
    start = ONE.index("Denmark")
    one = proposals.at("a1", start, start + 7)
    assert one is not None
    desk.apply(RejectSuggestion(one))
    assert not any(p[0] == "Denmark" for a in ("a1", "a2") for p in _pending(proposals, a))
    assert [r.suggester for r in desk.all(Rejection)] == ["aliases"]
    desk.undo()
    assert ("Denmark", "GPE", "aliases") in _pending(_looked(desk), "a2")


def test_accepted_are_mentions_and_one_undo_step() -> None:
    desk = made_desk(ONE, TWO)
    proposals = _looked(desk)
    both = tuple(proposals.within("a1", 0, len(ONE)))
    assert len(both) == 2
    desk.apply(AcceptSuggestions(both))
    assert not _pending(proposals, "a1")
    desk.undo()
    assert [p[:1] for p in _pending(proposals, "a1")] == [("Denmark",), ("Oslo",)]


def test_memory_is_the_newest_word_on_a_form() -> None:
    desk = made_desk(ONE, TWO)
    mention = _tag(desk, "a1", "Denmark", "GPE")
    desk.apply(Retag(mention, "ORG"))
    assert memory(desk) == [("Denmark", "ORG")]
    desk.apply(RejectSuggestion(Proposed("a2", 18, 25, "ORG", "memory", "Denmark")))
    assert memory(desk) == [("Denmark", None)]
    _tag(desk, "a2", "Denmark", "GPE")
    assert memory(desk) == [("Denmark", "GPE")]


def test_memory_lets_go_of_what_is_no_longer_tagged() -> None:
    desk = made_desk(ONE, TWO)
    desk.apply(RemoveMention(_tag(desk, "a1", "grey fox", "PERSON")))
    assert memory(desk) == []
