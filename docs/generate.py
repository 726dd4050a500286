"""The pages of the reference, made from the code.

    python docs/generate.py             write docs/reference/*.md and README's diagram
    python docs/generate.py --check     say which of them are not current

What a program can say about itself is taken from it: the help of commands, the sentences of
errors, the table of a workflow, the parameters of rules, the fields of events.  What only a
person can say (who gets which mail, what a parameter is for) stands in the tables below; a
name that is missing there ends the program, so nothing new goes undocumented.
"""

from __future__ import annotations

import dataclasses
import sys
import typing
from collections.abc import Callable, Iterable, Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Any

from placet.api import problems
from placet.api.cli import app
from placet.engine import events
from placet.engine import text as texts
from placet.engine.messages import Kind
from placet.engine.model import Seat
from placet.engine.rules import Rule, rule_sentence_values, terms
from placet.engine.workflow import Stage, Step, Workflow, mermaid
from placet.notifications.facts import HEAD, NEEDS
from placet.templates import wording
from placet.templates.rule_sheets import effects_words
from placet.workflows import shipped
from placet.workflows.rules import shipped_rules

DOCS = Path(__file__).resolve().parent
README = DOCS.parent / "README.md"
BEGIN, END = "<!-- workflow: begin -->", "<!-- workflow: end -->"
NOTE = "<!-- Made by docs/generate.py. Change the code, then run `make docs`. -->"

MAILS: Mapping[Kind, tuple[str, str]] = {
    Kind.SIGN_IN: (
        "The person whose address was entered, if it is known.",
        "Somebody asks for a sign-in code.",
    ),
    Kind.INVITATION: (
        "The person who was given a part.",
        "A person is appointed delegate, or is given an office by somebody else.",
    ),
    Kind.PROPOSED: (
        "Everybody who may submit for an organisation at the table; secretariat and chair.",
        "An objective is proposed, and support in principle is sought.",
    ),
    Kind.POSITION_REQUESTED: (
        "Everybody who may submit for an organisation without a position.",
        "A text is put forward, and the organisation held no position in this stage before.",
    ),
    Kind.CONFIRM_NEEDED: (
        "Everybody who may submit for the organisation.",
        "The text changed and an earlier position no longer counts; or a text was adopted while "
        "the organisation's position is ad referendum.",
    ),
    Kind.COMMENTS_REQUESTED: (
        "Everybody who may submit for an organisation at the table that is no observer.",
        "A text is opened for comments.",
    ),
    Kind.REVIEW_REQUESTED: (
        "Everybody who may submit for the organisation that is asked.",
        "An organisation is named as reviewer.",
    ),
    Kind.REMINDER: (
        "Everybody who may submit for an organisation that still owes its answer.",
        "So many days before the deadline as the stage says; or when the secretariat reminds by "
        "hand.",
    ),
    Kind.LAST_CALL: (
        "As for a reminder.",
        "So many hours before the deadline as the stage says.",
    ),
    Kind.CIRCULAR: (
        "Everybody at the table, each person once.",
        "A step with a circular is taken; or the time of a silence is extended, or its text "
        "changes. It takes the place of the other mails that would tell the same.",
    ),
    Kind.RECEIPT: (
        "Everybody who acts for the organisation, observers and drafters too.",
        "Its position was recorded, withdrawn, confirmed, or carried over to a new text.",
    ),
    Kind.DEADLINE_CHANGED: (
        "Everybody with a part in the negotiation.",
        "The deadline of the present stage was moved.",
    ),
    Kind.ANSWERS: (
        "Everybody who acts for an organisation that commented.",
        "The revision ends and the text is put forward or opened for another round.",
    ),
    Kind.STAGE_CHANGED: (
        "Everybody with a part in the negotiation; or those of one organisation that became an "
        "observer.",
        "A stage begins in which nobody is asked for an answer, work resumes, or an organisation "
        "holds no seat any more.",
    ),
    Kind.DECISION_NEEDED: (
        "Secretariat and chair.",
        "A stage is over, and the procedure leaves it to them how to go on.",
    ),
    Kind.OUTCOME: (
        "Everybody with a part in the negotiation.",
        "A text is adopted (provisionally, or for good), an adoption is undone, or an objective "
        "ends without a result.",
    ),
    Kind.PROCEDURE_CHANGED: (
        "Everybody with a part in the negotiation.",
        "The secretariat moved an objective to another version of its procedure.",
    ),
}
"""Of each kind of mail: to whom it goes, and when."""

CARRY: Mapping[str, str] = {
    "lapse": "Positions lapse; everybody is asked again.",
    "carry": "Positions are carried over to the new text.",
    "carry_if_untouched": "A position is carried over if it names paragraphs and none of them "
    "changed.",
    "reconfirm": "Positions no longer count until they are recorded again.",
}
"""What becomes of positions when the text changes."""


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table in Markdown."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(_cell(cell) for cell in line)} |" for line in lines)


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def page(title: str, *parts: str) -> str:
    """One page of the reference."""
    return "\n\n".join([f"# {title}", NOTE, *(part.strip() for part in parts if part)]) + "\n"


