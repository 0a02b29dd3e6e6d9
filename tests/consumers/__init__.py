"""Exports read by the programs they are made for.

Each module here is one, run with the folder that its files go to. ``make consumers`` gives them an
environment of their own; ``make test`` runs those that its own environment has.
"""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[2]
NEEDS: Final = {
    "jsonschema": "jsonschema",
    "openpyxl": "openpyxl",
    "pyarrow": "pyarrow",
    "cassis": "dkpro-cassis",
    "seqeval": "seqeval",
    "label_studio": "label-studio-sdk",
    "datasets": "datasets",
    "spacy": "spacy",
}
"""What each installs."""


def read_by(name: str, python: str, folder: str) -> str:
    """Let a consumer read what is exported for it: how it failed, and nothing where it did not."""
    done = subprocess.run(
        [python, "-m", f"tests.consumers.{name}", folder],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    said = f"{done.stdout[-2000:]}\n{done.stderr[-2000:]}"
    return f"ended with {done.returncode}:\n{said}" if done.returncode else ""
