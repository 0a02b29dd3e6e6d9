"""label-studio-sdk: the label config is sound; every task, annotation and prediction fits it."""

from __future__ import annotations

import json

from label_studio_sdk.label_interface import LabelInterface

from tests.consumers.exported import exported

place = exported("label-studio")
interface = LabelInterface((place / "label_config.xml").read_text("utf-8"))
interface.validate()
tasks = json.loads((place / "tasks.json").read_text("utf-8"))
checked = 0
for task in tasks:
    assert interface.validate_task({key: task[key] for key in ("id", "data")})
    for annotation in task["annotations"]:
        assert interface.validate_annotation(annotation)
        checked += 1
    for prediction in task["predictions"]:
        assert interface.validate_prediction(prediction)
        checked += 1
assert checked > 1
