"""jsonschema: every line of our JSONL is valid under the schema shipped beside the format."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema

import store.formats
from tests.consumers.exported import exported

folder = Path(str(store.formats.__file__)).parent
schema = json.loads((folder / "article.schema.json").read_text("utf-8"))
kind = jsonschema.validators.validator_for(schema)
kind.check_schema(schema)
for line in exported("jsonl").read_bytes().splitlines():
    kind(schema).validate(json.loads(line))
