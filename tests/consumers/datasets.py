"""datasets: the folder loads offline, part by part; our JSONL loads as JSON."""

from __future__ import annotations

import os

os.environ["HF_HUB_OFFLINE"] = os.environ["HF_DATASETS_OFFLINE"] = "1"

import datasets

from tests.consumers.exported import exported, folder, many_articles

cache = str(folder() / "cache")
found = datasets.load_dataset(str(exported("huggingface")), cache_dir=cache)
assert list(found) == ["train"]
assert found["train"]["id"][:] == ["a1", "a2", "a3"]

place = exported("huggingface", many_articles(), split=True)
parts = datasets.load_dataset(str(place), cache_dir=cache)
assert set(parts) == {"train", "validation", "test"}
assert sum(len(part) for part in parts.values()) == 320
stories = [set(part["story"]) for part in parts.values()]
assert sum(map(len, stories)) == len(set.union(*stories)), "a story is in two parts"

lines = str(exported("jsonl", many_articles()))
loaded = datasets.load_dataset("json", data_files=lines, cache_dir=cache)
assert len(loaded["train"]) == 320
