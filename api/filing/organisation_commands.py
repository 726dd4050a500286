"""`placet import organisations` and `placet export organisations`."""

from __future__ import annotations

import json
from pathlib import Path

from placet.api.files import actor_of
from placet.api.filing.organisations import Outcome, enter, rows_out, written
from placet.api.opened_files import opened_file, written_file
from placet.api.tending import opened, say
from placet.engine.documents.organisation_lists import OrganisationList, read_organisations
from placet.engine.documents.reading import LARGEST_DOCUMENT
from placet.engine.errors import BadInput


def import_organisations(
    file: Path, negotiation: str | None, dry: bool, as_json: bool, who: str | None
) -> None:
    """Do what a list says, and say it row by row; what cannot be taken is named with its line."""
    with opened_file(file) as source:
        data = source.read(LARGEST_DOCUMENT + 1)
    try:
        listed = read_organisations(file.name, data)
    except BadInput as bad:
        values = {k: v for k, v in bad.values.items() if k not in ("field", "what")}
        place = f"{file}:{values['line']}" if "line" in values else str(file)
        raise BadInput(place, bad.sentence, bad.advice, **values) from None
    root = opened()
    outcomes = enter(root.cases, actor_of(root, who), listed, negotiation, dry)
    root.close()
    if as_json:
        say(json.dumps(_data(listed, outcomes, dry), indent=2, ensure_ascii=False))
        return
    for line in _lines(file, listed, outcomes, dry):
        say(line)


def export_organisations(
    negotiation: str | None, format: str, output: Path, who: str | None
) -> None:
    """Write the organisations as a file."""
    root = opened()
    data, _ = written(rows_out(root.cases, actor_of(root, who), negotiation), format)
    root.close()
    with written_file(output) as out:
        out.write(data)


def _data(listed: OrganisationList, outcomes: tuple[Outcome, ...], dry: bool) -> dict[str, object]:
    return {
        "dry_run": dry,
        "rows": [
            {
                "line": x.line,
                "code": x.code,
                "done": list(x.deeds),
                "refused": _said(x) if x.refused else None,
            }
            for x in outcomes
        ],
        "bad": [
            {"line": b.line, "column": b.column, "found": b.found, "reason": b.reason}
            for b in listed.bad
        ],
        "unknown_columns": list(listed.unknown),
    }


def _lines(
    file: Path, listed: OrganisationList, outcomes: tuple[Outcome, ...], dry: bool
) -> list[str]:
    lines = [
        f"{file}:{b.line}: {b.column.replace('_', ' ')}: {b.reason}"
        + (f" ({b.found})" if b.found else "")
        for b in listed.bad
    ]
    for x in outcomes:
        done = ", ".join(x.deeds) or ("" if x.refused else "was there already")
        refused = f"{'; ' if done else ''}not taken: {_said(x)}" if x.refused else ""
        lines.append(f"{x.code:<12} {done}{refused}")
    if listed.unknown:
        lines.append(f"columns that mean nothing here: {', '.join(listed.unknown)}")
    taken = sum(x.refused is None for x in outcomes)
    sentence = f"{taken} of {len(outcomes) + len(listed.bad)} rows taken"
    return [*lines, f"{sentence}; nothing was done (--dry-run)" if dry else sentence]


def _said(x: Outcome) -> str:
    return " ".join(x.refused.in_english().split()) if x.refused else ""
