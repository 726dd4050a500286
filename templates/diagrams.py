"""The diagram of a procedure, for pages, documents and the command line."""

from __future__ import annotations

from placet.engine.workflow import Workflow
from placet.templates.diagram.layout import lay_out
from placet.templates.diagram.legend import add_legend
from placet.templates.diagram.plan import plan
from placet.templates.diagram.svg import drawn


def diagram_svg(workflow: Workflow, current: str = "") -> str:
    """The procedure as an SVG element for a page, in the language that is spoken now.

    It takes the colours of the page; the stage named `current` is marked.  It holds no
    style, script or id, and all its words are escaped.
    """
    return _svg(workflow, current, alone=False)


def diagram_file(workflow: Workflow) -> str:
    """The same as a file of its own, with its colours for light and dark."""
    return _svg(workflow, "", alone=True)


def _svg(workflow: Workflow, current: str, *, alone: bool) -> str:
    planned = plan(workflow)
    picture = lay_out(planned, headed=alone)
    add_legend(picture, planned)
    return drawn(picture, planned, current=current, alone=alone)
