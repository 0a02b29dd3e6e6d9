"""``python -m tests.consumers``: each consumer reads what is exported for it.

One that cannot be installed is listed as not run, and never as passed.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import venv
from importlib.metadata import requires
from pathlib import Path
from typing import Final

from tests.consumers import NEEDS, ROOT, read_by

HOME: Final = ROOT / ".consumers-venv"


def main() -> int:
    """Run them all; 1 where one failed, and where none could be run."""
    python = HOME / ("Scripts" if sys.platform == "win32" else "bin") / "python"
    if not python.exists():
        venv.create(HOME, with_pip=True)
        _install(python, "--upgrade", "pip")
    ours = [one for one in requires("variorum") or () if "extra ==" not in one]
    if not _install(python, *ours, "hypothesis", "pyarrow"):
        print("the project's own dependencies could not be installed: nothing was run")
        return 1
    passed: list[str] = []
    failed: list[str] = []
    absent: list[str] = []
    for name, package in NEEDS.items():
        if not _install(python, package):
            absent.append(name)
            continue
        with tempfile.TemporaryDirectory() as folder:
            fault = read_by(name, str(python), folder)
        (failed if fault else passed).append(name)
        state = f"FAILED: {fault}" if fault else "passed"
        print(f"{package} {_version(python, package)}: {state}", flush=True)
    for name in absent:
        print(f"{NEEDS[name]}: not run: it could not be installed")
    return 0 if passed and not failed else 1


def _install(python: Path, *packages: str) -> bool:
    command = [str(python), "-m", "pip", "install", "-qq", "--disable-pip-version-check", *packages]
    return subprocess.run(command, check=False, capture_output=True).returncode == 0


def _version(python: Path, package: str) -> str:
    program = f"from importlib.metadata import version; print(version({package!r}))"
    done = subprocess.run([python, "-c", program], check=True, capture_output=True, text=True)
    return done.stdout.strip()


if __name__ == "__main__":
    raise SystemExit(main())
