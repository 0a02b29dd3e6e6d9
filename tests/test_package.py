"""The package as it is shipped: complete, layered, and quick to start."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tomllib
from itertools import chain
from pathlib import Path

import pytest

from tests.pty.terminal import Terminal

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads(ROOT.joinpath("pyproject.toml").read_text("utf-8"))


def _run(*command: str, **env: str) -> str:
    done = subprocess.run(
        command,
        cwd=env.pop("cwd", str(ROOT)),
        env={**os.environ, **env},
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def _loaded(statement: str) -> set[str]:
    """The modules that a statement loads in a fresh interpreter."""
    told = _run(
        sys.executable, "-c", f"import sys, json\n{statement}\nprint(json.dumps(list(sys.modules)))"
    )
    return set(json.loads(told.splitlines()[-1]))


def test_every_package_of_the_tree_is_shipped() -> None:
    packages = {
        str(path.parent.relative_to(ROOT)).replace("/", ".")
        for top in ("store", "tui")
        for path in ROOT.joinpath(top).rglob("*.py")
    }
    assert packages | {"seeds"} == set(PROJECT["tool"]["setuptools"]["packages"])


def test_every_dependency_has_its_reason_and_no_other_is_named() -> None:
    page = ROOT.joinpath("ARCHITECTURE.md").read_text("utf-8")
    table = page.split("## What we depend on")[1].split("\n## ")[0]
    named = {line.split("|")[1].strip() for line in table.splitlines() if line.startswith("| ")}
    extras = PROJECT["project"]["optional-dependencies"].values()
    asked = [*PROJECT["project"]["dependencies"], *chain.from_iterable(extras)]
    needed = {name.split(">")[0].split("=")[0] for name in asked}
    assert named - {"package"} == needed


def test_store_loads_no_screen() -> None:
    modules = [
        str(path.relative_to(ROOT).with_suffix("")).replace("/", ".")
        for path in ROOT.joinpath("store").rglob("*.py")
        if path.name != "__init__.py"
    ]
    loaded = _loaded("import " + ", ".join(modules))
    assert not {name.split(".")[0] for name in loaded} & {"textual", "rich", "tui"}


def test_asking_for_the_version_loads_nothing_heavy() -> None:
    loaded = _loaded(
        "import contextlib\nfrom tui.cli import main\n"
        "with contextlib.suppress(SystemExit): main(['--version'])"
    )
    heavy = {"textual", "rich", "tinydb", "dateutil", "msgspec"}
    assert not {name.split(".")[0] for name in loaded} & heavy


def test_opening_a_desk_loads_neither_dateutil_nor_tinydb(tmp_path: Path) -> None:
    loaded = _loaded(
        f"from store.db import open_desk\nwith open_desk({str(tmp_path / 'd.json')!r}): pass\n"
        "import tui.app"
    )
    assert not {name.split(".")[0] for name in loaded} & {"tinydb", "dateutil", "wcwidth"}


def test_seeds_are_the_articles_the_project_began_with() -> None:
    sizes = {path.name: path.stat().st_size for path in ROOT.joinpath("seeds").glob("*.txt")}
    assert sorted(sizes.values()) == [2323, 2723]
    attributes = ROOT.joinpath(".gitattributes").read_text("utf-8")
    assert "seeds/* -text" in attributes


@pytest.mark.parametrize("kind", ["editable", "wheel"])
def test_sample_desk_opens(kind: str, tmp_path: Path) -> None:
    env = {"XDG_DATA_HOME": str(tmp_path / "share"), "HOME": str(tmp_path)}
    if kind == "wheel":
        _run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "-o", str(tmp_path))
        wheel = next(tmp_path.glob("*.whl"))
        target = tmp_path / "installed"
        _run(
            sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index",
            "--target", str(target), str(wheel),
        )  # fmt: skip
        env["PYTHONPATH"] = str(target)
        where = _run(
            sys.executable, "-c", "import tui; print(tui.__file__)", cwd=str(tmp_path), **env
        )
        assert str(target) in where
    command = [sys.executable, "-m", "tui.cli"]
    with Terminal(command, cwd=tmp_path if kind == "wheel" else ROOT, env=env) as terminal:
        terminal.wait_for("Yagiz Efe Parmaksiz", timeout=60)
        terminal.wait_for("issued a joint statement on January 9th", timeout=60)
        terminal.type("q")
        assert terminal.wait_exit() == 0
    desks = list(tmp_path.rglob("sample.json"))
    assert len(desks) == 1
