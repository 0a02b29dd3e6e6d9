"""Reading Label Studio's tasks, our own or anyone's."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from store.edits import Reading
from store.formats.behind import KEY, Piece, Said, Tie, records
from store.formats.json_lines import objects
from store.formats.losses import LossReport
from store.formats.quoted import Sought, find_passage
from store.formats.seam import Arrived, BadFile
from store.model import Mention
from store.model.record import ACCEPTED
from store.text import shown_line
from store.text.offsets import Offsets

TASKS: Final = "tasks.json"
CONTINUES: Final = "continues"
"""The relation between the fragments of one mention."""
SUGGESTED: Final = "suggested"
"""The status of what a prediction says."""

_SPANS: Final = ("labels", "hypertextlabels")
_ASIDE: Final = ("choices", "textarea", "taxonomy", "rating", "number")
_BOOKKEEPING: Final = frozenset(
    ("id", "data", "meta", "annotations", "completions", "predictions", "drafts", "project",
     "created_at", "updated_at", "updated_by", "inner_id", "total_annotations",
     "cancelled_annotations", "total_predictions", "comment_count", "unresolved_comment_count",
     "last_comment_updated_at", "comment_authors", "file_upload", "overlap", "is_labeled",
     "allow_skip", "agreement", "precomputed_agreement")
)  # fmt: skip


def read(path: Path, _: Reading, losses: LossReport) -> Iterator[Arrived]:
    """Every task that brings a text, as an article of the story that is named as the file."""
    path = path / TASKS if path.is_dir() else path
    first, found = "", 0
    for where, task in objects(path, losses):
        first = first or where
        text = _text(task)
        if text is None:
            losses.add("tasks", where, "it brings no text")
            continue
        found += 1
        yield from _Task(where, task, text, path, losses).records()
    if first and not found:
        raise BadFile(f"{first}: no task brings a text, here or after it")
    if not first:
        raise BadFile(f"{shown_line(str(path))}: there is no task in it")


def _text(task: dict[str, Any]) -> str | None:
    """The text that the regions stand on: the field of that name, or the one they name."""
    data = task.get("data")
    if not isinstance(data, dict):
        return None
    aims = [
        region.get("to_name")
        for held in (*_dicts(task.get("annotations")), *_dicts(task.get("predictions")))
        for region in _dicts(held.get("result"))
        if region.get("type") in _SPANS
    ]
    for name in ("text", *aims):
        if isinstance(data.get(name), str):
            return str(data[name])
    # The config decides which field it is, and it is not in this file: a single one is no guess.
    texts = [one for one in data.values() if isinstance(one, str)]
    return texts[0] if aims and len(texts) == 1 else None


class _Task:
    """One task on its way to records."""

    def __init__(
        self, where: str, task: dict[str, Any], text: str, path: Path, losses: LossReport
    ) -> None:
        self._where = where
        self._task = task
        self._text = text
        self._path = path
        self._losses = losses
        self._units = Offsets(text)
        self._keys: set[str] = set()
        self._behind = next(
            (one[KEY] for one in _dicts([task.get("meta"), task["data"]]) if KEY in one), None
        )

    def records(self) -> Iterator[Arrived]:
        """Predictions first: an annotation made of one has its regions' ids again."""
        said = [self._said(held, SUGGESTED) for held in self._held("predictions")]
        said += [self._said(held, _status(held)) for held in self._held("annotations")]
        for one in said or [self._empty()]:
            yield from records(one, self._losses)
        for field in sorted(self._task.keys() - _BOOKKEEPING):
            self._tell_field(field, self._task[field])
        for field, value in sorted(self._task["data"].items()):
            if value != self._text and field not in ("title", KEY):
                self._tell_field(f"data.{field}", value)

    def _held(self, name: str) -> list[dict[str, Any]]:
        found = self._task.get(name) or []
        if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
            raise BadFile(f"{self._where}: {name} is no list of objects")
        return found

    def _tell_field(self, field: str, value: Any) -> None:
        is_ours = self._behind is not None and field == "data.url"
        if value not in (None, "", [], {}) and not is_ours:
            self._losses.add("tasks", self._where, "a field that is not read", field=field)

    def _empty(self) -> Said:
        title = str(self._task["data"].get("title") or "")
        return Said(self._where, self._text, title, self._story(), [], [], behind=self._behind)

    def _story(self) -> str:
        is_ours = self._path.name == TASKS
        return self._path.resolve().parent.name if is_ours else self._path.stem

    def _said(self, held: dict[str, Any], status: str) -> Said:
        """What one annotation or prediction says."""
        regions = _dicts(held.get("result"))
        heads = _heads(regions)
        by = _by(held, status)
        keys = {id: self._key(id) for id in dict.fromkeys(map(_id, regions)) if id}
        pieces = list(self._pieces(regions, heads, keys))
        ties = list(self._ties(regions, heads, keys))
        self._tell_rest(regions)
        if status == SUGGESTED and pieces and self._behind is None:
            told = f"a prediction: what it says is {SUGGESTED}, not {ACCEPTED}"
            self._losses.add("predictions", f"{self._where} {by}", told)
        return self._empty()._replace(
            pieces=pieces, ties=ties, by=by, at=_time(held), status=status
        )

    def _key(self, id: str) -> str:
        """A region's key: its id, told apart from the same in another annotation."""
        key, number = id, 1
        while key in self._keys:
            number += 1
            key = f"{id}/{number}"
        self._keys.add(key)
        return key

    def _pieces(
        self, regions: Sequence[dict[str, Any]], heads: dict[str, str], keys: dict[str, str]
    ) -> Iterator[Piece]:
        aside = _aside(regions)
        count: Counter[str] = Counter()
        for region in regions:
            value = region.get("value")
            if region.get("type") not in _SPANS or not isinstance(value, dict):
                continue
            id = _id(region)
            place = self._place(value) if region["type"] == "labels" else None
            labels = _labels(value.get(region["type"]), "region")
            if place is None:
                self._losses.add(
                    Mention.TABLE, f"{self._where}#{id}", "its text is not where it is said to be"
                )
                continue
            head = keys.get(heads.get(id, id), "")
            for label in labels:
                # A region with two labels is two mentions, and so are two regions of one id.
                key = f"{head}+{count[head]}" if count[head] and id not in heads else head
                count[head] += 1
                yield Piece(key, *place, label, aside.get(id, {}), note=_note(region))

    def _place(self, value: dict[str, Any]) -> tuple[int, int] | None:
        start, end, words = value.get("start"), value.get("end"), value.get("text")
        if not isinstance(start, int) or not isinstance(end, int):
            return None
        exact = words if isinstance(words, str) else ""
        # The page writes a line break in the words as backslash and n.
        for said in dict.fromkeys((exact, exact.replace("\\n", "\n"))):
            for words in dict.fromkeys((said, said.replace("\n", "\r\n"))):
                place = find_passage(self._text, self._units, Sought(start, end, words))
                if place is not None:
                    return place
        return None

    def _ties(
        self, regions: Sequence[dict[str, Any]], heads: dict[str, str], keys: dict[str, str]
    ) -> Iterator[Tie]:
        for region in regions:
            if region.get("type") != "relation":
                continue
            source, target = str(region.get("from_id")), str(region.get("to_id"))
            if region.get("direction") == "left":
                source, target = target, source
            if heads.get(source, source) == heads.get(target, target) and _is_inner(region):
                continue
            types = _labels(region.get("labels"), "relation")
            if region.get("direction") == "bi":
                self._tell(region, "a relation both ways is kept one way")
            for type in types:
                ends = [keys.get(heads.get(id, id), "") for id in (source, target)]
                yield Tie(type, *ends)

    def _tell_rest(self, regions: Sequence[dict[str, Any]]) -> None:
        """Tell what stands on no text: choices of a whole task, boxes in a picture."""
        spans = {_id(one) for one in regions if one.get("type") in _SPANS}
        for region in regions:
            type = region.get("type")
            if type in _SPANS or type == "relation" or (type in _ASIDE and _id(region) in spans):
                continue
            self._tell(region, f"{type} stands on no text")

    def _tell(self, region: dict[str, Any], reason: str) -> None:
        self._losses.add("regions", f"{self._where}#{_id(region)}", reason)


