"""The JSON Schema of a line of our JSONL, made from the records themselves.

``article.schema.json`` is what ``schema_text`` gives, shipped for programs in other languages;
that the two are equal is a test. ``python -m store.formats.article_schema`` prints it.
"""

from __future__ import annotations

import json
import sys
from typing import Any, Final

import msgspec

from store.formats.jsonl_lines import SCHEMA, TABLES, Furniture
from store.model import RECORDS, Article

_REF: Final = "#/$defs/{name}"
_HIDDEN: Final = ("rev", "\ufdd0unknown")


def article_schema() -> dict[str, Any]:
    """The schema: known fields by type; unknown ones are allowed wherever a record is."""
    kinds = [Article, Furniture, *(RECORDS[table] for table in TABLES)]
    _, parts = msgspec.json.schema_components(kinds, ref_template=_REF)
    for part in parts.values():
        for name in _HIDDEN:
            part["properties"].pop(name, None)
        part["additionalProperties"] = True
    article = parts.pop("Article")
    lists = {
        table: {"type": "array", "items": {"$ref": _REF.format(name=RECORDS[table].__name__)}}
        for table in TABLES
    }
    page = {"type": "array", "items": {"$ref": _REF.format(name="Furniture")}}
    return {
        "$id": f"urn:variorum:article:{SCHEMA}",
        "title": "An article and its annotations, one line of a Variorum JSONL file",
        "$comment": "JSON Schema, draft 2020-12",
        "description": "Offsets count Unicode code points of text, from 0, the end not included.",
        "type": "object",
        "properties": {
            "schema": {"const": SCHEMA},
            **article["properties"],
            "furniture": page,
            **lists,
        },
        "required": ["schema", *article["required"]],
        "additionalProperties": True,
        "$defs": dict(sorted(parts.items())),
    }


def schema_text() -> str:
    """The schema as its file has it."""
    return json.dumps(article_schema(), indent=1, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    sys.stdout.write(schema_text())
