"""What all tests share: programs of the system that may be absent, named at the end."""

from __future__ import annotations

import os
import shutil
import tempfile

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--no-skips", action="store_true", help="a test that cannot run is a failure")


def pytest_configure(config: pytest.Config) -> None:
    """What the developer has set for the program does not reach the tests."""
    empty = tempfile.TemporaryDirectory()
    config.add_cleanup(empty.cleanup)
    os.environ["XDG_CONFIG_HOME"] = empty.name


def pytest_runtest_setup(item: pytest.Item) -> None:
    for marker in item.iter_markers("system"):
        program = marker.args[0]
        if shutil.which(program) is None:
            reason = f"{program} is not on this machine"
            if item.config.getoption("--no-skips"):
                pytest.fail(reason, pytrace=False)
            pytest.skip(reason)


def pytest_sessionfinish(session: pytest.Session) -> None:
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if session.config.getoption("--no-skips") and reporter and reporter.stats.get("skipped"):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    skipped = terminalreporter.stats.get("skipped", [])
    terminalreporter.section("not run")
    if not skipped:
        terminalreporter.write_line("nothing was skipped")
    for report in skipped:
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr
        terminalreporter.write_line(f"{report.nodeid}: {reason}")
