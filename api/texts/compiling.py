"""`placet text compile`: a base and the files of proposers as one bracketed text."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from placet.api.texts.lines import as_file
from placet.api.texts.reading import must_differ, read_text_file
from placet.engine.errors import N_, BadInput
from placet.engine.text.compiling import (
    Clash,
    ColumnRow,
    Compilation,
    aligned,
    as_text,
    clashes_of,
    columns,
    compiled,
    reading_of,
)
from placet.templates.text_sheets import compilation_sheet


def compile_files(
    base: Path, given: Sequence[str], as_json: bool, attributed: bool, keepers: bool
) -> str:
    """The compilation of a base and NAME=FILE, as JSON or as the bracketed text."""
    files = _named(given)
    must_differ(base, *files.values())
    first = read_text_file(base, proposed=False)
    read = {name: read_text_file(file) for name, file in files.items()}
    texts = {name: file.text for name, file in read.items()}
    proposals, _ = aligned(first.text, texts, first.minted)
    made = compiled(first.text, proposals)
    marks = {name: file.marks_for(proposals[name]) for name, file in read.items()}
    known = {
        id: mark for found in (*reversed(marks.values()), first.marks) for id, mark in found.items()
    }
    bracketed = as_file(as_text(made, attributed, keepers=keepers), known)
    if not as_json:
        return compilation_sheet(bracketed, made, clashes_of(made))
    told = {
        "text": bracketed,
        "readings": {name: as_file(reading_of(made, name), marks[name]) for name in files},
        "clashes": [_clash(clash) for clash in clashes_of(made)],
        "rows": [_row(made, row) for row in columns(made)],
    }
    return json.dumps(told, indent=2, ensure_ascii=False)


def _named(given: Sequence[str]) -> dict[str, Path]:
    """The files by the names of those who propose them."""
    if not given:
        raise BadInput(
            "NAME=FILE", N_("no proposal was named."), N_("Name at least one, as in UNEP=unep.md.")
        )
    found: dict[str, Path] = {}
    for each in given:
        name, equals, file = each.partition("=")
        if not equals or not name.strip() or not file:
            raise BadInput(
                each, N_("this does not say whose file it is."), N_("Write it as in UNEP=unep.md.")
            )
        if name in found:
            raise BadInput(each, N_("{name} is named twice."), N_("Name each once."), name=name)
        found[name] = Path(file)
    return found


def _clash(clash: Clash) -> dict[str, Any]:
    return {
        "paragraph": clash.paragraph,
        "label": clash.label,
        "base": clash.words,
        "readings": [{"names": list(names), "text": words} for names, words in clash.readings],
    }


def _row(made: Compilation, row: ColumnRow) -> dict[str, Any]:
    return {
        "paragraph": row.paragraph,
        "label": row.label,
        "base": row.words,
        "proposals": [
            {"names": list(proposal.names), "change": cell.fate, "words": cell.words}
            for proposal, cell in zip(made.proposals, row.cells, strict=True)
        ],
        "bracketed": row.bracketed,
    }