def _dicts(found: Any) -> list[dict[str, Any]]:
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []


def _labels(found: Any, default: str) -> list[str]:
    """The labels of a region; the page writes a list, other programs a single one too."""
    many = found if isinstance(found, list) else [found]
    return [str(one) for one in many if one] or [default]


def _id(region: dict[str, Any]) -> str:
    return str(region.get("id") or "")


def _is_inner(region: dict[str, Any]) -> bool:
    return region.get("labels") == [CONTINUES]


def _heads(regions: Sequence[dict[str, Any]]) -> dict[str, str]:
    """From a region that continues another to the first of them."""
    before = {
        str(one.get("to_id")): str(one.get("from_id"))
        for one in regions
        if one.get("type") == "relation" and _is_inner(one)
    }
    heads: dict[str, str] = {}
    for id in before:
        seen = [id]
        while seen[-1] in before and before[seen[-1]] not in seen:
            seen.append(before[seen[-1]])
        heads[id] = seen[-1]
    return heads


def _aside(regions: Sequence[dict[str, Any]]) -> dict[str, dict[str, str]]:
    """What is chosen or written beside each region, by the name of the control."""
    found: dict[str, dict[str, str]] = {}
    for region in regions:
        value = region.get("value")
        if region.get("type") in _ASIDE and isinstance(value, dict):
            said = value.get("text" if region["type"] == "textarea" else region["type"])
            parts = said if isinstance(said, list) else [said]
            words = "; ".join(one if isinstance(one, str) else json.dumps(one) for one in parts)
            found.setdefault(_id(region), {})[str(region.get("from_name") or "")] = words
    return found


def _note(region: dict[str, Any]) -> str:
    meta = region.get("meta")
    said = meta.get("text") if isinstance(meta, dict) else None
    parts = said if isinstance(said, list) else [said] if said else []
    return "\n".join(map(str, parts))


def _status(held: dict[str, Any]) -> str:
    return "skipped" if held.get("was_cancelled") else ACCEPTED


def _by(held: dict[str, Any], status: str) -> str:
    """Who made it: a model by its version, a person by address or number."""
    if status == SUGGESTED:
        return str(held.get("model_version") or "prediction")
    who = held.get("completed_by")
    if isinstance(who, dict):
        who = who.get("email") or who.get("username") or who.get("id")
    return "" if who is None else str(who)


def _time(held: dict[str, Any]) -> str:
    """When it was last changed, as ``at`` has it."""
    try:
        found = datetime.fromisoformat(str(held.get("updated_at") or held.get("created_at")))
    except ValueError:
        return ""
    utc = found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)
    return utc.strftime("%Y-%m-%dT%H:%M:%SZ")
