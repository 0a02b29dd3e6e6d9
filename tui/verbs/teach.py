"""``variorum --tutor``: eight lessons on a scratch copy of the seeds."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from tui.verbs.open import run


def teach(annotator: str | None) -> int:
    """Open a new desk in a folder of its own, and say at the end where it is."""
    folder = Path(tempfile.mkdtemp(prefix="variorum-tutor-"))
    code = run(str(folder / "tutor.json"), [], annotator, None, None, is_tutor=True)
    sys.stdout.write(f"what you made is in {folder}\n")
    return code
