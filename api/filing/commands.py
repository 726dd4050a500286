"""Texts in and out from the command line."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from placet.api.files import actor_of, patience
from placet.api.filing.reading import Read, Version, read_file, versions_of
from placet.api.filing.writing import Wanted, written
from placet.api.opened_files import opened_file, written_file
from placet.api.tending import opened, say
from placet.engine import commands as c
from placet.engine.documents.reading import LARGEST_DOCUMENT
from placet.engine.errors import N_, BadInput
from placet.engine.text import paragraph_ids, word_count


@dataclass(frozen=True, slots=True)
class Proposed:
    """What is proposed besides the text: `earlier` versions with the dates that all bear."""

    negotiation: str
    title: str
    purpose: str
    earlier: tuple[Path, ...] = ()
    dated: tuple[str, ...] = ()
    made: bool = True


def import_text(file: Path, asked: Proposed, who: str | None, as_json: bool) -> None:
    """Propose an objective whose text this file is; says what was left out, with its place."""
    if len(asked.dated) > len(asked.earlier) + 1:
        raise BadInput(
            "--dated", N_("There are more dates than files."), N_("Give one date for each file.")
        )
    reads = [_document(one) for one in (*asked.earlier, file)]
    versions, minted = versions_of([
        read.document.final if asked.made else read.document.text for read in reads
    ])  # fmt: skip
    dates = (*asked.dated, *("",) * len(reads))
    earlier = tuple(
        c.EarlierVersion(version.text, dates[n]) for n, version in enumerate(versions[:-1])
    )
    root = opened()
    command = c.Propose(
        asked.title, asked.purpose, versions[-1].text, minted, earlier=earlier,
        dated=dates[len(earlier)],
    )  # fmt: skip
    answer = root.cases.handle(actor_of(root, who), command, negotiation=asked.negotiation)
    root.close()
    _report((*asked.earlier, file), reads, versions, answer.object, as_json)


def _document(file: Path) -> Read:
    """A file that is read; BadInput names it."""
    with opened_file(file) as source:
        data = source.read(LARGEST_DOCUMENT + 1)
    try:
        with patience(f"Reading {file.name}", len(data)):
            return read_file("" if file == Path("-") else file.name, data)
    except BadInput as bad:
        values = {k: v for k, v in bad.values.items() if k not in ("field", "what")}
        place = f"{file}:{values['line']}" if "line" in values else str(file)
        raise BadInput(place, bad.sentence, bad.advice, **values) from None


def _report(
    files: Sequence[Path],
    reads: Sequence[Read],
    versions: Sequence[Version],
    ref: str,
    as_json: bool,
) -> None:
    text, words = versions[-1].text, word_count(versions[-1].text)
    count = len(paragraph_ids(text))
    if as_json:
        last = reads[-1].document.report
        remarks = [{"line": r.line, "found": r.found, "source": r.source} for r in last]
        said: dict[str, Any] = {
            "objective": ref,
            "paragraphs": count,
            "words": words,
            "remarks": remarks,
        }
        if len(versions) > 1:
            said["versions"] = [
                {"file": file.name, "exact": len(v.matched.exact), "alike": len(v.matched.similar),
                 "new": len(v.matched.fresh), "gone": len(v.matched.gone)}
                for file, v in zip(files, versions, strict=True)
            ]  # fmt: skip
        say(json.dumps(said, indent=2))
        return
    say(f"{ref}: {count} paragraphs, {words} words")
    for number, (file, v) in enumerate(zip(files, versions, strict=True), 1):
        if len(versions) > 1:
            m = v.matched
            counts = f"{len(m.exact)} the same, {len(m.similar)} alike, {len(m.fresh)} new"
            say(f"version {number}: {file}: {counts}, {len(m.gone)} gone")
    for file, read in zip(files, reads, strict=True):
        for r in read.document.report:
            say(f"{file}:{r.line}: {r.found.value.replace('_', ' ')} {r.source[:60]}".rstrip())


def export_text(
    objective: str,
    format: str,
    output: Path,
    version: int | None,
    since: int | None,
    names: bool,
    who: str | None,
) -> None:
    """Write a file of the objective."""
    root = opened()
    actor = actor_of(root, who)
    name = format if "." in format else f"text.{format}"
    made = written(root.cases, actor, objective, Wanted(name, version, since, names), "en")
    root.close()
    with written_file(output) as out:
        out.write(made.data)
