"""The list of the procedures that come with Placet, with the source of each."""

from __future__ import annotations

from making.marks import page, table
from placet.engine.workflow import Workflow
from placet.workflows import shipped


def procedures() -> str:
    """The list of all of them."""
    known = shipped()
    rows = (
        (
            f"[{w.title}](workflow-{w.name}.md)",
            f"`{w.name}`",
            str(len(w.stages)),
            ", ".join(f"[`{name}`](rules.md#{name})" for name in rule_names(w)),
        )
        for w in known.values()
    )
    return page(
        "The procedures that come with Placet",
        f"{len(known)} procedures. Each is a file of [the language](language.md) that you can read "
        "and copy. [How to write and change a procedure](../procedures.md). "
        "`placet workflow list` lists these and what was published in your installation.",
        table(("Procedure", "Name", "Stages", "Decides by"), rows),
        "## Where each comes from",
        "*Not confirmed* is what could not be confirmed in the primary text. Look it up before "
        "you rely on it.",
        *(_origin(workflow) for workflow in known.values()),
    )


def _origin(workflow: Workflow) -> str:
    lines = [
        f"### {workflow.name}",
        "",
        f"After: {workflow.source}.",
        "",
        f"Not confirmed: {' '.join(workflow.unconfirmed) or 'nothing is marked.'}",
    ]
    return "\n".join(lines)


def rule_names(workflow: Workflow) -> list[str]:
    """The rules that its ballots name, each once."""
    found: dict[str, None] = {}
    for stage in workflow.stages.values():
        if (ballot := stage.ballot) is not None:
            by = ballot.rule_by
            refs = (ballot.rule, by.passes, by.fails) if by else (ballot.rule,)
            found |= dict.fromkeys(ref.name for ref in refs)
    return list(found)