def codes(names: Iterable[str]) -> str:
    """Names, each set as code."""
    return ", ".join(f"`{name}`" for name in names)


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
        (f"`{kind.__name__}`", str(status), f"`/problems/{name}`", _doc(kind), kind.remedy)
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


def _doc(thing: type) -> str:
    return " ".join((thing.__doc__ or "").split())


def workflow_page(workflow: Workflow) -> str:
    """The table of one workflow in words."""
    stages = [_stage(workflow, stage) for stage in workflow.stages.values()]
    return page(
        workflow.title,
        f"The procedure `{workflow.name}`, version {workflow.version}, as it stands in "
        f"[`workflows/{workflow.name}.yaml`](../../workflows/{workflow.name}.yaml). "
        f"It follows: {workflow.source}. It begins in `{workflow.initial}` and allows "
        f"{workflow.rounds} rounds of comments and revision unless the chair allows more.",
        f"```mermaid\n{mermaid(workflow)}\n```",
        "## Stages",
        *stages,
        "## Steps",
        "A step is taken by one of the roles that are named. *The deadline itself* means that "
        "the clock takes it, without a person. A step that waits for something is shown with "
        "what it waits for.",
        table(
            ("Step", "From", "To", "Who", "Not possible while", "Reason", "What happens"),
            (_step(step) for step in workflow.steps),
        ),
    )


def _stage(workflow: Workflow, stage: Stage) -> str:
    lines = [
        f"### {stage.title} (`{stage.name}`)",
        "",
        f"- Shown as: {wording.state_label(stage)}.",
    ]
    if stage.period:
        lines.append(f"- Time: {stage.period}, unless another deadline is set.")
    if stage.reminders:
        lines.append(f"- Reminders before the deadline: {', '.join(stage.reminders)}.")
    if stage.collects_comments:
        lines.append("- Comments are taken.")
    if stage.text_changed_by:
        who = wording.listed([wording.role_label(r) for r in stage.text_changed_by])
        lines.append(f"- The text is changed by: {who}.")
    if (ballot := stage.ballot) is not None:
        observers = wording.silent_become_observers(workflow, stage.name)
        kinds = ", ".join(wording.position_label(kind) for kind in ballot.kinds)
        asked = rule_sentence_values(workflow.terms(ballot.rule, ballot.kinds))
        lines += [
            f"- Positions: {kinds}.",
            f"- Rule: [`{ballot.rule.name}`](rules.md#{ballot.rule.name}). "
            + wording.rule_sentence(asked),
            f"- {wording.silence_sentence(asked, None, observers)}",
            f"- When the text changes: {CARRY[ballot.carry_over]}",
        ]
        if ballot.qualifiers:
            said = wording.listed([wording.qualifier_label(q) for q in ballot.qualifiers], "or")
            lines.append(f"- A position in favour may be given {said}.")
        if ballot.confirm_within:
            lines.append(f"- Ad referendum is to be confirmed within {ballot.confirm_within}.")
        if "all_answered" in ballot.closes_when:
            lines.append("- It closes early when every organisation has answered.")
    if stage.instrument:
        lines.append("- There is an adopted text.")
    if stage.end:
        lines.append("- The procedure may rest here.")
    return "\n".join(lines)


def _step(step: Step) -> tuple[str, ...]:
    return (
        f"{wording.step_label(step)} (`{step.name}`)",
        codes(step.sources),
        codes((step.dest,)),
        ", ".join(wording.role_label(role) for role in step.by),
        "; ".join(wording.guard_sentence(guard) for guard in step.guards),
        "needed" if step.reason else "",
        wording.consequence(step),
    )


def messages() -> str:
    """Every kind of mail."""
    rows = (
        (f"`{kind.value}`", *MAILS[kind], codes(name for name in NEEDS[kind] if name not in HEAD))
        for kind in Kind
    )
    return page(
        "Mail",
        "Mails are written down in the transaction that causes them and leave afterwards. One "
        "cause writes a mail to a person once. A mail that asks for something, reminders "
        "included, is cancelled if the answer comes before it leaves. *Everybody who may submit* "
        "means heads of delegation, focal points and alternates. No link in a mail does anything "
        "by being opened, and no mail repeats the reasons that an organisation gave.",
        "A mail is made of facts; the words are chosen when it is rendered. The facts that a kind "
        "cannot do without are in the last column. Every mail about an objective also has: "
        f"{codes(HEAD)}.",
        table(("Kind", "To whom", "When", "Facts"), rows),
    )


def rules() -> str:
    """Every rule with its parameters."""
    return page(
        "Decision rules",
        "A rule says when a text passes. Shares are exact fractions; decimals are refused. "
        "Weights do not change the count of seats unless a rule says so; none of these does. "
        "The verdict lists every criterion with its numbers and what is still missing.",
        *(_rule(rule) for rule in shipped_rules().values()),
    )


