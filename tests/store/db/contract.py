"""What any store below a desk must do. A backend's tests inherit ``StoreContract``."""

from __future__ import annotations

import pytest

from store.db.rows import rev_of
from store.db.seam import Conflict, Put, Resync, Store, Transaction


def mention(id: str, **fields: str) -> Put:
    body = "".join(f',"{name}":"{value}"' for name, value in fields.items())
    return Put("mentions", id, f'{{"id":"{id}"{body}}}'.encode())


def put(
    store: Store, *puts: Put, by: str = "ann", verb: str = "put", **named: object
) -> Transaction:
    return store.commit(puts, by=by, at="2026-01-01T00:00:00Z", verb=verb, **named)  # type: ignore[arg-type]


class StoreContract:
    """``first`` is a new, empty store; ``again`` a second handle on the same records."""

    @pytest.fixture
    def first(self) -> Store:
        raise NotImplementedError

    @pytest.fixture
    def again(self, first: Store) -> Store:
        raise NotImplementedError

    def test_new_store_is_at_sequence_zero(self, first: Store) -> None:
        assert first.sequence == 0
        assert list(first.transactions()) == []

    def test_record_comes_back_with_rev_as_its_last_key(self, first: Store) -> None:
        put(first, mention("m1", article="a1"))
        assert first.get("mentions", "m1") == b'{"id":"m1","article":"a1","rev":1}'

    def test_absent_record_is_none(self, first: Store) -> None:
        assert first.get("mentions", "m1") is None
        assert first.get("nowhere", "m1") is None

    def test_many_records_come_as_one_list_without_their_rev(self, first: Store) -> None:
        put(first, mention("m1", article="a1"), mention("m2", note=',"rev":7'.replace('"', "'")))
        put(first, Put("mentions", "m3", b'{"note":"its id comes late","id":"m3"}'))
        put(first, Put("mentions", "m4", b'{"id":"m4","unknown":{"rev":7}}'))
        listed = first.listed("mentions", ["m4", "m2", "gone", "m3", "m1"])
        assert listed == (
            b"""[{"id":"m4","unknown":{"rev":7}},{"id":"m2","note":",'rev':7"},"""
            b"""{"note":"its id comes late","id":"m3"},{"id":"m1","article":"a1"}]"""
        )
        assert first.listed("nowhere", ["m1"]) == first.listed("mentions", []) == b"[]"

    def test_rev_moves_with_each_write(self, first: Store) -> None:
        put(first, mention("m1"))
        put(first, mention("m2"))
        put(first, mention("m1", article="a"))
        assert [rev_of(first.get("mentions", id) or b"") for id in ("m1", "m2")] == [3, 2]

    def test_ids_stand_in_the_order_first_written(self, first: Store) -> None:
        put(first, mention("m2"), mention("m1"))
        put(first, mention("m2", article="a"))
        assert list(first.ids("mentions")) == ["m2", "m1"]

    def test_removed_record_is_gone_from_ids_and_indexes(self, first: Store) -> None:
        put(first, mention("m1", article="a"), mention("m2", article="a"))
        put(first, Put("mentions", "m1", None))
        assert first.get("mentions", "m1") is None
        assert list(first.ids("mentions")) == ["m2"]
        assert list(first.by("mentions", "article", "a")) == ["m2"]

    @pytest.mark.parametrize("index", ["article", "claim", "entity", "story"])
    def test_record_is_found_by_what_it_names(self, first: Store, index: str) -> None:
        put(first, mention("m1", **{index: "k"}), mention("m2", **{index: "other"}))
        assert list(first.by("mentions", index, "k")) == ["m1"]  # type: ignore[arg-type]

    def test_changed_key_moves_the_record_to_it(self, first: Store) -> None:
        put(first, mention("m1", entity="e1"))
        put(first, mention("m1", entity="e2"))
        assert list(first.by("mentions", "entity", "e1")) == []
        assert list(first.by("mentions", "entity", "e2")) == ["m1"]

    def test_record_whose_key_changed_stands_where_it_was_first_written(
        self, first: Store, again: Store
    ) -> None:
        put(first, *(mention(f"m{number:02}", entity="e1") for number in range(20)))
        put(first, mention("m03", entity="e2"), mention("m07", entity="e2"))
        put(first, mention("m03", entity="e1"), mention("m05", entity="e2"))
        again.watch(0)
        for store in (first, again):
            ones = [f"m{number:02}" for number in range(20) if number not in {5, 7}]
            assert list(store.by("mentions", "entity", "e1")) == ones
            assert list(store.by("mentions", "entity", "e2")) == ["m05", "m07"]

    def test_match_is_found_by_the_article_of_either_side(self, first: Store) -> None:
        record = b'{"id":"x1","a":{"article":"a1"},"b":{"article":"a2"}}'
        put(first, Put("matches", "x1", record))
        assert list(first.by("matches", "article", "a1")) == ["x1"]
        assert list(first.by("matches", "article", "a2")) == ["x1"]

    def test_field_that_is_no_string_is_kept_and_not_indexed(self, first: Store) -> None:
        put(first, Put("mentions", "m1", b'{"id":"m1","article":7,"claim":"c"}'))
        assert first.get("mentions", "m1") == b'{"id":"m1","article":7,"claim":"c","rev":1}'
        assert list(first.by("mentions", "claim", "c")) == ["m1"]

    def test_commit_answers_with_both_images(self, first: Store) -> None:
        put(first, mention("m1"))
        done = put(first, mention("m1", article="a"), Put("mentions", "m2", None), verb="change")
        assert (done.sequence, done.by, done.verb) == (2, "ann", "change")
        assert done.changes[0].before == b'{"id":"m1","rev":1}'
        assert done.changes[0].after == b'{"id":"m1","article":"a","rev":2}'
        assert (done.changes[1].before, done.changes[1].after) == (None, None)

    def test_same_record_twice_in_one_commit_ends_as_the_last(self, first: Store) -> None:
        done = put(first, mention("m1", article="a"), mention("m1", article="b"))
        assert done.changes[1].before == done.changes[0].after
        assert list(first.by("mentions", "article", "a")) == []

    def test_transactions_come_newest_first_with_what_they_undo(self, first: Store) -> None:
        put(first, mention("m1"))
        put(first, Put("mentions", "m1", None), verb="undo", undoes=1)
        put(first, mention("m1"), verb="redo", redoes=1)
        found = list(first.transactions())
        assert [one.sequence for one in found] == [3, 2, 1]
        assert [(one.undoes, one.redoes) for one in found] == [(None, 1), (1, None), (None, None)]

    @pytest.mark.parametrize("expected", [None, 2])
    def test_record_that_moved_on_is_a_conflict(self, first: Store, expected: int | None) -> None:
        put(first, mention("m1"))
        with pytest.raises(Conflict, match="mentions m1"):
            put(first, mention("m1", article="a"), expected={("mentions", "m1"): expected})
        assert first.sequence == 1
        assert first.get("mentions", "m1") == b'{"id":"m1","rev":1}'

    def test_conflict_in_one_record_leaves_all_of_them(self, first: Store) -> None:
        put(first, mention("m1"))
        with pytest.raises(Conflict):
            put(first, mention("m2"), mention("m1"), expected={("mentions", "m1"): None})
        assert list(first.ids("mentions")) == ["m1"]

    def test_expected_revisions_that_hold_are_written(self, first: Store) -> None:
        put(first, mention("m1"))
        expected = {("mentions", "m1"): 1, ("mentions", "m2"): None}
        assert put(first, mention("m1"), mention("m2"), expected=expected).sequence == 2

    def test_watch_tells_what_came_since_oldest_first(self, first: Store) -> None:
        for id in ("m1", "m2", "m3"):
            put(first, mention(id))
        found = first.watch(1)
        assert not isinstance(found, Resync)
        assert [one.sequence for one in found] == [2, 3]
        assert list(first.watch(3)) == []

    def test_second_handle_sees_a_commit_when_it_watches(self, first: Store, again: Store) -> None:
        put(first, mention("m1", article="a"))
        found = again.watch(0)
        assert not isinstance(found, Resync)
        assert [one.sequence for one in found] == [1]
        assert list(again.by("mentions", "article", "a")) == ["m1"]

    def test_second_handle_cannot_overwrite_unseen(self, first: Store, again: Store) -> None:
        put(first, mention("m1"), by="first")
        with pytest.raises(Conflict, match="m1"):
            put(again, mention("m1", article="a"), expected={("mentions", "m1"): None})
        assert again.get("mentions", "m1") == b'{"id":"m1","rev":1}'

    def test_two_handles_take_turns(self, first: Store, again: Store) -> None:
        for number in range(6):
            put((first, again)[number % 2], mention(f"m{number}"))
        first.watch(first.sequence)
        assert list(first.ids("mentions")) == list(again.ids("mentions"))
        assert first.sequence == again.sequence == 6

    def test_snapshot_changes_nothing_that_is_read(self, first: Store, again: Store) -> None:
        put(first, mention("m1", article="a"))
        first.snapshot()
        put(first, mention("m2", article="a"))
        again.watch(0)
        for store in (first, again):
            assert list(store.by("mentions", "article", "a")) == ["m1", "m2"]
            assert [one.sequence for one in store.transactions()] == [2, 1]

    def test_records_may_hold_any_text(self, first: Store) -> None:
        record = '{"id":"m1","note":"a\\nb \\" ü 😀 [1,2] {}"}'.encode()
        put(first, Put("mentions", "m1", record))
        assert first.get("mentions", "m1") == record[:-1] + b',"rev":1}'
