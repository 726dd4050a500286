"""`placet text ...`: brackets counted, texts compared, compiled and converted."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Literal

from cyclopts import App, Parameter

from placet.api.cli_options import Json, Output, Source, Sources

texts = App(
    name="text", help="Texts: count brackets, compare two, compile proposals, convert files."
)


@texts.command
def stats(
    file: Source,
    *,
    paragraphs: Annotated[bool, Parameter(negative="")] = False,
    json: Json = False,
) -> None:
    """Count what is open in a text: brackets, nesting, alternatives, options, placeholders.

    Parameters
    ----------
    file
        A .md, .txt, .docx, .odt or .html file; `-` is standard input (Markdown).
    paragraphs
        Count each paragraph by itself too.
    """
    from placet.api.texts import measuring

    sys.stdout.write(f"{measuring.measure(file, json, paragraphs)}\n")


@texts.command
def compare(old: Source, new: Source, *, json: Json = False) -> None:
    """Say what became of a text: the words that came and went, paragraph by paragraph.

    Paragraphs are matched by their words, so that one that moved is not one that went and came.

    Parameters
    ----------
    old
        A file as for `stats`.
    new
        Another one.
    """
    from placet.api.texts import comparing

    sys.stdout.write(f"{comparing.compare_files(old, new, json)}\n")


@texts.command(name="compile")
def compile_proposals(
    base: Source,
    *proposals: Sources,
    names: Annotated[bool, Parameter(negative="--no-names")] = True,
    keepers: Annotated[bool, Parameter(negative="--no-keepers")] = True,
    json: Json = False,
) -> None:
    """Put a base and the texts of many into one, with brackets only where they differ.

    Parameters
    ----------
    base
        The text on the table: a file as for `stats`; tracked changes in it are left out.
    proposals
        NAME=FILE, whose text and where it is, as in UNEP=unep.md; tracked changes are made.
    names
        Say in each bracket whose reading is whose.
    keepers
        Name those who keep the words of the base too.
    """
    from placet.api.texts import compiling

    sys.stdout.write(f"{compiling.compile_files(base, proposals, json, names, keepers)}\n")


@texts.command
def convert(
    file: Source,
    *,
    to: Literal["docx", "md", "json", "akn"] | None = None,
    changes: Literal["made", "left", "kept"] = "made",
    output: Output = Path("-"),
) -> None:
    """Write a text as another kind of file.

    Parameters
    ----------
    file
        A file as for `stats`, or a .json file that this command wrote.
    to
        A Word document, Markdown, JSON, or Akoma Ntoso 3.0; else what the output's name says.
    changes
        Tracked changes of a document are made, left out, or (to docx) kept with the comments.
    output
        The file to write; `-` is standard output.
    """
    from placet.api.texts import converting

    converting.convert_file(file, to, output, changes)


@texts.command
def schema(
    of: Literal["stats", "compare", "compile"] = "stats", *, output: Output = Path("-")
) -> None:
    """Write the JSON Schema of what a command answers.

    Parameters
    ----------
    of
        Of which command.
    output
        The file to write; `-` is standard output.
    """
    from placet.api.texts import schemas

    schemas.write(of, output)
