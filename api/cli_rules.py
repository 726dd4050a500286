"""`placet rules ...`: decision rules."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cyclopts import App, Parameter

rules = App(name="rules", help="Decision rules: what they ask for.")

Output = Annotated[Path, Parameter(name=["--output", "-o"])]


@rules.command
def schema(*, output: Output = Path("-")) -> None:
    """Write the JSON Schema of rule files, with which an editor completes and checks them.

    Parameters
    ----------
    output
        The file to write; `-` is standard output.
    """
    from placet.api import checking

    checking.rule_schema(output)
