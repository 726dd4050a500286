"""Placet: the shared table, asked with facts; and the whole core of a step."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from bench.peers.walk import START, WALK, Asked, Known
from bench.room import OFFICE, Room, codes, delegate, proposing, table
from placet import workflows
from placet.engine import commands as c
from placet.engine.decide import Situation, decide
from placet.engine.model import CommentType, Disposition, Objective
from placet.engine.workflow import Facts, possible, take

WORKFLOW = workflows.load(Path(__file__).with_name("procedure.yaml"))
SEATS = 30


def _facts(known: Known) -> Facts:
    return Facts(
        verdict_passes=known.passes,
        deadline_passed=known.deadline_passed,
        substate_closed=known.ballot_closed,
        comments_open=known.comments_open,
        round=known.round,
        rounds_allowed=known.rounds_allowed,
    )


FACTS: Mapping[int, Facts] = {
    id(known): _facts(known)
    for asked in WALK
    for known in (asked.known, asked.refused)
    if known is not None
}
"""The facts of each step as Placet's guards read them, made once like those of the others."""


class Take:
    """The table asked for one step; an object is the name of its stage."""

    def new(self) -> str:
        return START

    def step(self, of: str, asked: Asked, known: Known) -> str:
        return take(WORKFLOW, of, asked.name, FACTS[id(known)]).dest

    def stage(self, of: str) -> str:
        return of

    def stored(self, of: str) -> str:
        return of

    def restored(self, stored: str) -> str:
        return stored


class Possible(Take):
    """Everything that may be done now, as a page shows it, and then one of it."""

    def step(self, of: str, asked: Asked, known: Known) -> str:
        facts = FACTS[id(known)]
        offered = possible(WORKFLOW, of, facts)
        if not any(p.allowed for p in offered if p.step == asked.name):
            return of
        return take(WORKFLOW, of, asked.name, facts).dest


class Whole:
    """A command at a table of thirty, decided on and folded.

    That is: who asks and in which office, the facts found out from the objective (comments
    without an answer, time, the count of the ballot), the row of the table, and the events
    that follow (the run with its deadline, the ballot with its roster, the result), folded
    into the objective.  What happens between the steps (comments, answers, positions) was
    done beforehand.
    """

    def __init__(self) -> None:
        self.negotiation = table(WORKFLOW, codes(SEATS))
        self.ready: dict[int, Situation] = {}
        self.refusing: dict[int, Situation] = {}
        self._prepare()

    def new(self) -> Objective:
        return proposing(WORKFLOW, self.negotiation)[0]

    def step(self, of: Objective, asked: Asked, known: Known) -> Objective:
        s = (self.refusing if known is asked.refused else self.ready)[asked.number]
        return s.after(decide(s, c.TakeStep(asked.name))).objective

    def stage(self, of: Objective) -> str:
        return of.stage

    def stored(self, of: Objective) -> Objective:
        return of

    def restored(self, stored: Objective) -> Objective:
        return stored

    def _prepare(self) -> None:
        room = Room.of(WORKFLOW, SEATS)
        first, second, *_ = codes(SEATS)
        for asked in WALK:
            match asked.number:
                case 1 | 3:
                    remark = c.MakeComment(CommentType.GENERAL, "Say which soundings.")
                    room.do(delegate(first), remark)
                    room.do(delegate(second), remark)
                    self.refusing[asked.number] = room.situation()
                    room.let_it_end()
                case 2 | 4:
                    self.refusing[asked.number] = room.situation()
                    for number in room.objective.comments:
                        room.do(OFFICE, c.AnswerComment(number, Disposition.ACCEPTED))
                case 5:
                    for code in codes(SEATS)[:2]:
                        room.holds(code, "no")
                    self.refusing[asked.number] = room.situation()
                    for code in codes(SEATS)[2:-5]:
                        room.holds(code, "yes")
                    room.let_it_end()
            self.ready[asked.number] = room.situation()
            room.step(asked.name)
