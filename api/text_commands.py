"""`placet text ...`: brackets counted, two texts compared, proposals compiled."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Literal

from cyclopts import App, Parameter

from placet.api.cli_options import Json, Output, Source, Sources

texts = App(name="text", help="Texts: count brackets, compare two, compile proposals.")


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
        A .md, .txt, .docx, .odt or .html file; `-` is standard input, whose characters are
        read as Markdown.
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
    """
    from placet.api.texts import compiling

    sys.stdout.write(f"{compiling.compile_files(base, proposals, json, names)}\n")


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
