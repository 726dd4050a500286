"""The pictures of the page on writing procedures, drawn from the files that stand in it."""

from __future__ import annotations

import re
from collections.abc import Mapping

from placet.api.rehearsal import rehearse
from placet.templates.diagrams import diagram_file
from placet.templates.rehearsal_picture import picture
from placet.workflows import parse, scenario

_FILE = re.compile(r"```yaml\n(# ([\w.-]+\.yaml)\n.*?)```", re.DOTALL)


def files(page: str) -> Mapping[str, str]:
    """The files that the page writes, as it leaves them."""
    return {name: words for words, name in _FILE.findall(page)}


def pictures(page: str) -> Mapping[str, str]:
    """The diagram of its procedure, and the timeline of its rehearsal."""
    found = files(page)
    workflow = parse(found["written-decision.yaml"], "written-decision.yaml")
    lived = rehearse(workflow, scenario.parse(found["scenario.yaml"], "scenario.yaml"))
    return {
        "written-decision.svg": diagram_file(workflow),
        "written-decision-timeline.svg": picture(lived),
    }
