"""Options that many commands have."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

Json = Annotated[bool, Parameter(name="--json", negative="", help="Write JSON.")]

Source = Annotated[Path, Parameter(allow_leading_hyphen=True)]
"""A file to read, where `-` is standard input."""

Sources = Annotated[str, Parameter(allow_leading_hyphen=True)]
"""One of several files to read, where `-` is standard input."""

Output = Annotated[Path, Parameter(name=["--output", "-o"])]
"""Where to write; `-` is standard output."""

Who = Annotated[
    str | None,
    Parameter(name="--as", help="The address of the person who asks; else an administrator."),
]
"""In whose name a command acts."""
