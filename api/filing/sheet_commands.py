"""Tables of comments in and out from the command line."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from placet.api.files import actor_of, patience
from placet.api.filing.comment_entries import (
    Brought,
    SheetEntries,
    commands_for,
    may_enter,
    named,
    read_sheet,
    sheet_entries,
)
from placet.api.filing.sheet_answers import answers_for
from placet.api.filing.writing import Wanted, written
from placet.api.opened_files import opened_file, written_file
from placet.api.tending import opened, say
from placet.engine.documents.comment_tables import Finding, Spot
from placet.engine.documents.reading import LARGEST_DOCUMENT
from placet.engine.errors import N_, BadInput
from placet.templates.sheet_words import spot_said, trouble_remedy, trouble_said


@dataclass(frozen=True, slots=True)
class Entering:
    """What is asked: the objective, whose a row is that does not say, whether only to report."""

    objective: str
    organisation: str = ""
    dry: bool = False


def import_comments(files: Sequence[Path], asked: Entering, who: str | None, as_json: bool) -> None:
    """Enter the comments of the files, each file at once; says which rows were not taken."""
    if not files:
        raise BadInput("files", N_("No file was named."), N_("Name a file of comments."))
    brought = named([_sheet(file) for file in files])
    root = opened()
    actor = actor_of(root, who)
    view = root.cases.objective(actor, asked.objective)
    codes = may_enter(view)
    if asked.organisation and asked.organisation not in codes:
        raise BadInput(
            "--organisation",
            N_("{organisation} is not at this table, or you do not act for it."),
            N_("Name the code of an organisation that was invited."),
            organisation=asked.organisation,
        )
    found = sheet_entries(brought, view, view.comments, codes, asked.organisation)
    if not asked.dry:
        for command in commands_for(found, brought, view):
            root.cases.handle(actor, command, objective=asked.objective)
        for answer in answers_for(found.answers):
            root.cases.handle(actor, answer, objective=asked.objective)
    root.close()
    if as_json:
        say(json.dumps(_data(asked, brought, found), indent=2, ensure_ascii=False))
    else:
        _report(asked, brought, found)


def export_comments(
    objective: str,
    formats: str,
    columns: str,
    output: Path | None,
    organisations: Sequence[str],
    who: str | None,
) -> None:
    """Write the table of comments, a file for each format."""
    wanted = [one.strip().lower() for one in formats.split(",") if one.strip()]
    if not wanted or set(wanted) - {"docx", "xlsx", "csv"}:
        raise BadInput(
            "--format",
            N_("{formats} is none of the formats of a table."),
            N_("Name docx, xlsx or csv, or several with commas between."),
            formats=repr(formats[:40]),
        )
    if len(wanted) > 1 and output == Path("-"):
        raise BadInput(
            "--output", N_("Several files cannot go to standard output."),
            N_("Name a file without its ending, or one format."),
        )  # fmt: skip
    root = opened()
    actor = actor_of(root, who)
    for format in wanted:
        name = f"comments-{columns}.{format}"
        asked = Wanted(name, organisations=tuple(organisations))
        made = written(root.cases, actor, objective, asked, "en")
        target = output or Path(made.name)
        if target != Path("-") and target.suffix.lower() != f".{format}":
            target = target.with_name(f"{target.name}.{format}")
        with written_file(target) as out:
            out.write(made.data)
        if target != Path("-"):
            say(str(target))
    root.close()


def _sheet(file: Path) -> Brought:
    """A file that is read; BadInput names it."""
    with opened_file(file) as source:
        data = source.read(LARGEST_DOCUMENT + 1)
    try:
        with patience(f"Reading {file.name}", len(data)):
            return read_sheet("" if file == Path("-") else file.name, data)
    except BadInput as bad:
        values = {k: v for k, v in bad.values.items() if k not in ("field", "what")}
        place = f"{file}:{values['line']}" if "line" in values else str(file)
        raise BadInput(place, bad.sentence, bad.advice, **values) from None


def _report(asked: Entering, brought: Sequence[Brought], found: SheetEntries) -> None:
    for one in brought:
        there = one.read
        say(
            f"{there.name}: {there.layout.value} columns, {len(there.rows) + len(there.bad)} rows"
            f" and {there.blank} empty ones"
        )
        header = ", ".join(x for x in (there.header.document, there.header.date) if x)
        if header:
            say(f"  {header}")
    for title, findings in (
        ("not taken", found.bad), ("taken, but look at", found.noted),
        ("said twice", found.twice), ("in Placet already", found.known),
    ):  # fmt: skip
        if findings:
            say(f"{title}: {len(findings)}")
        for one_finding in findings:
            say(f"  {_place(one_finding.at)}: {_said(one_finding)}")
    whose = ", ".join(f"{code} {n}" for code, n in sorted(found.by_organisation.items()))
    done = "would be entered" if asked.dry else "entered"
    say(
        f"{asked.objective}: {len(found.entries)} comments {done}"
        + (f" ({whose})" if whose else "")
    )
    if found.answers:
        kept = "would be saved as drafts" if asked.dry else "saved as drafts"
        say(f"{asked.objective}: {len(found.answers)} answers {kept}")


def _said(finding: Finding) -> str:
    return f"{trouble_said(finding)} {trouble_remedy(finding)}"


def _place(at: Spot) -> str:
    return f"{at.file}, {spot_said(at)}"


def _data(asked: Entering, brought: Sequence[Brought], found: SheetEntries) -> dict[str, Any]:
    return {
        "objective": asked.objective,
        "entered": 0 if asked.dry else len(found.entries),
        "to_enter": len(found.entries),
        "answers": 0 if asked.dry else len(found.answers),
        "to_answer": len(found.answers),
        "organisations": dict(sorted(found.by_organisation.items())),
        "files": [
            {
                "name": one.read.name, "sha256": one.sha256, "columns": one.read.layout.value,
                "rows": len(one.read.rows), "empty": one.read.blank,
            }
            for one in brought
        ],
        "not_taken": list(map(finding_data, found.bad)),
        "noted": list(map(finding_data, found.noted)),
        "said_twice": list(map(finding_data, found.twice)),
        "known": list(map(finding_data, found.known)),
    }  # fmt: skip


def finding_data(finding: Finding) -> dict[str, Any]:
    """A finding for programs."""
    at = finding.at
    return {
        "file": at.file, "sheet": at.sheet, "table": at.table, "row": at.row,
        "trouble": finding.what.value, "sentence": trouble_said(finding),
        "remedy": trouble_remedy(finding),
    }  # fmt: skip
