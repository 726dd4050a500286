"""What an earlier ballot keeps to itself it keeps whatever a later one shows."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from placet.engine.access import Standing
from placet.engine.disclosure import objective_for
from placet.engine.ledger import Entry
from placet.engine.model import Ballot, BallotState, Instrument
from placet.engine.withheld import entries_for
from tests.builders import a_ballot, an_objective

from .tables import procedure

AT = datetime(2027, 3, 1, 9, 0, tzinfo=UTC)
WORKFLOW = procedure()
READER = Standing(organisation="AUR")


def ballots() -> tuple[Ballot, Ballot]:
    """A secret ballot that is closed, and an open one that was opened a day later."""
    secret = replace(
        a_ballot(number=1, opened_at=AT),
        visibility="secret",
        state=BallotState.CLOSED,
        closed_at=AT + timedelta(hours=9),
    )
    return secret, a_ballot(number=2, opened_at=AT + timedelta(days=1))


def entry(kind: str, at: datetime, **payload: object) -> Entry:
    return Entry("SEA", 1, at, "x", "y", kind, "OBJ-0001/stage", "", "", payload, "", "")


def test_a_result_of_a_secret_ballot_names_nobody_once_another_ballot_is_open() -> None:
    secret, later = ballots()
    made = Instrument(1, "h", 1, AT, not_bound=("AUR", "BOR"))
    o = an_objective(ballot=later, instrument=made)
    for earlier in ((), (secret, later)):
        seen = objective_for(WORKFLOW, o, READER, earlier).instrument
        assert seen is not None
        assert seen.not_bound == ("AUR",)
    public = (replace(secret, visibility="open"), later)
    seen = objective_for(WORKFLOW, o, READER, public).instrument
    assert seen is not None
    assert seen.not_bound == ("AUR", "BOR")


def test_entries_about_a_secret_ballot_name_nobody_once_another_ballot_is_open() -> None:
    known = {("OBJ-0001", b.number): (WORKFLOW, b) for b in ballots()}
    then, now = AT + timedelta(hours=1), AT + timedelta(days=2)
    reminded = entry("RemindersSent", then, run=1, step="7d", organisations=["AUR", "BOR"])
    later = replace(reminded, at=now)
    adopted = entry("Adopted", then, instrument={"ballot": 1, "not_bound": ["BOR"]})
    told = [e.payload for e in entries_for((reminded, later, adopted), known, READER)]
    assert told[0]["organisations"] == ["AUR"]
    assert told[1] == later.payload
    assert told[2] == {"instrument": {"ballot": 1}}
