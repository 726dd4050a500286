"""`placet export board`: the board of a negotiation as a table."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from placet.api.cli_options import Output, Who


def export_board(
    negotiation: str,
    *,
    format: Literal["csv", "xlsx"] = "csv",
    output: Output = Path("-"),
    who: Who = None,
) -> None:
    """Write the board of a negotiation: organisations below each other, objectives side by side.

    Parameters
    ----------
    negotiation
        The symbol, such as EWCG-2027.
    format
        How it is written.
    output
        The file to write; `-` is standard output.
    """
    from placet.api.files import actor_of
    from placet.api.opened_files import written_file
    from placet.api.tending import opened
    from placet.templates.board_sheets import board_csv, board_xlsx

    root = opened()
    view = root.cases.board(actor_of(root, who), negotiation)
    root.close()
    data = (board_xlsx if format == "xlsx" else board_csv)(view, view.columns)
    with written_file(output) as out:
        out.write(data)
