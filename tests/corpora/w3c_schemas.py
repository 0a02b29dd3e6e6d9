"""The W3C test suite's own schemas, on what we write: whatever it says must hold of an annotation,
a page and a collection.

The suite keeps, beside its samples, schemas under ``definitions``, and lists in ``*Musts.test``
which of its other files apply to what. It reads one thing at a time, so each is given the context
that the collection around it gives it.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from jsonschema import Draft4Validator
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT4

from store.formats.exchange import export_desk
from tests.store.formats.desks import full_desk

MUSTS: Final = ("annotationMusts", "pageMusts", "collectionMusts")


def suites(corpora: Path) -> Iterator[Path]:
    """Each copy of the test suite under a folder."""
    for path in sorted(corpora.rglob("annotationMusts.test")):
        yield path.parent.parent


def unmet(suite: Path) -> tuple[int, list[str]]:
    """How many things were held against the suite's schemas, and what is not as it must be."""
    things = list(_written())
    wrong = []
    for name in MUSTS:
        (test,) = suite.rglob(f"{name}.test")
        schemas = [suite / one for one in json.loads(test.read_text("utf-8"))["assertions"]]
        for path in schemas:
            schema = json.loads(path.read_text("utf-8"))
            is_wanted = schema.get("expectedResult", "valid") == "valid"
            held = _validator(suite, schema)
            wrong += [
                f"{one['id']}: {path.stem}"
                for kind, one in things
                if name.startswith(kind) and held.is_valid(one) != is_wanted
            ]
    return len(things), wrong


def _written() -> Iterator[tuple[str, dict[str, Any]]]:
    """The collection, its page and each annotation of an export with everything in it."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "x.jsonld")
        export_desk(full_desk(), "w3c", path)
        collection = json.loads(path.read_text("utf-8"))
    around = {"@context": collection["@context"]}
    yield "collection", collection
    yield "page", collection["first"] | around
    for one in collection["first"]["items"]:
        yield "annotation", one | around


def _validator(suite: Path, schema: dict[str, Any]) -> Draft4Validator:
    registry: Registry[Any] = Registry()
    for path in (suite / "definitions").glob("*.json"):
        found = Resource.from_contents(json.loads(path.read_text("utf-8")), DRAFT4)
        registry = registry.with_resource(path.name, found)
    # The schemas name each other by file, beside none of them, so their own ids lead nowhere.
    return Draft4Validator({k: v for k, v in schema.items() if k != "id"}, registry=registry)
