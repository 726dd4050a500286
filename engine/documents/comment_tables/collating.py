"""Several files of comments as one list, each comment once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from placet.engine.documents.comment_tables.rows import Finding, SheetRead, SheetRow, Spot
from placet.engine.documents.comment_tables.troubles import Trouble


def collated(reads: Sequence[SheetRead]) -> tuple[tuple[SheetRow, ...], tuple[Finding, ...]]:
    """The rows of all files in their order, and where a row says again what another one said.

    Two rows say the same when member, place, type and words are the same, whatever their number.
    """
    seen: dict[tuple[str, ...], Spot] = {}
    rows: list[SheetRow] = []
    twice: list[Finding] = []
    for row in (row for read in reads for row in read.rows):
        said = (
            row.member.casefold(), row.clause, row.paragraph, row.line, row.type.value,
            row.comment, row.change,
        )  # fmt: skip
        if said in seen:
            first = seen[said]
            twice.append(Finding(row.at, Trouble.SAID_TWICE, f"{first.file}:{first.row}"))
        else:
            seen[said] = row.at
            rows.append(row)
    return tuple(rows), tuple(twice)


def named_apart(reads: Sequence[SheetRead]) -> tuple[SheetRead, ...]:
    """The files with names of their own, so that a row is known by its file."""
    taken: Counter[str] = Counter()
    found: list[SheetRead] = []
    for one in reads:
        taken[one.name] += 1
        times = taken[one.name]
        found.append(one if times == 1 else _renamed(one, f"{one.name} ({times})"))
    return tuple(found)


def _renamed(one: SheetRead, name: str) -> SheetRead:
    def there(finding: Finding) -> Finding:
        return replace(finding, at=replace(finding.at, file=name))

    return replace(
        one,
        name=name,
        rows=tuple(replace(row, at=replace(row.at, file=name)) for row in one.rows),
        bad=tuple(map(there, one.bad)),
        noted=tuple(map(there, one.noted)),
    )
