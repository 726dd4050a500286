"""The core's branches must be covered: a pytest plugin that adds this as one more test.

It reads what pytest-cov has measured and reports a failed test where that is not enough, so
that pytest's exit code and its closing line both say so. Load it for the whole suite only:
`PYTHONPATH=.ci pytest -p coverage_gate --cov`.
"""

import json
import tempfile
from pathlib import Path

import coverage
import pytest

CORE = ["engine/*"]
NOT_CORE = ["engine/migrations/*", "engine/service*", "engine/store*", "engine/tables*"]
LEAST_PERCENT = 90
NAME = "coverage of the core's branches"


def core_branches() -> tuple[int, int]:
    """Branches of the core that ran, and branches that it has."""
    measured = coverage.Coverage()
    measured.load()
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder, "core.json")
        try:
            measured.json_report(outfile=str(report), include=CORE, omit=NOT_CORE)
        except coverage.exceptions.NoDataError:
            return 0, 0
        totals = json.loads(report.read_text(encoding="utf-8"))["totals"]
    return totals["covered_branches"], totals["num_branches"]


@pytest.hookimpl(tryfirst=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """Judge, once every worker has handed in what it measured."""
    if hasattr(session.config, "workerinput"):
        return
    ran, there_are = core_branches()
    enough = ran * 100 >= there_are * LEAST_PERCENT
    found = f"{ran} of {there_are} branches of the core ran; {LEAST_PERCENT} % is the least"
    report = pytest.TestReport(
        nodeid=NAME,
        location=("pyproject.toml", None, NAME),
        keywords={},
        outcome="passed" if enough else "failed",
        longrepr=None if enough else f"{found}. Missing lines: build/coverage/report.json",
        when="call",
        sections=[],
    )
    session.config.hook.pytest_runtest_logreport(report=report)
    session.config.stash[_FOUND] = found
    if not enough and session.exitstatus in (pytest.ExitCode.OK, 0):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


_FOUND = pytest.StashKey[str]()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say the figure, also when it is enough."""
    found = terminalreporter.config.stash.get(_FOUND, None)
    if found:
        terminalreporter.write_line(f"coverage gate: {found}")
