"""What stands beside a ballot is seen by whoever may see whose position there is whose."""

from __future__ import annotations

import shutil
from collections.abc import Callable

import pytest

from placet.engine import commands as c
from placet.engine.draft import agreement_of
from placet.engine.statements import StatementKind
from placet.engine.store import Database
from placet.templates.drafts import draft_html

from .tables import READERS, TABLE, Sea, procedure
from .test_disclosure import CASES, SEES, said

WORDS = "Our parliament has not looked at it"
TITLE = "Who pays for the soundings"
LATE = "We would have said no"


@pytest.fixture(scope="module")
def sea(sqlite_template: object, tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Sea]:
    """Tables at which BOR said something beside its position, and CYG waits."""
    made: dict[tuple[str, bool], Sea] = {}

    def of(visibility: str, closed: bool) -> Sea:
        if (visibility, closed) not in made:
            path = tmp_path_factory.mktemp("beside") / "placet.db"
            shutil.copy(str(sqlite_template), path)
            table = Sea(Database(f"sqlite:///{path}"), procedure(visibility=visibility))
            statement = c.MakeStatement(StatementKind.SCRUTINY, WORDS)
            table.do("bor", statement, objective=table.ref)
            table.do("bor", c.RaiseConcern(TITLE, "Nobody says"), objective=table.ref)
            table.do("cyg", c.AwaitInstructions(1), objective=table.ref)
            if closed:
                table.close()
                late = c.RecordLatePosition(1, "object", LATE)
                table.do("bor", late, objective=table.ref)
            made[visibility, closed] = table
        return made[visibility, closed]

    return of


@pytest.mark.parametrize(("visibility", "closed", "reader"), CASES)
def test_what_bor_said_beside_its_position_is_seen_like_its_position(
    sea: Callable[..., Sea], visibility: str, closed: bool, reader: str
) -> None:
    table, may = sea(visibility, closed), reader in SEES[visibility, closed]
    who = table.people[reader]
    view = table.cases.objective(who, table.ref)
    draft = agreement_of(view, view.checkpoint)
    shown = {
        "objective": view,
        "table": table.cases.negotiation(who, TABLE),
        "record": table.cases.audit(who, TABLE),
        "record of it": table.cases.audit(who, TABLE, table.ref),
        "draft": draft,
        "printed draft": str(draft_html(draft)),
    }
    for name, value in shown.items():
        words = said(value)
        assert (WORDS in words) is may, name
        if not name.endswith("draft"):
            assert (TITLE in words) is may, name
    assert (LATE in said(view)) is (may and closed)


@pytest.mark.parametrize(("visibility", "closed"), SEES)
@pytest.mark.parametrize("reader", READERS)
def test_who_waits_is_seen_by_offices_by_itself_and_where_positions_are_open(
    sea: Callable[..., Sea], visibility: str, closed: bool, reader: str
) -> None:
    table = sea(visibility, closed)
    view = table.cases.objective(table.people[reader], table.ref)
    assert view.ballot is not None
    everybody = visibility == "open" or (visibility == "sealed" and closed)
    may = everybody or reader in ("sec", "chair", "cyg")
    assert ("CYG" in view.ballot.awaiting) is may


@pytest.mark.parametrize("visibility", ["sealed", "undisclosed", "secret"])
def test_the_record_keeps_a_place_for_what_it_does_not_tell(
    sea: Callable[..., Sea], visibility: str
) -> None:
    table = sea(visibility, False)
    entries = table.cases.audit(table.people["aur"], TABLE, table.ref).entries
    withheld = [e for e in entries if e.payload.get("withheld")]
    kinds = {e.kind for e in withheld}
    assert {"StatementMade", "ConcernRaised", "InstructionsAwaited"} <= kinds
    assert {(e.actor, e.payload.get("ballot")) for e in withheld} == {("", 1)}
