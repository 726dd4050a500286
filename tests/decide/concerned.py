"""A board that asks for two endorsers, and adopts only when no concern is open."""

from __future__ import annotations

from dataclasses import replace

from placet.engine import commands as c
from placet.engine.statements import StatementKind
from placet.engine.workflow import problems

from .table import DAY, FIRST, HOUR, ORGANISATIONS, Table, a_table
from .test_board import BOARD, MEETING

_GUARDS = {"consult": ("endorsers_enough",), "adopt": ("no_concern_open",)}
CONCERNED = replace(
    BOARD,
    name="concerned",
    stages={**BOARD.stages, "intake": replace(BOARD.stages["intake"], endorsers=2)},
    steps=tuple(
        replace(step, guards=(*step.guards, *_GUARDS.get(step.name, ()))) for step in BOARD.steps
    ),
)
assert problems(CONCERNED) == ()


def taken_in() -> Table:
    """UNEP has proposed, and the intake goes on."""
    command = c.Propose("Share", "Warn earlier", FIRST, len(FIRST.paragraphs))
    table = a_table(workflow=CONCERNED).do("unep", command)
    return table.wait(DAY).step("sec", "begin").wait(4 * DAY)


def asked() -> Table:
    """FAO and WHO endorse it, and positions are asked for."""
    table = taken_in().do("fao", c.EndorseProposal()).do("who", c.EndorseProposal())
    return table.do("sec", c.TakeStep("consult", meeting=MEETING)).wait(HOUR)


def concerned() -> Table:
    """Endorsers come and go; concerns and reserves are raised and settled by whoever may."""
    table = taken_in()
    for organisation in ("FAO", "WHO", "ILO"):
        table.do(organisation.lower(), c.EndorseProposal())
    table.do("ilo", c.EndEndorsement()).wait(HOUR)
    table.do("who", c.RaiseConcern("Costs", "Who pays?", ("p1",), "Parties pay.", "Say who"))
    table.do("ilo", c.RaiseConcern("Scope", "Is labour in it?")).wait(HOUR)
    table.do("fao", c.RaiseConcern("Dates", "Too early")).wait(HOUR)
    table.do("sec", c.TakeStep("consult", meeting=MEETING)).wait(HOUR)
    table.do("chair", c.ResolveConcern(1, "The budget says so")).wait(HOUR)
    table.do("who", c.ReopenConcern(1, "It does not")).do("who", c.ResolveConcern(1))
    table.do("ilo", c.WithdrawConcern(2)).do("fao", c.ResolveConcern(3, "Moved"))
    for organisation in ORGANISATIONS:
        table.holds(organisation, "endorse")
    table.do("ilo", c.MakeStatement(StatementKind.SCRUTINY, "Parliament sits in May"))
    table.do("who", c.MakeStatement(StatementKind.SCRUTINY, "So does ours"))
    table.do("fao", c.MakeStatement(StatementKind.RESERVATION, "But for p1", ("p1",)))
    table.do("fao", c.WithdrawStatement(3, "Settled")).do("ilo", c.LiftReserve(1))
    table.do("chair", c.OverrideReserve(2, "The season begins")).let_it_end()
    table.step("chair", "adopt").wait(DAY)
    return table.do("wmo", c.MakeStatement(StatementKind.INTERPRETATION, "Freely, that is"))
