"""After the adoption: who may still confirm, and what the end of a review is not."""

from __future__ import annotations

import pytest

from placet.engine import commands as c
from placet.engine.errors import PlacetError
from placet.engine.messages import Kind
from placet.engine.model import Qualifier

from .table import (
    DAY,
    MINUTE,
    ORGANISATIONS,
    adopted,
    in_endorsement,
)

AD_REFERENDUM = Qualifier.AD_REFERENDUM


def test_each_position_is_confirmed_by_its_own_date() -> None:
    table = in_endorsement().all_hold("endorse", *ORGANISATIONS[:4])
    early, late = table.deadline + 3 * DAY, table.deadline + 9 * DAY
    table.holds("WMO", "endorse", AD_REFERENDUM, confirm_by=early)
    table.holds("IMO", "endorse", AD_REFERENDUM, confirm_by=late)
    table.until(early + MINUTE).tick()
    with pytest.raises(PlacetError):
        table.do("wmo", c.ConfirmPosition(table.ballot.number))


def test_the_end_of_a_review_is_no_new_adoption() -> None:
    table = adopted().step("sec", "start_review", "").step("sec", "conclude_review")
    assert not [m for m in table.log[-1].messages if m.kind is Kind.OUTCOME]
