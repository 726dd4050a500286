"""A mistyped year is refused before anybody has to work with it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from placet.engine import commands as c
from placet.engine.errors import BadInput

from .refusals import refused
from .table import in_endorsement


@pytest.mark.parametrize("year", [2099, 9999])
def test_a_deadline_many_years_away_is_refused(year: int) -> None:
    table = in_endorsement()
    with refused(table, BadInput):
        far = datetime(year, 12, 31, 23, 59, tzinfo=UTC)
        table.do("sec", c.ChangeDeadline(far, "More time is needed."))
