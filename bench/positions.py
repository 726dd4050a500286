"""What one position costs in a ballot of 30, 300 and 3,000 seats.

Three layers: the rule (one seat moves from one cell of the tally to another, and the tally is
judged), the core (`decide` and `evolve` of a RecordPosition), and the use case on SQLite.
Each is held against itself at thirty seats: a ratio of 1 says that size costs nothing.  The
clock is that of the processor, so waiting for the disk is not in it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import ExitStack
from dataclasses import replace
from datetime import datetime
from itertools import count, cycle
from pathlib import Path

from bench.processes import folder
from bench.report import Report
from bench.room import OFFICE, START, Room, delegate
from bench.table import settings_for, sqlite_in
from bench.turns import seconds_each
from placet.api.main import catalogue
from placet.engine import events as e
from placet.engine.access import Actor
from placet.engine.decide import decide
from placet.engine.ledger import Personal
from placet.engine.model import Organisation
from placet.engine.rules import Cell, evaluate, judge, tally
from placet.engine.service import UseCases
from placet.engine.store import Database, Store
from placet.engine.workflow import Workflow
from placet.workflows import shipped

SECTION = "positions"
SIZES = (30, 300, 3_000)
CLOSING: tuple[tuple[str, ...], ...] = ((), ("all_answered",), ("broken",), ("settled",))
"""What may close the ballot before its deadline, and so is asked at each position."""

Call = Callable[[], object]
Layers = Mapping[str, Call]


def measure(report: Report) -> None:
    """All layers, each in the three sizes by turns."""
    seconds, rounds = (0.1, 3) if report.quick else (0.3, 9)
    report.say("one position, by layers and seats")
    rooms = {size: _room(size, shipped()["joint-objective", 1]) for size in SIZES}
    _in_turn(report, {size: _of_rule(room) for size, room in rooms.items()}, seconds, rounds)
    for number, closing in enumerate(CLOSING):
        flow = _closing(closing, version=100 + number)
        what = f"core: decide and evolve, closes {_named(closing)}"
        calls = {size: {what: _decided(_room(size, flow))} for size in SIZES}
        _in_turn(report, calls, seconds, rounds)
    report.say("one position on SQLite")
    with folder() as place, ExitStack() as stack:
        used = {size: _use_cases(stack, place, room) for size, room in rooms.items()}
        _in_turn(report, used, seconds, rounds)


def _in_turn(report: Report, layers: Mapping[int, Layers], seconds: float, rounds: int) -> None:
    """Measure the same layers of several sizes; each beside the smallest."""
    for what in layers[SIZES[0]]:
        calls = {size: of[what] for size, of in layers.items()}
        found = seconds_each(calls, seconds, rounds)
        for size, one in found.items():
            beside = None if size == SIZES[0] else found[SIZES[0]] * 1e6
            report.add(SECTION, f"{what}, {size:,} seats", one * 1e6, "us", beside)


def _named(closing: tuple[str, ...]) -> str:
    return f"when {closing[0].replace('_', ' ')}" if closing else "at its deadline"


def _closing(closing: tuple[str, ...], version: int) -> Workflow:
    """The shipped procedure, its endorsement closed by something else."""
    flow = shipped()["joint-objective", 1]
    stage = flow.stages["endorsement"]
    if stage.ballot is None:
        raise ValueError("endorsement has no ballot")
    changed = replace(stage, ballot=replace(stage.ballot, closes_when=closing))
    return replace(flow, version=version, stages={**flow.stages, stage.name: changed})


def _room(size: int, flow: Workflow) -> Room:
    """Put forward for endorsement; four of ten have answered, none of them against it."""
    room = Room.of(flow, size)
    for code in room.seats:
        room.holds(code, "support")
    room.let_it_end()
    room.step("close_comments")
    room.step("put_forward")
    for number, code in enumerate(room.seats[: size * 2 // 5]):
        room.holds(code, ("endorse", "endorse", "no_objection", "abstain")[number % 4])
    return room


def _of_rule(room: Room) -> Layers:
    """A seat answers: the tally moves and is judged; and, beside it, everybody counted anew."""
    ballot = room.ballot
    made = room.workflow.terms(ballot.rule, ballot.kinds)
    held = {o: p.kind for o, p in ballot.positions.items()}
    seats = [(Cell(kind=held.get(seat.organisation, "")), seat.weight) for seat in ballot.seats]
    sums, silent, answered = tally(seats), Cell(), Cell(kind="endorse")
    return {
        "rule: tally moved, passes or not": lambda: made.passes(sums.moved(silent, answered)),
        "rule: tally moved and judged": lambda: judge(made, sums.moved(silent, answered)),
        "rule: everybody counted anew": lambda: evaluate(made, ballot.seats, ballot.positions),
    }


def _decided(room: Room) -> Call:
    """The next seat answers; what comes of it is thrown away."""
    s = room.situation(delegate(room.seats[-1]))
    command = room.position("endorse")
    return lambda: s.after(decide(s, command))


class Standing:
    """A clock that stands."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def now(self, store: Store | None = None) -> datetime:
        """The instant at which it stands."""
        return self.at


def _use_cases(stack: ExitStack, place: Path, room: Room) -> Layers:
    """Those who have answered answer again, so that the ballot stays as it is."""
    url = sqlite_in(place, f"seats-{len(room.seats)}")
    cases = [_cases(stack, url, room.now) for _ in range(3)]
    _written(cases[0], room)
    ref, command = room.objective.ref, room.position("endorse")
    actors = cycle([delegate(code) for code in room.seats[: len(room.seats) * 2 // 5]])
    keys = count()

    def recorded(of: UseCases) -> object:
        actor: Actor = next(actors)
        return of.handle(actor, command, objective=ref, key=f"key-{next(keys)}")

    two = cycle(cases[1:])
    return {
        "use case on SQLite": lambda: recorded(cases[0]),
        "use case on SQLite, two processes by turns": lambda: recorded(next(two)),
    }


def _cases(stack: ExitStack, url: str, now: datetime) -> UseCases:
    database = Database(url)
    stack.callback(database.close)
    domain = settings_for(url).mail_domain
    return UseCases(database, catalogue(), Standing(now), lambda: "", domain)


def _written(cases: UseCases, room: Room) -> None:
    """The table and the objective as they are, in an empty database."""
    cases.publish_workflows()
    people = [OFFICE.person, *(delegate(code).person for code in room.seats)]
    known = {id: Personal(id, id, f"{id}@bench.example", "salt", "salt") for id in people}
    registered: list[e.Registration] = [
        e.OrganisationRegistered(Organisation(code, f"Organisation {code}")) for code in room.seats
    ]
    invited = [
        e.PersonInvited(id, of.name_commitment, of.email_commitment, "UTC", "en", False)
        for id, of in known.items()
    ]
    with cases.database.writing() as store:
        store.save_registry([*registered, *invited], known)
        store.save_negotiation(None, room.negotiation, ())
    objective = replace(room.objective, version=1)
    with cases.database.writing() as store:
        store.save_objective(None, objective, room.events, START)
