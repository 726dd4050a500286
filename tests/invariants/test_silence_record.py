"""A silence in a database: what is stored is what the record tells, whatever became of it."""

from __future__ import annotations

from pathlib import Path

from placet.engine import commands as c
from placet.engine.model import BallotState
from placet.engine.store import Database
from tests.decide.silences import SILENCE
from tests.decide.table import FIRST, reworded
from tests.disclosure.tables import TABLE, Sea
from tests.invariants.checks import check_all

FILE = (Path(__file__).parent.parent / "decide/silence.yaml").read_text("utf-8")


def revise(sea: Sea, **words: str) -> None:
    """AUR changes paragraphs of the present text."""
    with sea.database.reading() as store:
        o = store.objective(sea.ref)
        text = store.text(sea.ref, o.text.number)
    command = c.ReviseText(o.text.number, reworded(text, **words), 3, "Redrafted")
    sea.do("aur", command, objective=sea.ref)


def test_a_silence_that_was_broken_resumed_recalled_voided_and_adopted_is_sound(
    database: Database,
) -> None:
    """On both databases, after every step."""
    sea = Sea(database, SILENCE, file=FILE)

    def now() -> tuple[str, BallotState | None, tuple[str, ...], tuple[str, ...]]:
        assert check_all(database) == []
        with database.reading() as store:
            o = store.objective(sea.ref)
        assert o.ballot is not None
        return o.stage, o.ballot.state, o.agreed, o.ballot.paragraphs

    assert now() == ("silence", BallotState.OPEN, (), ())
    sea.hold("bor", "object", "It goes too far")
    assert now() == ("consultation", BallotState.CLOSED, (), ())
    revise(sea, p2="Parties report when they can.")
    sea.take("open_silence")
    assert now() == ("silence", BallotState.OPEN, ("p1", "p3"), ("p2",))
    sea.take("recall")
    assert now() == ("consultation", BallotState.WITHDRAWN, ("p1", "p3"), ("p2",))
    revise(sea, p1="Parties may share.")
    assert now() == ("consultation", BallotState.WITHDRAWN, ("p3",), ("p2",))
    sea.take("open_silence")
    revise(sea, p2="Parties may report.")
    assert now() == ("silence", BallotState.SUPERSEDED, ("p3",), ("p1", "p2"))
    sea.take("put_again")
    sea.hold("cyg", "support", paragraphs=())
    sea.close()
    assert now() == ("adopted", BallotState.CLOSED, (), ("p1", "p2"))
    sea.do("sec", c.TakeStep("take_note"), objective=sea.ref)
    assert now()[0] == "noted"
    assert len(FIRST.paragraphs) == 3
    assert sea.cases.negotiation(sea.people["sec"], TABLE).objectives[0].outcomes == {
        "silence": True
    }


def test_a_silence_that_nobody_watched_is_shown_as_expired_before_anybody_writes_it(
    database: Database,
) -> None:
    sea = Sea(database, SILENCE, file=FILE)
    sea.clock.advance(days=30)
    view = sea.cases.objective(sea.people["cyg"], sea.ref)
    assert (view.unwritten, view.stage.name) == (True, "adopted")
    assert view.objective.run.entered_at < sea.clock.at
    sea.cases.tick()
    assert check_all(database) == []
    again = sea.cases.objective(sea.people["cyg"], sea.ref)
    assert (again.unwritten, again.objective.run) == (False, view.objective.run)
