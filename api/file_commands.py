"""`placet import` and `placet export`: texts into an installation and out of it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

from cyclopts import App, Parameter

from placet.api.cli_options import Json, Output, Source, Who

importing = App(name="import", help="Bring texts in.")
exporting = App(name="export", help="Write the text of an objective, or its comments, as files.")


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
