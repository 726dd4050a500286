"""Several files of comments as one list, each comment once."""

from __future__ import annotations

from collections.abc import Sequence

from placet.engine.documents.comment_tables.rows import Finding, SheetRead, SheetRow, Spot, Trouble


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
