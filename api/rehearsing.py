"""`placet workflow simulate`: a scenario from a file, its list on standard output."""

from __future__ import annotations

import json
import logging
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NoReturn

import structlog

from placet.api.checking import sound
from placet.api.rehearsal import Rehearsal, rehearse
from placet.api.rehearsal.shape import json_schema
from placet.api.tending import say
from placet.engine.errors import N_, BadDefinition, BadInput
from placet.templates.rehearsal_list import list_text
from placet.templates.rehearsal_picture import picture
from placet.workflows import scenario


def simulate(file: Path, script: Path, as_json: bool, svg: Path | None) -> None:
    """Live the scenario; exit with 2 where it is refused or goes otherwise than it says."""
    _quietly()
    try:
        rehearsal = rehearse(sound(str(file)), _scenario(script))
    except BadDefinition as bad:
        _complain(bad.problems)
    _write(rehearsal, as_json, svg)
    if rehearsal.failures:
        sys.stdout.flush()
        _complain(str(failure) for failure in rehearsal.failures)


def scenario_schema() -> None:
    """The JSON Schema of scenario files."""
    say(_as_json(scenario.json_schema()))


def rehearsal_schema() -> None:
    """The JSON Schema of the list."""
    say(_as_json(json_schema()))


def _scenario(file: Path) -> scenario.Scenario:
    if file == Path("-"):
        return scenario.parse(sys.stdin.read(), "-")
    if str(file) in scenario.shipped() and not file.exists():
        return scenario.load_shipped(str(file))
    with _reading(file):
        return scenario.load(file)


@contextmanager
def _reading(file: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise BadInput(
            str(file), "{why}.", N_("Name a file that can be read."), why=error.strerror
        ) from None


def _write(rehearsal: Rehearsal, as_json: bool, svg: Path | None) -> None:
    if svg is not None:
        try:
            svg.write_text(picture(rehearsal), encoding="utf-8")
        except OSError as error:
            raise BadInput(
                str(svg), "{why}.", N_("Name a file that can be written."), why=error.strerror
            ) from None
    say(_as_json(rehearsal.data()) if as_json else list_text(rehearsal).rstrip("\n"))


def _as_json(data: Any) -> str:
    return json.dumps(data, indent=2, ensure_ascii=False)


def _complain(problems: Iterable[str]) -> NoReturn:
    """Every problem on a line of its own; then the end."""
    for problem in problems:
        sys.stderr.write(f"placet: {' '.join(problem.split())}\n")
    sys.exit(2)


def _quietly() -> None:
    """The worker's log has nothing that the list and the failures do not say."""
    structlog.configure(
        wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )
    logging.getLogger("placet").setLevel(logging.CRITICAL)
