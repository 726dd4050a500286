"""The sections of a run, one after the other."""

from __future__ import annotations

import argparse
from importlib import import_module
from pathlib import Path

from bench.report import FOLDER, Report

SECTIONS = (
    "recording", "starting", "pages", "paris", "mails", "ledger", "rules", "rule_difference",
    "verdicts", "positions", "engines", "walks", "redlines", "scale",
)  # fmt: skip


def main() -> None:
    """Measure what was asked for; show it and keep it."""
    parser = argparse.ArgumentParser(description="Measure Placet beside its limits.")
    parser.add_argument("--quick", action="store_true", help="tiny runs, to see that all works")
    parser.add_argument("--json", type=Path, default=FOLDER / "build" / "bench.json")
    parser.add_argument("--only", default=",".join(SECTIONS), help="sections, with commas")
    asked = parser.parse_args()
    report = Report(asked.quick)
    names = asked.only.split(",")
    if unknown := set(names) - set(SECTIONS):
        parser.error(f"there is no section {unknown.pop()}; choose among {', '.join(SECTIONS)}")
    for name in names:
        import_module(f"bench.{name}").measure(report)
        report.show(name)
        report.write(asked.json)
    report.say(f"kept in {asked.json}")
