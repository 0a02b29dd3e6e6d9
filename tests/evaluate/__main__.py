"""``python -m tests.evaluate CORPORA``: every measurement against data that somebody else wrote.

A measurement is a module of this folder; those that need no corpora measure the gold alone.
"""

from __future__ import annotations

import argparse
import pkgutil
import subprocess
import sys
from pathlib import Path

_GOLD_ALONE = frozenset(("discrepancies", "retold"))


def main() -> int:
    """Run them one after another; the worst exit status is ours."""
    parser = argparse.ArgumentParser(prog="python -m tests.evaluate")
    parser.add_argument("corpora", type=Path)
    corpora = parser.parse_args().corpora
    if not corpora.is_dir():
        parser.error(f"{corpora}: no such folder: make evaluate CORPORA=PATH")
    worst = 0
    for module in pkgutil.iter_modules([str(Path(__file__).parent)]):
        if module.name == "__main__":
            continue
        print(f"== {module.name}", flush=True)
        arguments = [] if module.name in _GOLD_ALONE else [str(corpora)]
        command = [sys.executable, "-m", f"tests.evaluate.{module.name}", *arguments]
        worst = max(worst, subprocess.run(command, check=False).returncode)
    return worst


if __name__ == "__main__":
    raise SystemExit(main())