def _rule(rule: Rule) -> str:
    seats = tuple(Seat(f"O{n}") for n in range(1, 31))
    asked = rule_sentence_values(terms(rule, {}), seats)
    said = f"Version {rule.version}. {rule.title}. After: {rule.source}."
    if rule.unconfirmed:
        said += f" Not confirmed: {rule.unconfirmed}"
    parts = [
        f"## {rule.name}",
        said,
        f"As it stands, at a table of 30: {wording.rule_sentence(asked)} "
        + wording.silence_sentence(asked),
    ]
    rows = [
        (f"`{p.name}`", f"`{p.default}`" if p.default != "" else "(empty)", p.title)
        for p in rule.parameters
    ]
    if rows:
        parts.append(table(("Parameter", "Default", "Meaning"), rows))
    kinds = ((f"`{kind}`", effects_words(effects)) for kind, effects in rule.effects.items())
    return "\n\n".join([*parts, table(("Position", "Effect"), kinds)])


def event_kinds() -> tuple[type, ...]:
    """Every event that the record may hold."""
    unions = (events.RegistryEvent, events.NegotiationEvent, events.ObjectiveEvent)
    return tuple(kind for union in unions for kind in typing.get_args(union))


def event_page() -> str:
    """Every kind of entry in the record."""
    used: dict[type, None] = {}
    told = "\n\n".join(_fields(kind, used, "##") for kind in event_kinds())
    values: list[str] = []
    done: set[type] = set()
    while todo := [kind for kind in used if kind not in done]:
        for kind in todo:
            done.add(kind)
            values.append(_fields(kind, used, "###"))
    return page(
        "The record",
        "Each entry of the record has a `kind`, which is one of the names below, and a "
        "`payload`, which holds the fields. Fields that have their default are left out. "
        "Instants are UTC, such as `2027-03-14T20:59:00Z`. Names and addresses of persons are "
        "commitments. An entry also says `chain`, `seq`, `at`, `actor`, `cause`, `object`, the "
        "object's hash `before` and `after`, and the hashes `previous` and `hash`.",
        told,
        "## Values in the payload",
        "\n\n".join(values),
    )


def _fields(kind: type, used: dict[type, None], level: str) -> str:
    hints = typing.get_type_hints(kind)
    fields = dataclasses.fields(typing.cast(Any, kind))
    rows = ((f"`{f.name}`", _type(hints[f.name], used)) for f in fields)
    return f"{level} {kind.__name__}\n\n{_doc(kind)}\n\n{table(('Field', 'Holds'), rows)}"


SIMPLE = {
    str: "text",
    int: "integer",
    bool: "true or false",
    type(None): "nothing",
    texts.Text: "the whole text, as paragraphs with their ids",
}


def _type(hint: Any, used: dict[type, None]) -> str:
    args = typing.get_args(hint)
    origin = typing.get_origin(hint)
    if hint is Any:
        return "data"
    if hint in SIMPLE:
        return SIMPLE[hint]
    if origin is tuple:
        return f"list of {_type(args[0], used)}"
    if args and origin in (dict, Mapping):
        return f"{_type(args[1], used)}, by {_type(args[0], used)}"
    if args:
        return " or ".join(_type(arg, used) for arg in args)
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return " or ".join(f"`{member.value}`" for member in hint)
    if dataclasses.is_dataclass(hint):
        kind = typing.cast(type, hint)
        used[kind] = None
        return f"[{kind.__name__}](#{kind.__name__.lower()})"
    return {"datetime": "instant"}[hint.__name__]


def pages() -> dict[Path, str]:
    """Every page of the reference by its path."""
    made: dict[str, Callable[[], str]] = {
        "commands": commands,
        "errors": errors,
        "messages": messages,
        "rules": rules,
        "events": event_page,
    }
    found = {DOCS / "reference" / f"{name}.md": make() for name, make in made.items()}
    for workflow in shipped().values():
        found[DOCS / "reference" / f"workflow-{workflow.name}.md"] = workflow_page(workflow)
    found[README] = with_diagram(README.read_text(encoding="utf-8"))
    return found


def with_diagram(readme: str) -> str:
    """README with the diagram of the default workflow between its marks."""
    before, _, rest = readme.partition(BEGIN)
    _, _, after = rest.partition(END)
    drawn = mermaid(shipped()["joint-objective", 1])
    return f"{before}{BEGIN}\n```mermaid\n{drawn}\n```\n{END}{after}"


def stale() -> list[Path]:
    """The pages that are not what the code says now."""
    return [
        path
        for path, made in pages().items()
        if not path.exists() or path.read_text(encoding="utf-8") != made
    ]


def main(arguments: Sequence[str]) -> int:
    """Write the pages, or with --check say which are not current."""
    if "--check" in arguments:
        for path in (found := stale()):
            sys.stderr.write(f"{path.relative_to(DOCS.parent)} is not current: run `make docs`\n")
        return 2 if found else 0
    for path, made in pages().items():
        path.parent.mkdir(exist_ok=True)
        path.write_text(made, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
