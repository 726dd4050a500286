"""What a program can say about itself: the help of its commands, the sentences of its errors."""

from __future__ import annotations

from making.marks import meaning, page, table
from placet.api import problems
from placet.api.cli import app


def commands() -> str:
    """The help of the command line."""
    said = app.generate_docs(output_format="markdown")
    contents, commands_ = said.index("## Table of Contents"), said.index("**Commands**")
    body = said[:contents].partition("\n")[2] + said[commands_:]
    for nothing in (' *[default: ""]*', " *[default: False]*"):
        body = body.replace(nothing, "")
    body = body.replace("(#placet-version)", "(#placet---version)")
    return page(
        "The command line",
        "Every command answers 0, or 2 with a message that says what, where and the remedy. "
        "`placet COMMAND --help` says the same as this page. Settings come from the "
        "[environment](../settings.md). In a checkout the program is `.venv/bin/placet`.",
        body,
    )


def errors() -> str:
    """Every error with its status and type."""
    rows = (
        (f"`{kind.__name__}`", str(status), f"`/problems/{name}`", meaning(kind), kind.remedy)
        for kind, (status, name) in problems.TABLE.items()
    )
    plain = (
        (str(status), f"`/problems/{problems.plain_problem(status).type}`", said, remedy)
        for status, (said, remedy) in problems.PLAIN.items()
    )
    return page(
        "Errors",
        "What cannot be done is said as a problem of RFC 9457 "
        "(`application/problem+json`): `type`, `title`, `status`, `detail`, `instance`, and where "
        "they help `remedy` and `errors` (one entry a field). People get the same words as a "
        "page, in their language. `type` is stable; words may change. Places in braces are "
        "filled in. The command line prints the sentence and ends with 2.",
        table(("Error", "Status", "Type", "What it says", "What to do"), rows),
        "## Without an error of Placet's own",
        table(("Status", "Type", "What it says", "What to do"), plain),
    )
