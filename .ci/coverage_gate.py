"""The core's branches must be covered: a pytest plugin that adds this as one more test.

It reads what pytest-cov has measured and reports a failed test where that is not enough, so
that pytest's exit code and its closing line both say so. Load it for the whole suite only:
`PYTHONPATH=.ci pytest -p coverage_gate --cov`.
"""

import json
import tempfile
import tomllib
from pathlib import Path
from typing import Any

import coverage
import pytest

CONTRACT = "The core does no I/O"
LEAST_PERCENT = 90
NAME = "coverage of the core's branches"
FOUND = pytest.StashKey[str]()


def core_files() -> list[str]:
    """The patterns of the core's files: what the import contract holds to be pure."""
    pyproject = tomllib.loads(Path("pyproject.toml").read_text(encoding="utf-8"))
    contracts = pyproject["tool"]["importlinter"]["contracts"]
    modules = next(c["source_modules"] for c in contracts if c["name"] == CONTRACT)
    paths = [name.removeprefix("placet.").replace(".", "/") for name in modules]
    return [pattern for path in paths for pattern in (f"{path}.py", f"{path}/*")]


def measured_core() -> dict[str, Any]:
    """Coverage's own JSON report, of the core alone."""
    measured = coverage.Coverage()
    measured.load()
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder, "core.json")
        try:
            measured.json_report(outfile=str(report), include=core_files())
        except coverage.exceptions.NoDataError:
            return {"totals": {"covered_branches": 0, "num_branches": 0}, "files": {}}
        core: dict[str, Any] = json.loads(report.read_text(encoding="utf-8"))
    return core


def not_taken(core: dict[str, Any]) -> str:
    """Which branches never ran, file by file; a negative line is the way out of the function."""
    lines = []
    for name, measured in sorted(core["files"].items()):
        if branches := measured["missing_branches"]:
            arrows = ", ".join(f"{start}->{end}" for start, end in branches)
            lines.append(f"{name}: {arrows}")
    return "\n".join(lines)


@pytest.hookimpl(tryfirst=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """Judge, once every worker has handed in what it measured."""
    if hasattr(session.config, "workerinput"):
        return
    core = measured_core()
    ran, there_are = core["totals"]["covered_branches"], core["totals"]["num_branches"]
    enough = ran * 100 >= there_are * LEAST_PERCENT
    found = f"{ran} of {there_are} branches of the core ran; {LEAST_PERCENT} % is the least"
    session.config.stash[FOUND] = found
    report = pytest.TestReport(
        nodeid=NAME,
        location=(".ci/coverage_gate.py", None, NAME),
        keywords={},
        outcome="passed" if enough else "failed",
        longrepr=None if enough else f"{found}; these did not:\n{not_taken(core)}",
        when="call",
    )
    session.config.hook.pytest_runtest_logreport(report=report)
    if not enough and session.exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say the figure, also when it is enough."""
    if found := terminalreporter.config.stash.get(FOUND, None):
        terminalreporter.write_line(f"coverage gate: {found}")
