"""`placet import` and `placet export`: what goes into an installation as files, and out."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

from cyclopts import App, Parameter

from placet.api.cli_options import Json, Output, Source, Who

importing = App(name="import", help="Bring texts, comments and organisations in.")
exporting = App(name="export", help="Write texts, comments, organisations and boards as files.")


@importing.command
def text(
    file: Source,
    *,
    negotiation: str,
    title: str,
    who: Who,
    purpose: str = "",
    earlier: Annotated[tuple[Path, ...], Parameter(consume_multiple=True, negative="")] = (),
    dated: Annotated[tuple[str, ...], Parameter(consume_multiple=True, negative="")] = (),
    changes: Literal["made", "left"] = "made",
    json: Json = False,
) -> None:
    """Propose an objective whose first text is a document.

    Parameters
    ----------
    file
        A .docx, .odt, .html, .md or .txt file.
    negotiation
        The symbol of the negotiation.
    title
        The title of the objective.
    purpose
        What it is for; the title if left out.
    earlier
        Versions from before Placet, the oldest first.
    dated
        The dates that the versions bear, in their order; the last one is the file's own.
    changes
        Whether tracked changes in the files are made or left out.
    """
    from placet.api.filing import commands

    asked = commands.Proposed(
        negotiation, title, purpose or title, earlier, dated, changes == "made"
    )
    commands.import_text(file, asked, who, json)


@importing.command
def comments(
    *files: Source,
    objective: str,
    organisation: str = "",
    dry_run: Annotated[bool, Parameter(negative="")] = False,
    json: Json = False,
    who: Who = None,
) -> None:
    """Enter the comments that stand in tables, on behalf of the organisations that made them.

    Parameters
    ----------
    files
        Tables with ISO's or Codex' columns, as .docx, .xlsx or .csv.
    objective
        The reference, such as OBJ-0042.
    organisation
        Whose a comment is where its row does not say.
    dry_run
        Only report; nothing is entered.
    """
    from placet.api.filing import sheet_commands

    asked = sheet_commands.Entering(objective, organisation, dry_run)
    sheet_commands.import_comments(files, asked, who, json)


@exporting.command(name="comments")
def export_comments(
    *,
    objective: str,
    format: str = "docx",
    columns: Literal["iso", "codex"] = "iso",
    output: Annotated[
        Path | None, Parameter(name=["--output", "-o"], allow_leading_hyphen=True)
    ] = None,
    organisation: Annotated[tuple[str, ...], Parameter(negative="")] = (),
    who: Who = None,
) -> None:
    """Write the comments on an objective, with their answers, as a table.

    Parameters
    ----------
    objective
        The reference, such as OBJ-0042.
    format
        docx, xlsx or csv, or several with commas between.
    columns
        Those of ISO's commenting template, or of Codex.
    output
        The file to write, its ending added where it is missing; `-` is standard output.
    organisation
        Only the comments of this one; may be given several times.
    """
    from placet.api.filing import sheet_commands

    sheet_commands.export_comments(objective, format, columns, output, organisation, who)


@exporting.default
def export_text(
    objective: str,
    *,
    format: Literal[
        "clean.docx", "tracked.docx", "bracketed.docx", "columns.docx", "columns.pdf",
        "xml", "json", "md",
    ] = "clean.docx",
    output: Output = Path("-"),
    version: int | None = None,
    since: int | None = None,
    names: Annotated[bool, Parameter(negative="--no-names")] = True,
    who: Who = None,
) -> None:  # fmt: skip
    """Write the text of an objective as a file.

    Parameters
    ----------
    objective
        The reference, such as OBJ-0042.
    format
        Clean, with tracked changes and comments, bracketed, in columns, or Akoma Ntoso (xml).
    output
        The file to write; `-` is standard output.
    version
        Which version of the text; the newest if left out.
    since
        With xml: the version since which changes are shown.
    names
        Say in brackets whose reading is whose.
    """
    from placet.api.filing import commands

    commands.export_text(objective, format, output, version, since, names, who)


@importing.command
def organisations(
    file: Source,
    *,
    negotiation: str | None = None,
    dry_run: Annotated[bool, Parameter(negative="")] = False,
    json: Json = False,
    who: Who = None,
) -> None:
    """Register the organisations of a list; at a table, seat them and appoint their contacts.

    Parameters
    ----------
    file
        A .csv or .xlsx file with the columns code, name, mandate, classes, weight, observer,
        contact name, contact email, capacity, in any order; only the first is needed.
    negotiation
        The symbol of the negotiation where they get a seat.
    dry_run
        Only say what would be done.
    """
    from placet.api.filing import organisation_commands

    organisation_commands.import_organisations(file, negotiation, dry_run, json, who)


@exporting.command(name="organisations")
def export_organisations(
    *,
    negotiation: str | None = None,
    format: Literal["csv", "xlsx", "json"] = "csv",
    output: Output = Path("-"),
    who: Who = None,
) -> None:
    """Write the organisations known here, or those of a table with their contacts.

    Parameters
    ----------
    negotiation
        The symbol of the negotiation.
    format
        As what the list is written.
    output
        The file to write; `-` is standard output.
    """
    from placet.api.filing import organisation_commands

    organisation_commands.export_organisations(negotiation, format, output, who)
