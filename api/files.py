"""Files from the command line: agreement drafts and the record."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import fields
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO, Literal

from placet.api.main import Root
from placet.api.opened_files import opened_file, written_file
from placet.api.tending import opened, say
from placet.engine.access import Actor
from placet.engine.errors import N_, BadInput, BadLedger
from placet.engine.ledger import FORMAT, VERSION, Entry, genesis, verify

LONG = 1_000_000
"""Bytes above which reading takes long enough to show how far it is."""


def draft(
    objective: str,
    format: Literal["html", "pdf"],
    output: Path,
    version: int | None,
    who: str | None,
) -> None:
    """Write the agreement draft."""
    from placet.api.v1.drafts import rendered

    root = opened()
    view = root.cases.objective(actor_of(root, who), objective, version)
    data, _ = rendered(view, format, root)
    root.close()
    with written_file(output) as out:
        out.write(data)


def export_ledger(chain: str, output: Path) -> None:
    """Write the record, line by line."""
    root = opened()
    with root.database.reading() as store:
        head = store.ledger_head(chain)
        if head.seq == 0:
            raise BadInput(
                "negotiation",
                N_("There is no record called {name}."),
                N_("Name the symbol of a negotiation, or `registry`."),
                name=chain,
            )
        with written_file(output) as out, _progress("Exporting", head.seq) as step:
            for line in store.ledger_export(chain):
                out.write(line)
                step(1)
    root.close()


def verify_ledger(file: Path, as_json: bool) -> None:
    """Check an exported record; BadLedger or BadInput names the line."""
    size = file.stat().st_size if file != Path("-") and file.exists() else 0
    with opened_file(file) as lines, _progress("Verifying", size) as step:
        header = _header(file, next(iter(lines), b""))
        entries = _entries(file, lines, step)
        try:
            found = verify(entries, header["chain"])
        except BadLedger as bad:
            what = str(bad.values["what"])
            raise BadInput(
                f"{file}:{bad.entry + 1}",
                N_("The record does not verify: {fault}."),
                N_("Compare it with an earlier export or a checkpoint in a mail."),
                fault=what,
            ) from None
    if (found.count, found.head.hash) != (header["entries"], header["head"]):
        raise BadInput(
            f"{file}:{found.count + 1}",
            N_("The record ends before its end: {count} of {entries} entries."),
            N_("Export it again."),
            count=found.count,
            entries=header["entries"],
        )
    if as_json:
        end = {"chain": header["chain"], "entries": found.count, "head": found.head.hash}
        say(json.dumps({"verified": True, **end}))
    else:
        say(f"{header['chain']}: {found.count} entries verify; the last is {found.head.hash}")


def _header(file: Path, line: bytes) -> dict[str, Any]:
    header = _data(file, 1, line)
    right = {"format": FORMAT, "version": VERSION, "genesis": genesis(str(header.get("chain")))}
    if {name: header.get(name) for name in right} != right:
        raise BadInput(
            f"{file}:1",
            N_("This is not a record that Placet exported."),
            N_("Name a file that `placet ledger export` wrote."),
        )
    return header


def _entries(file: Path, lines: BinaryIO, step: Any) -> Iterator[Entry]:
    names = {f.name for f in fields(Entry)}
    for number, line in enumerate(lines, 2):
        step(len(line))
        data = _data(file, number, line)
        try:
            if data.keys() != names:
                raise ValueError
            yield Entry(**{**data, "at": datetime.fromisoformat(data["at"])})
        except (ValueError, TypeError):
            raise BadInput(f"{file}:{number}", N_("This line is no entry of a record.")) from None


def _data(file: Path, number: int, line: bytes) -> dict[str, Any]:
    try:
        data = json.loads(line)
    except ValueError:
        data = None
    if not isinstance(data, dict):
        raise BadInput(f"{file}:{number}", N_("This line is not JSON."), N_("Export it again."))
    return data


def actor_of(root: Root, email: str | None) -> Actor:
    """Who asks on the command line: the person with this address, or an administrator."""
    with root.database.reading() as store:
        if email is not None:
            person = store.person_by_email(email)
        else:
            person = next((p for p in store.people() if p.administrator), None)
    if person is None:
        raise BadInput(
            "--as",
            N_("There is nobody with this address."),
            N_("Give the address of somebody who may do this."),
        )
    return root.cases.actor(person, "command-line")


@contextmanager
def _progress(what: str, total: int) -> Iterator[Any]:
    """A bar on standard error, where somebody looks and it takes long."""
    if total < LONG or not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(what, total=total)
        yield lambda n: bar.advance(task, n)


@contextmanager
def patience(what: str, size: int) -> Iterator[None]:
    """A sign that something goes on."""
    if size < LONG or not sys.stderr.isatty():
        yield
        return
    from rich.console import Console

    with Console(stderr=True).status(what):
        yield
