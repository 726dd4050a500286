"""Random negotiations: a procedure, a table, whoever sits at it, and what they do there.

Everything comes out of one seed.  What people ask for may be refused, as it is in life; what
was done is kept, and stored in a database as it happened.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from random import Random

from placet.engine import commands as c
from placet.engine.access import Actor
from placet.engine.decide import settle
from placet.engine.decide.situation import facts
from placet.engine.decide.table import decide_table
from placet.engine.definition import Workflow
from placet.engine.errors import PlacetError
from placet.engine.evolve import evolve_negotiation
from placet.engine.model import (
    Ballot,
    Capacity,
    CommentType,
    Delegate,
    Disposition,
    Objective,
    Officer,
    Participant,
    Qualifier,
    Role,
)
from placet.engine.statements import StatementKind
from placet.engine.workflow import possible
from placet.workflows import shipped
from tests.decide.delegating import at_table
from tests.decide.table import (
    DAY,
    FIRST,
    HOUR,
    REASON,
    Table,
    a_table,
    person,
    reworded,
    seated,
)

CODES = ("UNEP", "FAO", "ILO", "WHO", "WMO", "IMO")
WAYS = (
    ("open", "disclosed"),
    ("open", "undisclosed"),
    ("sealed", "disclosed"),
    ("sealed", "undisclosed"),
    ("undisclosed", "disclosed"),
    ("secret", "disclosed"),
)
"""Who sees whose position, and whether who stands in the way is disclosed."""


def variants() -> Mapping[tuple[str, int], Workflow]:
    """Every shipped procedure in every way of disclosing, under versions of their own."""
    found: dict[tuple[str, int], Workflow] = {}
    for workflow in shipped().values():
        for number, (visibility, breaker) in enumerate(WAYS, start=100 * workflow.version):
            stages = {
                name: replace(
                    stage,
                    comments_sealed=stage.collects_comments and visibility == "sealed",
                    ballot=stage.ballot
                    and replace(stage.ballot, visibility=visibility, breaker=breaker),
                )
                for name, stage in workflow.stages.items()
            }
            made = replace(workflow, version=number, stages=stages)
            found[made.name, made.version] = made
    return found


@dataclass
class Random500:
    """One negotiation of a seed, as far as it came."""

    seed: int
    table: Table

    @property
    def objective(self) -> Objective:
        """The objective as it is stored."""
        return self.table.o

    def ballots(self) -> tuple[Ballot, ...]:
        """Every ballot, as it stood last."""
        found: dict[int, Ballot] = {}
        for change in self.table.log:
            if change.after.ballot is not None:
                found[change.after.ballot.number] = change.after.ballot
        return tuple(found[n] for n in sorted(found))


def negotiation(seed: int, workflows: Mapping[tuple[str, int], Workflow]) -> Random500:
    """The negotiation of a seed."""
    rnd = Random(seed)  # the same in every run, and no secret
    workflow = workflows[rnd.choice(sorted(workflows))]
    table = _seated(a_table(workflow=workflow), rnd, seed)
    command = c.Propose("Share", "Warn earlier", FIRST, len(FIRST.paragraphs))
    table.do("unep", command)
    table.held = replace(table.o, ref=f"OBJ-{1000 + seed}")
    table.log[0].after = table.held
    for _ in range(rnd.randint(6, 44)):
        try:
            rnd.choice(ACTS)(table, rnd)
        except (PlacetError, AssertionError, LookupError, ValueError, ZeroDivisionError):
            continue
    if rnd.random() < 0.5:
        table.now += rnd.choice([HOUR, 3 * DAY, 40 * DAY])
    return Random500(seed, table)


def _seated(table: Table, rnd: Random, seed: int) -> Table:
    """Some of the organisations, each of every class that a rule speaks of."""
    workflow = table.workflow
    asked = {s.ballot.cls for s in workflow.stages.values() if s.ballot and s.ballot.cls}
    known = {k.name for rule in workflow.rules.values() for k in rule.classes}
    classes = tuple(sorted(asked | known))
    codes = ("UNEP", *rnd.sample(CODES[1:], rnd.randint(1, 5)))
    weights = rnd.random() < 0.2
    n = table.negotiation
    table.negotiation = replace(
        n,
        symbol=f"T-{seed}",
        participants=tuple(
            Participant(x, classes, rnd.randint(1, 9) if weights else 1) for x in codes
        ),
        delegates=tuple(Delegate(x.lower(), x, Capacity.FOCAL_POINT, n.opened_at) for x in codes),
        officers=(Officer("sec", Role.SECRETARIAT), Officer("chair", Role.CHAIR)),
        workflow=workflow.name,
        workflow_version=workflow.version,
    )
    return table


def _step(table: Table, rnd: Random) -> None:
    s = table.situation()
    s = s.after(settle(s))
    rows = [p for p in possible(table.workflow, s.objective.stage, facts(s)) if p.allowed]
    going_on = [p for p in rows if not table.workflow.stages[p.dest].end] or rows
    row = rnd.choice(rows if rnd.random() < 0.2 else going_on)
    by = {"secretariat": "sec", "chair": "chair", "lead": "unep", "seat": "unep"}
    who = rnd.choice([by[r] for r in row.by if r in by])
    table.do(who, c.TakeStep(row.step, REASON, meeting=table.now + 60 * DAY))


def _position(table: Table, rnd: Random) -> None:
    ballot = table.ballot
    kind = rnd.choice(ballot.kinds)
    whose = rnd.choice([s.organisation for s in ballot.seats])
    waits = rnd.random() < 0.2
    table.do(
        whose.lower(),
        c.RecordPosition(
            ballot.number,
            ballot.text_hash,
            kind,
            reasons="It goes beyond our mandate" if rnd.random() < 0.8 else "",
            paragraphs=("p1",) if rnd.random() < 0.5 else (),
            wording="Parties may share." if rnd.random() < 0.3 else "",
            no_wording=True,
            qualifiers=(Qualifier.AD_REFERENDUM,) if waits else (),
        ),
    )


def _all(table: Table, rnd: Random) -> None:
    kind = table.ballot.kinds[0]
    for seat in table.ballot.seats:
        if seat.organisation not in table.ballot.positions:
            table.holds(seat.organisation, kind)


def _withdraw(table: Table, rnd: Random) -> None:
    whose = rnd.choice(sorted(table.ballot.positions))
    table.do(whose.lower(), c.WithdrawPosition(table.ballot.number))


def _confirm(table: Table, rnd: Random) -> None:
    whose = rnd.choice(sorted(table.ballot.positions))
    table.do(whose.lower(), c.ConfirmPosition(table.ballot.number))


def _comment(table: Table, rnd: Random) -> None:
    whose = rnd.choice(table.negotiation.participants).organisation.lower()
    if rnd.random() < 0.3:
        table.do(whose, c.StateNoComments())
    else:
        table.do(whose, c.MakeComment(CommentType.GENERAL, "Too vague"))


def _answer(table: Table, rnd: Random) -> None:
    table.do("sec", c.AnswerComment(rnd.choice(sorted(table.o.comments)), Disposition.ACCEPTED))


def _revise(table: Table, rnd: Random) -> None:
    table.revises("sec", reworded(table.text, p1=f"Words {len(table.log)}."))


def _wait(table: Table, rnd: Random) -> None:
    table.wait(rnd.choice([HOUR, DAY, 3 * DAY, 20 * DAY])).tick()


def _invite(table: Table, rnd: Random) -> None:
    there = {p.organisation for p in table.negotiation.participants}
    code = rnd.choice([x for x in CODES if x not in there])
    observer = rnd.random() < 0.4
    commands: list[c.TableCommand] = [
        c.InviteOrganisation(code, observer=observer),
        c.AppointDelegate(code.lower(), code),
    ]
    table.negotiation = seated(table.negotiation, commands, table.now)


def _leave(table: Table, rnd: Random) -> None:
    """Somebody leaves the table; one that holds a seat on an open ballot keeps it there."""
    code = rnd.choice([p.organisation for p in table.negotiation.participants[1:]])
    _at_the_table(table, c.LeaveNegotiation(code, REASON))


def _observe(table: Table, rnd: Random) -> None:
    p = rnd.choice(table.negotiation.participants[1:])
    seat = c.ChangeSeat(p.organisation, p.classes, p.weight, not p.observer, REASON)
    _at_the_table(table, seat)


def _at_the_table(table: Table, command: c.DelegationCommand) -> None:
    negotiation = table.negotiation
    for event in decide_table(negotiation, command, person("sec"), table.now):
        negotiation = evolve_negotiation(negotiation, event)
    table.negotiation = replace(negotiation, version=negotiation.version + 1)


def _await(table: Table, rnd: Random) -> None:
    whose = rnd.choice([s.organisation for s in table.ballot.seats])
    expected = (table.now + 9 * DAY).date().isoformat() if rnd.random() < 0.5 else ""
    table.do(whose.lower(), c.AwaitInstructions(table.ballot.number, expected))


def _proxy(table: Table, rnd: Random) -> None:
    """One gives another its proxy, who answers for it."""
    giver, holder = rnd.sample([s.organisation for s in table.ballot.seats], 2)
    at_table(table, giver.lower(), c.GiveProxy(holder, table.now + 60 * DAY))
    offered = max(p.number for p in table.negotiation.proxies)
    at_table(table, holder.lower(), c.AcceptProxy(offered))
    held = c.RecordPosition(
        table.ballot.number,
        table.ballot.text_hash,
        rnd.choice(table.ballot.kinds),
        reasons=REASON,
        no_wording=True,
        organisation=giver,
    )
    table.do(holder.lower(), held)


def _enter(table: Table, rnd: Random) -> None:
    whose = rnd.choice([s.organisation for s in table.ballot.seats])
    entered = c.EnteredPosition(whose, rnd.choice(table.ballot.kinds), REASON)
    table.do(
        "sec",
        c.EnterPositions(
            table.ballot.number, table.ballot.text_hash, "Minutes, item 4", (entered,)
        ),
    )


def _late(table: Table, rnd: Random) -> None:
    whose = rnd.choice([s.organisation for s in table.ballot.seats])
    kind = rnd.choice(table.ballot.kinds)
    table.do(whose.lower(), c.RecordLatePosition(table.ballot.number, kind, REASON))


def _state(table: Table, rnd: Random) -> None:
    whose = rnd.choice(table.negotiation.participants).organisation.lower()
    if rnd.random() < 0.5:
        table.do(whose, c.MakeStatement(rnd.choice(list(StatementKind)), "As our law has it."))
    else:
        table.do(whose, c.RaiseConcern("The costs", "Nobody says who pays."))


def _end(table: Table, rnd: Random) -> None:
    table.let_it_end()


Act = Callable[[Table, Random], None]
ACTS: tuple[Act, ...] = (
    _step, _step, _step, _step, _all, _withdraw, _confirm, _comment, _comment, _comment, _comment,
    _answer, _revise, _wait, _invite, _end, _leave, _observe, _await, _await, _proxy, _proxy,
    _enter, _late, _state, _position, _position, _position, _position, _position,
)  # fmt: skip


def readers(made: Random500) -> Iterator[Actor]:
    """Everybody who may look: both officers, the organisations, an administrator."""
    for name in ("sec", "chair"):
        yield Actor(name)
    for p in made.table.negotiation.participants:
        yield Actor(p.organisation.lower())
    yield Actor("admin", administrator=True)
